//! The frame of every page.

mod breadcrumbs;
mod footer;
mod header;
mod page;

pub use breadcrumbs::{Breadcrumbs, Crumb};
pub use footer::Footer;
pub use header::Header;
pub use page::{Page, PageWidth};
