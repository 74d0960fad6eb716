//! One reference for each request: in every line of the log, in the audit log, and in what the user is told to quote
//! (C-58, C-62).

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};

use super::AppState;
use crate::telemetry::Scope;

/// The header that tells it, for whoever compares the logs of a proxy.
const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Answers the request under a reference of its own, which nobody can foresee. One that the request brings along counts
/// for nothing: it could be that of somebody else.
pub async fn give(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut random = [0_u8; 8];
    state.core.ids.fill(&mut random);
    let reference = hex::encode(random);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let answer = async {
        let response = next.run(request).await;
        if response.status().is_server_error() {
            // Without the query: it may hold the token of a link.
            tracing::warn!(%method, path, status = response.status().as_u16(), "not answered");
        }
        response
    };
    let mut response = Scope::of_request(&reference).run(answer).await;
    if let Ok(value) = HeaderValue::from_str(&reference) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
