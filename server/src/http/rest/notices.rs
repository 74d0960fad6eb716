//! Notices.

use app::{
    domain::{
        error::AppError,
        ids::{MessageId, NoticeId},
        notice::{NoticeDraft, NoticeKind},
        page::Page,
    },
    ports::notices::{FilterChoices, InboxRow, InboxState, MessageView, NoticeFilter, NoticeView, SentRow, Waiting},
};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiCaller, ApiJson, ApiPath, ApiQuery, ApiResult};
use crate::http::AppState;

/// Routes of this resource.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(inbox))
        .routes(routes!(waiting))
        .routes(routes!(choices))
        .routes(routes!(sent, create))
        .routes(routes!(show, save, discard))
        .routes(routes!(publish))
        .routes(routes!(withdraw))
        .routes(routes!(confirm))
        .routes(routes!(confirm_many))
        .routes(routes!(messages, post_message))
}

/// What a list is narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
pub struct ListParams {
    /// `all`, `unread` or `unconfirmed`. Only in the inbox.
    #[param(value_type = Option<InboxState>)]
    state: Option<InboxState>,
    /// Only drafts. Only in the list of the publisher.
    drafts: bool,
    /// Only this kind.
    #[param(value_type = Option<NoticeKind>)]
    kind: Option<NoticeKind>,
    /// Only this fiscal year (April to March).
    year: Option<i32>,
    /// Only with this tag.
    tag: Option<String>,
    /// Only those that rest on this law, however it is cited.
    law: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

impl ListParams {
    fn filter(&self) -> NoticeFilter {
        NoticeFilter {
            state: self.state.unwrap_or_default(),
            kind: self.kind,
            year: self.year,
            tag: self.tag.clone(),
            law: self.law.clone(),
        }
    }
}

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Made<T> {
    /// Its identifier.
    id: T,
}

/// The version of a notice that the caller has read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Counts changes.
    version: i32,
}

/// A changed draft.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The version that was read; when it is no longer the newest, nothing is saved (409).
    version: i32,
    /// What the notice says from now on.
    notice: NoticeDraft,
}

/// Why a notice is withdrawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Why, for those who had it.
    reason: String,
}

/// Several notices.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Several {
    /// The notices, at most 50.
    ids: Vec<NoticeId>,
}

/// A message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// Plain text.
    text: String,
}

/// The inbox of the own body, the newest first.
#[utoipa::path(get, path = "/inbox", tag = "notices", params(ListParams), responses((status = 200, body = Page<InboxRow>)))]
async fn inbox(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiQuery(params): ApiQuery<ListParams>,
) -> ApiResult<Json<Page<InboxRow>>> {
    let page = state.services.notices.inbox(&caller, &params.filter(), params.cursor.as_deref()).await;
    page.map(|page| Json(page.rows.clone())).map_err(|error| caller.problem(error))
}

/// How many notices wait for the own body.
#[utoipa::path(get, path = "/inbox/waiting", tag = "notices", responses((status = 200, body = Waiting)))]
async fn waiting(State(state): State<AppState>, caller: ApiCaller) -> ApiResult<Json<Waiting>> {
    state.services.notices.waiting(&caller).await.map(Json).map_err(|error| caller.problem(error))
}

/// What the lists can be narrowed to: years and tags of what the caller may see.
#[utoipa::path(get, path = "/inbox/choices", tag = "notices", responses((status = 200, body = FilterChoices)))]
async fn choices(State(state): State<AppState>, caller: ApiCaller) -> ApiResult<Json<FilterChoices>> {
    state.services.notices.filter_choices(&caller).await.map(Json).map_err(|error| caller.problem(error))
}

/// What was published, or the own drafts, the newest first. Only for the prefecture.
#[utoipa::path(get, path = "/notices", tag = "notices", params(ListParams), responses((status = 200, body = Page<SentRow>)))]
async fn sent(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiQuery(params): ApiQuery<ListParams>,
) -> ApiResult<Json<Page<SentRow>>> {
    let cursor = params.cursor.as_deref();
    let page = state.services.notices.sent(&caller, params.drafts, &params.filter(), cursor).await;
    page.map(Json).map_err(|error| caller.problem(error))
}

/// Keeps a new draft.
#[utoipa::path(post, path = "/notices", tag = "notices", request_body = NoticeDraft, responses((status = 201, body = Made<NoticeId>)))]
async fn create(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiJson(draft): ApiJson<NoticeDraft>,
) -> ApiResult<(StatusCode, Json<Made<NoticeId>>)> {
    let id = state.services.notices.create(&caller, draft).await.map_err(|error| caller.problem(error))?;
    Ok((StatusCode::CREATED, Json(Made { id })))
}

/// A notice. Opens it for the own body.
#[utoipa::path(get, path = "/notices/{id}", tag = "notices", params(("id" = NoticeId, Path)), responses((status = 200, body = NoticeView)))]
async fn show(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<NoticeId>,
) -> ApiResult<Json<NoticeView>> {
    state.services.notices.show(&caller, id).await.map(Json).map_err(|error| caller.problem(error))
}

/// Changes a draft.
#[utoipa::path(put, path = "/notices/{id}", tag = "notices", params(("id" = NoticeId, Path)), request_body = Change, responses((status = 200, body = NoticeView)))]
async fn save(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<NoticeId>,
    ApiJson(change): ApiJson<Change>,
) -> ApiResult<Json<NoticeView>> {
    let notices = &state.services.notices;
    notices.save(&caller, id, change.version, change.notice).await.map_err(|error| caller.problem(error))?;
    notices.show(&caller, id).await.map(Json).map_err(|error| caller.problem(error))
}

/// Throws a draft away.
#[utoipa::path(delete, path = "/notices/{id}", tag = "notices", params(("id" = NoticeId, Path)), responses((status = 204)))]
async fn discard(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<NoticeId>,
) -> ApiResult<StatusCode> {
    nothing(&caller, state.services.notices.discard(&caller, id).await)
}

/// Publishes a draft.
#[utoipa::path(post, path = "/notices/{id}/publish", tag = "notices", params(("id" = NoticeId, Path)), request_body = Version, responses((status = 204)))]
async fn publish(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<NoticeId>,
    ApiJson(Version { version }): ApiJson<Version>,
) -> ApiResult<StatusCode> {
    nothing(&caller, state.services.notices.publish(&caller, id, version).await)
}

/// Withdraws a published notice.
#[utoipa::path(post, path = "/notices/{id}/withdraw", tag = "notices", params(("id" = NoticeId, Path)), request_body = Withdrawal, responses((status = 204)))]
async fn withdraw(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<NoticeId>,
    ApiJson(Withdrawal { reason }): ApiJson<Withdrawal>,
) -> ApiResult<StatusCode> {
    nothing(&caller, state.services.notices.withdraw(&caller, id, &reason).await)
}

/// Confirms a notice for the own body. Confirming again changes nothing.
#[utoipa::path(post, path = "/notices/{id}/confirm", tag = "notices", params(("id" = NoticeId, Path)), responses((status = 204)))]
async fn confirm(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<NoticeId>,
) -> ApiResult<StatusCode> {
    nothing(&caller, state.services.notices.confirm(&caller, id).await)
}

/// Confirms several notices: all of them or none.
#[utoipa::path(post, path = "/inbox/confirm", tag = "notices", request_body = Several, responses((status = 204)))]
async fn confirm_many(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiJson(Several { ids }): ApiJson<Several>,
) -> ApiResult<StatusCode> {
    nothing(&caller, state.services.notices.confirm_many(&caller, ids).await)
}

/// The talk about a notice, the oldest first.
#[utoipa::path(get, path = "/notices/{id}/messages", tag = "notices", params(("id" = NoticeId, Path)), responses((status = 200, body = Page<MessageView>)))]
async fn messages(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<NoticeId>,
) -> ApiResult<Json<Page<MessageView>>> {
    let items = state.services.notices.messages(&caller, id).await.map_err(|error| caller.problem(error))?;
    Ok(Json(Page { total: items.len() as u64, items, next_cursor: None }))
}

/// Says something about a notice, to the publisher and every addressed body.
#[utoipa::path(post, path = "/notices/{id}/messages", tag = "notices", params(("id" = NoticeId, Path)), request_body = NewMessage, responses((status = 201, body = Made<MessageId>)))]
async fn post_message(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<NoticeId>,
    ApiJson(NewMessage { text }): ApiJson<NewMessage>,
) -> ApiResult<(StatusCode, Json<Made<MessageId>>)> {
    let id = state.services.notices.post_message(&caller, id, &text).await.map_err(|error| caller.problem(error))?;
    Ok((StatusCode::CREATED, Json(Made { id })))
}

fn nothing(caller: &ApiCaller, done: Result<(), AppError>) -> ApiResult<StatusCode> {
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}
