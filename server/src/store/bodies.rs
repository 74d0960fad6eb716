//! Bodies (団体).

use std::collections::HashMap;

use app::{
    domain::{
        body::{BodyContent, BodyKind},
        error::AppError,
        ids::BodyId,
    },
    ports::bodies::{BodyRow, BodyView},
};
use entity::{api_token, body, membership, session};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{Db, StoreExt, Tx, inconsistent};

/// Every body that exists, in code order.
pub async fn open(db: &Db<'_>) -> Result<Vec<BodyRow>, AppError> {
    let rows = body::Entity::find()
        .filter(body::Column::ClosedAt.is_null())
        .order_by_asc(body::Column::SortKey)
        .order_by_asc(body::Column::Id)
        .all(db.conn())
        .await
        .store()?;
    rows.into_iter().map(row).collect()
}

/// The name of a body, also of one that was closed.
pub async fn name(db: &Db<'_>, id: BodyId) -> Result<String, AppError> {
    let found: Option<String> = body::Entity::find_by_id(id.0)
        .select_only()
        .column(body::Column::Name)
        .into_tuple()
        .one(db.conn())
        .await
        .store()?;
    found.ok_or(AppError::NotFound)
}

fn row(row: body::Model) -> Result<BodyRow, AppError> {
    let kind = BodyKind::from_code(&row.kind).ok_or_else(|| inconsistent("body", "kind", &row.id))?;
    Ok(BodyRow { id: row.id.into(), code: row.code, kind, name: row.name, name_en: row.name_en })
}

/// Every body, those that ceased to exist included, in code order.
pub async fn register(db: &Db<'_>) -> Result<Vec<BodyView>, AppError> {
    let rows = body::Entity::find()
        .order_by_asc(body::Column::SortKey)
        .order_by_asc(body::Column::Id)
        .all(db.conn())
        .await
        .store()?;
    let accounts = accounts(db).await?;
    rows.into_iter().map(|row| view(row, &accounts)).collect()
}

/// A body, also one that ceased to exist.
pub async fn find(db: &Db<'_>, id: BodyId) -> Result<Option<BodyView>, AppError> {
    let Some(row) = body::Entity::find_by_id(id.0).one(db.conn()).await.store()? else { return Ok(None) };
    Ok(Some(view(row, &accounts(db).await?)?))
}

/// How many people each body has.
async fn accounts(db: &Db<'_>) -> Result<HashMap<uuid::Uuid, u64>, AppError> {
    let rows: Vec<(uuid::Uuid, i64)> = membership::Entity::find()
        .select_only()
        .column(membership::Column::BodyId)
        .column_as(membership::Column::AccountId.count(), "accounts")
        .group_by(membership::Column::BodyId)
        .into_tuple()
        .all(db.conn())
        .await
        .store()?;
    Ok(rows.into_iter().map(|(body, count)| (body, count.unsigned_abs())).collect())
}

fn view(row: body::Model, accounts: &HashMap<uuid::Uuid, u64>) -> Result<BodyView, AppError> {
    let kind = BodyKind::from_code(&row.kind).ok_or_else(|| inconsistent("body", "kind", &row.id))?;
    Ok(BodyView {
        id: row.id.into(),
        code: row.code,
        kind,
        name: row.name,
        reading: row.reading,
        name_en: row.name_en,
        accounts: accounts.get(&row.id).copied().unwrap_or_default(),
        closed_at: row.closed_at,
        version: row.version,
    })
}

/// Keeps a new body.
pub async fn insert(tx: &Tx, content: &BodyContent) -> Result<BodyId, AppError> {
    let row = body::Model {
        id: tx.new_id(),
        sort_key: content.sort_key(),
        code: content.code.as_ref().map(ToString::to_string),
        kind: content.kind.code().to_owned(),
        name: content.name.clone(),
        reading: content.reading.clone(),
        name_en: content.name_en.clone(),
        created_at: tx.now(),
        closed_at: None,
        version: 1,
    };
    let id = row.id.into();
    body::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(id)
}

/// Changes a body; `false` when it no longer has `version`.
pub async fn update(tx: &Tx, id: BodyId, version: i32, content: &BodyContent) -> Result<bool, AppError> {
    tx.touch_lists();
    let done = body::Entity::update_many()
        .col_expr(body::Column::Code, Expr::value(content.code.as_ref().map(ToString::to_string)))
        .col_expr(body::Column::Kind, Expr::value(content.kind.code()))
        .col_expr(body::Column::Name, Expr::value(content.name.as_str()))
        .col_expr(body::Column::Reading, Expr::value(content.reading.as_str()))
        .col_expr(body::Column::NameEn, Expr::value(content.name_en.as_str()))
        .col_expr(body::Column::SortKey, Expr::value(content.sort_key()))
        .col_expr(body::Column::Version, Expr::value(version + 1))
        .filter(body::Column::Id.eq(id.0))
        .filter(body::Column::Version.eq(version))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(done.rows_affected == 1)
}

/// Notes that a body ceased to exist, which ends its sessions and tokens, or that it exists after all; `false` when it
/// no longer has `version`.
pub async fn set_closed(tx: &Tx, id: BodyId, version: i32, closed: bool) -> Result<bool, AppError> {
    let done = body::Entity::update_many()
        .col_expr(body::Column::ClosedAt, Expr::value(closed.then(|| tx.now())))
        .col_expr(body::Column::Version, Expr::value(version + 1))
        .filter(body::Column::Id.eq(id.0))
        .filter(body::Column::Version.eq(version))
        .exec(tx.db().conn())
        .await
        .store()?;
    if done.rows_affected == 1 && closed {
        let of_body = session::Entity::delete_many().filter(session::Column::BodyId.eq(id.0));
        of_body.exec(tx.db().conn()).await.store()?;
        api_token::Entity::update_many()
            .col_expr(api_token::Column::RevokedAt, Expr::value(tx.now()))
            .filter(api_token::Column::BodyId.eq(id.0))
            .filter(api_token::Column::RevokedAt.is_null())
            .exec(tx.db().conn())
            .await
            .store()?;
    }
    Ok(done.rows_affected == 1)
}
