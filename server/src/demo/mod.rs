//! The demo prefecture: pure content from a fixed seed, the same for the same day, byte for byte.
//!
//! Municipalities and their codes are public facts. People, addresses, telephone numbers, notices and answers
//! are invented. Nothing here touches a database; a loader walks [`DemoWorld`] in the order of its fields.

mod accounts;
pub mod calendar;
mod dice;
mod directory;
pub mod model;
mod notices;
pub mod office;
mod people;
mod places;
mod table;
#[cfg(test)]
mod testing;

use chrono::NaiveDate;
use thiserror::Error;

pub use model::DemoWorld;

/// A flaw in the content that ships with the program; the tests find it first.
#[derive(Debug, Error)]
pub enum DemoError {
    /// A line that does not fit.
    #[error("demo content {file}: {detail}")]
    Content {
        /// Where.
        file: String,
        /// What.
        detail: String,
    },
    /// A file could not be written.
    #[error("demo file: {0}")]
    Office(#[from] office::OfficeError),
}

impl DemoError {
    fn content(file: &str, detail: &str) -> Self {
        Self::Content { file: file.to_owned(), detail: detail.to_owned() }
    }
}

/// Makes the demo prefecture as it looks on the morning of `today` (JST).
pub fn generate(today: NaiveDate) -> Result<DemoWorld, DemoError> {
    let places = places::places()?;
    let mut names = people::NameBook::new()?;
    let accounts = accounts::accounts(&places, &mut names, today)?;
    let contacts = directory::contacts(&places, &accounts, &mut names, today);
    let log_ins = accounts::log_ins(&places, &accounts)?;
    let setting = notices::Setting { places: &places, accounts: &accounts, contacts: &contacts, today };
    let archive = notices::archive(&setting)?;
    Ok(DemoWorld {
        today,
        bodies: places.bodies,
        sections: places.sections,
        groups: places.groups,
        tags: archive.tags,
        accounts,
        contacts,
        notices: archive.notices,
        surveys: Vec::new(),
        threads: Vec::new(),
        log_ins,
    })
}
