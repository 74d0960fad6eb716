//! Logs, and the reference that joins what a user sees with what the log says.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering},
};

use metrics_exporter_prometheus::PrometheusBuilder;
use tracing_subscriber::{EnvFilter, fmt, prelude::*};

/// Upper bounds of the buckets of every duration, in seconds.
const SECONDS: [f64; 12] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0, 30.0];

static NEXT: AtomicU64 = AtomicU64::new(1);

/// Starts the log: text for people, JSON for machines. The filter is the usual `RUST_LOG` syntax.
pub fn start(filter: &str, json: bool) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter);
    // A second start (tests) keeps the first subscriber.
    let started = if json {
        registry.with(fmt::layer().json().with_writer(std::io::stderr)).try_init()
    } else {
        registry.with(fmt::layer().with_writer(std::io::stderr)).try_init()
    };
    drop(started);
}

/// Collects the metrics and serves them at `address` as Prometheus reads them. Answers nothing else there.
///
/// # Errors
/// A sentence for the administrator when the address cannot be used.
pub fn serve_metrics(address: SocketAddr) -> Result<(), String> {
    let builder = PrometheusBuilder::new()
        .with_http_listener(address)
        .set_buckets(&SECONDS)
        .map_err(|error| error.to_string())?;
    builder.install().map_err(|error| format!("cannot serve metrics on {address}: {error}"))?;
    tracing::info!(%address, "serving metrics");
    Ok(())
}

/// Bytes of memory that this process holds, where the system tells (Linux).
pub fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()?.checked_mul(1024)
}

/// A short reference to quote, unique within one run of the server.
pub fn reference() -> String {
    format!("{:x}-{:04x}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
