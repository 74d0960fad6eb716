//! 担当者名簿: search, the entries of a body, and changing them.

mod body;
mod edit;
mod entry;
mod search;

pub use body::BodyDirectoryPage;
pub use edit::{EditContactPage, NewContactPage};
pub use search::DirectoryPage;
