//! Forms of pages.
//!
//! A form posts to its page's own address and names a server function in `_action`. When the function is done, the
//! answer is a redirect; when it refuses, the same page is rendered again with what was typed and what is wrong. When
//! the session has ended in the meantime, the answer is the log-in at this address, which carries what was typed; after
//! it the page is there again with all of it. So every form works without scripts, and nothing typed is lost.

use app::{
    api::{Next, cookie::session_name},
    components::form::{FormOutcome, KEPT_FORM, LOG_IN, ShownOnce},
    domain::{error::AppError, ids::AccountId, lang::Lang},
    routes,
};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{Extensions, HeaderMap, HeaderName, Method, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use bytes::Bytes;
use cookie::Cookie;

use super::{
    AppState, FORM_BYTES, Identity,
    pages::{After, again, failed, render, run},
};

/// Where server functions live.
const FUNCTIONS: &str = "/api/fn/";
/// Name of the field that names the server function.
const ACTION: &str = "_action";
/// Path of the server function that signs out.
const LOG_OUT: &str = "session/log_out";
/// Path of the server function that changes the language, which needs nobody who is signed in and keeps nothing typed.
const SET_LANG: &str = "session/set_lang";
/// Fields that are not shown again.
const SECRET: [&str; 4] = ["password", "current", "new", "repeat"];
/// Headers of a server function's answer that the redirect or the page takes over.
const CARRIED: [HeaderName; 2] = [header::SET_COOKIE, HeaderName::from_static("clear-site-data")];

/// The fields of a form, as they were typed.
pub(super) type Typed = Vec<(String, String)>;

/// A form as it was posted.
struct Posted {
    parts: Parts,
    bytes: Bytes,
    action: String,
    typed: Typed,
}

impl Posted {
    async fn read(request: Request) -> Result<Self, (Parts, AppError)> {
        let (parts, body) = request.into_parts();
        let Ok(bytes) = to_bytes(body, FORM_BYTES).await else {
            return Err((parts, AppError::TooLarge { max_bytes: FORM_BYTES as u64 }));
        };
        let typed: Typed = serde_urlencoded::from_bytes(&bytes).unwrap_or_default();
        match typed.iter().find(|(name, _)| name == ACTION).map(|(_, value)| value.clone()) {
            Some(action) => Ok(Self { parts, bytes, action, typed }),
            None => Err((parts, AppError::Malformed { at: ACTION.to_owned() })),
        }
    }

    /// The page it was sent from, as it is asked for.
    fn page(mut self) -> Request {
        self.parts.method = Method::GET;
        // What the address told of the form before is not what has become of this one.
        if let Some(uri) =
            self.parts.uri.path_and_query().and_then(|path| routes::without_news(path.as_str()).parse().ok())
        {
            self.parts.uri = uri;
        }
        Request::from_parts(self.parts, Body::empty())
    }

    fn refused(&mut self, error: AppError) -> FormOutcome {
        FormOutcome { action: self.action.clone(), values: without_secrets(&mut self.typed), error: Some(error) }
    }
}

/// What became of the function that a form asked for.
struct Outcome {
    answer: Result<Option<Next>, AppError>,
    headers: HeaderMap,
}

/// Runs the form of a page.
pub(super) async fn submit(state: &AppState, identity: Identity, request: Request) -> Response {
    let lang = identity.lang;
    let mut posted = match Posted::read(request).await {
        Ok(posted) => posted,
        Err((parts, error)) => return failed(state, parts, error).await,
    };
    let Some(Outcome { answer, headers }) = call(state, &identity, &posted).await else {
        return failed(state, posted.parts, AppError::NotFound).await;
    };
    match answer {
        Ok(Some(Next { once: Some(text), .. })) => {
            let once = ShownOnce { action: posted.action.clone(), text };
            render(state, identity, posted.page(), After::Made(once)).await
        }
        Ok(next) => redirect(next.as_ref().map_or(posted.parts.uri.path(), |next| next.to.as_str()), &headers),
        Err(AppError::Unauthenticated) => ask_to_log_in(state, posted.parts, posted.typed, lang).await,
        Err(error) => {
            let outcome = posted.refused(error);
            carry(render(state, identity, posted.page(), After::Refused(outcome)).await, &headers)
        }
    }
}

/// The form of somebody who is not signed in: the log-in that [`ask_to_log_in`] has shown, or what it is to keep.
pub(super) async fn submit_signed_out(state: &AppState, identity: Identity, request: Request) -> Response {
    let lang = identity.lang;
    let mut posted = match Posted::read(request).await {
        Ok(posted) => posted,
        Err((parts, error)) => return failed(state, parts, error).await,
    };
    if posted.action == LOG_OUT {
        return Redirect::to(routes::LOGIN).into_response();
    }
    if posted.action != LOG_IN && posted.action != SET_LANG {
        return ask_to_log_in(state, posted.parts, posted.typed, lang).await;
    }
    let Some(Outcome { answer, headers }) = call(state, &identity, &posted).await else {
        return failed(state, posted.parts, AppError::NotFound).await;
    };
    if let Err(error) = answer {
        let outcome = posted.refused(error);
        return carry(again(state, posted.parts.extensions, routes::LOGIN, outcome, lang).await, &headers);
    }
    if let (SET_LANG, Ok(Some(next))) = (posted.action.as_str(), &answer) {
        return redirect(&next.to, &headers);
    }
    let kept = posted.typed.iter().find(|(name, _)| name == KEPT_FORM).and_then(|(_, kept)| unpack(kept));
    match (kept, signed_in(state, identity, &headers).await) {
        // Who signs in next at a shared terminal sees and sends nothing of what the other typed.
        (Some((owner, outcome)), Some(identity)) if owner.is_none_or(|owner| is(&identity, owner)) => {
            carry(render(state, identity, posted.page(), After::Refused(outcome)).await, &headers)
        }
        _ => redirect(posted.parts.uri.path(), &headers),
    }
}

/// The log-in at the address of a form, which takes what was typed along.
pub(super) async fn ask_to_log_in(state: &AppState, parts: Parts, mut typed: Typed, lang: Lang) -> Response {
    let mut extensions = parts.extensions;
    let token = extensions.get::<Identity>().and_then(|identity| identity.session_token.clone());
    let owner = match token {
        Some(token) => state.services.session.whose(&token).await.ok().flatten(),
        None => None,
    };
    let packed = serde_json::to_string(&(owner, without_secrets(&mut typed))).unwrap_or_default();
    let values = vec![(KEPT_FORM.to_owned(), packed)];
    let outcome = FormOutcome { action: LOG_IN.to_owned(), values, error: None };
    if let Some(identity) = extensions.get_mut::<Identity>() {
        // The session may have ended while the form was read.
        (identity.actor, identity.session_token) = (None, None);
    }
    again(state, extensions, routes::LOGIN, outcome, lang).await
}

/// What [`ask_to_log_in`] has packed: the form, run by nobody yet, and whose it is, if that was known.
fn unpack(kept: &str) -> Option<(Option<AccountId>, FormOutcome)> {
    let (owner, values): (Option<AccountId>, Typed) = serde_json::from_str(kept).ok()?;
    let action = values.iter().find(|(name, _)| name == ACTION)?.1.clone();
    Some((owner, FormOutcome { action, values, error: None }))
}

/// Who has just signed in, by the session that the answer gives to the browser.
async fn signed_in(state: &AppState, before: Identity, headers: &HeaderMap) -> Option<Identity> {
    let name = session_name(state.core.config.http.is_secure());
    let given =
        headers.get_all(header::SET_COOKIE).into_iter().filter_map(|value| Cookie::parse(value.to_str().ok()?).ok());
    let token = given.into_iter().find(|cookie| cookie.name() == name)?.value().to_owned();
    let actor = state.services.session.resolve(&token).await.ok()?;
    Some(Identity { actor, session_token: Some(token), ..before })
}

fn is(identity: &Identity, owner: AccountId) -> bool {
    identity.actor.as_ref().is_some_and(|actor| actor.account == owner)
}

/// Runs the server function that the form asks for; `None` when there is no such function.
async fn call(state: &AppState, identity: &Identity, posted: &Posted) -> Option<Outcome> {
    let request = function_request(&posted.parts.extensions, &posted.action, posted.bytes.clone())?;
    let path = posted.parts.uri.path_and_query().map_or_else(String::new, ToString::to_string);
    let response = run(identity.clone().into_context(state, path), request).await;
    Some(outcome(response).await)
}

/// Runs the server function of a form that came in parts.
///
/// # Errors
/// As the function says.
pub(super) async fn run_typed(
    state: &AppState,
    identity: Identity,
    extensions: &Extensions,
    action: &str,
    typed: &Typed,
) -> Result<Option<Next>, AppError> {
    let bytes = serde_urlencoded::to_string(typed).unwrap_or_default();
    let request = function_request(extensions, action, bytes.into()).ok_or(AppError::NotFound)?;
    outcome(run(identity.into_context(state, String::new()), request).await).await.answer
}

async fn outcome(response: Response) -> Outcome {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = to_bytes(response.into_body(), FORM_BYTES).await.unwrap_or_default();
    let answer = if status.is_success() {
        Ok(serde_json::from_slice(&body).ok())
    } else {
        Err(serde_json::from_slice(&body).unwrap_or(AppError::Unavailable))
    };
    Outcome { answer, headers }
}

/// The call of the server function that a form asks for, when there is such a function.
fn function_request(extensions: &Extensions, action: &str, body: Bytes) -> Option<Request> {
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
            *request.extensions_mut() = extensions.clone();
            request
        })
}

fn without_secrets(typed: &mut Typed) -> Typed {
    let mut typed = std::mem::take(typed);
    typed.retain(|(name, _)| !SECRET.contains(&name.as_str()));
    typed
}

/// To where the server function says, or back to the page.
fn redirect(next: &str, headers: &HeaderMap) -> Response {
    carry(Redirect::to(&routes::own_path(Some(next))).into_response(), headers)
}

fn carry(mut response: Response, from: &HeaderMap) -> Response {
    for name in CARRIED {
        for value in from.get_all(&name) {
            response.headers_mut().append(name.clone(), value.clone());
        }
    }
    response
}
