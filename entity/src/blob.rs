//! Content of a file, kept once.

use sea_orm::entity::prelude::*;

/// Content of a file, kept once.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "blob")]
pub struct Model {
    /// SHA-256 in hex, also the name in the blob store.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// When it came.
    pub created_at: DateTimeUtc,
    /// Since when no attachment refers to it.
    pub unused_since: Option<DateTimeUtc>,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
