//! A notice at one body (到達).

use sea_orm::entity::prelude::*;

/// A notice at one body (到達).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery")]
pub struct Model {
    /// The notice.
    #[sea_orm(primary_key, auto_increment = false)]
    pub notice_id: Uuid,
    /// The body.
    #[sea_orm(primary_key, auto_increment = false)]
    pub body_id: Uuid,
    /// `unread`, `opened`, `confirmed`, `assigned`.
    pub state: String,
    /// Copied from the notice, so that an inbox is one range of an index.
    pub published_at: DateTimeUtc,
    /// First opened.
    pub opened_at: Option<DateTimeUtc>,
    /// By whom.
    pub opened_by: Option<Uuid>,
    /// Name at that time.
    pub opened_name: Option<String>,
    /// Confirmed.
    pub confirmed_at: Option<DateTimeUtc>,
    /// By whom.
    pub confirmed_by: Option<Uuid>,
    /// Name at that time.
    pub confirmed_name: Option<String>,
    /// Copied from the notice: since when nothing is asked of the body any more.
    pub withdrawn_at: Option<DateTimeUtc>,
    /// Since when a confirmation is waited for; nothing where none is.
    pub pending_since: Option<DateTimeUtc>,
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

impl ActiveModelBehavior for ActiveModel {}
