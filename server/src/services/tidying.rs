//! Files that nobody refers to any more: drafts were thrown away, files were taken out of answers, or an upload ended
//! between its file and its row. And what the outbox said long ago.

use app::domain::error::AppError;
use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt;

use super::Core;
use crate::store::{answer_files, orphans, outbox, upkeep};

/// How long content stays after its last use. A backup that copies the files after the database counts on it.
const GRACE: TimeDelta = TimeDelta::days(1);
/// Rows of one transaction, so that nobody waits long behind it.
const STEP: u64 = 200;

/// How long the outbox tells what has changed. A server that was away for longer builds its index anew.
const TOLD: TimeDelta = TimeDelta::days(30);

/// Forgets what the outbox said longer ago than any index needs it.
///
/// # Errors
/// A fault of the database.
pub async fn trim_outbox(core: &Core) -> Result<u64, AppError> {
    let (before, mut trimmed) = (core.clock.now() - TOLD, 0);
    loop {
        let step = core.store.write(before, |tx, before| async move { outbox::trim(tx, before, STEP).await }.boxed());
        let step = step.await?;
        trimmed += step;
        if step < STEP {
            return Ok(trimmed);
        }
    }
}

/// Forgets the rows of contents that have been without use for a day, then removes the contents that no row knows.
///
/// # Errors
/// A fault of the database or of the file store; what was left is found again the next time.
pub async fn remove_orphans(core: &Core) -> Result<u64, AppError> {
    let before = core.clock.now() - GRACE;
    loop {
        let step = core
            .store
            .write(before, |tx, before| async move { answer_files::forget_removed(tx, before, STEP).await }.boxed());
        if step.await? < STEP {
            break;
        }
    }
    // Searched for beside those who write; only what is found goes through their queue.
    loop {
        let unused = orphans::unused(&core.store.read(), STEP).await?;
        if unused.is_empty() {
            break;
        }
        core.store.write(unused, |tx, unused| async move { orphans::note(tx, unused).await }.boxed()).await?;
    }
    loop {
        let step =
            core.store.write(before, |tx, before| async move { orphans::forget(tx, before, STEP).await }.boxed());
        if step.await? < STEP {
            break;
        }
    }
    let removed = remove_unknown(core, before).await?;
    core.blobs.sweep_incoming(before).await?;
    if removed > 0 {
        tracing::info!(removed, "files without use were removed");
        metrics::counter!("kairan_files_removed_total").increment(removed);
    }
    Ok(removed)
}

/// Content that has lain here for a day and that no row knows.
async fn remove_unknown(core: &Core, before: DateTime<Utc>) -> Result<u64, AppError> {
    let kept = core.blobs.kept_before(before).await?;
    let mut removed = 0;
    for part in kept.chunks(500) {
        let hashes: Vec<String> = part.iter().map(|kept| kept.sha256.clone()).collect();
        let known = upkeep::known_blobs(&core.store.read(), &hashes).await?;
        for unknown in hashes.iter().filter(|hash| !known.contains(hash)) {
            removed += u64::from(core.blobs.remove(unknown, before).await?);
        }
    }
    Ok(removed)
}
