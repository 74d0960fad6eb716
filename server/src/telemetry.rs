//! Logs, and the reference that joins what a user sees with what the log says.

use std::{
    future::Future,
    net::SocketAddr,
    panic::PanicHookInfo,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use metrics_exporter_prometheus::PrometheusBuilder;
use tracing::{Instrument, Span};
use tracing_subscriber::{EnvFilter, fmt, prelude::*};

/// Upper bounds of the buckets of every duration, in seconds.
const SECONDS: [f64; 12] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0, 30.0];

static NEXT: AtomicU64 = AtomicU64::new(1);

tokio::task_local! {
    /// The reference of the request that the task works for.
    static REQUEST: Arc<str>;
}

/// The request that something is done for, to be taken along into another task.
#[derive(Clone, Debug)]
pub struct Scope {
    reference: Option<Arc<str>>,
    span: Span,
}

impl Scope {
    /// That of a new request.
    pub fn of_request(reference: &str) -> Self {
        Self { reference: Some(reference.into()), span: tracing::info_span!("request", %reference) }
    }

    /// That of the task that asks.
    pub fn current() -> Self {
        Self { reference: REQUEST.try_with(Arc::clone).ok(), span: Span::current() }
    }

    /// Does `work` for the request: what it logs and what it fails with carry its reference.
    pub async fn run<F: Future>(self, work: F) -> F::Output {
        let work = work.instrument(self.span);
        match self.reference {
            Some(reference) => REQUEST.scope(reference, work).await,
            None => work.await,
        }
    }
}

/// Whether the log understands `filter`.
///
/// # Errors
/// A sentence for the administrator.
pub fn check_filter(filter: &str) -> Result<(), String> {
    EnvFilter::try_new(filter).map(drop).map_err(|error| format!("log.filter {filter:?}: {error}"))
}

/// Counts and logs every panic, also those that are caught where they cannot do more harm (C-62).
pub fn watch_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        note_panic(panic);
        before(panic);
    }));
}

fn note_panic(panic: &PanicHookInfo<'_>) {
    metrics::counter!("kairan_panics_total").increment(1);
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(reference = reference(), place, panic = panic.payload_as_str().unwrap_or("unknown"), "panicked");
}

/// Starts the log: text for people, JSON for machines. The filter is the usual `RUST_LOG` syntax.
pub fn start(filter: &str, json: bool) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter);
    watch_panics();
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

/// What joins what a user is told with what the log and the audit log say: the reference of the request, or outside of
/// any a new one, unique within one run of the server.
pub fn reference() -> String {
    let own = |_| format!("{:x}-{:04x}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    REQUEST.try_with(ToString::to_string).unwrap_or_else(own)
}

#[cfg(test)]
mod tests {
    use std::{
        io,
        panic::{AssertUnwindSafe, catch_unwind},
        sync::{Mutex, PoisonError},
    };

    use super::*;

    /// What was logged.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn a_task_of_a_request_carries_its_reference_and_others_have_their_own() {
        let outside = reference();
        assert_ne!(reference(), outside);
        let inside = Scope::of_request("4711").run(async {
            let scope = Scope::current();
            let elsewhere = tokio::spawn(scope.run(async { reference() })).await.unwrap();
            (reference(), elsewhere)
        });
        assert_eq!(inside.await, ("4711".to_owned(), "4711".to_owned()));
        assert!(!reference().contains("4711"));
    }

    #[tokio::test]
    async fn a_panic_is_counted_and_logged_with_the_request_it_happened_in() {
        let log = Log::default();
        let writer = log.clone();
        let subscriber =
            tracing_subscriber::registry().with(fmt::layer().with_ansi(false).with_writer(move || writer.clone()));
        let _guard = tracing::subscriber::set_default(subscriber);
        let recorder = PrometheusBuilder::new().build_recorder();
        watch_panics();
        let caught = Scope::of_request("0815").run(async {
            metrics::with_local_recorder(&recorder, || catch_unwind(AssertUnwindSafe(|| panic!("on purpose"))).is_err())
        });
        assert!(caught.await);
        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(text.contains("request{reference=0815}") && text.contains("on purpose"), "{text}");
        assert!(recorder.handle().render().contains("kairan_panics_total 1"), "{}", recorder.handle().render());
    }
}
