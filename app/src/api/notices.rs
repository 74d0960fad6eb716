//! Notices: writing, publishing, confirming, and the talk about them.

#![expect(missing_docs, reason = "the macro makes a struct of the arguments, whose fields cannot carry docs")]

use leptos::prelude::*;

use super::{
    Next,
    pairs::{Pairs, takes_pairs},
};
use crate::domain::{
    error::AppError,
    ids::{BodyId, GroupId, NoticeId},
};
#[cfg(feature = "ssr")]
use crate::{
    api::pairs::{all, every, required},
    domain::{
        audience::Audience,
        error::FieldProblem,
        ids::{AttachmentId, ContactId},
        law::split_laws,
        notice::{AttachmentRole, NoticeDraft, split_tags},
    },
    ports::{RequestContext, files::Label},
    routes,
};

takes_pairs!(SaveNotice);

/// What is typed about a notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct NoticeForm {
    pub title: String,
    pub number: String,
    pub kind: String,
    pub issued_on: String,
    pub effective_on: String,
    pub received_on: String,
    pub seal: String,
    pub ministry: String,
    pub section: String,
    /// A line each.
    pub laws: String,
    /// An entry of the directory, or blank.
    pub contact_id: String,
    pub contact: String,
    /// `no` where nobody is asked to confirm it.
    pub needs_confirm: String,
    pub confirm_by: String,
    pub retention: String,
    pub body: String,
    /// Separated by 、 or commas.
    pub tags: String,
    /// `all`, or anything else for the groups and bodies that are ticked.
    pub audience: String,
    pub groups: Vec<GroupId>,
    pub bodies: Vec<BodyId>,
}

#[cfg(feature = "ssr")]
impl NoticeForm {
    /// What a form holds besides the files.
    fn read(fields: &[(String, String)]) -> Result<Self, AppError> {
        let text = |name: &str| every(fields, name).next().unwrap_or_default().to_owned();
        Ok(Self {
            title: text("title"),
            number: text("number"),
            kind: text("kind"),
            issued_on: text("issued_on"),
            effective_on: text("effective_on"),
            received_on: text("received_on"),
            seal: text("seal"),
            ministry: text("ministry"),
            section: text("section"),
            laws: text("laws"),
            contact_id: text("contact_id"),
            contact: text("contact"),
            needs_confirm: text("needs_confirm"),
            confirm_by: text("confirm_by"),
            retention: text("retention"),
            body: text("body"),
            tags: text("tags"),
            audience: text("audience"),
            groups: all(fields, "groups[]")?,
            bodies: all(fields, "bodies[]")?,
        })
    }
}

#[cfg(feature = "ssr")]
impl TryFrom<NoticeForm> for NoticeDraft {
    type Error = AppError;

    fn try_from(form: NoticeForm) -> Result<Self, AppError> {
        let contact_id = (!form.contact_id.is_empty()).then(|| form.contact_id.parse::<ContactId>()).transpose();
        Ok(Self {
            contact_id: contact_id.map_err(|_| AppError::field("contact_id", FieldProblem::UnknownChoice))?,
            needs_confirm: form.needs_confirm != "no",
            laws: split_laws(&form.laws),
            tags: split_tags(&form.tags),
            audience: Audience::typed(&form.audience, form.groups, form.bodies)
                .map_err(|problem| AppError::field("audience", problem))?,
            title: form.title,
            number: form.number,
            kind: form.kind,
            issued_on: form.issued_on,
            effective_on: form.effective_on,
            received_on: form.received_on,
            seal: form.seal,
            ministry: form.ministry,
            section: form.section,
            contact: form.contact,
            confirm_by: form.confirm_by,
            retention: form.retention,
            body: form.body,
        })
    }
}

/// What is said about each file, when it is right: `files[<id>][role]` and `files[<id>][description]`.
#[cfg(feature = "ssr")]
fn labels(fields: &[(String, String)]) -> Result<Vec<(AttachmentId, Label)>, AppError> {
    let roles =
        fields.iter().filter_map(|(name, role)| Some((name.strip_prefix("files[")?.strip_suffix("][role]")?, role)));
    let label = |(id, role): (&str, &String)| {
        let file = id.parse().map_err(|_| AppError::Malformed { at: "files".to_owned() })?;
        let unknown = || AppError::field(format!("files[{id}][role]"), FieldProblem::UnknownChoice);
        let role = AttachmentRole::from_code(role).ok_or_else(unknown)?;
        let description = every(fields, &format!("files[{id}][description]")).next().unwrap_or_default().to_owned();
        let wrong = |problem| AppError::field(format!("files[{id}][description]"), problem);
        Ok((file, Label { role, description }.checked().map_err(wrong)?))
    };
    roles.map(label).collect()
}

/// Keeps a new draft.
#[server(prefix = "/api/fn", endpoint = "notices/create")]
pub async fn create_notice(#[server(flatten)] notice: NoticeForm) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let id = context.services.notices.create(&context.caller()?, notice.try_into()?).await?;
    Ok(Next::to(routes::done(&routes::notice_edit(id), "notice_saved")))
}

/// Changes a draft and what is said about its files. Then it does what the button says: `check` goes on to the last
/// look, `up:…`, `down:…` and `remove:…` change a file.
#[server(prefix = "/api/fn", endpoint = "notices/save", input = Pairs)]
pub async fn save_notice(fields: Vec<(String, String)>) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let (caller, services) = (context.caller()?, &context.services);
    let (id, version): (NoticeId, i32) = (required(&fields, "id")?, required(&fields, "version")?);
    let (draft, labels) = (NoticeForm::read(&fields)?.try_into()?, labels(&fields)?);
    let then = every(&fields, "then").next().unwrap_or_default();
    services.notices.save(&caller, id, version, draft).await?;
    services.files.relabel_all(&caller, id, labels).await?;
    let file = |id: &str| id.parse::<AttachmentId>().map_err(|_| AppError::Malformed { at: "then".to_owned() });
    let changed = match then.split_once(':') {
        None if then == "check" => return Ok(Next::to(routes::notice_preview(id))),
        Some(("up", which)) => services.files.shift(&caller, file(which)?, true).await.map(|_| "file_changed"),
        Some(("down", which)) => services.files.shift(&caller, file(which)?, false).await.map(|_| "file_changed"),
        Some(("remove", which)) => services.files.detach(&caller, file(which)?).await.map(|_| "file_removed"),
        _ => Ok("notice_saved"),
    };
    let done = match changed {
        // A colleague has removed the file meanwhile. The text is saved.
        Err(AppError::NotFound) => "notice_saved",
        other => other?,
    };
    let place = if done == "notice_saved" { "" } else { "#files" };
    Ok(Next::to(format!("{}{place}", routes::done(&routes::notice_edit(id), done))))
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
    let count = ids.len();
    context.services.notices.confirm_many(&context.caller()?, ids).await?;
    let list = routes::same_view(&context.path, routes::NOTICES);
    Ok(Next::to(routes::done_times(&list, "notices_confirmed", count)))
}

/// Says something about a notice.
#[server(prefix = "/api/fn", endpoint = "notices/post_message")]
pub async fn post_message(id: NoticeId, text: String) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.notices.post_message(&context.caller()?, id, &text).await?;
    Ok(Next::to(routes::done(&routes::notice(id), "message_posted")))
}
