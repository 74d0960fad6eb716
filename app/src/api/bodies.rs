//! The register of bodies, and the saved lists of them.

#![expect(missing_docs, reason = "the macro makes a struct of the arguments, whose fields cannot carry docs")]

use leptos::prelude::*;

use super::Next;
use crate::domain::{
    error::AppError,
    ids::{BodyId, GroupId},
};
#[cfg(feature = "ssr")]
use crate::{
    domain::body::BodyDraft,
    ports::{RequestContext, bodies::GroupDraft},
    routes,
};

/// What is typed about a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct BodyForm {
    pub code: String,
    pub kind: String,
    pub name: String,
    pub reading: String,
    pub name_en: String,
}

#[cfg(feature = "ssr")]
impl From<BodyForm> for BodyDraft {
    fn from(form: BodyForm) -> Self {
        Self { code: form.code, kind: form.kind, name: form.name, reading: form.reading, name_en: form.name_en }
    }
}

/// Adds a body.
#[server(prefix = "/api/fn", endpoint = "bodies/create")]
pub async fn create_body(#[server(flatten)] body: BodyForm) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.bodies.create(&context.caller()?, body.into()).await?;
    Ok(Next::to(routes::done(routes::ADMIN_BODIES, "body_saved")))
}

/// Changes a body.
#[server(prefix = "/api/fn", endpoint = "bodies/save")]
pub async fn save_body(id: BodyId, version: i32, #[server(flatten)] body: BodyForm) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.bodies.change(&context.caller()?, id, version, body.into()).await?;
    Ok(Next::to(routes::done(routes::ADMIN_BODIES, "body_saved")))
}

/// Notes that a body ceased to exist (`closed` = `true`), or that it exists after all.
#[server(prefix = "/api/fn", endpoint = "bodies/set_closed")]
pub async fn set_body_closed(id: BodyId, version: i32, closed: bool) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.bodies.set_closed(&context.caller()?, id, version, closed).await?;
    let done = if closed { "body_closed" } else { "body_reopened" };
    Ok(Next::to(routes::done(routes::ADMIN_BODIES, done)))
}

/// Saves a new list.
#[server(prefix = "/api/fn", endpoint = "groups/create")]
pub async fn create_group(
    #[server(default)] name: String,
    #[server(default)] members: Vec<BodyId>,
) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.bodies.create_group(&context.caller()?, GroupDraft { name, members }).await?;
    Ok(Next::to(routes::done(routes::ADMIN_GROUPS, "group_saved")))
}

/// Changes a list.
#[server(prefix = "/api/fn", endpoint = "groups/save")]
pub async fn save_group(
    id: GroupId,
    #[server(default)] version: Option<i32>,
    #[server(default)] name: String,
    #[server(default)] members: Vec<BodyId>,
) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.bodies.change_group(&context.caller()?, id, version, GroupDraft { name, members }).await?;
    Ok(Next::to(routes::done(routes::ADMIN_GROUPS, "group_saved")))
}

/// Removes a list.
#[server(prefix = "/api/fn", endpoint = "groups/delete")]
pub async fn delete_group(id: GroupId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.bodies.delete_group(&context.caller()?, id).await?;
    Ok(Next::to(routes::done(routes::ADMIN_GROUPS, "group_deleted")))
}
