//! Server functions: authenticate, call a port, return.
//!
//! A page's form posts to the page's own address with the function's path in the hidden field `_action`; the server
//! runs the function and answers with a redirect to [`Next`], or with the same page, the typed values and the errors.

pub mod answers;
pub mod contacts;
#[cfg(feature = "ssr")]
pub mod cookie;
mod error;
pub mod notices;
pub(crate) mod pairs;
pub mod session;
pub mod surveys;

use serde::{Deserialize, Serialize};

/// Where to go after something was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// Path on this server.
    pub to: String,
}

impl Next {
    /// Goes to `path`.
    pub fn to(path: impl Into<String>) -> Self {
        Self { to: path.into() }
    }
}
