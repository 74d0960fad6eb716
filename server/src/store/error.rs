//! From faults of the database to what services act on. The cause goes to the log, once, here.

use std::{borrow::Cow, cell::Cell};

use app::domain::error::{AppError, ConflictReason};
use sea_orm::{DbErr, RuntimeErr, SqlErr, SqlxError};

use crate::telemetry;

/// SQLSTATE of a serialization failure and of a deadlock (PostgreSQL manual, appendix A): the transaction is known to
/// have left nothing, and may go well when it is run again.
const TAKEN_BACK: [&str; 2] = ["40001", "40P01"];
/// SQLSTATE of a text that the database cannot keep, such as one with U+0000.
const UNTEXTUAL: [&str; 2] = ["22021", "22P05"];
/// SQLite's primary result codes for a busy or locked database, a full disk, and a failed I/O.
const SQLITE_BUSY: [u32; 4] = [5, 6, 13, 10];

/// Turns a fault into a refusal: a duplicate is the user's, a busy database is worth another try, the rest is ours.
pub(crate) fn fault(error: &DbErr) -> AppError {
    if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) {
        return AppError::Conflict { reason: ConflictReason::Duplicate };
    }
    if is_taken_back(error) {
        // Told apart from other faults that are answered alike, by whoever runs the transaction.
        let _outside_a_write = TAKEN_BACK_NOTE.try_with(|note| note.set(true));
    }
    if code_of(error).is_some_and(|code| UNTEXTUAL.contains(&code.as_ref())) {
        return AppError::Malformed { at: "U+0000".to_owned() };
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

tokio::task_local! {
    /// Whether PostgreSQL has taken the transaction of this task back.
    static TAKEN_BACK_NOTE: Cell<bool>;
}

/// Runs `work`, and answers with what it answers whether PostgreSQL took its transaction back meanwhile.
pub(super) async fn noting_take_back<T>(work: impl Future<Output = T>) -> (T, bool) {
    TAKEN_BACK_NOTE
        .scope(Cell::new(false), async {
            let outcome = work.await;
            (outcome, TAKEN_BACK_NOTE.with(Cell::get))
        })
        .await
}

/// Whether the database says that the transaction has left nothing and may be run again.
pub(super) fn is_taken_back(error: &DbErr) -> bool {
    code_of(error).is_some_and(|code| TAKEN_BACK.contains(&code.as_ref()))
}

fn cause_of(error: &DbErr) -> Option<&SqlxError> {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause))
        | DbErr::Conn(RuntimeErr::SqlxError(cause)) => Some(cause.as_ref()),
        _ => None,
    }
}

/// The code that the database gives for the fault.
fn code_of(error: &DbErr) -> Option<Cow<'_, str>> {
    if let SqlxError::Database(inner) = cause_of(error)? { inner.code() } else { None }
}

fn is_transient(error: &DbErr) -> bool {
    match cause_of(error) {
        None => matches!(error, DbErr::ConnectionAcquire(_)),
        Some(SqlxError::Database(_)) => {
            let code = code_of(error);
            is_taken_back(error) || code.is_some_and(|code| is_sqlite_busy(&code))
        }
        Some(cause) => matches!(cause, SqlxError::PoolTimedOut | SqlxError::Io(_)),
    }
}

/// Whether a code is that of a busy SQLite. It gives extended result codes, whose lowest byte is the primary one
/// (sqlite.org/rescode.html); none has the five characters of an SQLSTATE.
fn is_sqlite_busy(code: &str) -> bool {
    code.len() < 5 && code.parse::<u32>().is_ok_and(|code| SQLITE_BUSY.contains(&(code & 0xff)))
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

#[cfg(test)]
mod tests {
    use super::is_sqlite_busy;

    #[test]
    fn a_disk_that_fails_and_a_snapshot_that_is_old_are_worth_another_try() {
        // BUSY, BUSY_SNAPSHOT, LOCKED_SHAREDCACHE, FULL, IOERR, IOERR_READ, IOERR_WRITE, IOERR_FSYNC.
        for code in ["5", "517", "262", "13", "10", "266", "778", "1034"] {
            assert!(is_sqlite_busy(code), "{code}");
        }
        // A constraint, a file that is no database, a syntax error, and SQLSTATEs that end in such a byte.
        for code in ["19", "787", "26", "1", "42601", "57349", ""] {
            assert!(!is_sqlite_busy(code), "{code}");
        }
    }
}
