//! Accounts as their administrators see and change them.

use std::collections::HashMap;

use app::{
    domain::{
        account::{AccountContent, AccountState},
        actor::Role,
        error::AppError,
        ids::{AccountId, BodyId},
    },
    ports::accounts::AccountRow,
};
use entity::{account, body, membership, session};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{Db, ROWS, StoreExt, Tx};

/// The accounts of a body, in the order of their readings.
pub async fn of_body(db: &Db<'_>, body: BodyId) -> Result<Vec<AccountRow>, AppError> {
    let rows = membership::Entity::find()
        .filter(membership::Column::BodyId.eq(body.0))
        .find_also_related(account::Entity)
        .order_by_asc(account::Column::Reading)
        .order_by_asc(account::Column::Name)
        .order_by_asc(account::Column::Id)
        .all(db.conn())
        .await
        .store()?;
    with_more(db, rows).await
}

/// An account of a body.
pub async fn find(db: &Db<'_>, body: BodyId, id: AccountId) -> Result<Option<AccountRow>, AppError> {
    let found = membership::Entity::find_by_id((id.0, body.0))
        .find_also_related(account::Entity)
        .all(db.conn())
        .await
        .store()?;
    Ok(with_more(db, found).await?.into_iter().next())
}

async fn with_more(
    db: &Db<'_>,
    rows: Vec<(membership::Model, Option<account::Model>)>,
) -> Result<Vec<AccountRow>, AppError> {
    let ids: Vec<Uuid> = rows.iter().map(|(role, _)| role.account_id).collect();
    let mut bodies = bodies_of(db, &ids).await?;
    let sessions = sessions_of(db, &ids).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(role, account)| {
            let account = account?;
            let mut all = bodies.remove(&account.id).unwrap_or_default();
            all.retain(|(body, _)| *body != role.body_id);
            let open = sessions.get(&(account.id, role.body_id)).copied().unwrap_or_default();
            Some(row(&role, account, all.into_iter().map(|(_, name)| name).collect(), open))
        })
        .collect())
}

fn row(role: &membership::Model, account: account::Model, other_bodies: Vec<String>, sessions: u64) -> AccountRow {
    let state = match (account.disabled_at, &account.password_hash) {
        (Some(_), _) => AccountState::Disabled,
        (None, None) => AccountState::Invited,
        (None, Some(_)) => AccountState::Active,
    };
    AccountRow {
        id: account.id.into(),
        body_id: role.body_id.into(),
        email: account.email,
        name: account.name,
        reading: account.reading,
        role: Role::from_code(&role.role).unwrap_or(Role::Reader),
        state,
        last_login_at: account.last_login_at,
        sessions,
        other_bodies,
        version: account.version,
    }
}

/// The bodies of some accounts with their names, in code order.
async fn bodies_of(db: &Db<'_>, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<(Uuid, String)>>, AppError> {
    let mut all: HashMap<Uuid, Vec<(Uuid, String)>> = HashMap::new();
    for part in ids.chunks(ROWS) {
        let rows = membership::Entity::find()
            .filter(membership::Column::AccountId.is_in(part.iter().copied()))
            .find_also_related(body::Entity)
            .order_by_asc(body::Column::SortKey)
            .all(db.conn())
            .await
            .store()?;
        for (role, body) in rows {
            if let Some(body) = body {
                all.entry(role.account_id).or_default().push((body.id, body.name));
            }
        }
    }
    Ok(all)
}

/// Open sessions by account and body.
async fn sessions_of(db: &Db<'_>, ids: &[Uuid]) -> Result<HashMap<(Uuid, Uuid), u64>, AppError> {
    let mut all = HashMap::new();
    for part in ids.chunks(ROWS) {
        let rows: Vec<(Uuid, Uuid, i64)> = session::Entity::find()
            .filter(session::Column::AccountId.is_in(part.iter().copied()))
            .select_only()
            .columns([session::Column::AccountId, session::Column::BodyId])
            .column_as(session::Column::AccountId.count(), "sessions")
            .group_by(session::Column::AccountId)
            .group_by(session::Column::BodyId)
            .into_tuple()
            .all(db.conn())
            .await
            .store()?;
        all.extend(rows.into_iter().map(|(account, body, open)| ((account, body), open.unsigned_abs())));
    }
    Ok(all)
}

/// Keeps a new account without a password.
pub async fn insert(tx: &Tx, content: &AccountContent) -> Result<AccountId, AppError> {
    let id = AccountId(tx.new_id());
    let row = account::Model {
        id: id.0,
        email: content.email.clone(),
        name: content.name.clone(),
        reading: content.reading.clone(),
        password_hash: None,
        created_at: tx.now(),
        disabled_at: None,
        last_login_at: None,
        last_login_ip: None,
        version: 1,
    };
    account::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(id)
}

/// Gives the account a role in one more body; `false` when it has one there.
pub async fn join(tx: &Tx, id: AccountId, body: BodyId, role: Role) -> Result<bool, AppError> {
    let found = membership::Entity::find_by_id((id.0, body.0)).one(tx.db().conn()).await.store()?;
    if found.is_some() {
        return Ok(false);
    }
    let row = membership::Model { account_id: id.0, body_id: body.0, role: role.code().to_owned() };
    membership::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(true)
}

/// Changes name, reading and the role in the body; `false` when the account no longer has `version`.
pub async fn update(
    tx: &Tx,
    body: BodyId,
    id: AccountId,
    version: i32,
    content: &AccountContent,
) -> Result<bool, AppError> {
    let done = account::Entity::update_many()
        .col_expr(account::Column::Name, Expr::value(content.name.as_str()))
        .col_expr(account::Column::Reading, Expr::value(content.reading.as_str()))
        .col_expr(account::Column::Version, Expr::value(version + 1))
        .filter(account::Column::Id.eq(id.0))
        .filter(account::Column::Version.eq(version))
        .exec(tx.db().conn())
        .await
        .store()?;
    let change = membership::ActiveModel {
        account_id: Set(id.0),
        body_id: Set(body.0),
        role: Set(content.role.code().to_owned()),
    };
    change.update(tx.db().conn()).await.store()?;
    Ok(done.rows_affected == 1)
}

/// Keeps the account from signing in, or lets it again.
pub async fn set_enabled(tx: &Tx, id: AccountId, enabled: bool) -> Result<(), AppError> {
    account::Entity::update_many()
        .col_expr(account::Column::DisabledAt, Expr::value((!enabled).then(|| tx.now())))
        .col_expr(account::Column::Version, Expr::col(account::Column::Version).add(1))
        .filter(account::Column::Id.eq(id.0))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}

/// Takes the role in the body away.
pub async fn leave(tx: &Tx, id: AccountId, body: BodyId) -> Result<(), AppError> {
    membership::Entity::delete_by_id((id.0, body.0)).exec(tx.db().conn()).await.store()?;
    Ok(())
}

/// Whether the prefecture still has an administrator who can sign in.
pub async fn is_administered(db: &Db<'_>) -> Result<bool, AppError> {
    let left = membership::Entity::find()
        .inner_join(account::Entity)
        .inner_join(body::Entity)
        .filter(membership::Column::Role.eq(Role::Administrator.code()))
        .filter(body::Column::Kind.eq("prefecture"))
        .filter(account::Column::DisabledAt.is_null())
        .filter(account::Column::PasswordHash.is_not_null())
        .count(db.conn())
        .await
        .store()?;
    Ok(left > 0)
}
