//! Tokens for REST, and the own log-ins.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::ids::TokenId;

/// A token for REST, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TokenRow {
    /// The token.
    pub id: TokenId,
    /// What it is for.
    pub name: String,
    /// Name of the body it acts for.
    pub body_name: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: Option<DateTime<Utc>>,
}

/// A token that was just made: the only time that its secret is seen.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct NewToken {
    /// The token.
    pub id: TokenId,
    /// What to send as `Authorization: Bearer …`.
    pub secret: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// A token to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TokenDraft {
    /// What it is for.
    pub name: String,
    /// Days that it lives, 1 to 366.
    pub days: String,
    /// The own password, once more (C-08).
    pub current: String,
}

/// A log-in as the owner of the account sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// When.
    pub at: DateTime<Utc>,
    /// From where.
    pub ip: String,
    /// Whether it was let in.
    pub done: bool,
}

#[cfg(feature = "ssr")]
mod port {
    use super::{NewToken, SignIn, TokenDraft, TokenRow};
    use crate::{
        domain::{error::AppError, ids::TokenId},
        ports::Caller,
    };

    /// Tokens for REST, and the own log-ins.
    #[async_trait::async_trait]
    pub trait TokenService: Send + Sync {
        /// The caller's tokens that are valid, newest first.
        async fn list(&self, caller: &Caller) -> Result<Vec<TokenRow>, AppError>;
        /// Makes a token that acts as the caller does now: same body, same role.
        ///
        /// # Errors
        /// [`AppError::Invalid`] on `name`, `days` or `current`.
        async fn create(&self, caller: &Caller, draft: TokenDraft) -> Result<NewToken, AppError>;
        /// Makes a token void.
        ///
        /// # Errors
        /// [`AppError::NotFound`] for one of somebody else.
        async fn revoke(&self, caller: &Caller, id: TokenId) -> Result<(), AppError>;
        /// The newest log-ins of the caller, refused ones included (C-10).
        async fn sign_ins(&self, caller: &Caller) -> Result<Vec<SignIn>, AppError>;
    }
}
#[cfg(feature = "ssr")]
pub use port::TokenService;
