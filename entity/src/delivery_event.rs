//! Something that happened to a notice at a body. Never changed.

use sea_orm::entity::prelude::*;

/// Something that happened to a notice at a body. Never changed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery_event")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The notice.
    pub notice_id: Uuid,
    /// The body.
    pub body_id: Uuid,
    /// When.
    pub at: DateTimeUtc,
    /// `publish`, `open`, `confirm`, `remind`, `withdraw`.
    pub event: String,
    /// By whom; not known of what happened before this was written down.
    pub account_id: Option<Uuid>,
    /// Name at that time; blank where it is not known.
    pub name: String,
    /// What was said about it, such as the reason of a withdrawal.
    #[sea_orm(column_type = "Text")]
    pub detail: String,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
