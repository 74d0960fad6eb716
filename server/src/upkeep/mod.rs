//! What an administrator does with all data at once: keep a copy, bring it back, and make sure that it is whole.

mod backup;
mod import;
mod lock;
mod manifest;
mod reindex;
mod restore;
mod table;
mod verify;

pub use backup::{Kept, backup};
pub use import::{BODY_COLUMNS, List, import};
pub use lock::Occupied;
pub use manifest::{DATABASE, FILES, MANIFEST, Manifest};
pub use reindex::reindex;
pub use restore::restore;
pub use verify::{Finding, verify};

use app::domain::error::AppError;

/// A sentence for the administrator on what the server itself only answers with a code; the cause is in the log.
fn tell(what: &str) -> impl Fn(AppError) -> String + '_ {
    move |error| format!("{what}: {error}")
}
