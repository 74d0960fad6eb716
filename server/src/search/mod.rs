//! Full-text search: the only code that names tantivy.
//!
//! The index is a cache of the database. A server keeps its own in a local folder, fed from the outbox by
//! [`run_indexer`]; the last outbox number it has read is part of every commit, so index and cursor cannot disagree.
//! A damaged, foreign or outdated index is thrown away and built anew while the old one goes on answering.
//!
//! What a reader may see is part of every query ([`ReaderScope`]), so hits, totals and counts leak nothing (C-27).

mod checkpoint;
mod collect;
mod document;
mod error;
mod excluded;
mod generation;
mod index;
mod indexer;
mod needle;
mod query;
mod request;
mod schema;
mod source;
mod tokenizer;
mod writer;

pub use document::{AudienceTerm, IndexDocument};
pub use error::SearchError;
pub use index::{IndexStatus, Inspected, SearchIndex, inspect};
pub use indexer::{rebuild, run_indexer};
pub use request::{ReaderScope, SearchHitRef, SearchPage, SearchRequest};
pub use source::{Changes, Cursor, DocumentSource, Snapshot, SourceError};

#[cfg(test)]
mod tests;
