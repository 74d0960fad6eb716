//! Throwing the index away and building it anew.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use app::domain::search::DocKey;
use async_trait::async_trait;

use crate::{
    Built,
    search::{Changes, Cursor, DocumentSource, Snapshot, SourceError, rebuild},
    store::search_source::SearchSource,
};

/// Pause between two lines about the progress.
const PAUSE: Duration = Duration::from_secs(2);

/// The database, and how much of it was read.
struct Counted<'a> {
    source: SearchSource,
    documents: AtomicUsize,
    told: std::sync::Mutex<Instant>,
    tell: &'a (dyn Fn(usize) + Sync),
}

#[async_trait]
impl DocumentSource for Counted<'_> {
    async fn identity(&self) -> Result<String, SourceError> {
        self.source.identity().await
    }

    async fn head(&self) -> Result<Cursor, SourceError> {
        self.source.head().await
    }

    async fn changes_after(&self, cursor: Cursor, limit: usize) -> Result<Changes, SourceError> {
        self.source.changes_after(cursor, limit).await
    }

    async fn snapshot(&self, after: Option<DocKey>, limit: usize) -> Result<Snapshot, SourceError> {
        let part = self.source.snapshot(after, limit).await?;
        let all = self.documents.fetch_add(part.documents.len(), Ordering::Relaxed) + part.documents.len();
        let mut told = self.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if told.elapsed() >= PAUSE {
            *told = Instant::now();
            (self.tell)(all);
        }
        Ok(part)
    }
}

/// Builds the index of a hub anew and answers how many documents it holds. `tell` hears how many were read so far,
/// every other second.
///
/// # Errors
/// A sentence for the administrator when the database or the folder of the index fails.
pub async fn reindex(built: &Built, tell: &(dyn Fn(usize) + Sync)) -> Result<u64, String> {
    let source = SearchSource::new(built.core.store.clone());
    let (documents, told) = (AtomicUsize::new(0), std::sync::Mutex::new(Instant::now()));
    let counted = Counted { source, documents, told, tell };
    built.core.index.request_rebuild();
    rebuild(&built.core.index, &counted).await.map_err(|error| format!("the index cannot be built: {error}"))?;
    Ok(built.core.index.status().documents)
}
