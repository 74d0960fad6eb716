//! Accepting connections: axum's own loop waits forever for headers and never gives up on stopping (B-17, S-12).

use std::{net::SocketAddr, time::Duration};

use axum::Router;
use futures::FutureExt;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::Service;

/// Time a client has for its headers.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// Time that requests under way have once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(8);
/// Most headers of a request, and bytes of all of them.
const MAX_HEADERS: usize = 100;
const HEADER_BYTES: usize = 64 << 10;

/// Serves until `stop`, then lets requests under way finish for a while.
///
/// # Errors
/// When the socket cannot accept any more.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) -> std::io::Result<()> {
    let graceful = GracefulShutdown::new();
    let mut service = router.into_make_service_with_connect_info::<SocketAddr>();
    loop {
        let (stream, address) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, mostly: wait instead of spinning.
                    tracing::warn!(%error, "cannot accept a connection");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            () = stop.cancelled() => break,
        };
        let Ok(handler) = service.call(address).await;
        drop(stream.set_nodelay(true));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_TIME)
            .max_headers(MAX_HEADERS)
            .max_buf_size(HEADER_BYTES)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(handler));
        // A client that goes away or is too slow is its own affair.
        tokio::spawn(graceful.watch(connection).map(drop));
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("connections were cut off at the end of the drain time");
    }
    Ok(())
}
