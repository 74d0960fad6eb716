//! Log-in, log-out and the own account.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SessionRow {
    /// Handle to end it; not the token.
    pub handle: String,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub seen_at: DateTime<Utc>,
    /// From where.
    pub ip: String,
    /// With which program.
    pub agent: String,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// A body that an account may act for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipRow {
    /// The body.
    pub body: crate::domain::ids::BodyId,
    /// Its name.
    pub body_name: String,
    /// The role there.
    pub role: crate::domain::actor::Role,
}

/// What an invitation or reset link is for, as shown before it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// Mail address of the account.
    pub email: String,
    /// Whether it is an invitation; else a reset.
    pub invitation: bool,
}

/// A log-in that went before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastLogIn {
    /// When.
    pub at: DateTime<Utc>,
    /// From where.
    pub ip: String,
}

/// A fresh session: the token goes into the cookie and nowhere else.
#[derive(Clone)]
pub struct NewSession {
    /// 256 random bits, base64url.
    pub token: String,
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
}

#[cfg(feature = "ssr")]
mod port {
    use super::{LastLogIn, LinkView, MembershipRow, NewSession, SessionRow};
    use crate::{
        domain::{
            actor::Actor,
            error::AppError,
            ids::{AccountId, BodyId},
        },
        ports::{Caller, Origin},
    };

    /// Log-in, log-out and the own account.
    #[async_trait::async_trait]
    pub trait SessionService: Send + Sync {
        /// Signs in.
        ///
        /// # Errors
        /// [`AppError::BadCredentials`], the same for unknown, disabled and wrong; [`AppError::TooManyRequests`].
        async fn log_in(&self, origin: &Origin, email: &str, password: &str) -> Result<NewSession, AppError>;
        /// Ends the session of `token`.
        async fn log_out(&self, origin: &Origin, token: &str) -> Result<(), AppError>;
        /// Who is signed in with this cookie, if the session is alive. Counts as a use of it.
        async fn resolve(&self, token: &str) -> Result<Option<Actor>, AppError>;
        /// The same without counting as a use: what a page asks by itself keeps no session alive.
        async fn peek(&self, token: &str) -> Result<Option<Actor>, AppError>;
        /// Whose session this cookie was, though it may have ended, as long as that is known.
        async fn whose(&self, token: &str) -> Result<Option<AccountId>, AppError>;
        /// Who acts with this REST token, if it is valid.
        async fn resolve_api_token(&self, token: &str) -> Result<Option<Actor>, AppError>;
        /// Sessions of the caller.
        async fn sessions(&self, caller: &Caller, current_token: &str) -> Result<Vec<SessionRow>, AppError>;
        /// Ends one of the caller's sessions.
        async fn end_session(&self, caller: &Caller, handle: &str) -> Result<(), AppError>;
        /// When and from where the caller had signed in before this session began (C-10); none the first time.
        async fn last_log_in(&self, caller: &Caller) -> Result<Option<LastLogIn>, AppError>;
        /// Shows the own password once more, which the session remembers for some minutes (C-08).
        ///
        /// # Errors
        /// [`AppError::Invalid`] on `current`; [`AppError::TooManyRequests`] after wrong guesses.
        async fn confirm_password(&self, caller: &Caller, password: &str) -> Result<(), AppError>;
        /// Changes the own password, ends all other sessions (C-06), and voids the links that could set it again.
        ///
        /// # Errors
        /// [`AppError::Invalid`] on `current`, `new` or `repeat`; [`AppError::TooManyRequests`] after wrong guesses.
        async fn change_password(
            &self,
            caller: &Caller,
            current_token: &str,
            current: &str,
            new: &str,
            repeat: &str,
        ) -> Result<(), AppError>;
        /// Sends a reset link, if the account exists. Says and takes the same either way (C-40).
        async fn request_reset(&self, origin: &Origin, email: &str) -> Result<(), AppError>;
        /// What a link is for.
        ///
        /// # Errors
        /// [`AppError::LinkExpired`].
        async fn inspect_link(&self, token: &str) -> Result<LinkView, AppError>;
        /// Sets the password by a link. Every link, every session and every REST token of the account ends.
        ///
        /// # Errors
        /// [`AppError::LinkExpired`], [`AppError::Invalid`].
        async fn use_link(&self, origin: &Origin, token: &str, new: &str, repeat: &str) -> Result<(), AppError>;
        /// Bodies that the caller may act for.
        async fn memberships(&self, caller: &Caller) -> Result<Vec<MembershipRow>, AppError>;
        /// Acts for another body from now on, with a new session token (C-02).
        ///
        /// # Errors
        /// [`AppError::NotFound`] when the caller has no role there; [`AppError::Unauthenticated`] when the session has
        /// ended.
        async fn switch_body(&self, caller: &Caller, token: &str, body: BodyId) -> Result<NewSession, AppError>;
    }
}
#[cfg(feature = "ssr")]
pub use port::SessionService;
