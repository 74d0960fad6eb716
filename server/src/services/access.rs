//! Remembers who a session is, so that a page costs no look-up of its own.
//!
//! Only on SQLite, where every change passes through this server and empties the memory (C-25). With PostgreSQL another
//! server may have changed something, so each request asks the database.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use app::domain::actor::Actor;
use chrono::{DateTime, TimeDelta, Utc};

/// Seconds after which a remembered session is read again, which also notes its use.
const FRESH_SECONDS: i64 = 30;
/// Sessions remembered at most.
const CAPACITY: usize = 10_000;

/// Who a session is and until when that is remembered, by the hash of its token.
type Known = HashMap<Vec<u8>, (Actor, DateTime<Utc>)>;

/// Sessions that were found valid a moment ago.
pub(crate) struct AccessCache {
    enabled: bool,
    known: RwLock<Known>,
}

impl AccessCache {
    pub(crate) fn new(enabled: bool) -> Self {
        Self { enabled, known: RwLock::default() }
    }

    /// Who the session with this hash is, if that is remembered and `now` is not too late.
    pub(crate) fn get(&self, hash: &[u8], now: DateTime<Utc>) -> Option<Actor> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(hash).filter(|(_, until)| now < *until).map(|(actor, _)| actor.clone())
    }

    /// Remembers a session that ends at `ends` in any case.
    pub(crate) fn put(&self, hash: Vec<u8>, actor: Actor, now: DateTime<Utc>, ends: DateTime<Utc>) {
        if !self.enabled {
            return;
        }
        let until = ends.min(now + TimeDelta::seconds(FRESH_SECONDS));
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= CAPACITY {
            known.clear();
        }
        known.insert(hash, (actor, until));
    }

    /// Forgets everything. Call after each commit that touches accounts, roles, bodies or sessions.
    pub(crate) fn clear(&self) {
        self.known.write().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
