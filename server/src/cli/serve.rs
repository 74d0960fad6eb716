//! `serve` and `migrate`.

use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    Built, build,
    clock::{SystemClock, SystemIds},
    config::Config,
    http,
};

/// Puts the hub together with the real clock and real randomness.
pub(super) async fn open(config: Config) -> Result<Built, String> {
    build(config, Arc::new(SystemClock), Arc::new(SystemIds)).await.map_err(|error| format!("cannot start: {error}"))
}

/// Brings the schema up to date.
pub(super) async fn migrate(config: Config) -> Result<(), String> {
    open(config).await.map(drop)
}

/// Serves until it is told to stop.
pub(super) async fn serve(config: Config) -> Result<(), String> {
    let address = config.http.listen;
    let built = open(config).await?;
    run(built, address).await
}

/// Serves what was put together.
pub(super) async fn run(built: Built, address: std::net::SocketAddr) -> Result<(), String> {
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
