//! The audit log (操作の記録).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What the log is narrowed to. Nothing means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditFilter {
    /// Only actions whose code contains this.
    pub action: String,
    /// Only objects or persons whose text contains this.
    pub object: String,
    /// Only what was refused.
    pub refused: bool,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditRow {
    /// Position in the chain.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; blank where nobody was signed in.
    pub account_name: String,
    /// For which body.
    pub body_name: Option<String>,
    /// From where.
    pub ip: String,
    /// What, such as `notice.publish`.
    pub action: String,
    /// To what, such as `notice:<id>`.
    pub object: String,
    /// Whether it was done; else it was refused.
    pub done: bool,
    /// More, as JSON.
    pub detail: String,
    /// Name of the session or token it was done with; blank without one.
    pub session: String,
    /// The request in the log of the server.
    pub request_id: String,
}

/// What following the chain of hashes has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChainReport {
    /// Whether every event follows from the one before.
    pub whole: bool,
    /// Events that were found right.
    pub events: u64,
    /// The first event that was changed or taken out.
    pub broken_at: Option<i64>,
}

/// Something that was refused by permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP method.
    pub method: String,
    /// Path of the request, without its query.
    pub path: String,
    /// HTTP status of the answer.
    pub status: u16,
}

#[cfg(feature = "ssr")]
mod port {
    use super::{AuditFilter, AuditRow, ChainReport, Refusal};
    use crate::{
        domain::{error::AppError, page::Page},
        ports::Caller,
    };

    /// The audit log.
    #[async_trait::async_trait]
    pub trait AuditService: Send + Sync {
        /// The newest events.
        ///
        /// # Errors
        /// [`AppError::Forbidden`]; [`AppError::Malformed`] for a cursor of another list.
        async fn list(
            &self,
            caller: &Caller,
            filter: &AuditFilter,
            cursor: Option<&str>,
        ) -> Result<Page<AuditRow>, AppError>;
        /// Follows the chain from its first event to its last.
        ///
        /// # Errors
        /// [`AppError::Forbidden`].
        async fn verify(&self, caller: &Caller) -> Result<ChainReport, AppError>;
        /// Keeps what the caller was refused. Beyond 60 a minute and person only the log of the server tells, so that
        /// nobody fills the audit log.
        async fn note_refusal(&self, caller: &Caller, refusal: Refusal) -> Result<(), AppError>;
        /// Keeps that the caller took something out as a file, such as `notice.export` of `notice:<id>`.
        async fn note_export(&self, caller: &Caller, action: &'static str, object: String) -> Result<(), AppError>;
    }
}
#[cfg(feature = "ssr")]
pub use port::AuditService;
