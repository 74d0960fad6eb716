//! The database as a whole: copied and examined as it is, without changing its schema and beside a server that runs.

use std::path::Path;

use app::domain::error::AppError;
use entity::{attachment, blob};
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseExecutor, DbBackend, EntityTrait, FromQueryResult,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Statement,
    sea_query::{Expr, ExprTrait},
};

use super::{DatabaseUrl, Db, StoreExt, connect, search_source};

/// A database that is only looked at.
pub struct Existing {
    connection: DatabaseConnection,
}

/// Opens a database that is there already, as it is. Nothing is created or migrated.
///
/// # Errors
/// A fault of the database.
pub async fn open(url: &DatabaseUrl) -> Result<Existing, AppError> {
    Ok(Existing { connection: connect::open_as_is(url).await? })
}

/// Opens the copy of an SQLite database, which must not become another file by being read.
///
/// # Errors
/// A fault of the database.
pub async fn open_copy(path: &Path) -> Result<Existing, AppError> {
    Ok(Existing { connection: connect::open_copy(path).await? })
}

#[derive(FromQueryResult)]
struct Integrity {
    integrity_check: String,
}

#[derive(FromQueryResult)]
struct Orphan {
    table: String,
    parent: String,
}

impl Existing {
    /// Reads outside any transaction.
    pub fn read(&self) -> Db<'_> {
        Db { executor: DatabaseExecutor::Connection(&self.connection) }
    }

    /// Writes a consistent copy into a new file, beside those who read and write.
    ///
    /// # Errors
    /// A fault of the database; it must be SQLite.
    pub async fn copy_to(&self, target: &Path) -> Result<(), AppError> {
        let path = target.to_str().ok_or(AppError::Unavailable)?;
        let copy = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [path.into()]);
        self.connection.execute_raw(copy).await.store()?;
        Ok(())
    }

    /// What is wrong with the database itself: damaged pages, rows that point nowhere, a schema of another version.
    ///
    /// # Errors
    /// A fault of the database that leaves nothing to tell.
    pub async fn faults(&self) -> Result<Vec<String>, AppError> {
        let mut faults = Vec::new();
        let pending = Migrator::get_pending_migrations_read_only(&self.connection).await.store()?;
        if !pending.is_empty() {
            faults.push(format!("the schema lacks {} change(s): run `kairan migrate`", pending.len()));
        }
        if self.connection.get_database_backend() == DbBackend::Sqlite {
            let check = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check(20)");
            let found = Integrity::find_by_statement(check).all(&self.connection).await.store()?;
            faults.extend(found.into_iter().map(|row| row.integrity_check).filter(|line| line != "ok"));
            let check = Statement::from_string(
                DbBackend::Sqlite,
                "SELECT \"table\", parent FROM pragma_foreign_key_check GROUP BY \"table\", parent",
            );
            let found = Orphan::find_by_statement(check).all(&self.connection).await.store()?;
            faults.extend(
                found.into_iter().map(|row| format!("rows of {} point to no row of {}", row.table, row.parent)),
            );
        }
        Ok(faults)
    }

    /// Closes the connections.
    pub async fn close(self) {
        if let Err(error) = self.connection.close().await {
            tracing::warn!(%error, "closing the database");
        }
    }
}

/// Contents that the database counts on: SHA-256 and bytes, in the order of their hashes, after `after`.
///
/// # Errors
/// A fault of the database.
pub async fn blobs(db: &Db<'_>, after: &str, limit: u64) -> Result<Vec<(String, u64)>, AppError> {
    let rows = blob::Entity::find()
        .filter(blob::Column::Sha256.gt(after))
        .order_by_asc(blob::Column::Sha256)
        .limit(limit)
        .select_only()
        .columns([blob::Column::Sha256, blob::Column::Size])
        .into_tuple::<(String, i64)>()
        .all(db.conn())
        .await
        .store()?;
    Ok(rows.into_iter().map(|(sha256, size)| (sha256, size.unsigned_abs())).collect())
}

/// Which of these contents the database knows.
///
/// # Errors
/// A fault of the database.
pub async fn known_blobs(db: &Db<'_>, hashes: &[String]) -> Result<Vec<String>, AppError> {
    blob::Entity::find()
        .filter(blob::Column::Sha256.is_in(hashes))
        .select_only()
        .column(blob::Column::Sha256)
        .into_tuple()
        .all(db.conn())
        .await
        .store()
}

/// Which database this is, and the newest number of its outbox.
///
/// # Errors
/// A fault of the database.
pub async fn place(db: &Db<'_>) -> Result<(String, i64), AppError> {
    search_source::place(db).await
}

/// Whether any row refers to the content of a row of `blob`.
pub(super) fn is_used() -> Expr {
    let using = attachment::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(
            Expr::col((attachment::Entity, attachment::Column::Sha256)).equals((blob::Entity, blob::Column::Sha256)),
        )
        .into_query();
    Expr::exists(using)
}
