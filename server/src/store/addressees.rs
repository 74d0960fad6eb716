//! A body by name, and whom to write to there.

use std::collections::HashSet;

use app::domain::{
    actor::Role,
    error::AppError,
    ids::{AccountId, BodyId},
};
use entity::{account, body, membership};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{Db, ROWS, StoreExt};

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

/// The people of these bodies who may sign in, each once, in code order of the bodies.
///
/// # Errors
/// A fault of the database.
pub async fn everybody(db: &Db<'_>, bodies: &[BodyId]) -> Result<Vec<Recipient>, AppError> {
    let mut people = recipients(db, bodies, &Role::ALL).await?;
    let mut known = HashSet::new();
    people.retain(|person| known.insert(person.account));
    Ok(people)
}

/// The accounts that have one of `roles` in one of `bodies` and may sign in; once for each of the bodies.
///
/// # Errors
/// A fault of the database.
pub async fn recipients(db: &Db<'_>, bodies: &[BodyId], roles: &[Role]) -> Result<Vec<Recipient>, AppError> {
    let mut found = Vec::new();
    for part in bodies.chunks(ROWS) {
        let rows = membership::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .column(account::Column::Email)
            .column(account::Column::Name)
            .column(membership::Column::BodyId)
            .inner_join(account::Entity)
            .inner_join(body::Entity)
            .filter(membership::Column::BodyId.is_in(part.iter().map(|body| body.0)))
            .filter(membership::Column::Role.is_in(roles.iter().map(|role| role.code())))
            .filter(account::Column::DisabledAt.is_null())
            .order_by_asc(body::Column::SortKey)
            .order_by_asc(account::Column::Email)
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
