//! What the server provides to pages and server functions: one trait per area, and the data that passes through it.
//!
//! The data types exist in both builds, because server functions carry them to the islands; the traits exist only in
//! the server, which implements them.

pub mod accounts;
pub mod answers;
pub mod audit;
pub mod bodies;
pub mod contacts;
#[cfg(feature = "ssr")]
mod context;
pub mod export;
#[cfg(feature = "ssr")]
pub mod files;
pub mod import;
pub mod inbox;
pub mod mails;
pub mod notices;
pub mod reach;
#[cfg(feature = "ssr")]
pub mod search;
pub mod session;
pub mod surveys;
pub mod tokens;

#[cfg(feature = "ssr")]
pub use context::{Caller, Origin, RequestContext, Services};
