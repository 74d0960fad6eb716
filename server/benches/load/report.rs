//! What was measured.

use std::time::Duration;

use serde::Serialize;

/// Rates and times of many requests. Times are milliseconds.
#[derive(Debug, Serialize)]
pub struct Report {
    pub requests: usize,
    pub failed: usize,
    pub per_second: f64,
    pub p50: f64,
    pub p99: f64,
    pub max: f64,
    #[serde(skip)]
    seconds: f64,
    #[serde(skip)]
    samples: Vec<f64>,
}

impl Report {
    pub fn new(time: Duration) -> Self {
        let seconds = time.as_secs_f64();
        Self { requests: 0, failed: 0, per_second: 0.0, p50: 0.0, p99: 0.0, max: 0.0, seconds, samples: Vec::new() }
    }

    /// Adds samples: whether it went well, and how long it took.
    pub fn add(&mut self, samples: Vec<(bool, f64)>) {
        self.failed += samples.iter().filter(|(well, _)| !well).count();
        self.samples.extend(samples.into_iter().filter(|(well, _)| *well).map(|(_, time)| time));
    }

    /// Works the figures out.
    pub fn done(mut self) -> Self {
        self.samples.sort_by(f64::total_cmp);
        let at = |share: usize| self.samples.get(self.samples.len() * share / 100).copied().unwrap_or_default();
        (self.p50, self.p99) = (at(50), at(99));
        self.max = self.samples.last().copied().unwrap_or_default();
        self.requests = self.samples.len();
        let requests = u32::try_from(self.requests).unwrap_or(u32::MAX);
        self.per_second = f64::from(requests) / self.seconds;
        self
    }
}
