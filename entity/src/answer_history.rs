//! Every value that ever was saved.

use sea_orm::entity::prelude::*;

/// Every value that ever was saved.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "answer_history")]
pub struct Model {
    /// The assignment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub assignment_id: Uuid,
    /// The question.
    #[sea_orm(primary_key, auto_increment = false)]
    pub question_key: String,
    /// Which save.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    /// The value as JSON.
    #[sea_orm(column_type = "Text", nullable)]
    pub value: Option<String>,
    /// Who.
    pub account_id: Uuid,
    /// Name at that time.
    pub account_name: String,
    /// When.
    pub saved_at: DateTimeUtc,
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
