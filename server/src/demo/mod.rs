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
mod surveys;
mod table;
#[cfg(test)]
mod testing;
mod threads;

use chrono::NaiveDate;
use serde::Serialize;
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
    let surveys = surveys::surveys(&setting, &mut names)?;
    let threads = threads::threads(&places, &accounts, &archive, today);
    Ok(DemoWorld {
        today,
        bodies: places.bodies,
        sections: places.sections,
        groups: places.groups,
        tags: archive.tags,
        accounts,
        contacts,
        notices: archive.notices,
        surveys,
        threads,
        log_ins,
    })
}

/// A line of `demo-accounts.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountLine {
    /// Code of the role.
    pub role: String,
    /// 団体コード.
    pub body_code: String,
    /// Name of the body.
    pub body_name: String,
    /// Log-in name.
    pub email: String,
    /// Password in clear.
    pub password: String,
    /// Token for REST.
    pub api_token: String,
}

/// What `DIR/demo-accounts.json` lists: a collector and the administrator of the prefecture, an editor, an approver
/// and a reader of each of two cities, a reader of a village.
pub fn accounts_json(world: &DemoWorld) -> Vec<AccountLine> {
    let line = |log_in: &model::LogIn| {
        let account = world.accounts.get(log_in.account)?;
        let body = world.bodies.get(account.body)?;
        Some(AccountLine {
            role: log_in.role.code().to_owned(),
            body_code: body.code.clone().unwrap_or_default(),
            body_name: body.name.clone(),
            email: account.email.clone(),
            password: log_in.password.clone(),
            api_token: log_in.api_token.clone(),
        })
    };
    world.log_ins.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests;
