//! Sessions and REST tokens, kept by the hash of their secret.

use app::{
    domain::{
        error::AppError,
        ids::{AccountId, BodyId, TokenId},
    },
    ports::{session::LastLogIn, tokens::TokenRow},
};
use chrono::{DateTime, Utc};
use entity::{api_token, body, session};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};

use super::{Db, StoreExt, Tx};

/// A session as kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// SHA-256 of the token.
    pub hash: Vec<u8>,
    /// Whose.
    pub account: AccountId,
    /// For which body.
    pub body: BodyId,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub seen_at: DateTime<Utc>,
    /// From where.
    pub ip: String,
    /// With which program.
    pub agent: String,
    /// When the password was last shown.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When the account had signed in before, and from where.
    pub previous: Option<LastLogIn>,
}

impl From<session::Model> for Kept {
    fn from(row: session::Model) -> Self {
        Self {
            hash: row.token_hash,
            account: row.account_id.into(),
            body: row.body_id.into(),
            created_at: row.created_at,
            seen_at: row.seen_at,
            ip: row.ip,
            agent: row.agent,
            confirmed_at: row.confirmed_at,
            previous: row.previous_login_at.map(|at| LastLogIn { at, ip: row.previous_login_ip.unwrap_or_default() }),
        }
    }
}

/// Opens a session.
pub async fn open(tx: &Tx, kept: Kept) -> Result<(), AppError> {
    let (previous_login_at, previous_login_ip) = kept.previous.map(|last| (last.at, last.ip)).unzip();
    let row = session::Model {
        token_hash: kept.hash,
        account_id: kept.account.0,
        body_id: kept.body.0,
        created_at: kept.created_at,
        seen_at: kept.seen_at,
        ip: kept.ip,
        agent: kept.agent,
        confirmed_at: kept.confirmed_at,
        previous_login_at,
        previous_login_ip,
    };
    session::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(())
}

/// The session of this hash.
pub async fn find(db: &Db<'_>, hash: &[u8]) -> Result<Option<Kept>, AppError> {
    Ok(session::Entity::find_by_id(hash.to_vec()).one(db.conn()).await.store()?.map(Kept::from))
}

/// Sessions of an account, newest use first.
pub async fn of_account(db: &Db<'_>, account: AccountId) -> Result<Vec<Kept>, AppError> {
    let rows = session::Entity::find()
        .filter(session::Column::AccountId.eq(account.0))
        .order_by_desc(session::Column::SeenAt)
        .all(db.conn())
        .await
        .store()?;
    Ok(rows.into_iter().map(Kept::from).collect())
}

/// Notes that the password was shown in the session.
pub async fn confirm(tx: &Tx, hash: &[u8]) -> Result<(), AppError> {
    session::Entity::update_many()
        .col_expr(session::Column::ConfirmedAt, Expr::value(tx.now()))
        .filter(session::Column::TokenHash.eq(hash.to_vec()))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}

/// Notes a use of the session.
pub async fn touch(tx: &Tx, hash: &[u8]) -> Result<(), AppError> {
    let change = session::ActiveModel { token_hash: Set(hash.to_vec()), seen_at: Set(tx.now()), ..Default::default() };
    match change.update(tx.db().conn()).await {
        // Ended in the meantime: nothing to note.
        Err(sea_orm::DbErr::RecordNotUpdated) => Ok(()),
        other => other.map(drop).store(),
    }
}

/// Ends one session.
pub async fn end(tx: &Tx, hash: &[u8]) -> Result<(), AppError> {
    session::Entity::delete_by_id(hash.to_vec()).exec(tx.db().conn()).await.store()?;
    Ok(())
}

/// Ends the sessions of an account, all but `keep`.
pub async fn end_all(tx: &Tx, account: AccountId, keep: Option<&[u8]>) -> Result<(), AppError> {
    let mut which = Condition::all().add(session::Column::AccountId.eq(account.0));
    if let Some(keep) = keep {
        which = which.add(session::Column::TokenHash.ne(keep.to_vec()));
    }
    session::Entity::delete_many().filter(which).exec(tx.db().conn()).await.store()?;
    Ok(())
}

/// Ends the sessions of an account for a body.
pub async fn end_at(tx: &Tx, account: AccountId, body: BodyId) -> Result<(), AppError> {
    session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::BodyId.eq(body.0))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}

/// Ends the sessions that nobody can use any more.
pub async fn sweep(tx: &Tx, idle_since: DateTime<Utc>, opened_before: DateTime<Utc>) -> Result<u64, AppError> {
    let dead =
        Condition::any().add(session::Column::SeenAt.lt(idle_since)).add(session::Column::CreatedAt.lt(opened_before));
    Ok(session::Entity::delete_many().filter(dead).exec(tx.db().conn()).await.store()?.rows_affected)
}

/// Keeps a REST token by the SHA-256 of its secret.
pub async fn add_api_token(
    tx: &Tx,
    hash: &[u8],
    account: AccountId,
    body: BodyId,
    name: &str,
    expires_at: Option<DateTime<Utc>>,
) -> Result<TokenId, AppError> {
    let id = TokenId(tx.new_id());
    let row = api_token::Model {
        id: id.0,
        token_hash: hash.to_vec(),
        account_id: account.0,
        body_id: body.0,
        name: name.to_owned(),
        created_at: tx.now(),
        expires_at,
        revoked_at: None,
    };
    api_token::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(id)
}

fn is_valid(now: DateTime<Utc>) -> Condition {
    let unlimited = Condition::any().add(api_token::Column::ExpiresAt.is_null());
    Condition::all()
        .add(api_token::Column::RevokedAt.is_null())
        .add(unlimited.add(api_token::Column::ExpiresAt.gt(now)))
}

/// The REST tokens of an account that are valid at `now`, newest first.
pub async fn api_tokens(db: &Db<'_>, account: AccountId, now: DateTime<Utc>) -> Result<Vec<TokenRow>, AppError> {
    let rows = api_token::Entity::find()
        .filter(api_token::Column::AccountId.eq(account.0))
        .filter(is_valid(now))
        .find_also_related(body::Entity)
        .order_by_desc(api_token::Column::CreatedAt)
        .all(db.conn())
        .await
        .store()?;
    let row = |(token, body): (api_token::Model, Option<body::Model>)| TokenRow {
        id: token.id.into(),
        name: token.name,
        body_name: body.map(|body| body.name).unwrap_or_default(),
        created_at: token.created_at,
        expires_at: token.expires_at,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Makes a REST token of the account void; `false` when there is none that is valid.
pub async fn revoke_api_token(tx: &Tx, account: AccountId, id: TokenId) -> Result<bool, AppError> {
    let done = api_token::Entity::update_many()
        .col_expr(api_token::Column::RevokedAt, Expr::value(tx.now()))
        .filter(api_token::Column::Id.eq(id.0))
        .filter(api_token::Column::AccountId.eq(account.0))
        .filter(is_valid(tx.now()))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(done.rows_affected == 1)
}

/// Makes every REST token of the account, or those for `body` alone, void and answers how many there were.
pub async fn revoke_api_tokens(tx: &Tx, account: AccountId, body: Option<BodyId>) -> Result<u64, AppError> {
    let mut which = is_valid(tx.now()).add(api_token::Column::AccountId.eq(account.0));
    if let Some(body) = body {
        which = which.add(api_token::Column::BodyId.eq(body.0));
    }
    let done = api_token::Entity::update_many()
        .col_expr(api_token::Column::RevokedAt, Expr::value(tx.now()))
        .filter(which)
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(done.rows_affected)
}

/// For whom a REST token acts, while it is valid at `now`.
pub async fn api_token(db: &Db<'_>, hash: &[u8], now: DateTime<Utc>) -> Result<Option<(AccountId, BodyId)>, AppError> {
    let row = api_token::Entity::find()
        .filter(api_token::Column::TokenHash.eq(hash.to_vec()))
        .filter(is_valid(now))
        .one(db.conn())
        .await
        .store()?;
    Ok(row.map(|row| (row.account_id.into(), row.body_id.into())))
}
