//! Mail: texts, messages, and the way to the mail server. The only code that names lettre.
//!
//! Mails are written to the outbox by the transaction that causes them; [`sender`] takes them from there. What the mail
//! server has taken is sent; a crash between its answer and the note of it sends the mail twice, with the same
//! Message-ID, which no sender can avoid (RFC 5321 §6.1, B-05).

pub mod account_texts;
mod message;
pub mod notices;
pub mod sender;
pub mod smtp;
pub mod surveys;
pub mod texts;

pub use message::hide_secrets;
