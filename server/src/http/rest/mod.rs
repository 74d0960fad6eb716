//! REST under `/api/v1`: bearer token, JSON in the words of the hub, errors as `application/problem+json`.
//!
//! A handler authenticates through [`ApiCaller`], calls a port and answers; ten lines each. One file per resource,
//! each with its own `router()`, from which the `OpenAPI` document is made as well.

mod accounts;
mod answers;
mod attachments;
mod audit;
mod bodies;
mod contacts;
mod extract;
mod groups;
mod mails;
mod notices;
mod reach;
mod search;
mod session;
mod surveys;
mod tokens;

use std::sync::LazyLock;

use axum::{Router, http::header, response::IntoResponse, routing::get};
use bytes::Bytes;
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};
use utoipa_axum::router::OpenApiRouter;

pub use extract::{ApiCaller, ApiJson, ApiPath, ApiQuery, ApiResult};

use super::{AppState, Problem, problem::ProblemBody};
use app::domain::{error::AppError, lang::Lang};

/// What the document says beside the handlers.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Kairan",
        description = "The hub of a prefecture and its municipalities: notices, directory, surveys. \
                       Errors are `application/problem+json` with a `code`; lists are `{items, total, next_cursor}`.",
        license(name = "MIT", identifier = "MIT"),
    ),
    components(schemas(ProblemBody)),
    modifiers(&Bearer),
    security(("bearer" = []))
)]
struct Document;

/// The one way to authenticate.
struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        document.components.get_or_insert_default().add_security_scheme("bearer", scheme);
    }
}

fn resources() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(search::router())
        .merge(session::router())
        .merge(groups::router())
        .merge(notices::router())
        .merge(reach::router())
        .merge(attachments::router())
        .merge(surveys::router())
        .merge(answers::router())
        .merge(contacts::router())
        .merge(bodies::router())
        .merge(accounts::router())
        .merge(tokens::router())
        .merge(audit::router())
        .merge(mails::router())
}

fn uploading() -> OpenApiRouter<AppState> {
    attachments::uploads().merge(answers::uploads())
}

/// The `OpenAPI` document, made from the handlers.
pub fn document() -> utoipa::openapi::OpenApi {
    let all = resources().merge(uploading());
    let (_, document) = OpenApiRouter::with_openapi(Document::openapi()).nest("/api/v1", all).split_for_parts();
    document
}

/// The document as it is answered: made once, for anybody may ask for it as often as they like.
async fn written() -> impl IntoResponse {
    static DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| document().to_json().unwrap_or_default().into());
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT.clone())
}

/// The handlers, to be nested under `/api/v1`.
pub(super) fn router() -> Router<AppState> {
    let (router, _) = resources().split_for_parts();
    router.route("/openapi.json", get(written)).fallback(unknown).method_not_allowed_fallback(refused)
}

/// The handlers whose bodies are as large as files, to be nested likewise.
pub(super) fn uploads() -> Router<AppState> {
    let (router, _) = uploading().split_for_parts();
    router
}

async fn unknown() -> Problem {
    Problem::new(AppError::NotFound, Lang::Ja)
}

async fn refused() -> Problem {
    Problem::with_status(AppError::Malformed { at: "method".to_owned() }, 405, Lang::Ja)
}
