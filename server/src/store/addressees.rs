//! A body by name, and the people there who get mail about surveys.

use app::domain::{
    actor::Role,
    error::AppError,
    ids::{AccountId, BodyId},
};
use entity::{account, body, membership};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use super::{Db, StoreExt};

/// A body by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedBody {
    /// The body.
    pub id: BodyId,
    /// 団体コード.
    pub code: Option<String>,
    /// Name.
    pub name: String,
}

/// A body by name, also one that was closed.
///
/// # Errors
/// [`AppError::NotFound`]; a fault of the database.
pub async fn name(db: &Db<'_>, id: BodyId) -> Result<NamedBody, AppError> {
    let row = body::Entity::find_by_id(id.0).one(db.conn()).await.store()?.ok_or(AppError::NotFound)?;
    Ok(NamedBody { id, code: row.code, name: row.name })
}

/// Somebody who gets mail for a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The account.
    pub account: AccountId,
    /// Mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// The body.
    pub body: BodyId,
}

#[derive(FromQueryResult)]
struct RecipientRow {
    id: Uuid,
    email: String,
    name: String,
    body_id: Uuid,
}

/// The accounts that have one of `roles` in one of `bodies` and may sign in.
///
/// # Errors
/// A fault of the database.
pub async fn recipients(db: &Db<'_>, bodies: &[BodyId], roles: &[Role]) -> Result<Vec<Recipient>, AppError> {
    let mut found = Vec::new();
    for part in bodies.chunks(500) {
        let rows = membership::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .column(account::Column::Email)
            .column(account::Column::Name)
            .column(membership::Column::BodyId)
            .join(JoinType::InnerJoin, membership::Relation::Account.def())
            .filter(membership::Column::BodyId.is_in(part.iter().map(|body| body.0)))
            .filter(membership::Column::Role.is_in(roles.iter().map(|role| role.code())))
            .filter(account::Column::DisabledAt.is_null())
            .order_by_asc(account::Column::Id)
            .into_model::<RecipientRow>()
            .all(db.conn())
            .await
            .store()?;
        found.extend(rows.into_iter().map(|row| Recipient {
            account: row.id.into(),
            email: row.email,
            name: row.name,
            body: row.body_id.into(),
        }));
    }
    Ok(found)
}
