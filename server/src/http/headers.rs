//! The headers of every answer (C-09, C-11 to C-13).

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};

use super::{AppState, reports};

/// Seconds after which to come again when the server is busy (C-53).
const RETRY: &str = "5";

/// The nonce of the scripts of one answer.
#[derive(Clone, Debug)]
pub struct ScriptNonce(pub String);

const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), \
                           gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

const FIXED: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
];

/// Adds the headers; what a handler set itself (the stricter policy of a download) stays.
pub async fn secure(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let asset = request.uri().path().starts_with("/pkg/");
    let mut random = [0_u8; 16];
    state.core.ids.fill(&mut random);
    let nonce = STANDARD_NO_PAD.encode(random);
    request.extensions_mut().insert(ScriptNonce(nonce.clone()));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        put(headers, name, value);
    }
    put(headers, header::CONTENT_SECURITY_POLICY, &policy(&nonce));
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        put(response.headers_mut(), header::RETRY_AFTER, RETRY);
    }
    let headers = response.headers_mut();
    if !asset {
        put(headers, header::CACHE_CONTROL, "no-store");
    }
    if state.core.config.http.is_secure() {
        put(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    response
}

fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; report-uri {}",
        reports::PATH
    )
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.entry(name).or_insert(value);
    }
}
