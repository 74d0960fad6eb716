//! The people who sign in, as an administrator sees them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{
    account::AccountState,
    actor::Role,
    ids::{AccountId, BodyId},
};

/// An account in one body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AccountRow {
    /// The account.
    pub id: AccountId,
    /// The body in which `role` holds.
    pub body_id: BodyId,
    /// Mail address, the log-in name.
    pub email: String,
    /// Name.
    pub name: String,
    /// Reading in hiragana; may be blank.
    pub reading: String,
    /// Role in the body.
    pub role: Role,
    /// How far it has come.
    pub state: AccountState,
    /// Last log-in.
    pub last_login_at: Option<DateTime<Utc>>,
    /// Sessions that are open for the body.
    pub sessions: u64,
    /// Names of the other bodies it may act for.
    pub other_bodies: Vec<String>,
    /// Counts changes; a change names the version it has read.
    pub version: i32,
}

/// A body whose accounts the caller keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdministeredBody {
    /// The body.
    pub id: BodyId,
    /// 団体コード of six digits, where it has one.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// How many accounts it has.
    pub accounts: u64,
}

/// The accounts of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyAccounts {
    /// The body.
    pub body: BodyId,
    /// Its name.
    pub body_name: String,
    /// Whether it is the prefecture.
    pub prefecture: bool,
    /// Its accounts, in the order of their readings.
    pub accounts: Vec<AccountRow>,
}

#[cfg(feature = "ssr")]
mod port {
    use super::{AccountRow, AdministeredBody, BodyAccounts};
    use crate::{
        domain::{
            account::AccountDraft,
            error::AppError,
            ids::{AccountId, BodyId},
        },
        ports::Caller,
    };

    /// The people who sign in. A body's administrator reaches those of the own body, the prefecture's all of them.
    #[async_trait::async_trait]
    pub trait AccountService: Send + Sync {
        /// The bodies whose accounts the caller keeps, in code order.
        ///
        /// # Errors
        /// [`AppError::Forbidden`] when there is none.
        async fn bodies(&self, caller: &Caller) -> Result<Vec<AdministeredBody>, AppError>;
        /// The accounts of a body.
        ///
        /// # Errors
        /// [`AppError::Forbidden`], [`AppError::NotFound`].
        async fn of_body(&self, caller: &Caller, body: BodyId) -> Result<BodyAccounts, AppError>;
        /// An account of a body.
        ///
        /// # Errors
        /// [`AppError::Forbidden`], [`AppError::NotFound`].
        async fn find(&self, caller: &Caller, body: BodyId, id: AccountId) -> Result<AccountRow, AppError>;
        /// Invites somebody by a mail with a link; somebody with an account gets the role in one more body.
        ///
        /// # Errors
        /// [`AppError::Invalid`], also for somebody who is there already, and on `current`: who gives out the rights of
        /// an administrator or a collector has to show the own password, unless that was done a moment ago (C-08).
        async fn invite(&self, caller: &Caller, body: BodyId, draft: AccountDraft) -> Result<AccountId, AppError>;
        /// Changes name, reading and role. The mail address of the draft does not count.
        ///
        /// # Errors
        /// [`AppError::Invalid`], also on `current` as above; [`AppError::Conflict`]: somebody was faster, or the last
        /// administrator of the prefecture would be gone.
        async fn change(
            &self,
            caller: &Caller,
            body: BodyId,
            id: AccountId,
            version: i32,
            draft: AccountDraft,
        ) -> Result<(), AppError>;
        /// Keeps the account from signing in, ends its sessions at once, or lets it sign in again.
        ///
        /// # Errors
        /// [`AppError::Forbidden`] when it belongs to another body, too; [`AppError::Conflict`] as above.
        async fn set_enabled(
            &self,
            caller: &Caller,
            body: BodyId,
            id: AccountId,
            enabled: bool,
        ) -> Result<(), AppError>;
        /// Takes the role in the body away. The account stays, if only for the records.
        ///
        /// # Errors
        /// [`AppError::Conflict`] as above.
        async fn leave(&self, caller: &Caller, body: BodyId, id: AccountId) -> Result<(), AppError>;
        /// Mails a link to set a password: a new invitation while none was used, else a reset.
        ///
        /// # Errors
        /// [`AppError::Conflict`] for a disabled account.
        async fn send_link(&self, caller: &Caller, body: BodyId, id: AccountId) -> Result<(), AppError>;
        /// Ends every session of the account for the body; for any body, when the caller keeps the accounts of all of
        /// them.
        async fn end_sessions(&self, caller: &Caller, body: BodyId, id: AccountId) -> Result<(), AppError>;
    }
}
#[cfg(feature = "ssr")]
pub use port::AccountService;
