//! Logs, and the reference that joins what a user sees with what the log says.

use std::sync::atomic::{AtomicU64, Ordering};

use tracing_subscriber::{EnvFilter, fmt, prelude::*};

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

/// A short reference to quote, unique within one run of the server.
pub fn reference() -> String {
    format!("{:x}-{:04x}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
