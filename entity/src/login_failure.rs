//! A failed log-in, for throttling (C-33).

use sea_orm::entity::prelude::*;

/// A failed log-in, for throttling (C-33).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "login_failure")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it counts against, such as `account:<hash of the mail address>` or `net:<network>`.
    pub subject: String,
    /// When.
    pub at: DateTimeUtc,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
