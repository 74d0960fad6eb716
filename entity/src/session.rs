//! A signed-in browser. Holds a hash, never the token (C-01).

use sea_orm::entity::prelude::*;

/// A signed-in browser. Holds a hash, never the token (C-01).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    /// Whose session.
    pub account_id: Uuid,
    /// The body acted for.
    pub body_id: Uuid,
    /// Start; ends 12 hours later at most.
    pub created_at: DateTimeUtc,
    /// Last use; ends after 30 idle minutes.
    pub seen_at: DateTimeUtc,
    /// Address at the start.
    pub ip: String,
    /// Browser at the start.
    pub agent: String,
    /// When the password was last shown: at the log-in, or since.
    pub confirmed_at: Option<DateTimeUtc>,
    /// When the account had signed in before.
    pub previous_login_at: Option<DateTimeUtc>,
    /// From where.
    pub previous_login_ip: Option<String>,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `account_id` refers to `account`.
    #[sea_orm(belongs_to = "super::account::Entity", from = "Column::AccountId", to = "super::account::Column::Id")]
    Account,
    /// `body_id` refers to `body`.
    #[sea_orm(belongs_to = "super::body::Entity", from = "Column::BodyId", to = "super::body::Column::Id")]
    Body,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl Related<super::body::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Body.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
