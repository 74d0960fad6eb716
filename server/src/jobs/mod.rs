//! Work after a commit: the runner, what it runs, and when.
//!
//! A use case writes a job in its own transaction ([`crate::store::Tx::queue`]); the room that knows how to do it
//! registers a handler for its kind. Jobs run at least once: a handler must be repeatable.

mod duties;
mod pulse;
mod runner;

use std::{collections::HashMap, future::Future, sync::Arc, time::Duration};

use app::domain::error::AppError;
use chrono::TimeDelta;
use futures::{FutureExt, future::BoxFuture};
use serde_json::Value;

pub use duties::housekeeping;
pub use pulse::Pulse;
pub use runner::Runner;

/// Tries of a job or a mail before it is given up.
pub const TRIES: i32 = 10;

/// The pause after the `attempts`-th try: 1, 2, 4 … minutes, over eight hours in all.
pub fn backoff(attempts: i32) -> TimeDelta {
    TimeDelta::minutes(1_i64 << attempts.clamp(1, TRIES).saturating_sub(1))
}

/// Why a job was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// Trying again may help.
    #[error("{0}")]
    Later(String),
    /// Trying again is of no use.
    #[error("{0}")]
    Never(String),
}

impl From<AppError> for JobError {
    fn from(error: AppError) -> Self {
        Self::Later(error.to_string())
    }
}

impl From<serde_json::Error> for JobError {
    fn from(error: serde_json::Error) -> Self {
        Self::Never(format!("payload: {error}"))
    }
}

/// Jobs of different lanes are done at the same time: whatever waits in one holds up nobody in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// What somebody waits for, and what is over in a moment. One after the other.
    Quick,
    /// What takes a core for seconds, such as taking text out of files. Two at a time.
    Slow,
}

impl Lane {
    /// Every lane, those first that are to be looked at first.
    pub const ALL: [Self; 2] = [Self::Quick, Self::Slow];

    /// How many of its jobs are done at a time.
    pub(crate) const fn places(self) -> usize {
        match self {
            Self::Quick => 1,
            Self::Slow => 2,
        }
    }
}

/// Does the jobs of one kind. Takes the payload.
pub type Handler = Arc<dyn Fn(Value) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync>;

/// Something to do again and again, whether or not anything happened.
pub struct Duty {
    /// Name in the log.
    pub(crate) name: &'static str,
    /// Pause between two turns.
    pub(crate) every: Duration,
    /// Does it.
    pub(crate) work: Arc<dyn Fn() -> BoxFuture<'static, Result<(), AppError>> + Send + Sync>,
}

/// What the runner runs: handlers by the kind of job, and periodic duties.
#[derive(Default)]
pub struct Registry {
    pub(crate) handlers: HashMap<&'static str, (Lane, Handler)>,
    pub(crate) duties: Vec<Duty>,
}

impl Registry {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Does the jobs of `kind` with `work`, in `lane`. A kind has one handler; the last one counts.
    pub fn handle<F, Fut>(&mut self, kind: &'static str, lane: Lane, work: F)
    where
        F: Fn(Value) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        self.handlers.insert(kind, (lane, Arc::new(move |payload| work(payload).boxed())));
    }

    /// The kinds of jobs of a lane.
    pub(crate) fn kinds(&self, lane: Lane) -> Vec<&'static str> {
        self.handlers.iter().filter(|(_, (of, _))| *of == lane).map(|(kind, _)| *kind).collect()
    }

    /// Does `work` at the start and every `every` after it. Several servers may do it at the same time.
    pub fn every<F, Fut>(&mut self, name: &'static str, every: Duration, work: F)
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), AppError>> + Send + 'static,
    {
        self.duties.push(Duty { name, every, work: Arc::new(move || work().boxed()) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_doubles_and_stays_within_a_working_day() {
        let pauses: Vec<i64> = (1..TRIES).map(|attempts| backoff(attempts).num_minutes()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256]);
        assert_eq!(backoff(0).num_minutes(), 1);
        assert_eq!(backoff(i32::MAX), backoff(TRIES));
    }
}
