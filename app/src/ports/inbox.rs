//! A page of an inbox, and what was made of it.

use std::sync::OnceLock;

use super::notices::InboxRow;
use crate::domain::{lang::Lang, page::Page};

/// A page of an inbox. The whole body reads the same one, most of it every morning; so what was made of its rows for the
/// screen is kept with them, and forgotten with them as soon as anything about them changes.
#[derive(Debug)]
pub struct InboxPage {
    /// The rows.
    pub rows: Page<InboxRow>,
    shown: [OnceLock<String>; 2],
}

impl InboxPage {
    /// A page of which nothing was shown yet.
    pub fn new(rows: Page<InboxRow>) -> Self {
        Self { rows, shown: Default::default() }
    }

    /// What the rows look like in this language, made by `make` when nobody has asked before.
    pub fn shown(&self, lang: Lang, make: impl FnOnce(&[InboxRow]) -> String) -> &str {
        let [ja, en] = &self.shown;
        let place = if lang == Lang::Ja { ja } else { en };
        place.get_or_init(|| make(&self.rows.items))
    }
}
