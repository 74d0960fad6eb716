//! A notice.

use sea_orm::entity::prelude::*;

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The body that wrote it.
    pub owner_body_id: Uuid,
    /// `draft`, `published`, `withdrawn`.
    pub state: String,
    /// Code of the kind, such as `memo`.
    pub kind: String,
    /// Document number as written.
    pub number: Option<String>,
    /// The same folded for search.
    pub number_key: Option<String>,
    /// Subject.
    pub title: String,
    /// Text in Markdown.
    #[sea_orm(column_type = "Text")]
    pub body_markdown: String,
    /// 発出日.
    pub issued_on: Date,
    /// 年度 of the issue.
    pub fiscal_year: i32,
    /// 施行日.
    pub effective_on: Option<Date>,
    /// 受領日 of the document that is passed on.
    pub received_on: Option<Date>,
    /// `none`, `omitted`, `sealed`.
    pub seal: String,
    /// Issuing ministry, where it comes from one.
    pub ministry: Option<String>,
    /// Section that sends it.
    pub section: Option<String>,
    /// Whom to ask, in words; since it was published, with what the directory said.
    pub contact: Option<String>,
    /// Whom to ask: an entry of the directory, which may be gone.
    pub contact_id: Option<Uuid>,
    /// Whether the bodies are asked to confirm it.
    pub needs_confirm: bool,
    /// By when.
    pub confirm_by: Option<Date>,
    /// How long it is kept, such as `y5`.
    pub retention: String,
    /// Addressed to every body.
    pub audience_all: bool,
    /// Author.
    pub created_by: Uuid,
    /// When it was begun.
    pub created_at: DateTimeUtc,
    /// Last change.
    pub updated_at: DateTimeUtc,
    /// When it was published.
    pub published_at: Option<DateTimeUtc>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTimeUtc>,
    /// Why.
    pub withdrawal_reason: Option<String>,
    /// Names of its tags, a line each: a list shows them without another look-up.
    #[sea_orm(column_type = "Text")]
    pub tag_names: String,
    /// Files attached.
    pub attachment_count: i32,
    /// Bodies it was delivered to.
    pub delivery_count: i32,
    /// Those of them that have opened it.
    pub opened_count: i32,
    /// Those of them that have confirmed it.
    pub confirmed_count: i32,
    /// Counts changes; a save names the one it read.
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
