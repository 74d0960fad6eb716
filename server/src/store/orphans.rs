//! Contents that no attachment refers to.

use app::domain::error::AppError;
use chrono::{DateTime, Utc};
use entity::blob;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use super::{Db, StoreExt, Tx, upkeep::is_used};

/// Up to `limit` contents that are without use and not yet noted as such.
///
/// # Errors
/// A fault of the database.
pub async fn unused(db: &Db<'_>, limit: u64) -> Result<Vec<String>, AppError> {
    blob::Entity::find()
        .filter(blob::Column::UnusedSince.is_null())
        .filter(is_used().not())
        .limit(limit)
        .select_only()
        .column(blob::Column::Sha256)
        .into_tuple()
        .all(db.conn())
        .await
        .store()
}

/// Notes that these contents are without use from now on, unless somebody uses them again.
///
/// # Errors
/// A fault of the database.
pub async fn note(tx: &Tx, hashes: Vec<String>) -> Result<(), AppError> {
    blob::Entity::update_many()
        .col_expr(blob::Column::UnusedSince, Expr::value(tx.now()))
        .filter(blob::Column::Sha256.is_in(hashes))
        .filter(is_used().not())
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}

/// Forgets up to `limit` contents that have been without use since before `before`. Answers how many.
///
/// # Errors
/// A fault of the database.
pub async fn forget(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64, AppError> {
    let db = tx.db();
    let old: Vec<String> = blob::Entity::find()
        .filter(blob::Column::UnusedSince.lt(before))
        .limit(limit)
        .select_only()
        .column(blob::Column::Sha256)
        .into_tuple()
        .all(db.conn())
        .await
        .store()?;
    if old.is_empty() {
        return Ok(0);
    }
    // Asked again: on PostgreSQL somebody may have brought the same content since.
    let done = blob::Entity::delete_many()
        .filter(blob::Column::Sha256.is_in(old))
        .filter(blob::Column::UnusedSince.lt(before))
        .filter(is_used().not())
        .exec(db.conn())
        .await
        .store()?;
    Ok(done.rows_affected)
}
