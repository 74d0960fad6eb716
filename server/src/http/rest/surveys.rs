//! Surveys, for those who collect.

use std::sync::Arc;

use app::{
    domain::{
        form::FormDefinition,
        ids::{AssignmentId, BodyId, SurveyId},
        page::Page,
        survey::{SurveyDraft, SurveyState},
        tally::MergedTable,
    },
    ports::surveys::{Board, SentAnswers, SurveyFilter, SurveySummary, SurveyView},
};
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize, Serializer};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiCaller, ApiJson, ApiPath, ApiQuery, ApiResult};
use crate::http::{
    AppState,
    survey_files::{export_response, format_of},
};

/// Routes of this resource.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, save, remove))
        .routes(routes!(publish))
        .routes(routes!(close))
        .routes(routes!(copy))
        .routes(routes!(board))
        .routes(routes!(table))
        .routes(routes!(export))
        .routes(routes!(sent))
        .routes(routes!(accept_all))
        .routes(routes!(accept))
        .routes(routes!(send_back))
}

/// What a list is narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
struct ListParams {
    /// `draft`, `open` or `closed`.
    #[param(value_type = Option<SurveyState>)]
    state: Option<SurveyState>,
    /// Only of this fiscal year (April to March).
    fiscal_year: Option<i32>,
    /// The next deadline first, in place of the newest survey.
    due_first: bool,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// What the caller has of a board.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
struct Seen {
    /// `stamp` of the board that was read last.
    stamp: Option<String>,
}

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
struct MadeSurvey {
    /// Its identifier.
    id: SurveyId,
}

/// The version that the caller has read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReadVersion {
    /// Counts changes.
    version: i32,
}

/// A changed draft.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangedSurvey {
    /// The version that the caller has read.
    version: i32,
    /// The draft with its form.
    survey: SurveyDraft,
}

/// Why answers are sent back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SendingBack {
    /// The version of the assignment that the caller has read.
    version: i32,
    /// The reason; the body reads it.
    reason: String,
}

/// Which answers are accepted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Accepting {
    /// The assignments.
    assignments: Vec<AssignmentId>,
}

/// How many answers were accepted.
#[derive(Debug, Serialize, ToSchema)]
struct Accepted {
    /// Those that were not submitted are left out.
    accepted: u32,
}

/// The merged table.
#[derive(Debug, Serialize, ToSchema)]
struct TableBody {
    /// The survey.
    survey: SurveyId,
    /// Its title.
    title: String,
    /// Version of the form.
    form_version: i32,
    /// The table.
    #[schema(value_type = MergedTable)]
    #[serde(serialize_with = "shared")]
    table: Arc<MergedTable>,
}

/// The table is also kept for the next who asks; a copy of its thousands of cells would take as long as writing them.
fn shared<S: Serializer>(table: &Arc<MergedTable>, serializer: S) -> Result<S::Ok, S::Error> {
    table.serialize(serializer)
}

/// Surveys that the caller's body collects.
#[utoipa::path(get, path = "/surveys", tag = "surveys", params(ListParams), responses((status = 200, body = Page<SurveySummary>)))]
async fn list(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiQuery(params): ApiQuery<ListParams>,
) -> ApiResult<Json<Page<SurveySummary>>> {
    let ListParams { state: wanted, fiscal_year, due_first, cursor } = params;
    let filter = SurveyFilter { state: wanted, fiscal_year, due_first, cursor };
    state.services.surveys.list(&caller, &filter).await.map(Json).map_err(|error| caller.problem(error))
}

/// Begins a survey.
#[utoipa::path(post, path = "/surveys", tag = "surveys", request_body = SurveyDraft, responses((status = 201, body = MadeSurvey)))]
async fn create(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiJson(draft): ApiJson<SurveyDraft>,
) -> ApiResult<(StatusCode, Json<MadeSurvey>)> {
    let made = state.services.surveys.create(&caller, draft).await;
    made.map(|id| (StatusCode::CREATED, Json(MadeSurvey { id }))).map_err(|error| caller.problem(error))
}

/// A survey with its form.
#[utoipa::path(get, path = "/surveys/{id}", tag = "surveys", params(("id" = String, Path)), responses((status = 200, body = SurveyView)))]
async fn show(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<SurveyId>,
) -> ApiResult<Json<SurveyView>> {
    state.services.surveys.view(&caller, id).await.map(Json).map_err(|error| caller.problem(error))
}

/// Saves a draft with its form.
#[utoipa::path(put, path = "/surveys/{id}", tag = "surveys", params(("id" = String, Path)), request_body = ChangedSurvey, responses((status = 200, body = SurveyView)))]
async fn save(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<SurveyId>,
    ApiJson(ChangedSurvey { version, survey }): ApiJson<ChangedSurvey>,
) -> ApiResult<Json<SurveyView>> {
    let surveys = &state.services.surveys;
    let form: FormDefinition = survey.form.clone();
    let saved = surveys.save(&caller, id, version, survey, Some(form)).await;
    saved.map_err(|error| caller.problem(error))?;
    surveys.view(&caller, id).await.map(Json).map_err(|error| caller.problem(error))
}

/// Deletes a draft.
#[utoipa::path(delete, path = "/surveys/{id}", tag = "surveys", params(("id" = String, Path)), responses((status = 204)))]
async fn remove(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<SurveyId>,
) -> ApiResult<StatusCode> {
    let removed = state.services.surveys.remove(&caller, id).await;
    removed.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Opens a survey: every body addressed gets its assignment and its mail.
#[utoipa::path(post, path = "/surveys/{id}/publish", tag = "surveys", params(("id" = String, Path)), request_body = ReadVersion, responses((status = 204)))]
async fn publish(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<SurveyId>,
    ApiJson(ReadVersion { version }): ApiJson<ReadVersion>,
) -> ApiResult<StatusCode> {
    let done = state.services.surveys.publish(&caller, id, version).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Closes a survey.
#[utoipa::path(post, path = "/surveys/{id}/close", tag = "surveys", params(("id" = String, Path)), request_body = ReadVersion, responses((status = 204)))]
async fn close(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<SurveyId>,
    ApiJson(ReadVersion { version }): ApiJson<ReadVersion>,
) -> ApiResult<StatusCode> {
    let done = state.services.surveys.close(&caller, id, version).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Begins a survey with everything of another.
#[utoipa::path(post, path = "/surveys/{id}/copy", tag = "surveys", params(("id" = String, Path)), responses((status = 201, body = MadeSurvey)))]
async fn copy(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<SurveyId>,
) -> ApiResult<(StatusCode, Json<MadeSurvey>)> {
    let made = state.services.surveys.copy(&caller, id).await;
    made.map(|id| (StatusCode::CREATED, Json(MadeSurvey { id }))).map_err(|error| caller.problem(error))
}

/// The state of the survey at every body; 204 when it is still what `stamp` stands for.
#[utoipa::path(get, path = "/surveys/{id}/board", tag = "surveys", params(("id" = String, Path), Seen), responses((status = 200, body = Board), (status = 204)))]
async fn board(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<SurveyId>,
    ApiQuery(Seen { stamp }): ApiQuery<Seen>,
) -> ApiResult<Response> {
    let board = state.services.surveys.board(&caller, id, stamp.as_deref()).await;
    let board = board.map_err(|error| caller.problem(error))?;
    Ok(board.map_or_else(|| StatusCode::NO_CONTENT.into_response(), |board| Json(board).into_response()))
}

/// The merged table of what was sent.
#[utoipa::path(get, path = "/surveys/{id}/table", tag = "surveys", params(("id" = String, Path)), responses((status = 200, body = TableBody)))]
async fn table(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<SurveyId>,
) -> ApiResult<Json<TableBody>> {
    let merged = state.services.surveys.merged(&caller, id).await;
    let (survey, table) = merged.map_err(|error| caller.problem(error))?;
    Ok(Json(TableBody { survey: survey.id, title: survey.title, form_version: survey.form_version, table }))
}

/// The merged table as a file: `xlsx` or `csv`.
#[utoipa::path(get, path = "/surveys/{id}/export/{format}", tag = "surveys", params(("id" = String, Path), ("format" = String, Path)), responses((status = 200, content_type = "application/octet-stream")))]
async fn export(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath((id, format)): ApiPath<(SurveyId, String)>,
) -> ApiResult<Response> {
    let format = format_of(&format).map_err(|error| caller.problem(error))?;
    let file = state.services.surveys.export(&caller, id, format).await;
    file.map(export_response).map_err(|error| caller.problem(error))
}

/// What a body has sent.
#[utoipa::path(get, path = "/surveys/{id}/bodies/{body}", tag = "surveys", params(("id" = String, Path), ("body" = String, Path)), responses((status = 200, body = SentAnswers)))]
async fn sent(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath((id, body)): ApiPath<(SurveyId, BodyId)>,
) -> ApiResult<Json<SentAnswers>> {
    state.services.surveys.sent(&caller, id, body).await.map(Json).map_err(|error| caller.problem(error))
}

/// Accepts what several bodies have sent.
#[utoipa::path(post, path = "/surveys/{id}/accept", tag = "surveys", params(("id" = String, Path)), request_body = Accepting, responses((status = 200, body = Accepted)))]
async fn accept_all(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<SurveyId>,
    ApiJson(Accepting { assignments }): ApiJson<Accepting>,
) -> ApiResult<Json<Accepted>> {
    let accepted = state.services.surveys.accept_all(&caller, id, &assignments).await;
    accepted.map(|accepted| Json(Accepted { accepted })).map_err(|error| caller.problem(error))
}

/// Accepts what a body has sent.
#[utoipa::path(post, path = "/assignments/{id}/accept", tag = "surveys", params(("id" = String, Path)), request_body = ReadVersion, responses((status = 204)))]
async fn accept(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AssignmentId>,
    ApiJson(ReadVersion { version }): ApiJson<ReadVersion>,
) -> ApiResult<StatusCode> {
    let done = state.services.surveys.accept(&caller, id, version).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Sends what a body has sent back to it.
#[utoipa::path(post, path = "/assignments/{id}/return", tag = "surveys", params(("id" = String, Path)), request_body = SendingBack, responses((status = 204)))]
async fn send_back(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AssignmentId>,
    ApiJson(SendingBack { version, reason }): ApiJson<SendingBack>,
) -> ApiResult<StatusCode> {
    let done = state.services.surveys.send_back(&caller, id, version, &reason).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}
