//! Who the token stands for.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::ApiCaller;
use crate::http::AppState;

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
    OpenApiRouter::new().routes(routes!(me))
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
