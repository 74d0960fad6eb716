//! Refusals by permission go on record (C-58), whatever room they happen in.

use app::ports::audit::Refusal;
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::Response,
};
use uuid::Uuid;

use super::{AppState, Identity};

/// Notes what somebody who is signed in was refused. The answer stays as it is, also when it cannot be noted.
pub async fn note(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Identity>().and_then(|identity| identity.caller().ok());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    if let Some(caller) = caller.filter(|_| is_refusal(response.status(), &method, &path)) {
        let refusal = Refusal { method: method.to_string(), path, status: response.status().as_u16() };
        if let Err(error) = state.services.audit.note_refusal(&caller, refusal).await {
            tracing::error!(%error, "a refusal could not be recorded");
        }
    }
    response
}

/// What may not be done, and what may not be known: that is answered like an address that does not exist (C-28), so
/// every address that names a thing counts.
fn is_refusal(status: StatusCode, method: &Method, path: &str) -> bool {
    let changes = !matches!(*method, Method::GET | Method::HEAD);
    let names_a_thing = || path.split('/').any(|part| Uuid::try_parse(part).is_ok());
    match status {
        StatusCode::FORBIDDEN => true,
        StatusCode::NOT_FOUND => changes || names_a_thing(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_page_is_no_refusal() {
        let thing = "/notices/00000000-0000-7000-8000-000000000000";
        let seen = |status, method, path| is_refusal(status, &method, path);
        assert!(seen(StatusCode::FORBIDDEN, Method::GET, "/admin"));
        assert!(seen(StatusCode::NOT_FOUND, Method::GET, thing));
        assert!(seen(StatusCode::NOT_FOUND, Method::POST, "/api/fn/notices/confirm"));
        assert!(!seen(StatusCode::NOT_FOUND, Method::GET, "/no-such-page"));
        assert!(!seen(StatusCode::OK, Method::GET, thing));
    }
}
