//! Remembers the lists that every visit begins with, so that a page costs no query while nothing has changed.
//!
//! Only on SQLite, where every change passes through this server: each commit that touches what a list shows counts
//! [`Store::lists_generation`] up, and what was read before that is forgotten. With PostgreSQL another server may have
//! changed something, so each page asks the database.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::{
    domain::{error::AppError, ids::BodyId},
    ports::{
        inbox::InboxPage,
        notices::{FilterChoices, NoticeFilter, Waiting},
    },
};
use chrono::NaiveDate;

use crate::store::Store;

/// Pages remembered at most; some 70 KB each with what they look like.
const PAGES: usize = 500;

/// How long anything is remembered: `kairan import` beside the server may have given a body another name.
const FRESH: Duration = Duration::from_mins(1);

/// Which page of which list on which day: body, conditions, place, and the date in Japan, by which the days are counted
/// that are left to confirm.
pub(super) type PageKey = (BodyId, NoticeFilter, Option<String>, NaiveDate);

/// Lists of notices as they were read last.
pub(crate) struct Lists {
    enabled: bool,
    kept: Mutex<Kept>,
}

/// What was read at one state of the database.
#[derive(Default)]
pub(super) struct Kept {
    generation: u64,
    since: Option<Instant>,
    /// Pages of inboxes.
    pub pages: HashMap<PageKey, Arc<InboxPage>>,
    /// What waits for a body.
    pub waiting: HashMap<BodyId, Waiting>,
    /// What the lists of a body can be narrowed to.
    pub choices: HashMap<BodyId, FilterChoices>,
}

impl Lists {
    /// Over this database.
    pub(crate) fn new(store: &Store) -> Self {
        Self { enabled: !store.is_shared(), kept: Mutex::default() }
    }

    /// What `find` finds, or what `read` reads, which `keep` then remembers.
    pub(super) async fn get<T: Clone>(
        &self,
        store: &Store,
        find: impl Fn(&Kept) -> Option<T> + Send,
        keep: impl Fn(&mut Kept, T) + Send,
        read: impl Future<Output = Result<T, AppError>> + Send,
    ) -> Result<T, AppError> {
        // Looked at before the database: what changes meanwhile is newer, and the answer is then not kept.
        let generation = store.lists_generation();
        if self.enabled
            && let Some(found) = self.at(generation, |kept| find(kept))
        {
            return Ok(found);
        }
        let found = read.await?;
        if self.enabled && store.lists_generation() == generation {
            self.at(generation, |kept| {
                if kept.pages.len() >= PAGES {
                    kept.pages.clear();
                }
                keep(kept, found.clone());
            });
        }
        Ok(found)
    }

    fn at<T>(&self, generation: u64, work: impl FnOnce(&mut Kept) -> T) -> T {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != generation || kept.since.is_none_or(|since| since.elapsed() > FRESH) {
            *kept = Kept { generation, since: Some(Instant::now()), ..Kept::default() };
        }
        work(&mut kept)
    }
}
