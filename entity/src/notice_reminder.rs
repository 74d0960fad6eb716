//! A body was reminded of a notice on a day.

use sea_orm::entity::prelude::*;

/// A body was reminded of a notice on a day.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_reminder")]
pub struct Model {
    /// The notice.
    #[sea_orm(primary_key, auto_increment = false)]
    pub notice_id: Uuid,
    /// The body.
    #[sea_orm(primary_key, auto_increment = false)]
    pub body_id: Uuid,
    /// The day in Japan.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    /// When.
    pub at: DateTimeUtc,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
