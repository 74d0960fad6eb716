//! Saved lists of bodies.

use app::{
    domain::{ids::GroupId, page::Page},
    ports::bodies::{AudienceChoices, GroupDraft, GroupView},
};
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiCaller, ApiJson, ApiPath, ApiResult};
use crate::http::AppState;

/// Routes of this resource.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(change, delete)).routes(routes!(audience))
}

/// A new list.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeGroup {
    /// Its identifier.
    id: GroupId,
}

/// The saved lists of bodies, in their order.
#[utoipa::path(get, path = "/groups", tag = "bodies", responses((status = 200, body = Page<GroupView>)))]
async fn list(State(state): State<AppState>, caller: ApiCaller) -> ApiResult<Json<Page<GroupView>>> {
    let items = state.services.bodies.groups(&caller).await.map_err(|error| caller.problem(error))?;
    Ok(Json(Page { total: items.len() as u64, items, next_cursor: None }))
}

/// Saves a new list.
#[utoipa::path(post, path = "/groups", tag = "bodies", request_body = GroupDraft, responses((status = 201, body = MadeGroup)))]
async fn create(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiJson(draft): ApiJson<GroupDraft>,
) -> ApiResult<(StatusCode, Json<MadeGroup>)> {
    let id = state.services.bodies.create_group(&caller, draft).await.map_err(|error| caller.problem(error))?;
    Ok((StatusCode::CREATED, Json(MadeGroup { id })))
}

/// Changes a list.
#[utoipa::path(put, path = "/groups/{id}", tag = "bodies", params(("id" = GroupId, Path)), request_body = GroupDraft, responses((status = 204)))]
async fn change(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<GroupId>,
    ApiJson(draft): ApiJson<GroupDraft>,
) -> ApiResult<StatusCode> {
    let changed = state.services.bodies.change_group(&caller, id, None, draft).await;
    changed.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Removes a list.
#[utoipa::path(delete, path = "/groups/{id}", tag = "bodies", params(("id" = GroupId, Path)), responses((status = 204)))]
async fn delete(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<GroupId>,
) -> ApiResult<StatusCode> {
    let deleted = state.services.bodies.delete_group(&caller, id).await;
    deleted.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Who can be addressed: the saved lists, and every body but the own.
#[utoipa::path(get, path = "/audience", tag = "bodies", responses((status = 200, body = AudienceChoices)))]
async fn audience(State(state): State<AppState>, caller: ApiCaller) -> ApiResult<Json<AudienceChoices>> {
    state.services.bodies.audience_choices(&caller).await.map(Json).map_err(|error| caller.problem(error))
}
