//! Notices.

mod card;
mod list;
mod show;

pub use card::*;
pub use list::*;
pub use show::*;
