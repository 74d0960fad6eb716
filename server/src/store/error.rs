//! From faults of the database to what services act on. The cause goes to the log, once, here.

use app::domain::error::{AppError, ConflictReason};
use sea_orm::{DbErr, RuntimeErr, SqlErr, SqlxError};

use crate::telemetry;

/// SQLSTATE of a serialization failure and of a deadlock (PostgreSQL manual, appendix A).
const RETRYABLE: [&str; 2] = ["40001", "40P01"];
/// SQLite's primary result codes for a busy or locked database, a full disk, and a failed I/O.
const SQLITE_BUSY: [&str; 4] = ["5", "6", "13", "10"];

/// Turns a fault into a refusal: a duplicate is the user's, a busy database is worth another try, the rest is ours.
pub(crate) fn fault(error: &DbErr) -> AppError {
    if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) {
        return AppError::Conflict { reason: ConflictReason::Duplicate };
    }
    if is_transient(error) {
        tracing::warn!(error = %error, "database busy");
        return AppError::Unavailable;
    }
    let reference = telemetry::reference();
    tracing::error!(%reference, error = %error, "database fault");
    AppError::Internal { reference }
}

/// A row that breaks a rule of ours: somebody changed the database by hand, or an older program wrote it.
pub(crate) fn inconsistent(table: &str, column: &str, id: &dyn std::fmt::Display) -> AppError {
    let reference = telemetry::reference();
    tracing::error!(%reference, table, column, %id, "inconsistent row");
    AppError::Internal { reference }
}

fn is_transient(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))
    | DbErr::Conn(RuntimeErr::SqlxError(cause))) = error
    else {
        return matches!(error, DbErr::ConnectionAcquire(_));
    };
    match cause.as_ref() {
        SqlxError::Database(inner) => {
            inner.code().is_some_and(|code| RETRYABLE.contains(&code.as_ref()) || SQLITE_BUSY.contains(&code.as_ref()))
        }
        SqlxError::PoolTimedOut | SqlxError::Io(_) => true,
        _ => false,
    }
}

/// `.store()?` on what sea-orm answers.
pub(crate) trait StoreExt<T> {
    /// Converts the fault.
    fn store(self) -> Result<T, AppError>;
}

impl<T> StoreExt<T> for Result<T, DbErr> {
    fn store(self) -> Result<T, AppError> {
        self.map_err(|error| fault(&error))
    }
}
