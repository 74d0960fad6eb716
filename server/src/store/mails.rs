//! Mails on their way: taken by a sender for a while, then sent, tried again, kept or given up.
//!
//! A sender takes a mail by moving its next try into the future. Should the sender die, the mail is due again by itself;
//! should the sender come too late, `next_at` is no longer the instant it wrote and its word does not count.

use app::domain::{
    error::AppError,
    ids::{BodyId, MailId},
};
use chrono::{DateTime, Utc};
use entity::mail;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType},
};

use super::{Db, StoreExt, Tx, notice_lists::count};

/// Waits for a sender.
const QUEUED: &str = "queued";
/// Taken by the mail server.
const SENT: &str = "sent";
/// No mail server is configured.
const KEPT: &str = "kept";
/// Given up.
const FAILED: &str = "failed";

/// A mail in the hands of a sender.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The mail, also its Message-ID.
    pub id: MailId,
    /// Mail address.
    pub recipient: String,
    /// Name.
    pub recipient_name: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Tries, this one included.
    pub attempts: i32,
    /// Until when it is in the hands of this sender.
    pub until: DateTime<Utc>,
}

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The mail server took it; the text to keep.
    Sent(String),
    /// To be tried again then.
    Later(DateTime<Utc>, String),
    /// Given up.
    Failed(String),
}

fn is_due(now: DateTime<Utc>) -> Condition {
    Condition::all().add(mail::Column::State.eq(QUEUED)).add(mail::Column::NextAt.lte(now))
}

/// Whether a mail is due at `now`.
pub async fn any_due(db: &Db<'_>, now: DateTime<Utc>) -> Result<bool, AppError> {
    Ok(mail::Entity::find().filter(is_due(now)).limit(1).count(db.conn()).await.store()? > 0)
}

/// Takes up to `limit` mails until `until`, the oldest first. Several senders never take the same one.
pub async fn take(tx: &Tx, limit: u64, until: DateTime<Utc>) -> Result<Vec<Taken>, AppError> {
    let rows = mail::Entity::find()
        .filter(is_due(tx.now()))
        .order_by_asc(mail::Column::NextAt)
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(tx.db().conn())
        .await
        .store()?;
    mail::Entity::update_many()
        .col_expr(mail::Column::NextAt, Expr::value(until))
        .col_expr(mail::Column::Attempts, Expr::col(mail::Column::Attempts).add(1))
        .filter(mail::Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(rows.into_iter().map(|row| Taken::of(row, until)).collect())
}

impl Taken {
    fn of(row: mail::Model, until: DateTime<Utc>) -> Self {
        Self {
            id: row.id.into(),
            recipient: row.recipient,
            recipient_name: row.recipient_name,
            subject: row.subject,
            text: row.text,
            created_at: row.created_at,
            attempts: row.attempts + 1,
            until,
        }
    }

    /// The mail, as long as nobody else has taken it since.
    fn still_mine(&self) -> Condition {
        Condition::all()
            .add(mail::Column::Id.eq(self.id.0))
            .add(mail::Column::State.eq(QUEUED))
            .add(mail::Column::NextAt.eq(self.until))
    }
}

/// Notes what became of a try.
pub async fn settle(tx: &Tx, taken: &Taken, fate: Fate) -> Result<(), AppError> {
    let change = mail::Entity::update_many().filter(taken.still_mine());
    let change = match fate {
        Fate::Sent(text) => change
            .col_expr(mail::Column::State, Expr::value(SENT))
            .col_expr(mail::Column::SentAt, Expr::value(tx.now()))
            .col_expr(mail::Column::Text, Expr::value(text))
            .col_expr(mail::Column::LastError, Expr::value(None::<String>)),
        Fate::Later(at, error) => {
            change.col_expr(mail::Column::NextAt, Expr::value(at)).col_expr(mail::Column::LastError, Expr::value(error))
        }
        Fate::Failed(error) => change
            .col_expr(mail::Column::State, Expr::value(FAILED))
            .col_expr(mail::Column::LastError, Expr::value(error)),
    };
    change.exec(tx.db().conn()).await.store()?;
    Ok(())
}

/// Gives back what was not tried; `error` says why, where the mail server could not be reached.
pub async fn give_back(tx: &Tx, taken: &[Taken], error: Option<&str>) -> Result<(), AppError> {
    for mail in taken {
        let mut change = mail::Entity::update_many()
            .col_expr(mail::Column::NextAt, Expr::value(tx.now()))
            .col_expr(mail::Column::Attempts, Expr::col(mail::Column::Attempts).sub(1))
            .filter(mail.still_mine());
        if let Some(error) = error {
            change = change.col_expr(mail::Column::LastError, Expr::value(error));
        }
        change.exec(tx.db().conn()).await.store()?;
    }
    Ok(())
}

/// Without a mail server: what is due is kept and shown to the administrator. Answers how many.
pub async fn keep_due(tx: &Tx) -> Result<u64, AppError> {
    let kept = mail::Entity::update_many()
        .col_expr(mail::Column::State, Expr::value(KEPT))
        .filter(is_due(tx.now()))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(kept.rows_affected)
}

/// Sends a failed or kept mail once more; `false` when it is neither.
pub async fn again(tx: &Tx, id: MailId) -> Result<bool, AppError> {
    let done = mail::Entity::update_many()
        .col_expr(mail::Column::State, Expr::value(QUEUED))
        .col_expr(mail::Column::NextAt, Expr::value(tx.now()))
        .col_expr(mail::Column::Attempts, Expr::value(0))
        .filter(mail::Column::Id.eq(id.0))
        .filter(mail::Column::State.is_in([FAILED, KEPT]))
        .exec(tx.db().conn())
        .await
        .store()?;
    tx.wake_jobs();
    Ok(done.rows_affected == 1)
}

/// A mail as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The mail.
    pub id: MailId,
    /// Mail address.
    pub recipient: String,
    /// Name.
    pub recipient_name: String,
    /// The body it is for.
    pub body: Option<BodyId>,
    /// What kind of mail.
    pub kind: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// Code of its state.
    pub state: String,
    /// Tries so far.
    pub attempts: i32,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Next try, while it is queued.
    pub next_at: DateTime<Utc>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// What the last try said.
    pub last_error: Option<String>,
}

impl From<mail::Model> for Kept {
    fn from(row: mail::Model) -> Self {
        Self {
            id: row.id.into(),
            recipient: row.recipient,
            recipient_name: row.recipient_name,
            body: row.body_id.map(BodyId),
            kind: row.kind,
            subject: row.subject,
            text: row.text,
            state: row.state,
            attempts: row.attempts,
            created_at: row.created_at,
            next_at: row.next_at,
            sent_at: row.sent_at,
            last_error: row.last_error,
        }
    }
}

/// The mail.
pub async fn find(db: &Db<'_>, id: MailId) -> Result<Option<Kept>, AppError> {
    Ok(mail::Entity::find_by_id(id.0).one(db.conn()).await.store()?.map(Kept::from))
}

/// The newest mails before `before`, and how many there are in all, counted up to a limit. Their identifiers sort by time.
pub async fn list(
    db: &Db<'_>,
    state: Option<&str>,
    before: Option<MailId>,
    limit: u64,
) -> Result<(Vec<Kept>, u64), AppError> {
    let mut which = Condition::all();
    if let Some(state) = state {
        which = which.add(mail::Column::State.eq(state));
    }
    let total = count(db, mail::Entity::find().filter(which.clone())).await?;
    if let Some(before) = before {
        which = which.add(mail::Column::Id.lt(before.0));
    }
    let rows =
        mail::Entity::find().filter(which).order_by_desc(mail::Column::Id).limit(limit).all(db.conn()).await.store()?;
    Ok((rows.into_iter().map(Kept::from).collect(), total))
}

/// How many mails wait, and how many were given up.
pub async fn backlog(db: &Db<'_>) -> Result<(u64, u64), AppError> {
    let count = |state: &'static str| mail::Entity::find().filter(mail::Column::State.eq(state)).count(db.conn());
    Ok((count(QUEUED).await.store()?, count(FAILED).await.store()?))
}
