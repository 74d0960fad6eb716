//! Pages, and the server functions that they and their islands call.

use app::{
    components::form::{FormOutcome, ShownOnce},
    domain::{error::AppError, lang::Lang},
    ports::{Caller, RequestContext},
    routes,
    shell::{Failure, shell},
};
use axum::{
    Json,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use leptos::{
    nonce::Nonce,
    prelude::{Owner, provide_context},
    reactive::computed::ScopedFuture,
};

use super::{AppState, FORM_BYTES, Identity, Problem, form_posts, headers::ScriptNonce};

/// Pages that may be seen without signing in.
const OPEN: [&str; 4] = [routes::LOGIN, routes::RESET, routes::LINK, routes::HELP];
/// Any page: GET shows it, POST runs the form it was sent from.
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    let identity = identity(&request);
    let may_see = identity.actor.is_some() || OPEN.contains(&request.uri().path());
    match *request.method() {
        Method::GET | Method::HEAD if may_see => render(&state, identity, request, After::Nothing).await,
        Method::GET | Method::HEAD => to_login(request.uri(), &Method::GET).into_response(),
        Method::POST if may_see => form_posts::submit(&state, identity, request).await,
        Method::POST => form_posts::submit_signed_out(&state, identity, request).await,
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

/// A server function called by an island.
pub async fn server_function(State(state): State<AppState>, mut request: Request) -> Response {
    // Without scripts nobody comes here, so the answer is never the framework's redirect to the `Referer` (C-17).
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let context = identity(&request).into_context(&state, request.uri().path().to_owned());
    run(context, request).await.into_response()
}

fn identity(request: &Request) -> Identity {
    request.extensions().get::<Identity>().cloned().unwrap_or_else(Identity::nobody)
}

/// The way to the log-in, and from there to what was asked for.
pub(super) fn to_login(uri: &Uri, method: &Method) -> Redirect {
    let wanted = uri.path_and_query().map_or("/", |path| path.as_str());
    if wanted == routes::HOME || *method != Method::GET {
        return Redirect::to(routes::LOGIN);
    }
    by_way_of(routes::LOGIN, wanted)
}

/// The way to `page`, and from there to what was `wanted`.
pub(super) fn by_way_of(page: &str, wanted: &str) -> Redirect {
    let next = percent_encoding::utf8_percent_encode(wanted, percent_encoding::NON_ALPHANUMERIC);
    Redirect::to(&format!("{page}?next={next}"))
}

/// What a page is rendered after.
#[derive(Clone)]
pub(super) enum After {
    /// It was asked for.
    Nothing,
    /// A form of it was refused, or not run at all because nobody was signed in any more.
    Refused(FormOutcome),
    /// A form of it has made something that is shown once.
    Made(ShownOnce),
    /// There is nothing to show but what went wrong.
    Failed(AppError),
}

/// What went wrong, for a person as a page, for a program as `application/problem+json`.
pub(super) async fn failed(state: &AppState, parts: Parts, error: AppError) -> Response {
    let identity = parts.extensions.get::<Identity>().cloned().unwrap_or_else(Identity::nobody);
    if parts.uri.path().starts_with("/api/fn/") {
        // Islands read errors as server functions write them.
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        return (status, Json(error)).into_response();
    }
    if !wants_page(&parts.headers) {
        return Problem::new(error, identity.lang).into_response();
    }
    let request = Request::from_parts(parts, Body::empty());
    let wait = error.retry_after();
    let mut response = render(state, identity, request, After::Failed(error)).await;
    if let Some(wait) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    response
}

fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.contains("text/html")
}

/// What `make` makes for whoever is signed in: a file, as a rule.
pub(super) async fn give(
    state: &AppState,
    request: Request,
    make: impl AsyncFnOnce(Caller) -> Result<Response, AppError>,
) -> Response {
    let (parts, _) = request.into_parts();
    let caller = parts.extensions.get::<Identity>().and_then(|identity| identity.caller().ok());
    let Some(caller) = caller else { return to_login(&parts.uri, &parts.method).into_response() };
    match make(caller).await {
        Ok(response) => response,
        Err(error) => failed(state, parts, error).await,
    }
}

/// Gives words to a request that was too large to be looked at by anybody: more than the bytes that its route takes.
pub(super) async fn say_too_large(
    State((state, max_bytes)): State<(AppState, u64)>,
    request: Request,
    next: Next,
) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let response = next.run(Request::from_parts(parts.clone(), body)).await;
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if response.status() == StatusCode::PAYLOAD_TOO_LARGE && kind.starts_with("text/plain") {
        return failed(&state, parts, AppError::TooLarge { max_bytes }).await;
    }
    response
}

/// The page of the request.
pub(super) async fn render(state: &AppState, identity: Identity, request: Request, after: After) -> Response {
    let path = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let context = identity.into_context(state, path);
    let nonce = request.extensions().get::<ScriptNonce>().map(|nonce| nonce.0.clone()).unwrap_or_default();
    let status = match &after {
        After::Refused(outcome) => outcome.error.as_ref().map(AppError::status),
        After::Failed(error) => Some(error.status()),
        After::Nothing | After::Made(_) => None,
    };
    let options = state.leptos.clone();
    let provide = move || {
        provide_context(context.clone());
        provide_context(Nonce::from_value(nonce.as_str()));
        match after.clone() {
            After::Nothing => {}
            After::Refused(outcome) => provide_context(outcome),
            After::Made(once) => provide_context(once),
            After::Failed(error) => provide_context(Failure(error)),
        }
    };
    let handler = leptos_axum::render_app_async_with_context(provide, move || shell(options.clone()));
    let mut response = handler(request).await.into_response();
    if let Some(status) = status.and_then(|status| StatusCode::from_u16(status).ok()) {
        *response.status_mut() = status;
    }
    response
}

/// The page at `address` once more, with what was sent to it in parts and why it was refused.
pub(super) async fn again(
    state: &AppState,
    extensions: Extensions,
    address: &str,
    outcome: FormOutcome,
    lang: Lang,
) -> Response {
    let Ok(mut request) = Request::get(address).body(Body::empty()) else {
        return Problem::new(outcome.error.unwrap_or(AppError::Unavailable), lang).into_response();
    };
    *request.extensions_mut() = extensions;
    render(state, identity(&request), request, After::Refused(outcome)).await
}

/// Runs a server function for this caller, and for nobody else: a page that is being made leaves its owner in the thread,
/// and the framework would put the function below it, where the contexts of that page's reader are found (C-22).
pub(super) async fn run(context: RequestContext, request: Request) -> Response {
    let provide = move || provide_context(context.clone());
    let root = Owner::new_root(None);
    let call = root.with(|| ScopedFuture::new(leptos_axum::handle_server_fns_with_context(provide, request)));
    let response = call.await.into_response();
    drop(root);
    with_status_of_error(response).await
}

/// Server functions answer every error with 500; the code in the body knows better.
async fn with_status_of_error(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR && response.status() != StatusCode::BAD_REQUEST {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, FORM_BYTES).await.unwrap_or_default();
    let error = serde_json::from_slice::<AppError>(&bytes).unwrap_or(AppError::NotFound);
    parts.status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Response::from_parts(parts, Body::from(serde_json::to_vec(&error).unwrap_or_default()))
}
