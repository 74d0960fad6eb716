//! Sending a notice out, and taking it back.

use app::{
    domain::{
        calendar::jst_date,
        error::{AppError, ConflictReason, FieldProblem},
        ids::NoticeId,
        notice::{NoticeState, REASON_MAX, contact_line},
        page::Page,
        policy::{Action, Resource, may},
        text_rules::multi_line,
    },
    ports::{
        Caller,
        notices::{NoticeFilter, SentRow},
    },
};
use futures::FutureExt;
use serde_json::json;

use super::{check_version, drafting::known_contact, locked, object, permitted, place};
use crate::{
    services::{
        Core,
        announcing::{self, Occasion},
        record,
    },
    store::{Tx, attachments, deliveries, groups, notice_lists, notices},
};

pub(super) async fn sent(
    core: &Core,
    caller: &Caller,
    drafts: bool,
    filter: &NoticeFilter,
    cursor: Option<&str>,
) -> Result<Page<SentRow>, AppError> {
    let actor = &caller.actor;
    let (db, after) = (core.store.read(), place(cursor)?);
    if drafts {
        may(actor, Action::CreateNotice, &Resource::Hub)?;
        return notice_lists::drafts(&db, actor.body, filter, after).await;
    }
    may(actor, Action::ReadSent, &Resource::Hub)?;
    notice_lists::published(&db, actor.is_collector().then_some(actor.body), filter, after).await
}

pub(super) async fn publish(core: &Core, caller: &Caller, id: NoticeId, version: i32) -> Result<(), AppError> {
    core.store
        .write(caller.clone(), move |tx, caller| {
            async move {
                let notice = locked(tx, &caller.actor, id, Action::PublishNotice, NoticeState::Draft).await?;
                check_version(&notice, version)?;
                let files = usize::try_from(notice.attachments).unwrap_or(usize::MAX);
                AppError::check(notice.content.publish_problems(files, jst_date(tx.now())))?;
                let entry = known_contact(tx, notice.owner, notice.content.contact_id).await?;
                let bodies = groups::resolve(&tx.db(), &notice.content.audience, notice.owner).await?;
                if bodies.is_empty() {
                    return Err(AppError::field("audience", FieldProblem::NoAudience));
                }
                // People move on; whom to ask about this notice stays as it was said on this day.
                let contact = contact_line(entry, notice.content.contact.as_deref());
                if !notices::publish(tx, id, version, bodies.len(), contact).await? {
                    return Err(AppError::Conflict { reason: ConflictReason::Stale });
                }
                deliveries::insert(tx, id, &bodies, notice.content.needs_confirm, &caller.actor).await?;
                index(tx, id).await?;
                announcing::queue(tx, id, Occasion::Published).await?;
                record(
                    tx,
                    &caller,
                    "notice.publish",
                    object(id),
                    json!({
                        "bodies": bodies.len(), "before": NoticeState::Draft, "after": NoticeState::Published,
                    }),
                )
                .await
            }
            .boxed()
        })
        .await
}

pub(super) async fn withdraw(core: &Core, caller: &Caller, id: NoticeId, reason: &str) -> Result<(), AppError> {
    permitted(&core.store.read(), &caller.actor, id, Action::ReadNotice).await?;
    let reason = multi_line(reason, REASON_MAX)
        .and_then(|reason| reason.ok_or(FieldProblem::Required))
        .map_err(|problem| AppError::field("reason", problem))?;
    core.store
        .write((caller.clone(), reason), move |tx, (caller, reason)| {
            async move {
                let notice = locked(tx, &caller.actor, id, Action::WithdrawNotice, NoticeState::Published).await?;
                if !notices::withdraw(tx, id, notice.version, &reason).await? {
                    return Err(AppError::Conflict { reason: ConflictReason::State });
                }
                deliveries::withdraw(tx, id, &caller.actor, &reason).await?;
                index(tx, id).await?;
                record(
                    tx,
                    &caller,
                    "notice.withdraw",
                    object(id),
                    json!({
                        "reason": reason, "before": NoticeState::Published, "after": NoticeState::Withdrawn,
                    }),
                )
                .await
            }
            .boxed()
        })
        .await
}

/// Has the index read the notice and its files again.
async fn index(tx: &Tx, id: NoticeId) -> Result<(), AppError> {
    tx.index_change(object(id)).await?;
    for file in attachments::of_notice(&tx.db(), id).await? {
        tx.index_change(format!("attachment:{}", file.id)).await?;
    }
    Ok(())
}
