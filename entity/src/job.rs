//! Work to do after a commit.

use sea_orm::entity::prelude::*;

/// Work to do after a commit.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which handler.
    pub kind: String,
    /// Keeps the same work from being queued twice.
    pub unique_key: Option<String>,
    /// What it needs, as JSON.
    #[sea_orm(column_type = "Text")]
    pub payload: String,
    /// Not before.
    pub run_at: DateTimeUtc,
    /// Tries so far.
    pub attempts: i32,
    /// Taken by a runner until then.
    pub locked_until: Option<DateTimeUtc>,
    /// What the last try said.
    pub last_error: Option<String>,
    /// When it was done.
    pub done_at: Option<DateTimeUtc>,
    /// When it was given up.
    pub failed_at: Option<DateTimeUtc>,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
