//! Takes mails from the outbox and hands them to the mail server, a few at a time.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use app::domain::error::AppError;
use chrono::{DateTime, TimeDelta, Utc};
use futures::{FutureExt, future::join_all};
use tokio_util::sync::CancellationToken;

use super::{
    message::hide_secrets,
    smtp::{Lane, Outcome, Relay},
};
use crate::{
    jobs::{TRIES, backoff},
    services::Core,
    store::mails::{self, Fate, Taken},
};

/// Mails taken at a time.
const BATCH: u64 = 20;
/// Connections at a time.
const LANES: usize = 4;
/// How long taken mails belong to this server. A batch takes less, even when each mail runs into the time limit.
const LEASE: TimeDelta = TimeDelta::minutes(10);
/// Pause after the mail server could not be reached.
const PAUSE: TimeDelta = TimeDelta::seconds(30);
/// Time for the mails on their way when the server stops.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Sends what the outbox holds.
pub struct Sender {
    core: Arc<Core>,
    relay: Option<Relay>,
    paused_until: Mutex<Option<DateTime<Utc>>>,
}

impl Sender {
    /// A sender; without a relay, mails are kept.
    pub const fn new(core: Arc<Core>, relay: Option<Relay>) -> Self {
        Self { core, relay, paused_until: Mutex::new(None) }
    }

    /// Sends everything that is due, unless the mail server cannot be reached or the server stops.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn drain(&self, stop: &CancellationToken) -> Result<(), AppError> {
        while !stop.is_cancelled() && !self.is_paused() {
            if !mails::any_due(&self.core.store.read(), self.core.clock.now()).await? {
                break;
            }
            let Some(relay) = &self.relay else { return self.keep().await };
            let taken = self.take().await?;
            if taken.is_empty() {
                break;
            }
            self.send_all(relay, taken, stop).await?;
        }
        Ok(())
    }

    async fn keep(&self) -> Result<(), AppError> {
        let kept = self.core.store.write((), |tx, ()| async move { mails::keep_due(tx).await }.boxed()).await?;
        metrics::counter!("kairan_mails_total", "outcome" => "kept").increment(kept);
        Ok(())
    }

    async fn take(&self) -> Result<Vec<Taken>, AppError> {
        let until = self.core.clock.now() + LEASE;
        self.core.store.write(until, |tx, until| async move { mails::take(tx, BATCH, until).await }.boxed()).await
    }

    async fn send_all(&self, relay: &Relay, taken: Vec<Taken>, stop: &CancellationToken) -> Result<(), AppError> {
        let lanes = taken.len().min(LANES);
        let batch = Batch { waiting: Mutex::new(taken.into()), unreachable: Mutex::new(None) };
        // The lanes see the stop between two mails; a mail on its way gets a last chance to arrive.
        let cut_off = async {
            stop.cancelled().await;
            tokio::time::sleep(LAST_WORDS).await;
        };
        let running = join_all((0..lanes).map(|_| self.run_lane(relay.lane(), &batch, stop)));
        tokio::select! {
            outcomes = running => outcomes.into_iter().collect::<Result<(), AppError>>()?,
            () = cut_off => {}
        }
        self.give_back(batch).await
    }

    async fn run_lane(&self, mut lane: Lane<'_>, batch: &Batch, stop: &CancellationToken) -> Result<(), AppError> {
        while !stop.is_cancelled() {
            let Some(mail) = batch.next() else { break };
            let outcome = lane.send(&mail).await;
            let Some((fate, label)) = self.fate(&mail, outcome, batch) else { break };
            metrics::counter!("kairan_mails_total", "outcome" => label).increment(1);
            self.settle(mail, fate).await?;
        }
        lane.close().await;
        Ok(())
    }

    /// What becomes of the mail; none when the mail server was not even reached.
    fn fate(&self, mail: &Taken, outcome: Outcome, batch: &Batch) -> Option<(Fate, &'static str)> {
        match outcome {
            Outcome::Sent => Some((Fate::Sent(hide_secrets(&mail.text)), "sent")),
            Outcome::Later(reason) if mail.attempts < TRIES => {
                Some((Fate::Later(self.core.clock.now() + backoff(mail.attempts), reason), "retried"))
            }
            Outcome::Later(reason) | Outcome::Refused(reason) => {
                tracing::warn!(mail = %mail.id, %reason, "mail given up");
                Some((Fate::Failed(reason), "failed"))
            }
            Outcome::Unreachable(reason) => {
                batch.put_back(mail.clone(), reason);
                None
            }
        }
    }

    async fn settle(&self, mail: Taken, fate: Fate) -> Result<(), AppError> {
        self.core
            .store
            .write((mail, fate), |tx, (mail, fate)| async move { mails::settle(tx, &mail, fate).await }.boxed())
            .await
    }

    /// Lets go of what was not tried, and pauses when the mail server could not be reached.
    async fn give_back(&self, batch: Batch) -> Result<(), AppError> {
        let reason = batch.unreachable.into_inner().unwrap_or_else(PoisonError::into_inner);
        let waiting = batch.waiting.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(reason) = &reason {
            tracing::warn!(%reason, "mail server unreachable");
            metrics::counter!("kairan_mail_unreachable_total").increment(1);
            *self.paused_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(self.core.clock.now() + PAUSE);
        }
        if waiting.is_empty() {
            return Ok(());
        }
        let rest: Vec<Taken> = waiting.into();
        self.core
            .store
            .write((rest, reason), |tx, (rest, reason)| {
                async move { mails::give_back(tx, &rest, reason.as_deref()).await }.boxed()
            })
            .await
    }

    fn is_paused(&self) -> bool {
        let until = *self.paused_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| self.core.clock.now() < until)
    }
}

/// Mails that the lanes share.
struct Batch {
    waiting: Mutex<VecDeque<Taken>>,
    unreachable: Mutex<Option<String>>,
}

impl Batch {
    /// The next mail; none when there is no more, or no way to the mail server.
    fn next(&self) -> Option<Taken> {
        if self.unreachable.lock().unwrap_or_else(PoisonError::into_inner).is_some() {
            return None;
        }
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    fn put_back(&self, mail: Taken, reason: String) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push_front(mail);
        *self.unreachable.lock().unwrap_or_else(PoisonError::into_inner) = Some(reason);
    }
}
