//! What the server provides to pages and server functions: one trait per area, and the data that passes through it.
//!
//! The data types exist in both builds, because server functions carry them to the islands; the traits exist only in
//! the server, which implements them.

pub mod answers;
pub mod bodies;
#[cfg(feature = "ssr")]
mod context;
#[cfg(feature = "ssr")]
pub mod files;
pub mod notices;
#[cfg(feature = "ssr")]
pub mod search;
pub mod session;
pub mod surveys;

#[cfg(feature = "ssr")]
pub use context::{Caller, Origin, RequestContext, Services};
