//! How far a notice has come at the bodies, for its publisher.

use app::{
    domain::{
        ids::{BodyId, NoticeId},
        ladder::LadderFilter,
        page::Page,
    },
    ports::{
        notices::Progress,
        reach::{CallRow, HistoryRow, Ladder, LadderCounts, LadderRow, Reminded},
    },
};
use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiCaller, ApiPath, ApiQuery, ApiResult};
use crate::http::AppState;

/// Routes of this resource.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(deliveries))
        .routes(routes!(events))
        .routes(routes!(remind))
        .routes(routes!(call_sheet))
}

/// Which bodies are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StepParams {
    /// `all`, `unconfirmed`, `unread`, `opened` or `confirmed`.
    #[param(value_type = Option<LadderFilter>)]
    state: Option<LadderFilter>,
}

/// A notice at the bodies.
#[derive(Debug, Serialize, ToSchema)]
pub struct Deliveries {
    /// How many have seen it, of all bodies.
    progress: Progress,
    /// How many are on each step, of all bodies.
    counts: LadderCounts,
    /// How many would be reminded now: their confirmation is waited for, and they were not reminded today.
    remindable: u32,
    /// A row per body that was asked for, in code order.
    items: Vec<LadderRow>,
}

/// The notice at the bodies, for its publisher.
#[utoipa::path(get, path = "/notices/{id}/deliveries", tag = "notices", params(("id" = NoticeId, Path), StepParams), responses((status = 200, body = Deliveries)))]
async fn deliveries(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<NoticeId>,
    ApiQuery(params): ApiQuery<StepParams>,
) -> ApiResult<Json<Deliveries>> {
    let filter = params.state.unwrap_or(LadderFilter::All);
    let ladder = state.services.reach.ladder(&caller, id, filter).await.map_err(|error| caller.problem(error))?;
    let Ladder { progress, counts, remindable, rows, .. } = ladder;
    Ok(Json(Deliveries { progress, counts, remindable, items: rows }))
}

/// What happened to the notice at one body, the oldest first.
#[utoipa::path(get, path = "/notices/{id}/deliveries/{body}/events", tag = "notices", params(("id" = NoticeId, Path), ("body" = BodyId, Path)), responses((status = 200, body = Page<HistoryRow>)))]
async fn events(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath((id, body)): ApiPath<(NoticeId, BodyId)>,
) -> ApiResult<Json<Page<HistoryRow>>> {
    let items = state.services.reach.history(&caller, id, body).await.map_err(|error| caller.problem(error))?.rows;
    Ok(Json(Page { total: items.len() as u64, items, next_cursor: None }))
}

/// Reminds the bodies that have not confirmed the notice, each once a day.
#[utoipa::path(post, path = "/notices/{id}/reminders", tag = "notices", params(("id" = NoticeId, Path)), responses((status = 200, body = Reminded)))]
async fn remind(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<NoticeId>,
) -> ApiResult<Json<Reminded>> {
    state.services.reach.remind(&caller, id).await.map(Json).map_err(|error| caller.problem(error))
}

/// The bodies that have not confirmed the notice and whom to call there.
#[utoipa::path(get, path = "/notices/{id}/call_sheet", tag = "notices", params(("id" = NoticeId, Path)), responses((status = 200, body = Page<CallRow>)))]
async fn call_sheet(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<NoticeId>,
) -> ApiResult<Json<Page<CallRow>>> {
    let items = state.services.reach.call_sheet(&caller, id).await.map_err(|error| caller.problem(error))?.rows;
    Ok(Json(Page { total: items.len() as u64, items, next_cursor: None }))
}
