//! Mails that were or will be sent (送信箱).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{ids::MailId, mail::MailState};

/// A mail in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MailRow {
    /// The mail.
    pub id: MailId,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Mail address.
    pub recipient: String,
    /// Name.
    pub recipient_name: String,
    /// What kind of mail.
    pub kind: String,
    /// Subject.
    pub subject: String,
    /// How far it has come.
    pub state: MailState,
    /// Tries so far.
    pub attempts: i32,
    /// Next try, while it waits.
    pub next_at: Option<DateTime<Utc>>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// What the last try said.
    pub last_error: Option<String>,
}

/// A mail with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MailView {
    /// The mail.
    #[serde(flatten)]
    pub row: MailRow,
    /// Plain text. Links that open something for the recipient alone are blacked out, except where no mail server is
    /// configured and the administrator has to hand them over.
    pub text: String,
}

#[cfg(feature = "ssr")]
mod port {
    use super::{MailRow, MailView};
    use crate::{
        domain::{error::AppError, ids::MailId, mail::MailState, page::Page},
        ports::Caller,
    };

    /// Mails.
    #[async_trait::async_trait]
    pub trait MailService: Send + Sync {
        /// The newest mails.
        ///
        /// # Errors
        /// [`AppError::Forbidden`]; [`AppError::Malformed`] for a cursor of another list.
        async fn list(
            &self,
            caller: &Caller,
            state: Option<MailState>,
            cursor: Option<&str>,
        ) -> Result<Page<MailRow>, AppError>;
        /// A mail with its text.
        ///
        /// # Errors
        /// [`AppError::Forbidden`], [`AppError::NotFound`].
        async fn find(&self, caller: &Caller, id: MailId) -> Result<MailView, AppError>;
        /// Sends a failed or kept mail once more.
        ///
        /// # Errors
        /// [`AppError::Forbidden`], [`AppError::NotFound`]; [`AppError::Conflict`] when it is neither.
        async fn retry(&self, caller: &Caller, id: MailId) -> Result<(), AppError>;
    }
}
#[cfg(feature = "ssr")]
pub use port::MailService;
