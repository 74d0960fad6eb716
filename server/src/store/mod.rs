//! Storage: the only code that names sea-orm.
//!
//! Reads go through [`Store::read`], writes are closures handed to [`Store::write`]. On SQLite one writer runs the
//! waiting closures in one transaction, of which a refusal takes back its own changes only, and answers after the
//! commit, so that one fsync carries many saves. On PostgreSQL each closure is its own transaction. Closures are run
//! again when a neighbour in the group refuses, or when PostgreSQL reports a serialization failure or a deadlock; after
//! any other fault they are not, because it may have come after the commit. They must be repeatable and may only act
//! through their [`Tx`].

mod connect;
mod error;
mod like;
mod tx;
mod writer;

pub mod account_lists;
pub mod accounts;
pub mod addressees;
pub mod answer_files;
pub mod answers;
pub mod assignment_lists;
pub mod assignments;
pub mod attachments;
mod audiences;
pub mod audit;
pub mod bodies;
pub mod body_contacts;
pub mod contacts;
pub mod deliveries;
pub mod delivery_events;
pub mod demo;
pub mod groups;
pub mod jobs;
pub mod mails;
pub mod messages;
pub mod notice_choices;
pub mod notice_lists;
pub mod notices;
pub mod orphans;
pub mod outbox;
pub mod provision;
pub mod reminders;
pub mod search_source;
pub mod search_texts;
pub mod sessions;
pub mod surveys;
pub mod upkeep;

use std::{
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use app::domain::error::AppError;
use futures::{FutureExt, future::BoxFuture};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseExecutor, DbBackend, Statement, sea_query::SelectStatement,
};
use tokio::sync::Notify;

pub use connect::{DatabaseUrl, connect};
pub(crate) use error::{StoreExt, fault, inconsistent};
pub use tx::Tx;

use crate::{
    clock::{Clock, IdSource},
    telemetry::{self, Scope},
};

/// Rows or values of one statement: PostgreSQL takes 65,535 parameters at once, SQLite 32,766.
const ROWS: usize = 500;

/// What the store hands to its writer and its transactions.
#[derive(Clone)]
pub(crate) struct Tools {
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
    wakers: Arc<Wakers>,
}

/// Rings when a commit has left work for somebody.
#[derive(Debug, Default)]
pub struct Wakers {
    /// The search index has something to read.
    pub index: Notify,
    /// There is a job or a mail.
    pub jobs: Notify,
    /// Counts the commits that have changed what lists of notices show.
    lists: AtomicU64,
}

/// The database.
#[derive(Clone)]
pub struct Store {
    reader: DatabaseConnection,
    writer: writer::Writer,
    tools: Tools,
}

/// A connection to read from, or the open transaction.
pub struct Db<'a> {
    executor: DatabaseExecutor<'a>,
}

impl Db<'_> {
    /// What sea-orm runs statements on.
    pub(crate) fn conn(&self) -> &DatabaseExecutor<'_> {
        &self.executor
    }

    /// A query that sea-orm has no builder for, in the words of this database.
    pub(crate) fn statement(&self, query: &SelectStatement) -> Statement {
        self.executor.get_database_backend().build(query)
    }
}

impl Store {
    pub(crate) fn new(reader: DatabaseConnection, writer: DatabaseConnection, tools: Tools) -> Self {
        let writer = writer::Writer::start(writer, tools.clone());
        Self { reader, writer, tools }
    }

    /// Reads outside any transaction.
    pub fn read(&self) -> Db<'_> {
        Db { executor: DatabaseExecutor::Connection(&self.reader) }
    }

    /// Runs `work` on `input` in a transaction and answers after its commit is durable.
    ///
    /// The input is cloned for each try, because a transaction may have to be run again.
    ///
    /// # Errors
    /// What `work` refused with, or a fault of the database; in both cases nothing of it is kept.
    pub async fn write<I, T, F>(&self, input: I, work: F) -> Result<T, AppError>
    where
        I: Clone + Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t Tx, I) -> BoxFuture<'t, Result<T, AppError>> + Send + Sync + 'static,
    {
        let scope = Scope::current();
        self.writer.run(move |tx| guarded(scope.clone(), work(tx, input.clone()))).await
    }

    /// Writes that wait for their turn; on PostgreSQL none does.
    pub fn waiting_writes(&self) -> usize {
        self.writer.waiting()
    }

    /// What rings when a commit has left work.
    pub fn wakers(&self) -> Arc<Wakers> {
        Arc::clone(&self.tools.wakers)
    }

    /// Counts up with every commit of this server that changes what lists of notices show, before it is answered.
    pub fn lists_generation(&self) -> u64 {
        self.tools.wakers.lists.load(Ordering::Acquire)
    }

    /// Whether several servers may share this database.
    pub fn is_shared(&self) -> bool {
        self.reader.get_database_backend() == DbBackend::Postgres
    }

    /// Closes the connections, for those who want to use the database otherwise.
    pub async fn close(self) {
        if let Err(error) = self.reader.close().await {
            tracing::warn!(%error, "closing the database");
        }
    }

    /// The newest number of the outbox, up to which an index can have read.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn outbox_position(&self) -> Result<i64, AppError> {
        search_source::position(&self.read()).await
    }

    /// Whether the database answers, and holds what this program keeps in it.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when not.
    pub async fn ping(&self) -> Result<(), AppError> {
        if self.writer.has_stopped() {
            return Err(AppError::Unavailable);
        }
        search_source::position(&self.read()).await.map(drop)
    }
}

/// Runs a closure for the request that handed it over. A panic in it must end that request only, not the writer that all
/// requests share.
fn guarded<'t, T: Send + 't>(
    scope: Scope,
    work: BoxFuture<'t, Result<T, AppError>>,
) -> BoxFuture<'t, Result<T, AppError>> {
    let caught = async {
        let outcome = AssertUnwindSafe(work).catch_unwind().await;
        outcome.unwrap_or_else(|_| Err(AppError::Internal { reference: telemetry::reference() }))
    };
    scope.run(caught).boxed()
}
