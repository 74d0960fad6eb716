//! Opening the database: SQLite in a file, or PostgreSQL by URL.

use std::{path::PathBuf, sync::Arc, time::Duration};

use app::domain::error::AppError;
use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use super::{Store, StoreExt, Tools, Wakers};
use crate::clock::{Clock, IdSource};

/// Connections that read from SQLite at the same time.
const SQLITE_READERS: u32 = 4;
/// Connections to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 16;
/// Wait for a lock of another process (`kairan backup`, a second server by mistake).
const BUSY: Duration = Duration::from_secs(5);

/// Where the data is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file of this server.
    Sqlite(PathBuf),
    /// An address `postgres://…`.
    Postgres(String),
}

/// Opens the database and brings its schema up to date.
///
/// # Errors
/// A fault of the database.
pub async fn connect(url: &DatabaseUrl, clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>) -> Result<Store, AppError> {
    let (reader, writer) = match url {
        DatabaseUrl::Sqlite(path) => {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(|error| folder_fault(folder, &error))?;
            }
            let writer = open(sqlite(path, 1, false)).await?;
            Migrator::up(&writer, None).await.store()?;
            (open(sqlite(path, SQLITE_READERS, true)).await?, writer)
        }
        DatabaseUrl::Postgres(address) => {
            let pool = open(postgres(address)).await?;
            migrate_postgres(&pool).await?;
            (pool.clone(), pool)
        }
    };
    let tools = Tools { clock, ids, wakers: Arc::new(Wakers::default()) };
    Ok(Store::new(reader, writer, tools))
}

/// Opens a database that is there, without touching its schema.
pub(super) async fn open_as_is(url: &DatabaseUrl) -> Result<DatabaseConnection, AppError> {
    match url {
        DatabaseUrl::Sqlite(path) => open(sqlite(path, 1, false)).await,
        DatabaseUrl::Postgres(address) => open(postgres(address)).await,
    }
}

/// Opens the copy of an SQLite database to read it, byte for byte as it is.
pub(super) async fn open_copy(path: &std::path::Path) -> Result<DatabaseConnection, AppError> {
    let mut options = quiet(ConnectOptions::new(format!("sqlite://{}?mode=ro", path.display())));
    options.max_connections(1).min_connections(1);
    open(options).await
}

fn folder_fault(folder: &std::path::Path, error: &std::io::Error) -> AppError {
    tracing::error!(folder = %folder.display(), %error, "cannot make the folder of the database");
    AppError::Unavailable
}

async fn open(options: ConnectOptions) -> Result<DatabaseConnection, AppError> {
    Database::connect(options).await.store()
}

fn quiet(mut options: ConnectOptions) -> ConnectOptions {
    // Statements carry answers and addresses; they have no place in a log (C-61).
    options.sqlx_logging(false).acquire_timeout(Duration::from_secs(10));
    options
}

fn sqlite(path: &std::path::Path, connections: u32, reads_only: bool) -> ConnectOptions {
    let mut options = quiet(ConnectOptions::new(format!("sqlite://{}?mode=rwc", path.display())));
    options.max_connections(connections).min_connections(1).map_sqlx_sqlite_opts(move |o| {
        let o = o
            .busy_timeout(BUSY)
            .foreign_keys(true)
            .statement_cache_capacity(512)
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("cache_size", "-4096")
            .pragma("temp_store", "MEMORY");
        if reads_only { o.pragma("query_only", "ON") } else { o }
    });
    options
}

fn postgres(address: &str) -> ConnectOptions {
    let mut options = quiet(ConnectOptions::new(address.to_owned()));
    options.max_connections(POSTGRES_CONNECTIONS).min_connections(1);
    options
}

/// Several servers may start at once: an advisory lock lets one of them migrate while the others wait (B-15).
async fn migrate_postgres(pool: &DatabaseConnection) -> Result<(), AppError> {
    use sea_orm::{ConnectionTrait, TransactionTrait};
    const LOCK: &str = "SELECT pg_advisory_xact_lock(5262)";
    let guard = pool.begin().await.store()?;
    guard.execute_unprepared(LOCK).await.store()?;
    Migrator::up(pool, None).await.store()?;
    guard.commit().await.store()
}
