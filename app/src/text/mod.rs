//! Texts of the interface, one file per area. A text without its translation does not compile.

pub mod account;
pub mod admin;
pub mod answers;
pub mod common;
pub mod directory;
pub mod done;
pub mod forms;
pub mod help;
pub mod home;
pub mod nav;
pub mod notices;
pub mod reach;
pub mod records;
pub mod search;
pub mod surveys;
pub mod tokens;

pub use crate::domain::lang::{Lang, Text};
