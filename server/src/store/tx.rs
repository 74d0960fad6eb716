//! An open transaction: what a write closure acts through.

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseExecutor, DatabaseTransaction};
use uuid::Uuid;

use super::{Db, Tools};

/// An open transaction. Its time is the same for everything that it writes.
pub struct Tx {
    inner: DatabaseTransaction,
    now: DateTime<Utc>,
    tools: Tools,
    wakes_index: AtomicBool,
    wakes_jobs: AtomicBool,
    touches_lists: AtomicBool,
}

impl Tx {
    pub(super) fn new(inner: DatabaseTransaction, tools: &Tools) -> Self {
        Self {
            inner,
            now: tools.clock.now(),
            tools: tools.clone(),
            wakes_index: AtomicBool::new(false),
            wakes_jobs: AtomicBool::new(false),
            touches_lists: AtomicBool::new(false),
        }
    }

    /// The handle that the functions of the store take.
    pub fn db(&self) -> Db<'_> {
        Db { executor: DatabaseExecutor::Transaction(&self.inner) }
    }

    /// The instant of this transaction.
    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// A new identifier.
    pub fn new_id(&self) -> Uuid {
        self.tools.ids.uuid(self.now)
    }

    /// Remembers to wake the indexer after the commit.
    pub(super) fn wake_index(&self) {
        self.wakes_index.store(true, Ordering::Relaxed);
    }

    /// Remembers to wake the job runner after the commit.
    pub(super) fn wake_jobs(&self) {
        self.wakes_jobs.store(true, Ordering::Relaxed);
    }

    /// Remembers that lists of notices show something else after the commit.
    pub(super) fn touch_lists(&self) {
        self.touches_lists.store(true, Ordering::Relaxed);
    }

    pub(super) fn into_parts(self) -> (DatabaseTransaction, Wake) {
        let wake = Wake {
            index: self.wakes_index.into_inner(),
            jobs: self.wakes_jobs.into_inner(),
            lists: self.touches_lists.into_inner(),
        };
        (self.inner, wake)
    }
}

/// Whom to wake after a commit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wake {
    index: bool,
    jobs: bool,
    lists: bool,
}

impl Wake {
    /// The wishes of both together.
    pub(super) fn and(self, other: Self) -> Self {
        Self { index: self.index || other.index, jobs: self.jobs || other.jobs, lists: self.lists || other.lists }
    }

    /// Wakes them.
    pub(super) fn ring(self, tools: &Tools) {
        if self.lists {
            tools.wakers.lists.fetch_add(1, Ordering::AcqRel);
        }
        if self.index {
            tools.wakers.index.notify_one();
        }
        if self.jobs {
            tools.wakers.jobs.notify_one();
        }
    }
}
