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

/// Who came with a secret, and until when that is remembered.
type Known = HashMap<Key, (Actor, DateTime<Utc>)>;

/// A secret by its hash and its kind: what opens one door must not open the other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    kind: Kind,
    hash: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Session,
    ApiToken,
}

impl Key {
    /// A session by the hash of its token.
    pub(crate) const fn session(hash: Vec<u8>) -> Self {
        Self { kind: Kind::Session, hash }
    }

    /// A REST token by its hash.
    pub(crate) const fn api_token(hash: Vec<u8>) -> Self {
        Self { kind: Kind::ApiToken, hash }
    }

    /// The hash.
    pub(crate) fn hash(&self) -> &[u8] {
        &self.hash
    }
}

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

    /// Who came with this secret, if that is remembered and `now` is not too late.
    pub(crate) fn get(&self, key: &Key, now: DateTime<Utc>) -> Option<Actor> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(key).filter(|(_, until)| now < *until).map(|(actor, _)| actor.clone())
    }

    /// To be taken before the database is asked.
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp(self.emptied.load(Ordering::Acquire))
    }

    /// Remembers a session that ends at `ends` in any case, unless everything was forgotten since `stamp`: what was read
    /// may then be what has changed.
    pub(crate) fn put(&self, stamp: Stamp, key: Key, actor: Actor, now: DateTime<Utc>, ends: DateTime<Utc>) {
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
        known.insert(key, (actor, until));
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
        let (cache, now) = (AccessCache::new(true), DateTime::UNIX_EPOCH);
        let actor = Actor {
            account: AccountId(Uuid::nil()),
            name: String::new(),
            body: BodyId(Uuid::nil()),
            body_name: String::new(),
            prefecture: false,
            role: Role::Reader,
        };
        let (before, key) = (cache.stamp(), Key::session(vec![1]));
        cache.clear();
        cache.put(before, key.clone(), actor.clone(), now, now + TimeDelta::hours(1));
        assert_eq!(cache.get(&key, now), None);
        cache.put(cache.stamp(), key.clone(), actor.clone(), now, now + TimeDelta::hours(1));
        assert_eq!(cache.get(&key, now), Some(actor));
        assert_eq!(cache.get(&key, now + TimeDelta::seconds(FRESH_SECONDS)), None);
        assert_eq!(cache.get(&Key::api_token(vec![1]), now), None, "a session is no REST token");
    }
}
