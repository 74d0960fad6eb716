//! Sending a notice out, seeing how far it has come, and taking it back.

use app::{
    domain::{
        error::{AppError, ConflictReason, FieldProblem},
        ids::{BodyId, NoticeId},
        notice::{NoticeState, REASON_MAX},
        page::Page,
        policy::{Action, Resource, may},
        text_rules::multi_line,
    },
    ports::{
        Caller,
        notices::{DeliveryTable, NoticeFilter, Progress, SentRow},
    },
    routes,
};
use futures::FutureExt;
use serde_json::json;

use super::{check_version, locked, object, permitted, place};
use crate::{
    mail::texts,
    services::{Core, record},
    store::{Tx, addressees, attachments, deliveries, groups, notice_lists, notices, notices::Notice},
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
    let link = format!("{}{}", core.config.http.public_url, routes::notice(id));
    core.store
        .write((caller.clone(), link), move |tx, (caller, link)| {
            async move {
                let notice = locked(tx, &caller.actor, id, Action::PublishNotice, NoticeState::Draft).await?;
                check_version(&notice, version)?;
                let files = usize::try_from(notice.attachments).unwrap_or(usize::MAX);
                AppError::check(notice.content.publish_problems(files))?;
                let bodies = groups::resolve(&tx.db(), &notice.content.audience, notice.owner).await?;
                if bodies.is_empty() {
                    return Err(AppError::field("audience", FieldProblem::NoAudience));
                }
                if !notices::publish(tx, id, version, bodies.len()).await? {
                    return Err(AppError::Conflict { reason: ConflictReason::Stale });
                }
                deliveries::insert(tx, id, &bodies).await?;
                announce(tx, id).await?;
                tell(tx, &caller, &notice, &bodies, &link).await?;
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
                deliveries::withdraw(tx, id).await?;
                announce(tx, id).await?;
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
async fn announce(tx: &Tx, id: NoticeId) -> Result<(), AppError> {
    tx.index_change(object(id)).await?;
    for file in attachments::of_notice(&tx.db(), id).await? {
        tx.index_change(format!("attachment:{}", file.id)).await?;
    }
    Ok(())
}

/// Tells the people of the addressed bodies, each by a mail of their own.
async fn tell(tx: &Tx, caller: &Caller, notice: &Notice, bodies: &[BodyId], link: &str) -> Result<(), AppError> {
    let recipients = addressees::everybody(&tx.db(), bodies).await?;
    let sender = &caller.actor.body_name;
    tx.mails(recipients.iter().map(|to| texts::notice_published(to, notice, sender, link))).await
}

pub(super) async fn deliveries(core: &Core, caller: &Caller, id: NoticeId) -> Result<DeliveryTable, AppError> {
    let db = core.store.read();
    let notice = permitted(&db, &caller.actor, id, Action::ReadDeliveries).await?;
    let rows = deliveries::table(&db, id).await?;
    let count = |counts: &dyn Fn(&app::ports::notices::DeliveryView) -> bool| {
        u32::try_from(rows.iter().filter(|row| counts(&row.delivery)).count()).unwrap_or(u32::MAX)
    };
    let progress = Progress {
        bodies: count(&|_| true),
        opened: count(&|delivery| delivery.opened_at.is_some()),
        confirmed: count(&|delivery| delivery.state.is_confirmed()),
    };
    Ok(DeliveryTable { id, title: notice.content.title, number: notice.content.number, progress, rows })
}
