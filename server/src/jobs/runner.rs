//! The runner: takes due jobs, a few at a time in each lane, and does the periodic duties.

use std::{
    panic::AssertUnwindSafe,
    sync::Arc,
    time::{Duration, Instant},
};

use app::domain::error::AppError;
use chrono::TimeDelta;
use futures::FutureExt;
use tokio::{
    sync::{Notify, Semaphore},
    task::JoinSet,
};
use tokio_util::sync::CancellationToken;

use super::{Handler, JobError, Lane, Registry, TRIES, backoff};
use crate::{
    mail::sender::Sender,
    services::Core,
    store::jobs::{self, Fate, Taken},
};

/// How long a taken job belongs to this server.
const LEASE: TimeDelta = TimeDelta::minutes(15);
/// Time for one job; less than the lease, so that no second runner starts it meanwhile.
const TIME_LIMIT: Duration = Duration::from_mins(14);
/// Pause between two looks at the tables when nobody rings: back-offs end, and other servers write jobs, too.
const TICK: Duration = Duration::from_secs(5);
/// Time for running jobs when the server stops.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Runs jobs, duties and mail until it is stopped.
pub struct Runner {
    core: Arc<Core>,
    registry: Registry,
    sender: Arc<Sender>,
}

/// The jobs that are being done.
struct Running {
    tasks: JoinSet<()>,
    /// The places of each lane.
    lanes: [(Lane, Arc<Semaphore>); 2],
}

impl Running {
    fn new() -> Self {
        Self { tasks: JoinSet::new(), lanes: Lane::ALL.map(|lane| (lane, Arc::new(Semaphore::new(lane.places())))) }
    }
}

impl Runner {
    /// A runner of what the registry holds.
    pub fn new(core: Arc<Core>, registry: Registry, sender: Sender) -> Self {
        Self { core, registry, sender: Arc::new(sender) }
    }

    /// Works until `stop`; then gives running work a few seconds and returns what is left to the table.
    pub async fn run(self, stop: CancellationToken) {
        let mail_bell = Arc::new(Notify::new());
        let mailing = tokio::spawn(send_mail(Arc::clone(&self.sender), Arc::clone(&mail_bell), stop.clone()));
        let duties = self.start_duties(&stop);
        let wakers = self.core.store.wakers();
        let mut running = Running::new();
        while !stop.is_cancelled() {
            self.core.pulse.beat(self.core.clock.now());
            mail_bell.notify_one();
            if let Err(error) = self.start_due(&mut running, &stop).await {
                tracing::warn!(%error, "jobs could not be taken");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = wakers.jobs.notified() => {}
                () = tokio::time::sleep(TICK) => {}
                Some(_) = running.tasks.join_next() => {}
            }
        }
        // Each job watches `stop` itself, so this ends in time.
        while running.tasks.join_next().await.is_some() {}
        drop(duties);
        drop(mailing.await);
    }

    /// Does everything that is due now, duties included, and returns. For tests and for one-off commands.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn turn(&self) -> Result<(), AppError> {
        for duty in &self.registry.duties {
            (duty.work)().await?;
        }
        let stop = CancellationToken::new();
        let mut running = Running::new();
        loop {
            let started = self.start_due(&mut running, &stop).await?;
            if running.tasks.join_next().await.is_none() && started == 0 {
                break;
            }
        }
        self.sender.drain(&stop).await
    }

    /// Starts due jobs as far as their lanes have places; answers how many.
    async fn start_due(&self, running: &mut Running, stop: &CancellationToken) -> Result<usize, AppError> {
        let Running { tasks, lanes } = running;
        while tasks.try_join_next().is_some() {}
        let mut started = 0;
        for (lane, places) in lanes {
            while let Ok(place) = Arc::clone(places).try_acquire_owned() {
                let Some(job) = self.take(*lane).await? else { break };
                if let Some((_, handler)) = self.registry.handlers.get(job.kind.as_str()) {
                    let done = do_job(Arc::clone(&self.core), Arc::clone(handler), job, stop.clone());
                    tasks.spawn(async move {
                        done.await;
                        drop(place);
                    });
                    started += 1;
                }
            }
        }
        Ok(started)
    }

    /// The oldest due job of a lane.
    async fn take(&self, lane: Lane) -> Result<Option<Taken>, AppError> {
        let kinds = self.registry.kinds(lane);
        let now = self.core.clock.now();
        if kinds.is_empty() || !jobs::any_due(&self.core.store.read(), now, &kinds).await? {
            return Ok(None);
        }
        self.core
            .store
            .write((now + LEASE, kinds), |tx, (until, kinds)| {
                async move { Ok(jobs::take(tx, 1, until, &kinds).await?.pop()) }.boxed()
            })
            .await
    }

    /// One task per duty; they end when the set is dropped.
    fn start_duties(&self, stop: &CancellationToken) -> JoinSet<()> {
        let mut duties = JoinSet::new();
        for duty in &self.registry.duties {
            let (work, every, name, stop) = (Arc::clone(&duty.work), duty.every, duty.name, stop.clone());
            duties.spawn(async move {
                let mut ticks = tokio::time::interval(every);
                ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
                while stop.run_until_cancelled(ticks.tick()).await.is_some() {
                    if let Err(error) = guarded(work()).await {
                        tracing::warn!(duty = name, %error, "duty not done");
                    }
                }
            });
        }
        duties
    }
}

async fn send_mail(sender: Arc<Sender>, bell: Arc<Notify>, stop: CancellationToken) {
    while stop.run_until_cancelled(bell.notified()).await.is_some() {
        if let Err(error) = guarded(sender.drain(&stop)).await {
            tracing::warn!(%error, "mails not sent");
        }
    }
}

async fn do_job(core: Arc<Core>, handler: Handler, job: Taken, stop: CancellationToken) {
    let started = Instant::now();
    let outcome = tokio::select! {
        outcome = attempt(&handler, &job) => Some(outcome),
        () = cut_off(&stop) => None,
    };
    let settled = match outcome {
        Some(outcome) => {
            let fate = fate(&core, &job, outcome);
            note(&job, &fate, started.elapsed());
            core.store
                .write((job, fate), |tx, (job, fate)| async move { jobs::settle(tx, &job, fate).await }.boxed())
                .await
        }
        None => core.store.write(job, |tx, job| async move { jobs::give_back(tx, &job).await }.boxed()).await,
    };
    if let Err(error) = settled {
        // Its lease runs out, and it is done again.
        tracing::warn!(%error, "outcome of a job not noted");
    }
}

async fn cut_off(stop: &CancellationToken) {
    stop.cancelled().await;
    tokio::time::sleep(LAST_WORDS).await;
}

async fn attempt(handler: &Handler, job: &Taken) -> Result<(), JobError> {
    let payload = serde_json::from_str(&job.payload)?;
    let work = AssertUnwindSafe(async { handler(payload).await }).catch_unwind();
    match tokio::time::timeout(TIME_LIMIT, work).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(JobError::Later("the handler panicked".to_owned())),
        Err(_) => Err(JobError::Later(format!("not done within {} s", TIME_LIMIT.as_secs()))),
    }
}

fn fate(core: &Core, job: &Taken, outcome: Result<(), JobError>) -> Fate {
    match outcome {
        Ok(()) => Fate::Done,
        Err(JobError::Later(reason)) if job.attempts < TRIES => {
            Fate::Later(core.clock.now() + backoff(job.attempts), reason)
        }
        Err(JobError::Later(reason) | JobError::Never(reason)) => Fate::Failed(reason),
    }
}

fn note(job: &Taken, fate: &Fate, took: Duration) {
    let outcome = match fate {
        Fate::Done => "done",
        Fate::Later(_, reason) => {
            tracing::info!(job = %job.id, kind = %job.kind, attempts = job.attempts, %reason, "job put off");
            "retried"
        }
        Fate::Failed(reason) => {
            tracing::error!(job = %job.id, kind = %job.kind, attempts = job.attempts, %reason, "job given up");
            "failed"
        }
    };
    metrics::counter!("kairan_jobs_total", "kind" => job.kind.clone(), "outcome" => outcome).increment(1);
    metrics::histogram!("kairan_job_seconds", "kind" => job.kind.clone()).record(took.as_secs_f64());
}

/// A panic ends this turn, not the task.
async fn guarded(work: impl Future<Output = Result<(), AppError>>) -> Result<(), AppError> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| {
        let reference = crate::telemetry::reference();
        tracing::error!(%reference, "background work panicked");
        Err(AppError::Internal { reference })
    })
}
