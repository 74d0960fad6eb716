//! Notices: writing, publishing, receiving, and the talk about them.

mod rows;
#[cfg(feature = "ssr")]
mod service;
mod views;

pub use rows::{FilterChoices, InboxRow, InboxState, NoticeFilter, Progress, SentRow, Waiting};
#[cfg(feature = "ssr")]
pub use service::NoticeService;
pub use views::{AttachmentView, ContactChoice, DeliveryView, DraftView, MessageView, NoticeView};
