//! What was sent: frozen at each submission.

use sea_orm::entity::prelude::*;

/// What was sent: frozen at each submission.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "answer_revision")]
pub struct Model {
    /// The assignment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub assignment_id: Uuid,
    /// Number, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i32,
    /// Version of the form.
    pub form_version: i32,
    /// Made by the sender, so that a repeated request is not a second submission (C-56).
    pub client_key: Uuid,
    /// 該当なし.
    pub not_applicable: bool,
    /// All values, as JSON.
    #[sea_orm(column_type = "Text")]
    pub answers: String,
    /// Who.
    pub submitted_by: Uuid,
    /// Name at that time.
    pub submitted_name: String,
    /// When.
    pub submitted_at: DateTimeUtc,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `assignment_id` refers to `assignment`.
    #[sea_orm(
        belongs_to = "super::assignment::Entity",
        from = "Column::AssignmentId",
        to = "super::assignment::Column::Id"
    )]
    Assignment,
}

impl Related<super::assignment::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Assignment.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
