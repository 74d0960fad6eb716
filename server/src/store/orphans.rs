//! Contents that no attachment refers to.

use app::domain::error::AppError;
use chrono::{DateTime, Utc};
use entity::blob;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use super::{StoreExt, Tx, upkeep::is_used};

/// Notes since when contents are without use, and forgets up to `limit` of those that have been since before `before`.
/// Answers how many were forgotten.
///
/// # Errors
/// A fault of the database.
pub async fn forget(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64, AppError> {
    let db = tx.db();
    blob::Entity::update_many()
        .col_expr(blob::Column::UnusedSince, Expr::value(None::<DateTime<Utc>>))
        .filter(blob::Column::UnusedSince.is_not_null())
        .filter(is_used())
        .exec(db.conn())
        .await
        .store()?;
    blob::Entity::update_many()
        .col_expr(blob::Column::UnusedSince, Expr::value(tx.now()))
        .filter(blob::Column::UnusedSince.is_null())
        .filter(is_used().not())
        .exec(db.conn())
        .await
        .store()?;
    let old: Vec<String> = blob::Entity::find()
        .filter(blob::Column::UnusedSince.lt(before))
        .order_by_asc(blob::Column::UnusedSince)
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
        .exec(db.conn())
        .await
        .store()?;
    Ok(done.rows_affected)
}
