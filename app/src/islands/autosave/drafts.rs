//! What could not be sent yet, on the user's machine.
//!
//! One entry for each person and question: whoever signs in next at a shared terminal neither sees nor sends it, and two
//! windows do not overwrite each other's.

use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use web_sys::Storage;

use super::fields::Pairs;
use crate::domain::ids::{AccountId, AssignmentId};

/// What was typed and is not yet known to be saved.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Pending {
    /// Version of the value that it began from.
    pub base: i32,
    /// The fields of the question.
    pub pairs: Pairs,
    /// The question, for when it is on no page any more.
    #[serde(default)]
    pub label: String,
    /// The fields in words, likewise.
    #[serde(default)]
    pub words: Vec<String>,
    /// It went with the form itself, of which the next page tells whether it was taken.
    #[serde(default)]
    pub posted: bool,
    /// Waits for the user: refused, or in conflict.
    #[serde(default, skip_serializing)]
    pub held: bool,
}

/// The entries of a person for one assignment.
#[derive(Clone, Copy)]
pub(super) struct Drafts {
    /// Who typed it.
    pub account: AccountId,
    /// Into what.
    pub assignment: AssignmentId,
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

impl Drafts {
    pub const fn new(account: AccountId, assignment: AssignmentId) -> Self {
        Self { account, assignment }
    }

    fn of_account(self) -> String {
        format!("kairan.draft.{}.", self.account)
    }

    fn prefix(self) -> String {
        format!("{}{}.", self.of_account(), self.assignment)
    }

    /// Everything that is kept, by question.
    pub fn all(self) -> BTreeMap<String, Pending> {
        let prefix = self.prefix();
        let Some(storage) = storage() else { return BTreeMap::new() };
        let read = |name: String| {
            let key = name.strip_prefix(&prefix)?.to_owned();
            let text = storage.get_item(&name).ok().flatten()?;
            Some((key, serde_json::from_str(&text).ok()?))
        };
        names(&storage).filter_map(read).collect()
    }

    /// Keeps what stands in a question now, and tells whether the machine has room for it.
    pub fn put(self, key: &str, pending: &Pending) -> bool {
        let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(pending)) else { return false };
        storage.set_item(&format!("{}{key}", self.prefix()), &text).is_ok()
    }

    /// Forgets a question.
    pub fn forget(self, key: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&format!("{}{key}", self.prefix()));
        }
    }

    /// Forgets what has been sent of a question, unless another window has kept something newer.
    pub fn forget_sent(self, key: &str, sent: &Pairs) {
        if self.all().get(key).is_some_and(|kept| kept.pairs == *sent) {
            self.forget(key);
        }
    }

    /// Forgets everything of the person, who signs out.
    pub fn forget_person(self) {
        let (Some(storage), prefix) = (storage(), self.of_account()) else { return };
        let own: Vec<String> = names(&storage).filter(|name| name.starts_with(&prefix)).collect();
        for name in own {
            let _ = storage.remove_item(&name);
        }
    }
}

fn names(storage: &Storage) -> impl Iterator<Item = String> {
    let count = storage.length().unwrap_or_default();
    (0..count).filter_map(|index| storage.key(index).ok().flatten())
}
