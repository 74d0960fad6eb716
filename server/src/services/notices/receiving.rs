//! A notice at the body it is for: finding, opening and confirming it.

use std::sync::Arc;

use app::{
    domain::{
        calendar::jst_date,
        error::{AppError, FieldProblem},
        ids::NoticeId,
        notice::{NoticeState, contact_line},
        page::PAGE_SIZE,
        policy::{Action, Resource, may},
    },
    ports::{
        Caller,
        inbox::InboxPage,
        notices::{DeliveryView, FilterChoices, NoticeFilter, NoticeView, Progress, Waiting},
    },
};
use futures::FutureExt;
use serde_json::json;

use super::{
    drafting::directory_line,
    locked, object, permitted, place,
    remembered::{Kept, PageKey},
};
use crate::{
    markup,
    services::{Core, record},
    store::{
        Db, attachments, bodies, deliveries, messages, notice_choices, notice_choices::Reader, notice_lists, notices,
        notices::Notice,
    },
};

pub(super) async fn inbox(
    core: &Core,
    caller: &Caller,
    filter: &NoticeFilter,
    cursor: Option<&str>,
) -> Result<Arc<InboxPage>, AppError> {
    may(&caller.actor, Action::ReadInbox, &Resource::Hub)?;
    let (body, after) = (caller.actor.body, place(cursor)?);
    let key: PageKey = (body, filter.clone(), cursor.map(str::to_owned), jst_date(core.clock.now()));
    let read = async {
        let rows = notice_lists::inbox(&core.store.read(), body, filter, after).await?;
        Ok(Arc::new(InboxPage::new(rows)))
    };
    let find = |kept: &Kept| kept.pages.get(&key).cloned();
    let keep = |kept: &mut Kept, page| drop(kept.pages.insert(key.clone(), page));
    core.lists.get(&core.store, find, keep, read).await
}

pub(super) async fn waiting(core: &Core, caller: &Caller) -> Result<Waiting, AppError> {
    may(&caller.actor, Action::ReadInbox, &Resource::Hub)?;
    let body = caller.actor.body;
    let read = async { notice_lists::waiting(&core.store.read(), body).await };
    let keep = |kept: &mut Kept, waiting| {
        kept.waiting.insert(body, waiting);
    };
    core.lists.get(&core.store, |kept| kept.waiting.get(&body).copied(), keep, read).await
}

/// What the lists can be narrowed to: years and tags of what the caller's body may see, and of nothing else (C-27).
pub(super) async fn filter_choices(core: &Core, caller: &Caller) -> Result<FilterChoices, AppError> {
    may(&caller.actor, Action::ReadInbox, &Resource::Hub)?;
    let body = caller.actor.body;
    let reader = if caller.actor.prefecture { Reader::Prefecture(body) } else { Reader::Body(body) };
    let read = async {
        let db = core.store.read();
        Ok(FilterChoices {
            years: notice_choices::years(&db, reader).await?,
            tags: notice_choices::tags(&db, reader).await?,
        })
    };
    let keep = |kept: &mut Kept, choices| drop(kept.choices.insert(body, choices));
    core.lists.get(&core.store, |kept| kept.choices.get(&body).cloned(), keep, read).await
}

pub(super) async fn show(core: &Core, caller: &Caller, id: NoticeId) -> Result<NoticeView, AppError> {
    let db = core.store.read();
    let notice = notices::find(&db, id).await?.ok_or(AppError::NotFound)?;
    let delivery = deliveries::find(&db, id, caller.actor.body).await?;
    may(&caller.actor, Action::ReadNotice, &notice.resource(delivery.is_some()))?;
    let delivery = match delivery {
        Some(delivery) if delivery.opened_at.is_none() => Some(open(core, caller, id).await?),
        other => other,
    };
    view(&db, caller, notice, delivery).await
}

/// Notes who of the body was the first to open the notice, and when.
async fn open(core: &Core, caller: &Caller, id: NoticeId) -> Result<DeliveryView, AppError> {
    core.store
        .write(caller.clone(), move |tx, caller| {
            async move {
                permitted(&tx.db(), &caller.actor, id, Action::ReadNotice).await?;
                if deliveries::open(tx, id, &caller.actor).await? {
                    record(tx, &caller, "notice.open", object(id), json!({})).await?;
                }
                deliveries::find(&tx.db(), id, caller.actor.body).await?.ok_or(AppError::NotFound)
            }
            .boxed()
        })
        .await
}

async fn view(
    db: &Db<'_>,
    caller: &Caller,
    notice: Notice,
    delivery: Option<DeliveryView>,
) -> Result<NoticeView, AppError> {
    let counted = may(&caller.actor, Action::ReadDeliveries, &notice.resource(delivery.is_some())).is_ok();
    let own = may(&caller.actor, Action::EditNotice, &notice.resource(false)).is_ok() || counted;
    let (bodies, opened, confirmed) = notice.counts;
    let (id, content) = (notice.id, notice.content);
    let fiscal_year = content.fiscal_year().year();
    let entry = content.contact_id.filter(|_| notice.state == NoticeState::Draft);
    let contact = contact_line(directory_line(db, notice.owner, entry).await?, content.contact.as_deref());
    Ok(NoticeView {
        id,
        version: notice.version,
        owner: notice.owner,
        owner_name: bodies::name(db, notice.owner).await?,
        state: notice.state,
        kind: content.kind,
        number: content.number,
        title: content.title,
        html: markup::render(&content.body),
        body: content.body,
        issued_on: content.issued_on,
        fiscal_year,
        effective_on: content.effective_on,
        received_on: content.received_on,
        seal: content.seal,
        ministry: content.ministry,
        section: content.section,
        laws: content.laws,
        contact,
        contact_id: content.contact_id,
        needs_confirm: content.needs_confirm,
        confirm_by: content.confirm_by,
        retention: own.then_some(content.retention),
        tags: content.tags,
        published_at: notice.published_at,
        withdrawn_at: notice.withdrawn_at,
        withdrawal_reason: notice.withdrawal_reason,
        attachments: attachments::of_notice(db, id).await?,
        delivery,
        progress: counted.then_some(Progress { bodies, opened, confirmed }),
        audience: own.then_some(content.audience),
        messages: messages::of_notice(db, id).await?,
    })
}

pub(super) async fn confirm(core: &Core, caller: &Caller, ids: Vec<NoticeId>) -> Result<(), AppError> {
    let most = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    if ids.is_empty() {
        return Err(AppError::field("ids", FieldProblem::NothingTicked));
    }
    if ids.len() > most {
        return Err(AppError::field("ids", FieldProblem::TooMany { max: most }));
    }
    core.store
        .write((caller.clone(), ids), |tx, (caller, ids)| {
            async move {
                for id in ids {
                    locked(tx, &caller.actor, id, Action::ConfirmNotice, NoticeState::Published).await?;
                    if deliveries::open(tx, id, &caller.actor).await? {
                        record(tx, &caller, "notice.open", object(id), json!({})).await?;
                    }
                    if deliveries::confirm(tx, id, &caller.actor).await? {
                        record(tx, &caller, "notice.confirm", object(id), json!({})).await?;
                    }
                }
                Ok(())
            }
            .boxed()
        })
        .await
}
