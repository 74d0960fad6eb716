//! Notices: writing, publishing, confirming, and the talk about them.

#![expect(missing_docs, reason = "the macro makes a struct of the arguments, whose fields cannot carry docs")]

use leptos::prelude::*;

use super::Next;
use crate::domain::{
    error::AppError,
    ids::{AttachmentId, BodyId, GroupId, NoticeId},
};
#[cfg(feature = "ssr")]
use crate::{
    domain::{
        audience::Audience,
        error::{FieldError, FieldProblem},
        notice::{AttachmentRole, NoticeDraft, split_tags},
    },
    ports::{RequestContext, files::Label},
    routes,
};

/// What is typed about a notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct NoticeForm {
    pub title: String,
    pub number: String,
    pub kind: String,
    pub issued_on: String,
    pub ministry: String,
    pub section: String,
    pub contact: String,
    pub body: String,
    /// Separated by 、 or commas.
    pub tags: String,
    /// `all`, or anything else for the groups and bodies that are ticked.
    pub audience: String,
    pub groups: Vec<GroupId>,
    pub bodies: Vec<BodyId>,
}

#[cfg(feature = "ssr")]
impl From<NoticeForm> for NoticeDraft {
    fn from(form: NoticeForm) -> Self {
        Self {
            tags: split_tags(&form.tags),
            audience: if form.audience == "all" {
                Audience::All
            } else {
                Audience::Chosen { groups: form.groups, bodies: form.bodies }
            },
            title: form.title,
            number: form.number,
            kind: form.kind,
            issued_on: form.issued_on,
            ministry: form.ministry,
            section: form.section,
            contact: form.contact,
            body: form.body,
        }
    }
}

/// Keeps a new draft.
#[server(prefix = "/api/fn", endpoint = "notices/create")]
pub async fn create_notice(#[server(flatten)] notice: NoticeForm) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let id = context.services.notices.create(&context.caller()?, notice.into()).await?;
    Ok(Next::to(routes::done(&routes::notice_edit(id), "notice_saved")))
}

/// Changes a draft. With `then` = `publish` it goes out at once.
#[server(prefix = "/api/fn", endpoint = "notices/save")]
pub async fn save_notice(
    id: NoticeId,
    version: i32,
    #[server(default)] then: String,
    #[server(flatten)] notice: NoticeForm,
) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let caller = context.caller()?;
    let version = context.services.notices.save(&caller, id, version, notice.into()).await?;
    if then != "publish" {
        return Ok(Next::to(routes::done(&routes::notice_edit(id), "notice_saved")));
    }
    context.services.notices.publish(&caller, id, version).await?;
    Ok(Next::to(routes::done(&routes::notice(id), "notice_published")))
}

/// Throws a draft away.
#[server(prefix = "/api/fn", endpoint = "notices/discard")]
pub async fn discard_notice(id: NoticeId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.notices.discard(&context.caller()?, id).await?;
    Ok(Next::to(routes::done(routes::NOTICE_DRAFTS, "notice_discarded")))
}

/// Publishes a draft as it is kept.
#[server(prefix = "/api/fn", endpoint = "notices/publish")]
pub async fn publish_notice(id: NoticeId, version: i32) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.notices.publish(&context.caller()?, id, version).await?;
    Ok(Next::to(routes::done(&routes::notice(id), "notice_published")))
}

/// Withdraws a published notice.
#[server(prefix = "/api/fn", endpoint = "notices/withdraw")]
pub async fn withdraw_notice(id: NoticeId, reason: String) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.notices.withdraw(&context.caller()?, id, &reason).await?;
    Ok(Next::to(routes::done(&routes::notice(id), "notice_withdrawn")))
}

/// Confirms a notice for the own body.
#[server(prefix = "/api/fn", endpoint = "notices/confirm")]
pub async fn confirm_notice(id: NoticeId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.notices.confirm(&context.caller()?, id).await?;
    Ok(Next::to(routes::done(&routes::notice(id), "notice_confirmed")))
}

/// Confirms the ticked notices of a list.
#[server(prefix = "/api/fn", endpoint = "notices/confirm_many")]
pub async fn confirm_notices(#[server(default)] ids: Vec<NoticeId>) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.notices.confirm_many(&context.caller()?, ids).await?;
    Ok(Next::to(routes::done(routes::NOTICES, "notice_confirmed")))
}

/// Says something about a notice.
#[server(prefix = "/api/fn", endpoint = "notices/post_message")]
pub async fn post_message(id: NoticeId, text: String) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.notices.post_message(&context.caller()?, id, &text).await?;
    Ok(Next::to(routes::done(&routes::notice(id), "message_posted")))
}

/// Changes what is said about a file of a draft.
#[server(prefix = "/api/fn", endpoint = "notices/relabel_file")]
pub async fn relabel_file(id: AttachmentId, role: String, description: String) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let unknown = || AppError::Invalid { errors: vec![FieldError::new("role", FieldProblem::UnknownChoice)] };
    let label = Label { role: AttachmentRole::from_code(&role).ok_or_else(unknown)?, description };
    let notice = context.services.files.relabel(&context.caller()?, id, label).await?;
    Ok(Next::to(routes::done(&routes::notice_edit(notice), "file_changed")))
}

/// Moves a file of a draft up (`up` = `true`) or down.
#[server(prefix = "/api/fn", endpoint = "notices/move_file")]
pub async fn move_file(id: AttachmentId, up: bool) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let notice = context.services.files.shift(&context.caller()?, id, up).await?;
    Ok(Next::to(routes::done(&routes::notice_edit(notice), "file_changed")))
}

/// Takes a file off a draft.
#[server(prefix = "/api/fn", endpoint = "notices/remove_file")]
pub async fn remove_file(id: AttachmentId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let notice = context.services.files.detach(&context.caller()?, id).await?;
    Ok(Next::to(routes::done(&routes::notice_edit(notice), "file_removed")))
}
