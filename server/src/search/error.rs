//! What can go wrong with the index.

use std::io;

/// A fault of the index. Users are told that search is unavailable; the cause is for the log.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The engine reports a fault.
    #[error("search engine: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// The folder of the index cannot be used.
    #[error("folder of the index: {0}")]
    Folder(#[from] io::Error),
    /// The index on disk is not usable and has to be built anew.
    #[error("index unusable: {0}")]
    Unusable(String),
    /// The thread that writes the index is gone.
    #[error("the index writer has stopped")]
    WriterGone,
    /// The search took longer than it may.
    #[error("search took too long")]
    TooSlow,
    /// Too many search at the same time.
    #[error("too many searches")]
    TooMany,
    /// The database could not be read while the index was fed.
    #[error("reading documents: {0}")]
    Source(#[from] super::SourceError),
}
