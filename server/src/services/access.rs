//! Remembers who a session is, so that a page costs no look-up of its own.
//!
//! Only on SQLite, where every change passes through this server and empties the memory (C-25). With PostgreSQL another
//! server may have changed something, so each request asks the database.

use std::{
    collections::HashMap,
    sync::{
        PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
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
    /// How often everything was forgotten.
    emptied: AtomicU64,
}

/// When a look at the database began, told by what had been forgotten until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp(u64);

impl AccessCache {
    pub(crate) fn new(enabled: bool) -> Self {
        Self { enabled, known: RwLock::default(), emptied: AtomicU64::default() }
    }

    /// Who the session with this hash is, if that is remembered and `now` is not too late.
    pub(crate) fn get(&self, hash: &[u8], now: DateTime<Utc>) -> Option<Actor> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(hash).filter(|(_, until)| now < *until).map(|(actor, _)| actor.clone())
    }

    /// To be taken before the database is asked.
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp(self.emptied.load(Ordering::Acquire))
    }

    /// Remembers a session that ends at `ends` in any case, unless everything was forgotten since `stamp`: what was read
    /// may then be what has changed.
    pub(crate) fn put(&self, stamp: Stamp, hash: Vec<u8>, actor: Actor, now: DateTime<Utc>, ends: DateTime<Utc>) {
        if !self.enabled {
            return;
        }
        let until = ends.min(now + TimeDelta::seconds(FRESH_SECONDS));
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        // Under the lock, which `clear` takes after it has counted.
        if self.stamp() != stamp {
            return;
        }
        if known.len() >= CAPACITY {
            known.clear();
        }
        known.insert(hash, (actor, until));
    }

    /// Forgets everything. Call after each commit that touches accounts, roles, bodies or sessions.
    pub(crate) fn clear(&self) {
        self.emptied.fetch_add(1, Ordering::AcqRel);
        self.known.write().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use app::domain::{
        actor::Role,
        ids::{AccountId, BodyId},
    };
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_was_read_before_a_change_is_not_remembered_after_it() {
        let (cache, now) = (AccessCache::new(true), Utc::now());
        let actor = Actor {
            account: AccountId(Uuid::nil()),
            name: String::new(),
            body: BodyId(Uuid::nil()),
            body_name: String::new(),
            prefecture: false,
            role: Role::Reader,
        };
        let before = cache.stamp();
        cache.clear();
        cache.put(before, vec![1], actor.clone(), now, now + TimeDelta::hours(1));
        assert_eq!(cache.get(&[1], now), None);
        cache.put(cache.stamp(), vec![1], actor.clone(), now, now + TimeDelta::hours(1));
        assert_eq!(cache.get(&[1], now), Some(actor));
        assert_eq!(cache.get(&[1], now + TimeDelta::seconds(FRESH_SECONDS)), None);
    }
}
