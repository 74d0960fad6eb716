//! One event of the audit log.

use sea_orm::entity::prelude::*;

/// One event of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    /// Position in the chain, from 1, without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// When, to the microsecond.
    pub at: DateTimeUtc,
    /// Who, where somebody was signed in.
    pub account_id: Option<Uuid>,
    /// Name at that time.
    pub account_name: String,
    /// For which body.
    pub body_id: Option<Uuid>,
    /// From where.
    pub ip: String,
    /// The request in the log.
    pub request_id: String,
    /// What, such as `notice.publish`.
    pub action: String,
    /// To what, such as `notice:<id>`.
    pub object: String,
    /// `done` or `refused`.
    pub outcome: String,
    /// More, as JSON.
    #[sea_orm(column_type = "Text")]
    pub detail: String,
    /// Hash of the event before.
    pub prev_hash: Vec<u8>,
    /// SHA-256 over `prev_hash`, every field above, and `session` where there is one.
    pub hash: Vec<u8>,
    /// Name of the session or token that it came with; blank without one, and for events older than this column.
    pub session: String,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
