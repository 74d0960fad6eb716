//! A file of a notice or of an answer (添付).

use sea_orm::entity::prelude::*;

/// A file of a notice or of an answer (添付).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The notice, or
    pub notice_id: Option<Uuid>,
    /// the assignment it answers.
    pub assignment_id: Option<Uuid>,
    /// The question it answers.
    pub question_key: Option<String>,
    /// Its content.
    pub sha256: String,
    /// File name as uploaded.
    pub name: String,
    /// Content type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// `body`, `annex`, `form`, `reference`.
    pub role: String,
    /// A line on what it is.
    pub description: String,
    /// Order on the page.
    pub position: i32,
    /// Who uploaded it.
    pub uploaded_by: Uuid,
    /// When.
    pub uploaded_at: DateTimeUtc,
    /// Since when it is no longer shown.
    pub removed_at: Option<DateTimeUtc>,
    /// `waiting`, `ok`, `partial`, `failed`, `timeout`, `encrypted`, `unsupported`.
    pub extract_state: String,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `notice_id` refers to `notice`.
    #[sea_orm(belongs_to = "super::notice::Entity", from = "Column::NoticeId", to = "super::notice::Column::Id")]
    Notice,
    /// `sha256` refers to `blob`.
    #[sea_orm(belongs_to = "super::blob::Entity", from = "Column::Sha256", to = "super::blob::Column::Sha256")]
    Sha256,
    /// `uploaded_by` refers to `account`.
    #[sea_orm(belongs_to = "super::account::Entity", from = "Column::UploadedBy", to = "super::account::Column::Id")]
    UploadedBy,
}

impl Related<super::notice::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Notice.def()
    }
}

impl Related<super::blob::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Sha256.def()
    }
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::UploadedBy.def()
    }
}

impl Related<super::attachment_text::Entity> for Entity {
    fn to() -> RelationDef {
        super::attachment_text::Relation::Attachment.def().rev()
    }
}

impl ActiveModelBehavior for ActiveModel {}
