//! Pages and their forms.
//!
//! A form posts to its page's own address and names a server function in `_action`. When the function is done, the
//! answer is a redirect; when it refuses, the same page is rendered again with what was typed and what is wrong. So
//! every form works without scripts, and nothing typed is lost.

use app::{
    api::Next,
    components::form::{FormOutcome, ShownOnce},
    domain::{error::AppError, lang::Lang},
    ports::RequestContext,
    routes,
    shell::shell,
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use bytes::Bytes;
use leptos::{
    nonce::Nonce,
    prelude::{Owner, provide_context},
    reactive::computed::ScopedFuture,
};

use super::{AppState, FORM_BYTES, Identity, Problem, headers::ScriptNonce};

/// Where server functions live.
const FUNCTIONS: &str = "/api/fn/";
/// Name of the field that names the server function.
const ACTION: &str = "_action";
/// Pages that may be seen without signing in.
const OPEN: [&str; 4] = [routes::LOGIN, routes::RESET, routes::LINK, routes::HELP];
/// Fields that are not shown again.
const SECRET: [&str; 4] = ["password", "current", "new", "repeat"];
/// Headers of a server function's answer that the redirect or the page takes over.
const KEPT: [HeaderName; 2] = [header::SET_COOKIE, HeaderName::from_static("clear-site-data")];

/// Any page: GET shows it, POST runs the form it was sent from.
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    let identity = identity(&request);
    let path = request.uri().path();
    if identity.actor.is_none() && !OPEN.contains(&path) {
        // A form posts to the address of its page, so the page is where to go on.
        return to_login(request.uri(), &Method::GET).into_response();
    }
    match *request.method() {
        Method::GET | Method::HEAD => render(&state, identity, request, After::Nothing).await,
        Method::POST => submit(&state, identity, request).await,
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
    request.extensions().get::<Identity>().cloned().unwrap_or_else(|| Identity {
        actor: None,
        origin: app::ports::Origin::default(),
        lang: app::domain::lang::Lang::Ja,
        session_token: None,
        bearer: false,
    })
}

/// The way to the log-in, and from there to what was asked for.
pub(super) fn to_login(uri: &Uri, method: &Method) -> Redirect {
    let wanted = uri.path_and_query().map_or("/", |path| path.as_str());
    if wanted == routes::HOME || *method != Method::GET {
        return Redirect::to(routes::LOGIN);
    }
    let next = percent_encoding::utf8_percent_encode(wanted, percent_encoding::NON_ALPHANUMERIC);
    Redirect::to(&format!("{}?next={next}", routes::LOGIN))
}

/// What a page is rendered after.
#[derive(Clone)]
enum After {
    /// It was asked for.
    Nothing,
    /// A form of it was refused.
    Refused(FormOutcome),
    /// A form of it has made something that is shown once.
    Made(ShownOnce),
}

async fn render(state: &AppState, identity: Identity, request: Request, after: After) -> Response {
    let path = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let context = identity.into_context(state, path);
    let nonce = request.extensions().get::<ScriptNonce>().map(|nonce| nonce.0.clone()).unwrap_or_default();
    let status = match &after {
        After::Refused(outcome) => outcome.error.as_ref().map(AppError::status),
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
async fn run(context: RequestContext, request: Request) -> Response {
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

async fn submit(state: &AppState, identity: Identity, request: Request) -> Response {
    let lang = identity.lang;
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, FORM_BYTES).await else {
        return Problem::new(AppError::TooLarge { max_bytes: FORM_BYTES as u64 }, lang).into_response();
    };
    let values = serde_urlencoded::from_bytes::<Vec<(String, String)>>(&bytes).unwrap_or_default();
    let Some(action) = values.iter().find(|(name, _)| name == ACTION).map(|(_, value)| value.clone()) else {
        return Problem::new(AppError::Malformed { at: ACTION.to_owned() }, lang).into_response();
    };
    let Some(call) = function_request(&parts, &action, bytes) else {
        return Problem::new(AppError::NotFound, lang).into_response();
    };
    let path = parts.uri.path_and_query().map_or_else(String::new, ToString::to_string);
    let response = run(identity.clone().into_context(state, path), call).await;
    let (status, headers) = (response.status(), response.headers().clone());
    let answer = to_bytes(response.into_body(), FORM_BYTES).await.unwrap_or_default();
    if status.is_success() {
        return match serde_json::from_slice::<Next>(&answer) {
            Ok(Next { once: Some(text), .. }) => {
                let again = Request::from_parts(as_get(parts), Body::empty());
                render(state, identity, again, After::Made(ShownOnce { action, text })).await
            }
            next => redirect(next.as_ref().map_or(parts.uri.path(), |next| next.to.as_str()), &headers),
        };
    }
    let error = serde_json::from_slice(&answer).unwrap_or(AppError::Unavailable);
    if error == AppError::Unauthenticated {
        return to_login(&parts.uri, &Method::GET).into_response();
    }
    let values = values.into_iter().filter(|(name, _)| !SECRET.contains(&name.as_str())).collect();
    let outcome = FormOutcome { action, values, error: Some(error) };
    let again = Request::from_parts(as_get(parts), Body::empty());
    carry(render(state, identity, again, After::Refused(outcome)).await, &headers)
}

/// The call of the server function that a form asks for, when there is such a function.
fn function_request(parts: &Parts, action: &str, body: Bytes) -> Option<Request> {
    let path = format!("{FUNCTIONS}{action}");
    leptos::server_fn::axum::server_fn_paths().find(|(known, method)| *known == path && *method == Method::POST)?;
    Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .body(Body::from(body))
        .ok()
        .map(|mut request| {
            *request.extensions_mut() = parts.extensions.clone();
            request
        })
}

fn as_get(mut parts: Parts) -> Parts {
    parts.method = Method::GET;
    parts
}

/// To where the server function says, or back to the page.
fn redirect(next: &str, headers: &HeaderMap) -> Response {
    carry(Redirect::to(&routes::own_path(Some(next))).into_response(), headers)
}

fn carry(mut response: Response, from: &HeaderMap) -> Response {
    for name in KEPT {
        for value in from.get_all(&name) {
            response.headers_mut().append(name.clone(), value.clone());
        }
    }
    response
}
