//! Putting bodies and accounts in from outside the use cases: for the demo prefecture, the first administrator and tests.

use app::domain::{
    actor::Role,
    error::AppError,
    ids::{AccountId, BodyId},
};
use entity::{account, body, membership};
use sea_orm::{EntityTrait, IntoActiveModel};

use super::{StoreExt, Tx};

/// A body to put in.
#[derive(Clone, Debug)]
pub struct NewBody {
    /// 団体コード, where it has one.
    pub code: Option<String>,
    /// Code of the kind.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Reading in hiragana.
    pub reading: String,
    /// Name in English.
    pub name_en: String,
    /// Orders bodies.
    pub sort_key: String,
}

/// An account to put in, with its one role.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Reading in hiragana.
    pub reading: String,
    /// Argon2id in PHC form; none until an invitation is used.
    pub password_hash: Option<String>,
    /// The body it acts for.
    pub body: BodyId,
    /// Its role there.
    pub role: Role,
}

/// Puts a body in.
pub async fn body(tx: &Tx, new: NewBody) -> Result<BodyId, AppError> {
    let row = body::Model {
        id: tx.new_id(),
        code: new.code,
        kind: new.kind,
        name: new.name,
        reading: new.reading,
        name_en: new.name_en,
        sort_key: new.sort_key,
        created_at: tx.now(),
        closed_at: None,
        version: 1,
    };
    let id = row.id.into();
    body::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(id)
}

/// Puts an account in.
pub async fn account(tx: &Tx, new: NewAccount) -> Result<AccountId, AppError> {
    let row = account::Model {
        id: tx.new_id(),
        email: new.email.to_lowercase(),
        name: new.name,
        reading: new.reading,
        password_hash: new.password_hash,
        created_at: tx.now(),
        disabled_at: None,
        last_login_at: None,
        last_login_ip: None,
        version: 1,
    };
    let id: AccountId = row.id.into();
    let role = membership::Model { account_id: id.0, body_id: new.body.0, role: new.role.code().to_owned() };
    let db = tx.db();
    account::Entity::insert(row.into_active_model()).exec_without_returning(db.conn()).await.store()?;
    membership::Entity::insert(role.into_active_model()).exec_without_returning(db.conn()).await.store()?;
    Ok(id)
}

/// Whether there is any body yet.
pub async fn is_empty(db: &super::Db<'_>) -> Result<bool, AppError> {
    Ok(body::Entity::find().one(db.conn()).await.store()?.is_none())
}
