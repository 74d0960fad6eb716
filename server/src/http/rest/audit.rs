//! The audit log.

use app::{
    domain::page::Page,
    ports::audit::{AuditFilter, AuditRow, ChainReport},
};
use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiCaller, ApiQuery, ApiResult};
use crate::http::AppState;

/// Routes of this resource.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(verify))
}

/// What the list is narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Narrowed {
    /// Only actions whose code contains this.
    action: String,
    /// Only objects or persons whose text contains this.
    object: String,
    /// Only what was refused.
    refused: bool,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The newest events.
#[utoipa::path(get, path = "/audit", tag = "audit", params(Narrowed), responses((status = 200, body = Page<AuditRow>)))]
async fn list(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiQuery(narrowed): ApiQuery<Narrowed>,
) -> ApiResult<Json<Page<AuditRow>>> {
    let Narrowed { action, object, refused, cursor } = narrowed;
    let page = state.services.audit.list(&caller, &AuditFilter { action, object, refused }, cursor.as_deref()).await;
    page.map(Json).map_err(|error| caller.problem(error))
}

/// Follows the chain of hashes from the first event to the last.
#[utoipa::path(post, path = "/audit/verify", tag = "audit", responses((status = 200, body = ChainReport)))]
async fn verify(State(state): State<AppState>, caller: ApiCaller) -> ApiResult<Json<ChainReport>> {
    state.services.audit.verify(&caller).await.map(Json).map_err(|error| caller.problem(error))
}
