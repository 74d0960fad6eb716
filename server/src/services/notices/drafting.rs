//! Writing a notice, until it goes out.

use app::{
    domain::{
        calendar::jst_date,
        error::{AppError, ConflictReason, FieldProblem},
        ids::{BodyId, ContactId, NoticeId},
        notice::{NoticeContent, NoticeDraft, NoticeKind, NoticeState, Retention, SealNote},
        policy::{Action, Resource, may},
    },
    ports::{
        Caller,
        contacts::ContactFilter,
        notices::{ContactChoice, DraftView},
    },
};
use futures::FutureExt;
use serde_json::json;

use super::{check_version, locked, object, permitted};
use crate::{
    services::{Core, bodies::known_audience, record},
    store::{
        Db, Tx, attachments, contacts,
        notice_choices::{self, Reader},
        notices,
    },
};

pub(super) async fn blank(core: &Core, caller: &Caller) -> Result<DraftView, AppError> {
    may(&caller.actor, Action::CreateNotice, &Resource::Hub)?;
    let db = core.store.read();
    Ok(DraftView {
        id: None,
        version: 0,
        draft: NoticeDraft {
            kind: NoticeKind::Notification.code().to_owned(),
            issued_on: jst_date(core.clock.now()).to_string(),
            seal: SealNote::None.code().to_owned(),
            retention: Retention::Y5.code().to_owned(),
            ..NoticeDraft::default()
        },
        attachments: Vec::new(),
        updated_at: None,
        known_tags: notice_choices::tags(&db, Reader::Prefecture(caller.actor.body)).await?,
        contacts: contact_choices(&db, caller.actor.body).await?,
        max_file_bytes: core.config.files.max_bytes,
    })
}

pub(super) async fn open(core: &Core, caller: &Caller, id: NoticeId) -> Result<DraftView, AppError> {
    let db = core.store.read();
    let notice = permitted(&db, &caller.actor, id, Action::ReadNotice).await?;
    if notice.state != NoticeState::Draft {
        return Err(AppError::Conflict { reason: ConflictReason::State });
    }
    may(&caller.actor, Action::EditNotice, &notice.resource(false))?;
    Ok(DraftView {
        id: Some(id),
        version: notice.version,
        draft: notice.content.into(),
        attachments: attachments::of_notice(&db, id).await?,
        updated_at: Some(notice.updated_at),
        known_tags: notice_choices::tags(&db, Reader::Prefecture(caller.actor.body)).await?,
        contacts: contact_choices(&db, caller.actor.body).await?,
        max_file_bytes: core.config.files.max_bytes,
    })
}

/// Whom of the own body one can name as the one to ask.
async fn contact_choices(db: &Db<'_>, own: BodyId) -> Result<Vec<ContactChoice>, AppError> {
    let rows = contacts::all(db, &ContactFilter { body: Some(own), ..ContactFilter::default() }).await?;
    Ok(rows.into_iter().map(|row| ContactChoice { id: row.id, label: row.content.place_and_name() }).collect())
}

/// What the directory says of the one to ask, while the entry is there and of the body that writes.
pub(super) async fn directory_line(
    db: &Db<'_>,
    own: BodyId,
    entry: Option<ContactId>,
) -> Result<Option<String>, AppError> {
    let Some(entry) = entry else { return Ok(None) };
    let row = contacts::find(db, entry).await?.filter(|row| row.body_id == own);
    Ok(row.map(|row| row.content.one_line()))
}

/// Refuses a notice that names what does not exist.
async fn known(tx: &Tx, own: BodyId, content: &NoticeContent) -> Result<(), AppError> {
    known_audience(tx, &content.audience).await?;
    known_contact(tx, own, content.contact_id).await.map(drop)
}

/// What the directory says of the one to ask.
///
/// # Errors
/// [`AppError::Invalid`] where the entry is gone or of another body.
pub(super) async fn known_contact(tx: &Tx, own: BodyId, entry: Option<ContactId>) -> Result<Option<String>, AppError> {
    let line = directory_line(&tx.db(), own, entry).await?;
    if entry.is_some() && line.is_none() {
        return Err(AppError::field("contact_id", FieldProblem::UnknownChoice));
    }
    Ok(line)
}

pub(super) async fn create(core: &Core, caller: &Caller, draft: NoticeDraft) -> Result<NoticeId, AppError> {
    may(&caller.actor, Action::CreateNotice, &Resource::Hub)?;
    let content = draft.check(jst_date(core.clock.now())).map_err(|errors| AppError::Invalid { errors })?;
    core.store
        .write((caller.clone(), content), |tx, (caller, content)| {
            async move {
                may(&caller.actor, Action::CreateNotice, &Resource::Hub)?;
                known(tx, caller.actor.body, &content).await?;
                let id = notices::insert(tx, &caller.actor, &content).await?;
                record(tx, &caller, "notice.create", object(id), json!({ "title": content.title })).await?;
                Ok(id)
            }
            .boxed()
        })
        .await
}

pub(super) async fn save(
    core: &Core,
    caller: &Caller,
    id: NoticeId,
    version: i32,
    draft: NoticeDraft,
) -> Result<i32, AppError> {
    // Who may not know of the notice must not learn of it by the list of what is wrong.
    permitted(&core.store.read(), &caller.actor, id, Action::ReadNotice).await?;
    let content = draft.check(jst_date(core.clock.now())).map_err(|errors| AppError::Invalid { errors })?;
    core.store
        .write((caller.clone(), content), move |tx, (caller, content)| {
            async move {
                let notice = locked(tx, &caller.actor, id, Action::EditNotice, NoticeState::Draft).await?;
                check_version(&notice, version)?;
                known(tx, caller.actor.body, &content).await?;
                if !notices::update(tx, id, version, &content).await? {
                    return Err(AppError::Conflict { reason: ConflictReason::Stale });
                }
                record(tx, &caller, "notice.save", object(id), json!({ "version": version + 1 })).await?;
                Ok(version + 1)
            }
            .boxed()
        })
        .await
}

pub(super) async fn discard(core: &Core, caller: &Caller, id: NoticeId) -> Result<(), AppError> {
    core.store
        .write(caller.clone(), move |tx, caller| {
            async move {
                let notice = locked(tx, &caller.actor, id, Action::EditNotice, NoticeState::Draft).await?;
                notices::delete(tx, id).await?;
                record(tx, &caller, "notice.discard", object(id), json!({ "title": notice.content.title })).await
            }
            .boxed()
        })
        .await
}
