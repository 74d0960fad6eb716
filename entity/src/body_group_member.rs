//! A body on a saved list.

use sea_orm::entity::prelude::*;

/// A body on a saved list.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "body_group_member")]
pub struct Model {
    /// The list.
    #[sea_orm(primary_key, auto_increment = false)]
    pub group_id: Uuid,
    /// The body.
    #[sea_orm(primary_key, auto_increment = false)]
    pub body_id: Uuid,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `group_id` refers to `body_group`.
    #[sea_orm(belongs_to = "super::body_group::Entity", from = "Column::GroupId", to = "super::body_group::Column::Id")]
    Group,
    /// `body_id` refers to `body`.
    #[sea_orm(belongs_to = "super::body::Entity", from = "Column::BodyId", to = "super::body::Column::Id")]
    Body,
}

impl Related<super::body_group::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Group.def()
    }
}

impl Related<super::body::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Body.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
