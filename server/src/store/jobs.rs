//! Jobs: taken by a runner for a while, then done, tried again or given up.

use app::domain::error::AppError;
use chrono::{DateTime, Utc};
use entity::job;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType},
};
use uuid::Uuid;

use super::{Db, StoreExt, Tx};

/// A job in the hands of a runner.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The job.
    pub id: Uuid,
    /// Which handler.
    pub kind: String,
    /// What it needs, as JSON.
    pub payload: String,
    /// Tries, this one included.
    pub attempts: i32,
    /// Until when it is in the hands of this runner.
    pub until: DateTime<Utc>,
}

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Done.
    Done,
    /// To be tried again then.
    Later(DateTime<Utc>, String),
    /// Given up.
    Failed(String),
}

fn is_open() -> Condition {
    Condition::all().add(job::Column::DoneAt.is_null()).add(job::Column::FailedAt.is_null())
}

fn is_due(now: DateTime<Utc>, kinds: &[&'static str]) -> Condition {
    let free = Condition::any().add(job::Column::LockedUntil.is_null()).add(job::Column::LockedUntil.lt(now));
    is_open().add(job::Column::RunAt.lte(now)).add(free).add(job::Column::Kind.is_in(kinds.iter().copied()))
}

/// Whether a job of these kinds is due at `now`.
pub async fn any_due(db: &Db<'_>, now: DateTime<Utc>, kinds: &[&'static str]) -> Result<bool, AppError> {
    Ok(job::Entity::find().filter(is_due(now, kinds)).limit(1).count(db.conn()).await.store()? > 0)
}

/// Takes up to `limit` jobs of these kinds until `until`, the oldest first. Several runners never take the same one.
pub async fn take(tx: &Tx, limit: u64, until: DateTime<Utc>, kinds: &[&'static str]) -> Result<Vec<Taken>, AppError> {
    let rows = job::Entity::find()
        .filter(is_due(tx.now(), kinds))
        .order_by_asc(job::Column::RunAt)
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(tx.db().conn())
        .await
        .store()?;
    job::Entity::update_many()
        .col_expr(job::Column::LockedUntil, Expr::value(until))
        .col_expr(job::Column::Attempts, Expr::col(job::Column::Attempts).add(1))
        .filter(job::Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(tx.db().conn())
        .await
        .store()?;
    let taken =
        |row: job::Model| Taken { id: row.id, kind: row.kind, payload: row.payload, attempts: row.attempts + 1, until };
    Ok(rows.into_iter().map(taken).collect())
}

impl Taken {
    /// The job, as long as nobody else has taken it since.
    fn still_mine(&self) -> Condition {
        is_open().add(job::Column::Id.eq(self.id)).add(job::Column::LockedUntil.eq(self.until))
    }
}

/// Notes what became of a try and lets go of the job.
pub async fn settle(tx: &Tx, taken: &Taken, fate: Fate) -> Result<(), AppError> {
    let change = job::Entity::update_many()
        .col_expr(job::Column::LockedUntil, Expr::value(None::<DateTime<Utc>>))
        .filter(taken.still_mine());
    let change = match fate {
        Fate::Done => change
            .col_expr(job::Column::DoneAt, Expr::value(tx.now()))
            .col_expr(job::Column::LastError, Expr::value(None::<String>)),
        Fate::Later(at, error) => {
            change.col_expr(job::Column::RunAt, Expr::value(at)).col_expr(job::Column::LastError, Expr::value(error))
        }
        Fate::Failed(error) => change
            .col_expr(job::Column::FailedAt, Expr::value(tx.now()))
            .col_expr(job::Column::LastError, Expr::value(error)),
    };
    change.exec(tx.db().conn()).await.store()?;
    Ok(())
}

/// Gives back a job that was cut off by the stop of the server, as if it had not been tried.
pub async fn give_back(tx: &Tx, taken: &Taken) -> Result<(), AppError> {
    job::Entity::update_many()
        .col_expr(job::Column::LockedUntil, Expr::value(None::<DateTime<Utc>>))
        .col_expr(job::Column::Attempts, Expr::col(job::Column::Attempts).sub(1))
        .filter(taken.still_mine())
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}

/// How many jobs wait, and how many were given up.
pub async fn backlog(db: &Db<'_>) -> Result<(u64, u64), AppError> {
    let waiting = job::Entity::find().filter(is_open()).count(db.conn()).await.store()?;
    let dead = job::Entity::find().filter(job::Column::FailedAt.is_not_null()).count(db.conn()).await.store()?;
    Ok((waiting, dead))
}

/// Forgets the jobs that were done before `before`.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>) -> Result<u64, AppError> {
    let done = job::Entity::delete_many().filter(job::Column::DoneAt.lt(before)).exec(tx.db().conn()).await.store()?;
    Ok(done.rows_affected)
}
