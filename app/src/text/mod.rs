//! Texts of the interface, one file per area. A text without its translation does not compile.

pub mod nav;

pub use crate::domain::lang::{Lang, Text};
