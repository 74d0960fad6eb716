//! Whom a notice is addressed to, as chosen.

use sea_orm::entity::prelude::*;

/// Whom a notice is addressed to, as chosen.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_audience")]
pub struct Model {
    /// The notice.
    #[sea_orm(primary_key, auto_increment = false)]
    pub notice_id: Uuid,
    /// `group` or `body`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub target_kind: String,
    /// The list or the body.
    #[sea_orm(primary_key, auto_increment = false)]
    pub target_id: Uuid,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `notice_id` refers to `notice`.
    #[sea_orm(belongs_to = "super::notice::Entity", from = "Column::NoticeId", to = "super::notice::Column::Id")]
    Notice,
}

impl Related<super::notice::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Notice.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
