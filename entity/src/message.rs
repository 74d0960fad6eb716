//! A message in the thread of a notice or a survey (話題).

use sea_orm::entity::prelude::*;

/// A message in the thread of a notice or a survey (話題).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The notice, or
    pub notice_id: Option<Uuid>,
    /// the survey.
    pub survey_id: Option<Uuid>,
    /// For which body it was written.
    pub body_id: Uuid,
    /// Who wrote it.
    pub account_id: Uuid,
    /// Name at that time.
    pub author_name: String,
    /// Plain text.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// When.
    pub created_at: DateTimeUtc,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `notice_id` refers to `notice`.
    #[sea_orm(belongs_to = "super::notice::Entity", from = "Column::NoticeId", to = "super::notice::Column::Id")]
    Notice,
    /// `body_id` refers to `body`.
    #[sea_orm(belongs_to = "super::body::Entity", from = "Column::BodyId", to = "super::body::Column::Id")]
    Body,
    /// `account_id` refers to `account`.
    #[sea_orm(belongs_to = "super::account::Entity", from = "Column::AccountId", to = "super::account::Column::Id")]
    Account,
}

impl Related<super::notice::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Notice.def()
    }
}

impl Related<super::body::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Body.def()
    }
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
