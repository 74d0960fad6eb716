//! Accounts, their roles, and the links that set a password.

use app::{
    domain::{
        actor::{Actor, Role},
        error::AppError,
        ids::{AccountId, BodyId},
    },
    ports::session::LastLogIn,
};
use chrono::{DateTime, Utc};
use entity::{account, account_link, body, login_failure, membership};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

use super::{Db, StoreExt, Tx};

/// What signing in needs to know of an account.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The account.
    pub id: AccountId,
    /// Mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Argon2id in PHC form.
    pub password_hash: Option<String>,
    /// Whether it may sign in.
    pub enabled: bool,
}

impl From<account::Model> for Credentials {
    fn from(row: account::Model) -> Self {
        Self {
            id: row.id.into(),
            email: row.email,
            name: row.name,
            password_hash: row.password_hash,
            enabled: row.disabled_at.is_none(),
        }
    }
}

/// The account with this mail address (lower case).
pub async fn by_email(db: &Db<'_>, email: &str) -> Result<Option<Credentials>, AppError> {
    let row = account::Entity::find().filter(account::Column::Email.eq(email)).one(db.conn()).await.store()?;
    Ok(row.map(Credentials::from))
}

/// The account.
pub async fn by_id(db: &Db<'_>, id: AccountId) -> Result<Option<Credentials>, AppError> {
    let row = account::Entity::find_by_id(id.0).one(db.conn()).await.store()?;
    Ok(row.map(Credentials::from))
}

/// How many accounts may sign in.
pub async fn enabled(db: &Db<'_>) -> Result<u64, AppError> {
    account::Entity::find().filter(account::Column::DisabledAt.is_null()).count(db.conn()).await.store()
}

/// The bodies the account may act for, in code order, with the role in each. One that ceased to exist is none.
pub async fn memberships(db: &Db<'_>, id: AccountId) -> Result<Vec<(BodyId, String, Role)>, AppError> {
    let rows = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(id.0))
        .find_also_related(body::Entity)
        .filter(body::Column::ClosedAt.is_null())
        .order_by_asc(body::Column::SortKey)
        .all(db.conn())
        .await
        .store()?;
    Ok(rows
        .into_iter()
        .filter_map(|(row, body)| Some((row.body_id.into(), body?.name, Role::from_code(&row.role)?)))
        .collect())
}

/// The account acting for the body: only while it is enabled and has a role there, and the body exists (C-25).
pub async fn actor(db: &Db<'_>, id: AccountId, body_id: BodyId) -> Result<Option<Actor>, AppError> {
    let found = membership::Entity::find_by_id((id.0, body_id.0))
        .find_also_related(account::Entity)
        .filter(account::Column::DisabledAt.is_null())
        .one(db.conn())
        .await
        .store()?;
    let Some((role, Some(account))) = found else { return Ok(None) };
    let open = body::Entity::find_by_id(body_id.0).filter(body::Column::ClosedAt.is_null());
    let Some(body) = open.one(db.conn()).await.store()? else { return Ok(None) };
    Ok(Role::from_code(&role.role).map(|role| Actor {
        account: id,
        name: account.name,
        body: body_id,
        body_name: body.name,
        prefecture: body.kind == "prefecture",
        role,
    }))
}

/// Notes a log-in and answers when and from where the one before was.
pub async fn note_login(tx: &Tx, id: AccountId, ip: &str) -> Result<Option<LastLogIn>, AppError> {
    let before = account::Entity::find_by_id(id.0).one(tx.db().conn()).await.store()?;
    let change = account::ActiveModel {
        id: Set(id.0),
        last_login_at: Set(Some(tx.now())),
        last_login_ip: Set(Some(ip.to_owned())),
        ..Default::default()
    };
    change.update(tx.db().conn()).await.store()?;
    let last = before.and_then(|row| Some((row.last_login_at?, row.last_login_ip.unwrap_or_default())));
    Ok(last.map(|(at, ip)| LastLogIn { at, ip }))
}

/// Sets the hash of the password.
pub async fn set_password(tx: &Tx, id: AccountId, hash: &str) -> Result<(), AppError> {
    let change =
        account::ActiveModel { id: Set(id.0), password_hash: Set(Some(hash.to_owned())), ..Default::default() };
    change.update(tx.db().conn()).await.store()?;
    Ok(())
}

/// Notes a failed log-in of `subject` and answers by what it can be taken back.
pub async fn note_failure(tx: &Tx, subject: &str) -> Result<Uuid, AppError> {
    let row = login_failure::Model { id: tx.new_id(), subject: subject.to_owned(), at: tx.now() };
    let id = row.id;
    login_failure::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(id)
}

/// Takes failures back that were noted.
pub async fn take_back_failures(tx: &Tx, noted: &[Uuid]) -> Result<(), AppError> {
    login_failure::Entity::delete_many()
        .filter(login_failure::Column::Id.is_in(noted.iter().copied()))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}

/// Forgets the failures of `subject`.
pub async fn forget_failures(tx: &Tx, subject: &str) -> Result<(), AppError> {
    login_failure::Entity::delete_many()
        .filter(login_failure::Column::Subject.eq(subject))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}

/// Forgets the failures before `before`.
pub async fn sweep_failures(tx: &Tx, before: DateTime<Utc>) -> Result<u64, AppError> {
    let old = login_failure::Entity::delete_many().filter(login_failure::Column::At.lt(before));
    Ok(old.exec(tx.db().conn()).await.store()?.rows_affected)
}

/// How many failures of `subject` there were since `since`, and the last of them.
pub async fn failures(
    db: &Db<'_>,
    subject: &str,
    since: DateTime<Utc>,
) -> Result<(u64, Option<DateTime<Utc>>), AppError> {
    let query = login_failure::Entity::find()
        .filter(login_failure::Column::Subject.eq(subject))
        .filter(login_failure::Column::At.gt(since));
    let count = query.clone().count(db.conn()).await.store()?;
    let last = query.order_by_desc(login_failure::Column::At).one(db.conn()).await.store()?;
    Ok((count, last.map(|row| row.at)))
}

/// A link that sets a password.
#[derive(Clone, Debug)]
pub struct Link {
    /// For whom.
    pub account: AccountId,
    /// Whether it is an invitation; else a reset.
    pub invitation: bool,
}

/// Makes a link; `hash` is the SHA-256 of its token.
pub async fn make_link(tx: &Tx, hash: &[u8], link: &Link, expires_at: DateTime<Utc>) -> Result<(), AppError> {
    let purpose = if link.invitation { "invitation" } else { "reset" };
    let row = account_link::Model {
        token_hash: hash.to_vec(),
        account_id: link.account.0,
        purpose: purpose.to_owned(),
        expires_at,
        used_at: None,
    };
    account_link::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(())
}

/// The link of this hash, while it is unused and not expired at `now`.
pub async fn link(db: &Db<'_>, hash: &[u8], now: DateTime<Utc>) -> Result<Option<Link>, AppError> {
    let row = account_link::Entity::find_by_id(hash.to_vec())
        .filter(account_link::Column::UsedAt.is_null())
        .filter(account_link::Column::ExpiresAt.gt(now))
        .one(db.conn())
        .await
        .store()?;
    Ok(row.map(|row| Link { account: row.account_id.into(), invitation: row.purpose == "invitation" }))
}

/// Uses a link up; `false` when somebody was faster.
pub async fn use_link(tx: &Tx, hash: &[u8]) -> Result<bool, AppError> {
    let done = account_link::Entity::update_many()
        .col_expr(account_link::Column::UsedAt, sea_orm::sea_query::Expr::value(tx.now()))
        .filter(account_link::Column::TokenHash.eq(hash.to_vec()))
        .filter(account_link::Column::UsedAt.is_null())
        .filter(account_link::Column::ExpiresAt.gt(tx.now()))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(done.rows_affected == 1)
}

/// Voids every unused link of an account: an older one must not undo what was just done.
pub async fn void_links(tx: &Tx, id: AccountId) -> Result<(), AppError> {
    account_link::Entity::update_many()
        .col_expr(account_link::Column::UsedAt, sea_orm::sea_query::Expr::value(tx.now()))
        .filter(account_link::Column::AccountId.eq(id.0))
        .filter(account_link::Column::UsedAt.is_null())
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}

/// Forgets the links that ended before `before`.
pub async fn sweep_links(tx: &Tx, before: DateTime<Utc>) -> Result<u64, AppError> {
    let old = account_link::Entity::delete_many().filter(account_link::Column::ExpiresAt.lt(before));
    Ok(old.exec(tx.db().conn()).await.store()?.rows_affected)
}
