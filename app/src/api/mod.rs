//! Server functions: authenticate, call a port, return.
//!
//! A page's form posts to the page's own address with the function's path in the hidden field `_action`; the server
//! runs the function and answers with a redirect to [`Next`], or with the same page, the typed values and the errors.

pub mod accounts;
pub mod answers;
pub mod bodies;
pub mod contacts;
#[cfg(feature = "ssr")]
pub mod cookie;
mod error;
pub mod notices;
pub(crate) mod pairs;
pub mod reach;
pub mod session;
pub mod surveys;
pub mod tokens;

use serde::{Deserialize, Serialize};

/// Where to go after something was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// Path on this server.
    pub to: String,
    /// Something that is shown this once and kept nowhere. Then the page is shown again in place of a redirect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub once: Option<String>,
}

impl Next {
    /// Goes to `path`.
    pub fn to(path: impl Into<String>) -> Self {
        Self { to: path.into(), once: None }
    }
}
