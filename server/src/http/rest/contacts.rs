//! The directory.

use app::{
    domain::{
        contact::ContactDraft,
        error::AppError,
        ids::{BodyId, ContactId},
        page::Page,
    },
    ports::contacts::{ContactFilter, ContactRow, DirectoryBody},
};
use axum::{Json, extract::State, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiCaller, ApiJson, ApiPath, ApiQuery, ApiResult};
use crate::http::{
    AppState,
    exports::{attachment, format_of},
};

/// Routes of this resource.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(search))
        .routes(routes!(find, change, remove))
        .routes(routes!(create))
        .routes(routes!(raise))
        .routes(routes!(duties))
        .routes(routes!(bodies))
        .routes(routes!(export))
}

/// What the list is narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Search {
    /// Words that must all be found.
    q: String,
    /// Only this body.
    #[param(value_type = Option<String>)]
    body_id: Option<BodyId>,
    /// Only with this duty.
    duty: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
}

impl Search {
    fn filter(self) -> (ContactFilter, Option<String>) {
        (ContactFilter { body: self.body_id, duty: self.duty, text: self.q }, self.cursor)
    }
}

/// A new entry.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewContact {
    /// The body it belongs to.
    body_id: BodyId,
    /// What is written in it.
    #[serde(flatten)]
    draft: ContactDraft,
}

/// A changed entry.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangedContact {
    /// The version that was read.
    version: i32,
    /// What is written in it now.
    #[serde(flatten)]
    draft: ContactDraft,
}

/// Which version was read.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Version {
    /// The version that was read.
    version: i32,
}

/// The identifier of what was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Made {
    /// The entry.
    id: ContactId,
}

/// Entries of the directory.
#[utoipa::path(get, path = "/contacts", tag = "directory", params(Search), responses((status = 200, body = Page<ContactRow>)))]
async fn search(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiQuery(query): ApiQuery<Search>,
) -> ApiResult<Json<Page<ContactRow>>> {
    let (filter, cursor) = query.filter();
    let page = state.services.contacts.search(&caller, &filter, cursor.as_deref()).await;
    page.map(Json).map_err(|error| caller.problem(error))
}

/// Writes a new entry.
#[utoipa::path(post, path = "/contacts", tag = "directory", request_body = NewContact, responses((status = 201, body = Made)))]
async fn create(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiJson(new): ApiJson<NewContact>,
) -> ApiResult<(StatusCode, Json<Made>)> {
    let id = state.services.contacts.create(&caller, new.body_id, new.draft).await;
    id.map(|id| (StatusCode::CREATED, Json(Made { id }))).map_err(|error| caller.problem(error))
}

/// One entry.
#[utoipa::path(get, path = "/contacts/{id}", tag = "directory", responses((status = 200, body = ContactRow)))]
async fn find(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<ContactId>,
) -> ApiResult<Json<ContactRow>> {
    state.services.contacts.find(&caller, id).await.map(Json).map_err(|error| caller.problem(error))
}

/// Changes an entry.
#[utoipa::path(put, path = "/contacts/{id}", tag = "directory", request_body = ChangedContact, responses((status = 200, body = ContactRow)))]
async fn change(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<ContactId>,
    ApiJson(changed): ApiJson<ChangedContact>,
) -> ApiResult<Json<ContactRow>> {
    let contacts = &state.services.contacts;
    let done = contacts.change(&caller, id, changed.version, changed.draft).await;
    done.map_err(|error| caller.problem(error))?;
    contacts.find(&caller, id).await.map(Json).map_err(|error| caller.problem(error))
}

/// Takes an entry out.
#[utoipa::path(delete, path = "/contacts/{id}", tag = "directory", params(Version), responses((status = 204)))]
async fn remove(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<ContactId>,
    ApiQuery(version): ApiQuery<Version>,
) -> ApiResult<StatusCode> {
    let done = state.services.contacts.remove(&caller, id, version.version).await;
    done.map(|_| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Changes places with the entry above, in the order of the body.
#[utoipa::path(post, path = "/contacts/{id}/raise", tag = "directory", params(("id" = ContactId, Path)), responses((status = 204)))]
async fn raise(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(id): ApiPath<ContactId>,
) -> ApiResult<StatusCode> {
    let done = state.services.contacts.raise(&caller, id).await;
    done.map(|_| StatusCode::NO_CONTENT).map_err(|error| caller.problem(error))
}

/// Every duty that an entry names.
#[utoipa::path(get, path = "/duties", tag = "directory", responses((status = 200, body = Page<String>)))]
async fn duties(State(state): State<AppState>, caller: ApiCaller) -> ApiResult<Json<Page<String>>> {
    let items = state.services.contacts.duties(&caller).await.map_err(|error| caller.problem(error))?;
    Ok(Json(Page { total: items.len() as u64, items, next_cursor: None }))
}

/// Every body with the number of its entries, in code order.
#[utoipa::path(get, path = "/directory", tag = "directory", responses((status = 200, body = Page<DirectoryBody>)))]
async fn bodies(State(state): State<AppState>, caller: ApiCaller) -> ApiResult<Json<Page<DirectoryBody>>> {
    let items = state.services.contacts.bodies(&caller).await.map_err(|error| caller.problem(error))?;
    Ok(Json(Page { total: items.len() as u64, items, next_cursor: None }))
}

/// The directory as a file: `xlsx` or `csv`.
#[utoipa::path(get, path = "/contacts/export/{format}", tag = "directory", params(Search), responses((status = 200, content_type = "application/octet-stream")))]
async fn export(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiPath(format): ApiPath<String>,
    ApiQuery(query): ApiQuery<Search>,
) -> ApiResult<Response> {
    let format = format_of(&format).ok_or_else(|| caller.problem(AppError::NotFound))?;
    let file = state.services.contacts.export(&caller, &query.filter().0, format).await;
    file.map(attachment).map_err(|error| caller.problem(error))
}
