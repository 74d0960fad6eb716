//! Texts of the interface, one file per area. A text without its translation does not compile.

pub mod answers;
pub mod common;
pub mod directory;
pub mod done;
pub mod forms;
pub mod home;
pub mod nav;
pub mod notices;
pub mod surveys;

pub use crate::domain::lang::{Lang, Text};
