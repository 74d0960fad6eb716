//! Text taken out of an attachment, for search and snippets.

use sea_orm::entity::prelude::*;

/// Text taken out of an attachment, for search and snippets.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment_text")]
pub struct Model {
    /// The attachment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub attachment_id: Uuid,
    /// The text.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// Where each part stands (page, sheet and cell, slide), as JSON.
    #[sea_orm(column_type = "Text")]
    pub segments: String,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `attachment_id` refers to `attachment`.
    #[sea_orm(
        belongs_to = "super::attachment::Entity",
        from = "Column::AttachmentId",
        to = "super::attachment::Column::Id"
    )]
    Attachment,
}

impl Related<super::attachment::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Attachment.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
