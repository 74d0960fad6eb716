//! Whether the runner is alive, for `/readyz`.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};

/// Silence after which the runner counts as dead. It beats every few seconds.
const SILENCE: TimeDelta = TimeDelta::seconds(60);

/// When the runner last went round.
#[derive(Clone, Debug, Default)]
pub struct Pulse(Arc<AtomicI64>);

impl Pulse {
    /// Notes that the runner is alive at `now`.
    pub(super) fn beat(&self, now: DateTime<Utc>) {
        self.0.store(now.timestamp_micros(), Ordering::Relaxed);
    }

    /// Whether the runner has gone round lately.
    pub fn is_alive(&self, now: DateTime<Utc>) -> bool {
        now.timestamp_micros() - self.0.load(Ordering::Relaxed) < SILENCE.num_microseconds().unwrap_or(i64::MAX)
    }
}
