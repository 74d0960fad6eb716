//! Mails that were or will be sent.

use app::{
    domain::{ids::MailId, mail::MailState, page::Page},
    ports::mails::{MailRow, MailView},
};
use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiCaller, ApiPath, ApiQuery, ApiResult};
use crate::http::AppState;

/// Routes of this resource.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(find)).routes(routes!(retry))
}

/// What the list is narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Narrowed {
    /// Only in this state: `queued`, `sent`, `kept`, `failed`.
    state: Option<MailState>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The newest mails.
#[utoipa::path(get, path = "/mails", tag = "mails", params(Narrowed), responses((status = 200, body = Page<MailRow>)))]
async fn list(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiQuery(narrowed): ApiQuery<Narrowed>,
) -> ApiResult<Json<Page<MailRow>>> {
    let page = state.services.mails.list(&caller, narrowed.state, narrowed.cursor.as_deref()).await;
    page.map(Json).map_err(|error| caller.problem(error))
}

/// A mail with its text.
#[utoipa::path(get, path = "/mails/{id}", tag = "mails", params(("id" = MailId, Path)), responses((status = 200, body = MailView)))]
async fn find(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<MailId>,
) -> ApiResult<Json<MailView>> {
    state.services.mails.find(&caller, id).await.map(Json).map_err(|error| caller.problem(error))
}

/// Sends a failed or kept mail once more.
#[utoipa::path(post, path = "/mails/{id}/retry", tag = "mails", params(("id" = MailId, Path)), responses((status = 204)))]
async fn retry(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<MailId>,
) -> ApiResult<StatusCode> {
    let done = state.services.mails.retry(&caller, id).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}
