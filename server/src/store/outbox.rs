//! The outbox (送信箱): what has to happen after a commit, written by the same commit.

use app::domain::error::AppError;
use chrono::{DateTime, Utc};
use entity::{index_change, job, mail};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};

use super::{ROWS, StoreExt, Tx, audit::locked_head};

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
        self.index_changes(vec![document]).await
    }

    /// The same for several documents.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn index_changes(&self, documents: Vec<String>) -> Result<(), AppError> {
        if documents.is_empty() {
            return Ok(());
        }
        let db = self.db();
        let mut head = locked_head(&db).await?.into_active_model();
        let first = head.seq.take().unwrap_or_default() + 1;
        let row = |(seq, document): (i64, String)| index_change::ActiveModel {
            seq: Set(seq),
            document: Set(document),
            at: Set(self.now()),
        };
        let rows: Vec<_> = (first..).zip(documents).map(row).collect();
        head.seq = Set(first - 1 + i64::try_from(rows.len()).unwrap_or(i64::MAX));
        head.update(db.conn()).await.store()?;
        for chunk in rows.chunks(ROWS) {
            let insert = index_change::Entity::insert_many(chunk.iter().cloned());
            insert.exec_without_returning(db.conn()).await.store()?;
        }
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
        for chunk in rows.chunks(ROWS) {
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

/// Forgets up to `limit` changes that are older than `before`, the oldest first; answers how many. An index that has not
/// read them finds a gap and is built anew.
///
/// # Errors
/// A fault of the database.
pub async fn trim(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64, AppError> {
    let db = tx.db();
    let rows: Vec<(i64, DateTime<Utc>)> = index_change::Entity::find()
        .order_by_asc(index_change::Column::Seq)
        .limit(limit)
        .select_only()
        .columns([index_change::Column::Seq, index_change::Column::At])
        .into_tuple()
        .all(db.conn())
        .await
        .store()?;
    // The first that is young ends it, so that never one is missing between two that are there.
    let Some((last, _)) = rows.into_iter().take_while(|(_, at)| *at < before).last() else { return Ok(0) };
    let old = index_change::Entity::delete_many().filter(index_change::Column::Seq.lte(last));
    Ok(old.exec(db.conn()).await.store()?.rows_affected)
}

fn single_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
