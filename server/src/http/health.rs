//! Whether the server is up, and whether it can work.

use std::time::Duration;

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::AppState;
use crate::services::Core;

/// Time a part has to answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// The process is up.
pub async fn alive() -> &'static str {
    "ok"
}

/// What a load balancer and an administrator are told.
#[derive(Debug, Serialize)]
struct Readiness {
    ready: bool,
    checks: Vec<Check>,
}

/// A part that is needed.
#[derive(Debug, Serialize)]
struct Check {
    name: &'static str,
    ok: bool,
    /// What is wrong, without details that are none of a stranger's business.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'static str>,
}

impl Check {
    const fn new(name: &'static str, problem: Option<&'static str>) -> Self {
        Self { name, ok: problem.is_none(), problem }
    }
}

/// Database, files, index and jobs can be used; else 503 with the names of those that cannot.
pub async fn ready(State(state): State<AppState>) -> Response {
    let core = &state.core;
    let (database, files) = tokio::join!(database(core), files(core));
    let checks = vec![
        Check::new("database", database),
        Check::new("files", files),
        Check::new("index", index(core)),
        Check::new("jobs", jobs(core)),
    ];
    let ready = checks.iter().all(|check| check.ok);
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { ready, checks })).into_response()
}

async fn database(core: &Core) -> Option<&'static str> {
    match tokio::time::timeout(PATIENCE, core.store.ping()).await {
        Ok(Ok(())) => None,
        Ok(Err(_)) => Some("does not answer, or cannot be written"),
        Err(_elapsed) => Some("does not answer in time"),
    }
}

async fn files(core: &Core) -> Option<&'static str> {
    match tokio::time::timeout(PATIENCE, core.blobs.check()).await {
        Ok(Ok(())) => None,
        Ok(Err(_)) => Some("cannot be kept"),
        Err(_elapsed) => Some("do not answer in time"),
    }
}

/// Without an index searches find nothing; one that is rebuilt while the old one answers is no reason to stay away.
fn index(core: &Core) -> Option<&'static str> {
    (!core.index.status().ready).then_some("is being built")
}

fn jobs(core: &Core) -> Option<&'static str> {
    (!core.pulse.is_alive(core.clock.now())).then_some("are not running")
}
