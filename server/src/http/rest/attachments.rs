//! Files of notices.

use app::{
    domain::{
        ids::{AttachmentId, NoticeId},
        notice::AttachmentRole,
    },
    ports::{
        files::{Label, Upload},
        notices::AttachmentView,
    },
};
use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, Method, StatusCode},
    response::Response,
};
use futures::{StreamExt, TryStreamExt};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiCaller, ApiJson, ApiPath, ApiQuery, ApiResult};
use crate::http::{AppState, files};

/// Routes of this resource but the one that takes files.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(change, detach)).routes(routes!(shift)).routes(routes!(content))
}

/// The route whose body is as large as a file.
pub fn uploads() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(attach))
}

/// What is said about a file.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct NewFile {
    /// Its name, with its extension.
    name: String,
    /// 本文, 別紙, 様式 or 参考.
    #[param(value_type = Option<AttachmentRole>)]
    role: Option<AttachmentRole>,
    /// A line on what it is.
    #[serde(default)]
    description: String,
}

/// What is said about a file from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLabel {
    /// 本文, 別紙, 様式 or 参考.
    role: AttachmentRole,
    /// A line on what it is.
    #[serde(default)]
    description: String,
}

/// Which way.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// Up, else down.
    up: bool,
}

/// Attaches a file to a draft; the request body is its content.
#[utoipa::path(post, path = "/notices/{id}/attachments", tag = "notices", params(("id" = NoticeId, Path), NewFile),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, body = AttachmentView)))]
async fn attach(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<NoticeId>,
    ApiQuery(new): ApiQuery<NewFile>,
    body: Body,
) -> ApiResult<(StatusCode, Json<AttachmentView>)> {
    let label = Label { role: new.role.unwrap_or(AttachmentRole::Annex), description: new.description };
    let upload = Upload { name: new.name, content: body.into_data_stream().map_err(std::io::Error::other).boxed() };
    let view = state.services.files.attach(&caller, id, label, upload).await.map_err(|error| caller.problem(error))?;
    Ok((StatusCode::CREATED, Json(view)))
}

/// Changes what is said about a file of a draft.
#[utoipa::path(put, path = "/attachments/{id}", tag = "notices", params(("id" = AttachmentId, Path)), request_body = NewLabel, responses((status = 204)))]
async fn change(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AttachmentId>,
    ApiJson(NewLabel { role, description }): ApiJson<NewLabel>,
) -> ApiResult<StatusCode> {
    let changed = state.services.files.relabel(&caller, id, Label { role, description }).await;
    changed.map(|_| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Changes places with the file above or below, of a draft.
#[utoipa::path(post, path = "/attachments/{id}/move", tag = "notices", params(("id" = AttachmentId, Path)), request_body = Shift, responses((status = 204)))]
async fn shift(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AttachmentId>,
    ApiJson(Shift { up }): ApiJson<Shift>,
) -> ApiResult<StatusCode> {
    let moved = state.services.files.shift(&caller, id, up).await;
    moved.map(|_| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Takes a file off a draft.
#[utoipa::path(delete, path = "/attachments/{id}", tag = "notices", params(("id" = AttachmentId, Path)), responses((status = 204)))]
async fn detach(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AttachmentId>,
) -> ApiResult<StatusCode> {
    let removed = state.services.files.detach(&caller, id).await;
    removed.map(|_| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// The content of a file, or of a part of it (`Range`).
#[utoipa::path(get, path = "/attachments/{id}/content", tag = "notices", params(("id" = AttachmentId, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 206, content_type = "application/octet-stream")))]
async fn content(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AttachmentId>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let sent = files::send(&state, &caller, id, &method, &headers).await;
    sent.unwrap_or_else(|error| files::refuse(error, caller.lang()))
}
