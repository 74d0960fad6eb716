//! Who the token stands for, and what that account may do with itself.

use app::{domain::page::Page, ports::session::SessionRow};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{ApiCaller, ApiJson, ApiPath, ApiResult};
use crate::http::AppState;

/// A call of REST has no session of its own.
const NO_SESSION: &str = "";

/// Who the token stands for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The account.
    account_id: Uuid,
    /// Its name.
    name: String,
    /// The body it acts for.
    body_id: Uuid,
    /// Its name.
    body_name: String,
    /// Code of the role.
    role: &'static str,
}

/// Routes of this resource.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(me))
        .routes(routes!(sessions))
        .routes(routes!(end_session))
        .routes(routes!(change_password))
}

/// A new password. It ends every session of the account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The password until now.
    current: String,
    /// The new one.
    new: String,
}

/// Who the token stands for.
#[utoipa::path(get, path = "/me", tag = "session", responses((status = 200, body = Me)))]
async fn me(caller: ApiCaller) -> Json<Me> {
    let actor = &caller.actor;
    Json(Me {
        account_id: actor.account.0,
        name: actor.name.clone(),
        body_id: actor.body.0,
        body_name: actor.body_name.clone(),
        role: actor.role.code(),
    })
}

/// The sessions of the account, in browsers.
#[utoipa::path(get, path = "/me/sessions", tag = "session", responses((status = 200, body = Page<SessionRow>)))]
async fn sessions(State(state): State<AppState>, caller: ApiCaller) -> ApiResult<Json<Page<SessionRow>>> {
    let rows = state.services.session.sessions(&caller, NO_SESSION).await;
    let items = rows.map_err(|error| caller.problem(error))?;
    Ok(Json(Page { total: items.len() as u64, items, next_cursor: None }))
}

/// Ends a session of the account.
#[utoipa::path(delete, path = "/me/sessions/{handle}", tag = "session", params(("handle" = String, Path)), responses((status = 204)))]
async fn end_session(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(handle): ApiPath<String>,
) -> ApiResult<StatusCode> {
    let ended = state.services.session.end_session(&caller, &handle).await;
    ended.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Changes the password of the account and ends all of its sessions.
#[utoipa::path(put, path = "/me/password", tag = "session", request_body = NewPassword, responses((status = 204)))]
async fn change_password(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiJson(NewPassword { current, new }): ApiJson<NewPassword>,
) -> ApiResult<StatusCode> {
    let changed = state.services.session.change_password(&caller, NO_SESSION, &current, &new, &new).await;
    changed.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}
