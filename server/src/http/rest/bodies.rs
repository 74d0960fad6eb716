//! The bodies of the prefecture.

use app::{
    domain::{body::BodyDraft, ids::BodyId, page::Page},
    ports::bodies::{BodyRow, BodyView},
};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiCaller, ApiJson, ApiPath, ApiResult};
use crate::http::AppState;

/// Routes of this resource.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(register))
        .routes(routes!(find, change))
        .routes(routes!(close))
        .routes(routes!(reopen))
}

/// A new body.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeBody {
    /// Its identifier.
    id: BodyId,
}

/// A changed body.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangedBody {
    /// The version that was read.
    version: i32,
    /// What it is from now on.
    #[serde(flatten)]
    draft: BodyDraft,
}

/// Which version was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyVersion {
    /// The version that was read.
    version: i32,
}

/// Every body that exists, in code order.
#[utoipa::path(get, path = "/bodies", tag = "bodies", responses((status = 200, body = Page<BodyRow>)))]
async fn list(State(state): State<AppState>, caller: ApiCaller) -> ApiResult<Json<Page<BodyRow>>> {
    let items = state.services.bodies.bodies(&caller).await.map_err(|error| caller.problem(error))?;
    Ok(Json(Page { total: items.len() as u64, items, next_cursor: None }))
}

/// Every body with what its keepers see, also those that ceased to exist, in code order.
#[utoipa::path(get, path = "/bodies/register", tag = "bodies", responses((status = 200, body = Page<BodyView>)))]
async fn register(State(state): State<AppState>, caller: ApiCaller) -> ApiResult<Json<Page<BodyView>>> {
    let items = state.services.bodies.register(&caller).await.map_err(|error| caller.problem(error))?;
    Ok(Json(Page { total: items.len() as u64, items, next_cursor: None }))
}

/// Adds a body.
#[utoipa::path(post, path = "/bodies", tag = "bodies", request_body = BodyDraft, responses((status = 201, body = MadeBody)))]
async fn create(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiJson(draft): ApiJson<BodyDraft>,
) -> ApiResult<(StatusCode, Json<MadeBody>)> {
    let id = state.services.bodies.create(&caller, draft).await.map_err(|error| caller.problem(error))?;
    Ok((StatusCode::CREATED, Json(MadeBody { id })))
}

/// A body of the register.
#[utoipa::path(get, path = "/bodies/{id}", tag = "bodies", params(("id" = BodyId, Path)), responses((status = 200, body = BodyView)))]
async fn find(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<BodyId>,
) -> ApiResult<Json<BodyView>> {
    state.services.bodies.find(&caller, id).await.map(Json).map_err(|error| caller.problem(error))
}

/// Changes a body.
#[utoipa::path(put, path = "/bodies/{id}", tag = "bodies", params(("id" = BodyId, Path)), request_body = ChangedBody, responses((status = 200, body = BodyView)))]
async fn change(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<BodyId>,
    ApiJson(ChangedBody { version, draft }): ApiJson<ChangedBody>,
) -> ApiResult<Json<BodyView>> {
    let bodies = &state.services.bodies;
    bodies.change(&caller, id, version, draft).await.map_err(|error| caller.problem(error))?;
    bodies.find(&caller, id).await.map(Json).map_err(|error| caller.problem(error))
}

/// Notes that a body ceased to exist. Its people can no longer act for it; what it received and sent stays.
#[utoipa::path(post, path = "/bodies/{id}/close", tag = "bodies", params(("id" = BodyId, Path)), request_body = BodyVersion, responses((status = 204)))]
async fn close(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<BodyId>,
    ApiJson(BodyVersion { version }): ApiJson<BodyVersion>,
) -> ApiResult<StatusCode> {
    let done = state.services.bodies.set_closed(&caller, id, version, true).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Notes that a body exists after all.
#[utoipa::path(post, path = "/bodies/{id}/reopen", tag = "bodies", params(("id" = BodyId, Path)), request_body = BodyVersion, responses((status = 204)))]
async fn reopen(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<BodyId>,
    ApiJson(BodyVersion { version }): ApiJson<BodyVersion>,
) -> ApiResult<StatusCode> {
    let done = state.services.bodies.set_closed(&caller, id, version, false).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}
