//! Counts requests.

use std::time::Instant;

use axum::{extract::Request, middleware::Next, response::Response};

/// Counts the request and takes its time, by what kind of address it is for: addresses themselves hold identifiers.
pub async fn count(request: Request, next: Next) -> Response {
    let (kind, started) = (kind(request.uri().path()), Instant::now());
    let response = next.run(request).await;
    let status = class(response.status().as_u16());
    metrics::counter!("kairan_http_requests_total", "kind" => kind, "status" => status).increment(1);
    metrics::histogram!("kairan_http_request_seconds", "kind" => kind).record(started.elapsed().as_secs_f64());
    response
}

fn kind(path: &str) -> &'static str {
    let starts = |prefix: &str| path.starts_with(prefix);
    match path {
        "/healthz" | "/readyz" => "health",
        super::reports::PATH => "report",
        _ if starts("/pkg/") => "asset",
        _ if starts("/api/v1/") => "rest",
        _ if starts("/api/fn/") => "function",
        _ if starts("/attachments/") || starts("/answer-files/") => "file",
        _ => "page",
    }
}

const fn class(status: u16) -> &'static str {
    match status {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_hold_no_identifiers() {
        assert_eq!(kind("/notices/0197-42"), "page");
        assert_eq!(kind("/api/v1/notices/0197-42"), "rest");
        assert_eq!((class(204), class(303), class(404), class(503)), ("2xx", "3xx", "4xx", "5xx"));
    }
}
