//! The caller's own tokens and log-ins.

use app::{
    domain::{ids::TokenId, page::Page},
    ports::tokens::{NewToken, SignIn, TokenDraft, TokenRow},
};
use axum::{Json, extract::State, http::StatusCode};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiCaller, ApiJson, ApiPath, ApiResult};
use crate::http::AppState;

/// Routes of this resource.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(revoke)).routes(routes!(sign_ins))
}

/// The caller's tokens that are valid, newest first.
#[utoipa::path(get, path = "/tokens", tag = "session", responses((status = 200, body = Page<TokenRow>)))]
async fn list(State(state): State<AppState>, caller: ApiCaller) -> ApiResult<Json<Page<TokenRow>>> {
    let items = state.services.tokens.list(&caller).await.map_err(|error| caller.problem(error))?;
    Ok(Json(Page { total: items.len() as u64, items, next_cursor: None }))
}

/// Makes a token. This answer is the only one that holds its secret.
#[utoipa::path(post, path = "/tokens", tag = "session", request_body = TokenDraft, responses((status = 201, body = NewToken)))]
async fn create(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiJson(draft): ApiJson<TokenDraft>,
) -> ApiResult<(StatusCode, Json<NewToken>)> {
    let made = state.services.tokens.create(&caller, draft).await;
    made.map(|token| (StatusCode::CREATED, Json(token))).map_err(|error| caller.problem(error))
}

/// Makes a token void.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "session", params(("id" = TokenId, Path)), responses((status = 204)))]
async fn revoke(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<TokenId>,
) -> ApiResult<StatusCode> {
    let done = state.services.tokens.revoke(&caller, id).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// The newest log-ins of the caller, refused ones included.
#[utoipa::path(get, path = "/sign_ins", tag = "session", responses((status = 200, body = Page<SignIn>)))]
async fn sign_ins(State(state): State<AppState>, caller: ApiCaller) -> ApiResult<Json<Page<SignIn>>> {
    let items = state.services.tokens.sign_ins(&caller).await.map_err(|error| caller.problem(error))?;
    Ok(Json(Page { total: items.len() as u64, items, next_cursor: None }))
}
