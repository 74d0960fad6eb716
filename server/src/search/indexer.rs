//! Keeps the index up with the database: reads the outbox, rebuilds when it must.

use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::{
    DocumentSource, SearchError, SearchIndex, SourceError, checkpoint::Checkpoint, generation::Generation,
    writer::Batch,
};

/// How long changes are collected for one commit after the first is heard of.
const COLLECT: Duration = Duration::from_millis(100);

/// How often the outbox is looked at unasked: a wake-up from another server may be lost.
const POLL: Duration = Duration::from_secs(5);

/// Rows of the outbox, and documents of a rebuild, that are held in memory at a time.
const ROWS: usize = 200;
const DOCUMENTS: usize = 50;

/// Feeds `index` from `source` until `stop`. `wake` is rung when a commit has left changes in the outbox.
pub async fn run_indexer(index: &SearchIndex, source: &dyn DocumentSource, wake: &Notify, stop: CancellationToken) {
    let work = async {
        if let Err(error) = check(index, source).await {
            tracing::error!(%error, "the search index could not be compared with the database");
        }
        loop {
            if let Err(error) = turn(index, source).await {
                tracing::error!(%error, "the search index could not be brought up to date; trying again");
            }
            if tokio::time::timeout(POLL, wake.notified()).await.is_ok() {
                tokio::time::sleep(COLLECT).await;
            }
        }
    };
    stop.run_until_cancelled(work).await;
}

/// Whether the index belongs to this database: not to another one, nor to a later state of one that was restored.
async fn check(index: &SearchIndex, source: &dyn DocumentSource) -> Result<(), SearchError> {
    let checkpoint = index.checkpoint();
    let foreign = checkpoint.source != source.identity().await?;
    if foreign || checkpoint.cursor() > source.head().await? {
        index.request_rebuild();
    }
    Ok(())
}

async fn turn(index: &SearchIndex, source: &dyn DocumentSource) -> Result<(), SearchError> {
    if index.wants_rebuild() {
        rebuild(index, source).await?;
    }
    match catch_up(index, source).await {
        Err(SearchError::Source(SourceError::Trimmed)) => {
            index.request_rebuild();
            rebuild(index, source).await?;
            catch_up(index, source).await
        }
        other => other,
    }
}

async fn catch_up(index: &SearchIndex, source: &dyn DocumentSource) -> Result<(), SearchError> {
    loop {
        let before = index.checkpoint();
        let changes = source.changes_after(before.cursor(), ROWS).await?;
        if changes.up_to <= before.cursor() {
            return Ok(());
        }
        let batch = Batch { documents: changes.documents, fresh: false, commit: None };
        index.apply(batch, Checkpoint::new(before.source, changes.up_to)).await?;
    }
}

/// Builds a new index from all documents and lets it answer. The old one answers until then.
///
/// # Errors
/// The database or the folder of the index fails; the old index stays.
pub async fn rebuild(index: &SearchIndex, source: &dyn DocumentSource) -> Result<(), SearchError> {
    // Read before the documents: what changes meanwhile is read again afterwards.
    let checkpoint = Checkpoint::new(source.identity().await?, source.head().await?);
    let generation = index.begin()?;
    match fill(&generation, source, &checkpoint).await {
        Ok(documents) => {
            index.adopt(generation, checkpoint).await;
            tracing::info!(documents, "search index rebuilt");
            Ok(())
        }
        Err(error) => {
            index.abandon(generation).await;
            Err(error)
        }
    }
}

async fn fill(
    generation: &Generation,
    source: &dyn DocumentSource,
    checkpoint: &Checkpoint,
) -> Result<usize, SearchError> {
    let mut count = 0;
    let mut after = None;
    loop {
        let part = source.snapshot(after, DOCUMENTS).await?;
        count += part.documents.len();
        let documents = part.documents.into_iter().map(|document| (document.key, Some(document))).collect();
        let commit = part.next.is_none().then(|| checkpoint.clone());
        generation.write(Batch { documents, fresh: true, commit }).await?;
        match part.next {
            Some(next) => after = Some(next),
            None => return Ok(count),
        }
    }
}
