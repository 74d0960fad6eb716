//! Bodies (団体), and whom to write to there.

use app::{
    domain::{
        body::BodyKind,
        error::AppError,
        ids::{AccountId, BodyId},
    },
    ports::bodies::BodyRow,
};
use entity::{account, body, membership};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Db, StoreExt, inconsistent};

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

/// A person of a body, to write to.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// The person.
    pub account: AccountId,
    /// Mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// The body.
    pub body: BodyId,
}

/// The people of these bodies who may sign in, each once, in code order of the bodies.
pub async fn recipients(db: &Db<'_>, bodies: &[BodyId]) -> Result<Vec<Recipient>, AppError> {
    let rows: Vec<(uuid::Uuid, uuid::Uuid, String, String)> = membership::Entity::find()
        .inner_join(account::Entity)
        .inner_join(body::Entity)
        .filter(membership::Column::BodyId.is_in(bodies.iter().map(|id| id.0)))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(body::Column::SortKey)
        .order_by_asc(account::Column::Email)
        .select_only()
        .columns([membership::Column::AccountId, membership::Column::BodyId])
        .columns([account::Column::Email, account::Column::Name])
        .into_tuple()
        .all(db.conn())
        .await
        .store()?;
    let mut known = std::collections::HashSet::new();
    Ok(rows
        .into_iter()
        .filter(|(account, ..)| known.insert(*account))
        .map(|(account, body, email, name)| Recipient { account: account.into(), email, name, body: body.into() })
        .collect())
}

fn row(row: body::Model) -> Result<BodyRow, AppError> {
    let kind = BodyKind::from_code(&row.kind).ok_or_else(|| inconsistent("body", "kind", &row.id))?;
    Ok(BodyRow { id: row.id.into(), code: row.code, kind, name: row.name, name_en: row.name_en })
}
