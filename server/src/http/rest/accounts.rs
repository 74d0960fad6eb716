//! The people who sign in. An account is named by its body and its identifier: what is done concerns its role there.

use app::{
    domain::{
        account::AccountDraft,
        ids::{AccountId, BodyId},
        page::Page,
    },
    ports::accounts::AccountRow,
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
        .routes(routes!(list, invite))
        .routes(routes!(find, change, leave))
        .routes(routes!(enable))
        .routes(routes!(disable))
        .routes(routes!(send_link))
        .routes(routes!(end_sessions))
}

/// Which body; the caller's own where none is named.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OfBody {
    /// The body; the caller's own where none is named.
    #[param(value_type = Option<String>)]
    body_id: Option<BodyId>,
}

impl OfBody {
    fn or_own(&self, caller: &ApiCaller) -> BodyId {
        self.body_id.unwrap_or(caller.actor.body)
    }
}

/// A changed account. The mail address does not change.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangedAccount {
    /// The version that was read.
    version: i32,
    /// What it is from now on.
    #[serde(flatten)]
    draft: AccountDraft,
}

/// An invited person.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeAccount {
    /// The account.
    id: AccountId,
}

/// The accounts of a body, in the order of their readings.
#[utoipa::path(get, path = "/accounts", tag = "accounts", params(OfBody), responses((status = 200, body = Page<AccountRow>)))]
async fn list(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiQuery(of): ApiQuery<OfBody>,
) -> ApiResult<Json<Page<AccountRow>>> {
    let found = state.services.accounts.of_body(&caller, of.or_own(&caller)).await;
    let items = found.map_err(|error| caller.problem(error))?.accounts;
    Ok(Json(Page { total: items.len() as u64, items, next_cursor: None }))
}

/// Invites somebody by a mail with a link.
#[utoipa::path(post, path = "/accounts", tag = "accounts", params(OfBody), request_body = AccountDraft, responses((status = 201, body = MadeAccount)))]
async fn invite(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiQuery(of): ApiQuery<OfBody>,
    ApiJson(draft): ApiJson<AccountDraft>,
) -> ApiResult<(StatusCode, Json<MadeAccount>)> {
    let id = state.services.accounts.invite(&caller, of.or_own(&caller), draft).await;
    id.map(|id| (StatusCode::CREATED, Json(MadeAccount { id }))).map_err(|error| caller.problem(error))
}

/// An account of a body.
#[utoipa::path(get, path = "/accounts/{id}", tag = "accounts", params(("id" = AccountId, Path), OfBody), responses((status = 200, body = AccountRow)))]
async fn find(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AccountId>,
    ApiQuery(of): ApiQuery<OfBody>,
) -> ApiResult<Json<AccountRow>> {
    let found = state.services.accounts.find(&caller, of.or_own(&caller), id).await;
    found.map(Json).map_err(|error| caller.problem(error))
}

/// Changes name, reading and role.
#[utoipa::path(put, path = "/accounts/{id}", tag = "accounts", params(("id" = AccountId, Path), OfBody), request_body = ChangedAccount, responses((status = 200, body = AccountRow)))]
async fn change(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AccountId>,
    ApiQuery(of): ApiQuery<OfBody>,
    ApiJson(ChangedAccount { version, draft }): ApiJson<ChangedAccount>,
) -> ApiResult<Json<AccountRow>> {
    let (accounts, body) = (&state.services.accounts, of.or_own(&caller));
    accounts.change(&caller, body, id, version, draft).await.map_err(|error| caller.problem(error))?;
    accounts.find(&caller, body, id).await.map(Json).map_err(|error| caller.problem(error))
}

/// Takes the role in the body away.
#[utoipa::path(delete, path = "/accounts/{id}", tag = "accounts", params(("id" = AccountId, Path), OfBody), responses((status = 204)))]
async fn leave(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AccountId>,
    ApiQuery(of): ApiQuery<OfBody>,
) -> ApiResult<StatusCode> {
    let done = state.services.accounts.leave(&caller, of.or_own(&caller), id).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Lets the account sign in again.
#[utoipa::path(post, path = "/accounts/{id}/enable", tag = "accounts", params(("id" = AccountId, Path), OfBody), responses((status = 204)))]
async fn enable(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AccountId>,
    ApiQuery(of): ApiQuery<OfBody>,
) -> ApiResult<StatusCode> {
    let done = state.services.accounts.set_enabled(&caller, of.or_own(&caller), id, true).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Keeps the account from signing in and ends its sessions.
#[utoipa::path(post, path = "/accounts/{id}/disable", tag = "accounts", params(("id" = AccountId, Path), OfBody), responses((status = 204)))]
async fn disable(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AccountId>,
    ApiQuery(of): ApiQuery<OfBody>,
) -> ApiResult<StatusCode> {
    let done = state.services.accounts.set_enabled(&caller, of.or_own(&caller), id, false).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Mails a link to set a password: an invitation while none was used, else a reset.
#[utoipa::path(post, path = "/accounts/{id}/send_link", tag = "accounts", params(("id" = AccountId, Path), OfBody), responses((status = 204)))]
async fn send_link(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AccountId>,
    ApiQuery(of): ApiQuery<OfBody>,
) -> ApiResult<StatusCode> {
    let done = state.services.accounts.send_link(&caller, of.or_own(&caller), id).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Ends every session of the account and makes its tokens void; those of one body only for who does not administer all.
#[utoipa::path(post, path = "/accounts/{id}/end_sessions", tag = "accounts", params(("id" = AccountId, Path), OfBody), responses((status = 204)))]
async fn end_sessions(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<AccountId>,
    ApiQuery(of): ApiQuery<OfBody>,
) -> ApiResult<StatusCode> {
    let done = state.services.accounts.end_sessions(&caller, of.or_own(&caller), id).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}
