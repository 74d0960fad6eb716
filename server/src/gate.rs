//! Costly actions, a few at a time (C-53): what finds no turn soon is told to come again instead of making all wait.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use app::domain::{error::AppError, ids::AccountId};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Seconds after which somebody may ask again who has one such action running.
const OWN_RETRY: u64 = 5;

/// How many may do something at once, how many may wait for it, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// At once.
    pub running: usize,
    /// Waiting for a turn; the next one is refused.
    pub waiting: usize,
    /// Longest wait.
    pub patience: Duration,
}

/// Lets so many through at once as its [`Limit`] says.
#[derive(Clone, Debug)]
pub struct Gate {
    name: &'static str,
    patience: Duration,
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    busy: Busy,
}

/// Who has one running or waiting.
type Busy = Arc<Mutex<HashSet<AccountId>>>;

/// A turn, given back when dropped. Hand it to the thread that does the work: a request that is cut off leaves that
/// thread running.
#[derive(Debug)]
pub struct Turn {
    _running: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
    _own: Option<Own>,
}

/// The one action of an account.
#[derive(Debug)]
struct Own {
    busy: Busy,
    account: AccountId,
}

impl Drop for Own {
    fn drop(&mut self) {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.account);
    }
}

impl Gate {
    /// A gate; `name` is its label in the metrics.
    pub fn new(name: &'static str, limit: Limit) -> Self {
        Self {
            name,
            patience: limit.patience,
            turns: Arc::new(Semaphore::new(limit.running)),
            queue: Arc::new(Semaphore::new(limit.running + limit.waiting)),
            busy: Busy::default(),
        }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when too many wait already, or after the longest wait.
    pub async fn enter(&self) -> Result<Turn, AppError> {
        let place = Arc::clone(&self.queue).try_acquire_owned().map_err(|_| self.refused())?;
        let turn = tokio::time::timeout(self.patience, Arc::clone(&self.turns).acquire_owned());
        let turn = turn.await.ok().and_then(Result::ok).ok_or_else(|| self.refused())?;
        Ok(Turn { _running: turn, _place: place, _own: None })
    }

    /// Waits for a turn as long as it takes: for work beside requests, which nobody waits for.
    ///
    /// # Errors
    /// Never while the gate exists.
    pub async fn enter_patiently(&self) -> Result<Turn, AppError> {
        let place = Arc::clone(&self.queue).acquire_owned().await.map_err(|_| self.refused())?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| self.refused())?;
        Ok(Turn { _running: turn, _place: place, _own: None })
    }

    /// Waits for a turn as [`Self::enter`] does, for somebody who may do only one at a time.
    ///
    /// # Errors
    /// [`AppError::TooManyRequests`] while one of the account runs or waits; as [`Self::enter`].
    pub async fn enter_as(&self, account: AccountId) -> Result<Turn, AppError> {
        if !self.busy.lock().unwrap_or_else(PoisonError::into_inner).insert(account) {
            return Err(AppError::TooManyRequests { retry_after: OWN_RETRY });
        }
        // Before the wait, so that it is taken back also when the wait is cut off.
        let own = Own { busy: Arc::clone(&self.busy), account };
        let turn = self.enter().await?;
        Ok(Turn { _own: Some(own), ..turn })
    }

    fn refused(&self) -> AppError {
        metrics::counter!("kairan_refused_total", "what" => self.name).increment(1);
        AppError::Unavailable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(patience: Duration) -> Gate {
        Gate::new("test", Limit { running: 1, waiting: 1, patience })
    }

    #[tokio::test]
    async fn one_works_one_waits_and_the_third_is_refused_at_once() {
        let gate = gate(Duration::from_mins(1));
        let first = gate.enter().await.unwrap();
        let waiting = tokio::spawn({
            let gate = gate.clone();
            async move { gate.enter().await.map(drop) }
        });
        while gate.queue.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(gate.enter().await.err(), Some(AppError::Unavailable));
        drop(first);
        waiting.await.unwrap().unwrap();
        gate.enter().await.unwrap();
    }

    #[tokio::test]
    async fn nobody_waits_for_ever() {
        let gate = gate(Duration::from_millis(1));
        let _first = gate.enter().await.unwrap();
        assert_eq!(gate.enter().await.err(), Some(AppError::Unavailable));
    }

    #[tokio::test]
    async fn an_account_has_one_at_a_time_and_another_is_not_kept_from_it() {
        let gate = Gate::new("test", Limit { running: 2, waiting: 0, patience: Duration::from_secs(1) });
        let [one, other] = [1, 2].map(|n| AccountId(uuid::Uuid::from_u128(n)));
        let first = gate.enter_as(one).await.unwrap();
        assert_eq!(gate.enter_as(one).await.err(), Some(AppError::TooManyRequests { retry_after: OWN_RETRY }));
        let second = gate.enter_as(other).await.unwrap();
        drop(first);
        drop(second);
        gate.enter_as(one).await.unwrap();
    }
}
