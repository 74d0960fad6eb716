//! A person who signs in.

use sea_orm::entity::prelude::*;

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Mail address in lower case, the log-in name.
    pub email: String,
    /// Name as shown.
    pub name: String,
    /// Reading in hiragana.
    pub reading: String,
    /// Argon2id in PHC form; none until the invitation is used.
    pub password_hash: Option<String>,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// Since when it may not sign in.
    pub disabled_at: Option<DateTimeUtc>,
    /// Last log-in.
    pub last_login_at: Option<DateTimeUtc>,
    /// From where.
    pub last_login_ip: Option<String>,
    /// Counts changes.
    pub version: i32,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
