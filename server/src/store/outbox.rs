//! The outbox (送信箱): what has to happen after a commit, written by the same commit.

use app::domain::error::AppError;
use chrono::{DateTime, Utc};
use entity::{index_change, job, mail};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, sea_query::OnConflict};

use super::{StoreExt, Tx, audit::locked_head};

/// Work for the job runner.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Which handler.
    pub kind: &'static str,
    /// The same work is queued once.
    pub unique_key: Option<String>,
    /// What the handler needs.
    pub payload: serde_json::Value,
    /// Not before.
    pub run_at: DateTime<Utc>,
}

impl Tx {
    /// Tells the search index to read `document` (`notice:<id>`, `attachment:<id>`, `contact:<id>`, `survey:<id>`) again.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn index_change(&self, document: String) -> Result<(), AppError> {
        let db = self.db();
        let mut head = locked_head(&db).await?.into_active_model();
        let seq = head.seq.take().unwrap_or_default() + 1;
        head.seq = Set(seq);
        head.update(db.conn()).await.store()?;
        let row = index_change::ActiveModel { seq: Set(seq), document: Set(document), at: Set(self.now()) };
        index_change::Entity::insert(row).exec_without_returning(db.conn()).await.store()?;
        self.wake_index();
        Ok(())
    }

    /// Queues a job. One with the same `unique_key` that was queued before stays the only one.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn queue(&self, new: NewJob) -> Result<(), AppError> {
        let row = job::ActiveModel {
            id: Set(self.new_id()),
            kind: Set(new.kind.to_owned()),
            unique_key: Set(new.unique_key),
            payload: Set(new.payload.to_string()),
            run_at: Set(new.run_at),
            attempts: Set(0),
            locked_until: Set(None),
            last_error: Set(None),
            done_at: Set(None),
            failed_at: Set(None),
        };
        let once = OnConflict::column(job::Column::UniqueKey).do_nothing().to_owned();
        job::Entity::insert(row).on_conflict(once).exec_without_returning(self.db().conn()).await.store()?;
        self.wake_jobs();
        Ok(())
    }
}

/// A mail to one recipient: a title, a deadline and a link, never the document.
#[derive(Clone, Debug)]
pub struct NewMail {
    /// Event and recipient; the same mail is queued once.
    pub event_key: String,
    /// Mail address.
    pub recipient: String,
    /// Name.
    pub recipient_name: String,
    /// The body, where it is addressed to one.
    pub body: Option<app::domain::ids::BodyId>,
    /// What kind of mail.
    pub kind: &'static str,
    /// Subject; control characters are taken out (C-52).
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// Mails of one INSERT: both databases limit how many values a statement takes.
const MAILS: usize = 500;

impl Tx {
    /// Queues a mail. One with the same `event_key` that was queued before stays the only one.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn mail(&self, new: NewMail) -> Result<(), AppError> {
        self.mails([new]).await
    }

    /// Queues mails, as [`Self::mail`] does.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn mails(&self, new: impl IntoIterator<Item = NewMail>) -> Result<(), AppError> {
        let rows: Vec<mail::ActiveModel> = new.into_iter().map(|mail| self.mail_row(mail)).collect();
        for chunk in rows.chunks(MAILS) {
            let once = OnConflict::column(mail::Column::EventKey).do_nothing().to_owned();
            let insert = mail::Entity::insert_many(chunk.iter().cloned()).on_conflict(once);
            insert.exec_without_returning(self.db().conn()).await.store()?;
            self.wake_jobs();
        }
        Ok(())
    }

    fn mail_row(&self, new: NewMail) -> mail::ActiveModel {
        mail::ActiveModel {
            id: Set(self.new_id()),
            event_key: Set(new.event_key),
            recipient: Set(new.recipient),
            recipient_name: Set(single_line(&new.recipient_name)),
            body_id: Set(new.body.map(|body| body.0)),
            kind: Set(new.kind.to_owned()),
            subject: Set(single_line(&new.subject)),
            text: Set(new.text),
            created_at: Set(self.now()),
            next_at: Set(self.now()),
            attempts: Set(0),
            state: Set("queued".to_owned()),
            sent_at: Set(None),
            last_error: Set(None),
        }
    }
}

fn single_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
