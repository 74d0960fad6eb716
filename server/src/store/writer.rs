//! The writer: group commit on SQLite, retried transactions on PostgreSQL.

use std::{thread, time::Duration};

use app::domain::error::AppError;
use async_trait::async_trait;
use futures::future::BoxFuture;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot},
};

use super::{
    Tools, Tx,
    error::{is_taken_back, noting_take_back},
    fault,
    tx::Wake,
};

/// Closures that one commit carries at most.
const BATCH: usize = 64;
/// Closures that may wait; more are answered with "unavailable" instead of growing memory.
const QUEUE: usize = 4096;
/// Tries of a transaction that PostgreSQL aborted.
const TRIES: u32 = 6;

/// Runs write closures.
#[derive(Clone)]
pub(super) enum Writer {
    /// SQLite: one thread, many closures per commit.
    Grouped(mpsc::Sender<Box<dyn Work>>),
    /// PostgreSQL: a transaction each.
    Each(DatabaseConnection, Tools),
}

/// A write closure that waits for its turn, with whoever waits for its answer.
#[async_trait]
pub(super) trait Work: Send {
    /// Runs the closure; `false` means that its changes must be undone.
    async fn run(&mut self, tx: &Tx) -> bool;
    /// Answers, now that it is known whether the commit is durable.
    fn answer(self: Box<Self>, commit: Result<(), AppError>);
}

struct Pending<T, F> {
    work: F,
    outcome: Option<Result<T, AppError>>,
    reply: oneshot::Sender<Result<T, AppError>>,
}

#[async_trait]
impl<T, F> Work for Pending<T, F>
where
    T: Send + 'static,
    F: for<'t> Fn(&'t Tx) -> BoxFuture<'t, Result<T, AppError>> + Send + Sync + 'static,
{
    async fn run(&mut self, tx: &Tx) -> bool {
        let outcome = (self.work)(tx).await;
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn answer(self: Box<Self>, commit: Result<(), AppError>) {
        let outcome = match (self.outcome, commit) {
            (Some(Err(refusal)), _) => Err(refusal),
            (_, Err(fault)) => Err(fault),
            (Some(done), Ok(())) => done,
            (None, Ok(())) => Err(AppError::Unavailable),
        };
        // Nobody waits any more when the request was cut off; the write stands all the same.
        drop(self.reply.send(outcome));
    }
}

impl Writer {
    pub(super) fn start(connection: DatabaseConnection, tools: Tools) -> Self {
        if connection.get_database_backend() == DbBackend::Postgres {
            return Self::Each(connection, tools);
        }
        let (sender, receiver) = mpsc::channel(QUEUE);
        // On a thread of its own: as a task it would stand in line behind all requests after each statement, and they
        // would have nothing left to do while it waits for the disk.
        let runtime = Handle::current();
        let write = move || runtime.block_on(write_in_groups(connection, tools, receiver));
        if let Err(error) = thread::Builder::new().name("writer".to_owned()).spawn(write) {
            // The queue is closed then, which `/readyz` tells.
            tracing::error!(%error, "no thread for the writer");
        }
        Self::Grouped(sender)
    }

    /// Whether the thread that writes is gone, so that nothing can be saved any more.
    pub(super) fn has_stopped(&self) -> bool {
        matches!(self, Self::Grouped(queue) if queue.is_closed())
    }

    /// Writes that wait for their turn.
    pub(super) fn waiting(&self) -> usize {
        match self {
            Self::Grouped(queue) => queue.max_capacity() - queue.capacity(),
            Self::Each(..) => 0,
        }
    }

    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: for<'t> Fn(&'t Tx) -> BoxFuture<'t, Result<T, AppError>> + Send + Sync + 'static,
    {
        match self {
            Self::Grouped(queue) => {
                let (reply, answer) = oneshot::channel();
                let pending = Box::new(Pending { work, outcome: None, reply });
                queue.try_send(pending).map_err(|_| AppError::Unavailable)?;
                answer.await.map_err(|_| AppError::Unavailable)?
            }
            Self::Each(connection, tools) => write_with_retry(connection, tools, &work).await,
        }
    }
}

async fn write_in_groups(connection: DatabaseConnection, tools: Tools, mut queue: mpsc::Receiver<Box<dyn Work>>) {
    let mut batch = Vec::with_capacity(BATCH);
    while queue.recv_many(&mut batch, BATCH).await > 0 {
        let written = write_group(&connection, &tools, &mut batch).await;
        if let Ok(written @ 1..) = written {
            metrics::counter!("kairan_store_commits_total").increment(1);
            metrics::counter!("kairan_store_writes_total").increment(written);
        }
        let commit = written.map(drop);
        for work in batch.drain(..) {
            work.answer(commit.clone());
        }
    }
}

/// Nearly every closure goes well, so the group is first tried without savepoints, which would double the statements
/// of a small write. One refusal undoes that try, and then each closure gets a savepoint of its own. Answers how many
/// were written.
async fn write_group(
    connection: &DatabaseConnection,
    tools: &Tools,
    batch: &mut [Box<dyn Work>],
) -> Result<u64, AppError> {
    if write_together(connection, tools, batch).await? {
        return Ok(batch.len() as u64);
    }
    // Of a group of one, the refusal is the answer already.
    if batch.len() == 1 { Ok(0) } else { write_apart(connection, tools, batch).await }
}

/// A deferred transaction would fail at its first write whenever another process holds the lock.
async fn begin(connection: &DatabaseConnection) -> Result<DatabaseTransaction, AppError> {
    let options =
        TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    connection.begin_with_options(options).await.map_err(|error| fault(&error))
}

/// All closures in one transaction; `false` when one of them refused, so that nothing was written.
async fn write_together(
    connection: &DatabaseConnection,
    tools: &Tools,
    batch: &mut [Box<dyn Work>],
) -> Result<bool, AppError> {
    let mut group = begin(connection).await?;
    let mut wake = Wake::default();
    for work in batch.iter_mut() {
        let tx = Tx::new(group, tools);
        let keep = work.run(&tx).await;
        let (transaction, wishes) = tx.into_parts();
        group = transaction;
        wake = wake.and(wishes);
        if !keep {
            group.rollback().await.map_err(|error| fault(&error))?;
            return Ok(false);
        }
    }
    group.commit().await.map_err(|error| fault(&error))?;
    wake.ring(tools);
    Ok(true)
}

/// All closures in one transaction, of which those that refuse leave nothing. Answers how many did not.
async fn write_apart(
    connection: &DatabaseConnection,
    tools: &Tools,
    batch: &mut [Box<dyn Work>],
) -> Result<u64, AppError> {
    let group = begin(connection).await?;
    let (mut wake, mut written) = (Wake::default(), 0);
    for work in batch.iter_mut() {
        let tx = Tx::new(group.begin().await.map_err(|error| fault(&error))?, tools);
        let keep = work.run(&tx).await;
        let (savepoint, wishes) = tx.into_parts();
        if keep {
            savepoint.commit().await.map_err(|error| fault(&error))?;
            wake = wake.and(wishes);
            written += 1;
        } else {
            savepoint.rollback().await.map_err(|error| fault(&error))?;
        }
    }
    group.commit().await.map_err(|error| fault(&error))?;
    wake.ring(tools);
    Ok(written)
}

/// Why a transaction of its own has kept nothing, or may not have.
enum Failure {
    /// PostgreSQL took it back, so it may be run again.
    TakenBack(AppError),
    /// A refusal, or a fault after which nobody knows what became of it: running it again could do it twice.
    Final(AppError),
}

async fn write_with_retry<T, F>(connection: &DatabaseConnection, tools: &Tools, work: &F) -> Result<T, AppError>
where
    T: Send + 'static,
    F: for<'t> Fn(&'t Tx) -> BoxFuture<'t, Result<T, AppError>> + Send + Sync + 'static,
{
    let mut attempt = 0;
    loop {
        attempt += 1;
        match write_alone(connection, tools, work).await {
            Ok(value) => return Ok(value),
            Err(Failure::TakenBack(_)) if attempt < TRIES => {
                tokio::time::sleep(Duration::from_millis(5 << attempt)).await;
            }
            Err(Failure::TakenBack(error) | Failure::Final(error)) => return Err(error),
        }
    }
}

async fn write_alone<T, F>(connection: &DatabaseConnection, tools: &Tools, work: &F) -> Result<T, Failure>
where
    T: Send + 'static,
    F: for<'t> Fn(&'t Tx) -> BoxFuture<'t, Result<T, AppError>> + Send + Sync + 'static,
{
    let transaction = connection.begin().await.map_err(|error| Failure::Final(fault(&error)))?;
    let tx = Tx::new(transaction, tools);
    let (outcome, taken_back) = noting_take_back(work(&tx)).await;
    let (transaction, wake) = tx.into_parts();
    match outcome {
        // Whoever goes on after such a fault would commit nothing.
        Ok(_) if taken_back => Err(Failure::TakenBack(AppError::Unavailable)),
        Ok(value) => {
            transaction.commit().await.map_err(|error| {
                let fault = fault(&error);
                if is_taken_back(&error) { Failure::TakenBack(fault) } else { Failure::Final(fault) }
            })?;
            metrics::counter!("kairan_store_commits_total").increment(1);
            metrics::counter!("kairan_store_writes_total").increment(1);
            wake.ring(tools);
            Ok(value)
        }
        Err(refusal) => {
            // A connection that cannot even do this is closed, which comes to the same.
            if let Err(error) = transaction.rollback().await {
                tracing::warn!(%error, "rolling back");
            }
            Err(if taken_back { Failure::TakenBack(refusal) } else { Failure::Final(refusal) })
        }
    }
}
