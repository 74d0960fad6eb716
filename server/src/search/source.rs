//! Where the documents come from: the database, behind a trait.

use app::domain::search::DocKey;
use async_trait::async_trait;

use super::IndexDocument;

/// A position in the outbox: the number of the last change that was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor(pub i64);

/// Changes read from the outbox.
#[derive(Debug, Default)]
pub struct Changes {
    /// Each changed document as it is now, once; `None` if it is gone or no longer to be found.
    pub documents: Vec<(DocKey, Option<IndexDocument>)>,
    /// The last change that was read; equal to the cursor asked with when there was nothing new.
    pub up_to: Cursor,
}

/// A part of all documents, for a rebuild.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// The documents, in any order.
    pub documents: Vec<IndexDocument>,
    /// Hand this back to get the next part; `None` after the last.
    pub next: Option<DocKey>,
}

/// Why documents could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The outbox no longer holds what follows the cursor: the index must be rebuilt.
    #[error("the outbox was trimmed past the cursor")]
    Trimmed,
    /// The database did not answer; trying again helps.
    #[error("{0}")]
    Unavailable(String),
}

/// Supplies documents to the index. Implemented by the store; every answer reflects the database at that moment, so
/// reading a change twice does no harm.
#[async_trait]
pub trait DocumentSource: Send + Sync {
    /// Tells databases apart: an index fed from another one is rebuilt. A value made when the database was made.
    async fn identity(&self) -> Result<String, SourceError>;

    /// The newest number of the outbox, 0 when it is empty.
    async fn head(&self) -> Result<Cursor, SourceError>;

    /// The changes after `cursor`, oldest first, at most `limit` rows of the outbox.
    async fn changes_after(&self, cursor: Cursor, limit: usize) -> Result<Changes, SourceError>;

    /// All documents that can be found, at most `limit` at a time, in the order of their keys, after `after`.
    async fn snapshot(&self, after: Option<DocKey>, limit: usize) -> Result<Snapshot, SourceError>;
}
