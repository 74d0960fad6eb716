//! A mail to one recipient.

use sea_orm::entity::prelude::*;

/// A mail to one recipient.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    /// Identifier, also the Message-ID.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Event and recipient: the same mail is never queued twice.
    pub event_key: String,
    /// Mail address.
    pub recipient: String,
    /// Name.
    pub recipient_name: String,
    /// The body, where it is addressed to one.
    pub body_id: Option<Uuid>,
    /// Which template.
    pub kind: String,
    /// Subject.
    pub subject: String,
    /// Plain text: title, deadline and a link, never the document.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// When it was written.
    pub created_at: DateTimeUtc,
    /// Next try.
    pub next_at: DateTimeUtc,
    /// Tries so far.
    pub attempts: i32,
    /// `queued`, `sent`, `kept` (no mail server configured), `failed`.
    pub state: String,
    /// When the mail server took it.
    pub sent_at: Option<DateTimeUtc>,
    /// What the last try said.
    pub last_error: Option<String>,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
