//! `serve` and `migrate`.

use std::sync::Arc;

use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    Built, build,
    clock::{SystemClock, SystemIds},
    config::Config,
    http,
    services::first_run,
    telemetry,
    upkeep::Occupied,
};

/// Puts the hub together with the real clock and real randomness.
pub(super) async fn open(config: Config) -> Result<Built, String> {
    build(config, Arc::new(SystemClock), Arc::new(SystemIds)).await.map_err(|error| format!("cannot start: {error}"))
}

/// The same for a command that may run beside a server: it leaves the index alone, and the server feeds it.
pub(super) async fn open_beside(mut config: Config) -> Result<(Built, TempDir), String> {
    let folder = TempDir::new().map_err(|error| format!("no temporary folder: {error}"))?;
    config.files.index_dir = folder.path().to_path_buf();
    open(config).await.map(|built| (built, folder))
}

/// Brings the schema up to date.
pub(super) async fn migrate(config: Config) -> Result<(), String> {
    open_beside(config).await.map(drop)
}

/// Serves until it is told to stop.
pub(super) async fn serve(config: Config) -> Result<(), String> {
    let address = config.http.listen;
    let _index = Occupied::take(&config.files.index_dir)?;
    let built = open(config).await?;
    if !first_run::is_done(&built.core).await.map_err(|error| error.to_string())? {
        tracing::warn!("nobody administers this hub yet: see `kairan init-admin --help`");
    }
    run(built, address).await
}

/// Serves what was put together.
pub(super) async fn run(built: Built, address: std::net::SocketAddr) -> Result<(), String> {
    if let Some(address) = built.core.config.http.metrics_listen {
        telemetry::serve_metrics(address)?;
    }
    let listener = TcpListener::bind(address).await.map_err(|error| format!("cannot listen on {address}: {error}"))?;
    let stop = CancellationToken::new();
    tokio::spawn(stop_on_signal(stop.clone()));
    let background = tokio::spawn(built.background()?.run(stop.clone()));
    tracing::info!(%address, "serving");
    let served = http::serve(listener, built.router, stop.clone()).await;
    stop.cancel();
    background.await.map_err(|error| error.to_string())?;
    served.map_err(|error| error.to_string())
}

async fn stop_on_signal(stop: CancellationToken) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    tracing::info!("stopping");
    stop.cancel();
}
