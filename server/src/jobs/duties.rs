//! Housekeeping: what ends by itself is swept away, and the gauges are set.

use std::{sync::Arc, time::Duration};

use app::domain::error::AppError;
use chrono::TimeDelta;
use futures::FutureExt;

use super::Registry;
use crate::{
    services::Core,
    store::{accounts, jobs, mails, sessions},
    telemetry,
};

/// Pause between two sweeps.
const SWEEP: Duration = Duration::from_mins(10);
/// Pause between two looks at the backlog.
const GAUGE: Duration = Duration::from_secs(10);
/// Days that a failed log-in is remembered, for whoever looks into an attack.
const FAILURE_DAYS: i64 = 2;
/// Days that a used or expired link is remembered.
const LINK_DAYS: i64 = 30;
/// Days that a finished job is remembered.
const JOB_DAYS: i64 = 30;
/// Days after which it is forgotten whose a session was that has ended by itself.
const ENDED_SESSION_DAYS: i64 = 1;

/// Registers the duties of the hub itself.
pub fn housekeeping(registry: &mut Registry, core: &Arc<Core>) {
    let sweeper = Arc::clone(core);
    registry.every("sweep", SWEEP, move || sweep(Arc::clone(&sweeper)));
    let gauger = Arc::clone(core);
    registry.every("gauge", GAUGE, move || gauge(Arc::clone(&gauger)));
}

async fn sweep(core: Arc<Core>) -> Result<(), AppError> {
    let idle = TimeDelta::minutes(core.config.auth.idle_minutes);
    let absolute = TimeDelta::hours(core.config.auth.absolute_hours);
    core.store
        .write((idle, absolute), |tx, (idle, absolute)| {
            async move {
                let now = tx.now();
                // Kept for a while: a form that was sent in one is given back to whom it belongs.
                let kept = TimeDelta::days(ENDED_SESSION_DAYS);
                sessions::sweep(tx, now - idle - kept, now - absolute - kept).await?;
                accounts::sweep_failures(tx, now - TimeDelta::days(FAILURE_DAYS)).await?;
                accounts::sweep_links(tx, now - TimeDelta::days(LINK_DAYS)).await?;
                jobs::sweep(tx, now - TimeDelta::days(JOB_DAYS)).await?;
                Ok(())
            }
            .boxed()
        })
        .await
}

#[expect(clippy::cast_precision_loss, reason = "a gauge is a float, and no backlog comes near 2^52")]
async fn gauge(core: Arc<Core>) -> Result<(), AppError> {
    let db = core.store.read();
    let (waiting, dead) = jobs::backlog(&db).await?;
    let (queued, failed) = mails::backlog(&db).await?;
    metrics::gauge!("kairan_jobs_waiting").set(waiting as f64);
    metrics::gauge!("kairan_jobs_dead").set(dead as f64);
    metrics::gauge!("kairan_mails_waiting").set(queued as f64);
    metrics::gauge!("kairan_mails_failed").set(failed as f64);
    let index = core.index.status();
    let lag = core.store.outbox_position().await?.saturating_sub(index.cursor.0);
    metrics::gauge!("kairan_index_lag").set(lag as f64);
    metrics::gauge!("kairan_index_documents").set(index.documents as f64);
    metrics::gauge!("kairan_store_writes_waiting").set(core.store.waiting_writes() as f64);
    if let Some(bytes) = telemetry::resident_bytes() {
        metrics::gauge!("kairan_memory_bytes").set(bytes as f64);
    }
    Ok(())
}
