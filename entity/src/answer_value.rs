//! The values of one question at one body: every one that ever was saved, the one with the highest version counts.
//!
//! One table is both the present and the history, so that a save is a single insert and a lost race breaks its key.

use sea_orm::entity::prelude::*;

/// A value of one question at one body.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "answer_value")]
pub struct Model {
    /// The assignment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub assignment_id: Uuid,
    /// The question.
    #[sea_orm(primary_key, auto_increment = false)]
    pub question_key: String,
    /// The value as JSON; none when it was emptied.
    #[sea_orm(column_type = "Text", nullable)]
    pub value: Option<String>,
    /// Counts saves, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    /// Who saved it.
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
