//! Something that the search index has to read again.

use sea_orm::entity::prelude::*;

/// Something that the search index has to read again.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "index_change")]
pub struct Model {
    /// Order of the commits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// What, such as `notice:<id>`.
    pub document: String,
    /// When.
    pub at: DateTimeUtc,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
