//! Surveys, for those who answer.

use app::{
    domain::{
        error::{AppError, ConflictReason},
        form::{FileRef, Value},
        ids::{AssignmentId, AttachmentId},
    },
    ports::{
        answers::{
            AnswerView, AssignmentSummary, FieldChange, FieldInput, FieldOutcome, Receipt, SaveOutcome, Submission,
        },
        files::Upload,
    },
};
use axum::{Json, body::Body, extract::State, http::StatusCode, response::Response};
use futures::{StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiCaller, ApiJson, ApiPath, ApiQuery, ApiResult};
use crate::http::{AppState, survey_files::download_response};

/// Routes of this resource.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(put_values))
        .routes(routes!(put_value))
        .routes(routes!(submit))
        .routes(routes!(ask_approval))
        .routes(routes!(take_back))
        .routes(routes!(file))
}

/// The route whose body is as large as a file.
pub fn uploads() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(attach))
}

/// What a list is narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
struct ListParams {
    /// The closed surveys in place of the open ones.
    closed: bool,
}

/// The surveys of a body.
#[derive(Debug, Serialize, ToSchema)]
struct Assignments {
    /// The next deadline first.
    items: Vec<AssignmentSummary>,
    /// How many there are.
    total: usize,
    /// Always absent: a body has few at a time.
    next_cursor: Option<String>,
}

/// A new value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewValue {
    /// Version of the value that the caller has read; 0 when there was none.
    base_version: i32,
    /// The value; `null` empties it.
    value: Option<Value>,
}

/// A new value of a named question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NamedValue {
    /// The question.
    key: String,
    /// Version of the value that the caller has read; 0 when there was none.
    base_version: i32,
    /// The value; `null` empties it.
    value: Option<Value>,
}

/// Several new values.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewValues {
    /// Each is saved, in conflict or refused by itself.
    values: Vec<NamedValue>,
}

/// Why the answers are taken back from approval.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct TakingBack {
    /// May be blank.
    reason: String,
}

/// The surveys that the caller's body has to answer.
#[utoipa::path(get, path = "/assignments", tag = "answers", params(ListParams), responses((status = 200, body = Assignments)))]
async fn list(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiQuery(params): ApiQuery<ListParams>,
) -> ApiResult<Json<Assignments>> {
    let items = state.services.answers.list(&caller, !params.closed).await.map_err(|error| caller.problem(error))?;
    Ok(Json(Assignments { total: items.len(), items, next_cursor: None }))
}

/// A survey at the caller's body, with the answers so far.
#[utoipa::path(get, path = "/assignments/{id}", tag = "answers", params(("id" = String, Path)), responses((status = 200, body = AnswerView)))]
async fn show(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AssignmentId>,
) -> ApiResult<Json<AnswerView>> {
    state.services.answers.open(&caller, id).await.map(Json).map_err(|error| caller.problem(error))
}

/// Saves several values. What was refused or is in conflict is told value by value.
#[utoipa::path(put, path = "/assignments/{id}/values", tag = "answers", params(("id" = String, Path)), request_body = NewValues, responses((status = 200, body = SaveOutcome)))]
async fn put_values(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AssignmentId>,
    ApiJson(NewValues { values }): ApiJson<NewValues>,
) -> ApiResult<Json<SaveOutcome>> {
    let change =
        |new: NamedValue| FieldChange { key: new.key, base: new.base_version, input: FieldInput::Value(new.value) };
    let changes = values.into_iter().map(change).collect();
    state.services.answers.save_fields(&caller, id, changes).await.map(Json).map_err(|error| caller.problem(error))
}

/// Saves one value.
#[utoipa::path(put, path = "/assignments/{id}/values/{key}", tag = "answers", params(("id" = String, Path), ("key" = String, Path)), request_body = NewValue, responses((status = 200, body = FieldOutcome), (status = 409), (status = 422)))]
async fn put_value(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath((id, key)): ApiPath<(AssignmentId, String)>,
    ApiJson(NewValue { base_version, value }): ApiJson<NewValue>,
) -> ApiResult<Json<FieldOutcome>> {
    let change = FieldChange { key, base: base_version, input: FieldInput::Value(value) };
    let saved = state.services.answers.save_fields(&caller, id, vec![change]).await;
    let outcome = saved.map_err(|error| caller.problem(error))?.fields.pop();
    match outcome.ok_or_else(|| caller.problem(AppError::Unavailable))? {
        FieldOutcome::Refused { errors, .. } => Err(caller.problem(AppError::Invalid { errors })),
        FieldOutcome::Conflict { .. } => Err(caller.problem(AppError::Conflict { reason: ConflictReason::Stale })),
        saved @ FieldOutcome::Saved { .. } => Ok(Json(saved)),
    }
}

/// Sends the answers. The same `client_key` sends once and answers the same receipt again.
#[utoipa::path(post, path = "/assignments/{id}/submit", tag = "answers", params(("id" = String, Path)), request_body = Submission, responses((status = 200, body = Receipt)))]
async fn submit(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AssignmentId>,
    ApiJson(submission): ApiJson<Submission>,
) -> ApiResult<Json<Receipt>> {
    state.services.answers.submit(&caller, id, submission).await.map(Json).map_err(|error| caller.problem(error))
}

/// Asks for approval inside the body.
#[utoipa::path(post, path = "/assignments/{id}/ask_approval", tag = "answers", params(("id" = String, Path)), request_body = Submission, responses((status = 204)))]
async fn ask_approval(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AssignmentId>,
    ApiJson(submission): ApiJson<Submission>,
) -> ApiResult<StatusCode> {
    let asked = state.services.answers.ask_approval(&caller, id, submission).await;
    asked.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Takes the answers back from approval.
#[utoipa::path(post, path = "/assignments/{id}/take_back", tag = "answers", params(("id" = String, Path)), request_body = TakingBack, responses((status = 204)))]
async fn take_back(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AssignmentId>,
    ApiJson(TakingBack { reason }): ApiJson<TakingBack>,
) -> ApiResult<StatusCode> {
    let taken = state.services.answers.take_back(&caller, id, &reason).await;
    taken.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// What is said about a new file.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct NewFile {
    /// Its name, with its extension.
    name: String,
}

/// Adds a file to the answer of a file question; the request body is its content.
#[utoipa::path(post, path = "/assignments/{id}/files/{key}", tag = "answers", params(("id" = String, Path), ("key" = String, Path), NewFile),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, body = FileRef)))]
async fn attach(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath((id, key)): ApiPath<(AssignmentId, String)>,
    ApiQuery(NewFile { name }): ApiQuery<NewFile>,
    body: Body,
) -> ApiResult<(StatusCode, Json<FileRef>)> {
    let upload = Upload { name, content: body.into_data_stream().map_err(std::io::Error::other).boxed() };
    let added = state.services.answers.attach(&caller, id, &key, upload).await;
    added.map(|file| (StatusCode::CREATED, Json(file))).map_err(|error| caller.problem(error))
}

/// A file of an answer.
#[utoipa::path(get, path = "/answer_files/{id}", tag = "answers", params(("id" = String, Path)), responses((status = 200, content_type = "application/octet-stream")))]
async fn file(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AttachmentId>,
) -> ApiResult<Response> {
    state.services.answers.download(&caller, id).await.map(download_response).map_err(|error| caller.problem(error))
}
