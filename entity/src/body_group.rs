//! A saved list of bodies (送付先グループ).

use sea_orm::entity::prelude::*;

/// A saved list of bodies (送付先グループ).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "body_group")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Name, such as 仙南地域.
    pub name: String,
    /// Order in lists.
    pub position: i32,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
