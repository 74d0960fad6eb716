//! A survey.

use sea_orm::entity::prelude::*;

/// A survey.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "survey")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The body that collects.
    pub owner_body_id: Uuid,
    /// `draft`, `open`, `closed`.
    pub state: String,
    /// Subject.
    pub title: String,
    /// Document number as written.
    pub number: Option<String>,
    /// What it is for, in Markdown.
    #[sea_orm(column_type = "Text")]
    pub description_markdown: String,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Until when.
    pub deadline_at: DateTimeUtc,
    /// 年度 of the deadline.
    pub fiscal_year: i32,
    /// Whether a body must approve before it sends.
    pub needs_approval: bool,
    /// Addressed to every body.
    pub audience_all: bool,
    /// Newest version of the form.
    pub form_version: i32,
    /// Author.
    pub created_by: Uuid,
    /// When it was begun.
    pub created_at: DateTimeUtc,
    /// Last change.
    pub updated_at: DateTimeUtc,
    /// When it was opened.
    pub published_at: Option<DateTimeUtc>,
    /// When it was closed.
    pub closed_at: Option<DateTimeUtc>,
    /// Counts changes.
    pub version: i32,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `owner_body_id` refers to `body`.
    #[sea_orm(belongs_to = "super::body::Entity", from = "Column::OwnerBodyId", to = "super::body::Column::Id")]
    OwnerBody,
    /// `created_by` refers to `account`.
    #[sea_orm(belongs_to = "super::account::Entity", from = "Column::CreatedBy", to = "super::account::Column::Id")]
    CreatedBy,
}

impl Related<super::body::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::OwnerBody.def()
    }
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::CreatedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
