//! Notices with their tags, audiences, deliveries, files and talk.

use app::domain::{error::AppError, fold, ladder::LadderEvent, notice::DeliveryState};
use chrono::TimeDelta;
use entity::{
    attachment, blob, delivery, delivery_event, message, notice, notice_audience, notice_law, notice_tag, tag,
};
use uuid::Uuid;

use super::{FilePlace, Ids, Material, insert_all, missing};
use crate::{
    demo::model::{Audience, Delivery, DemoWorld, Notice, Stamp},
    services::files::extraction,
    store::{Tx, notices},
};

#[derive(Default)]
struct Rows {
    notices: Vec<notice::Model>,
    tags: Vec<notice_tag::Model>,
    laws: Vec<notice_law::Model>,
    audiences: Vec<notice_audience::Model>,
    deliveries: Vec<delivery::Model>,
    events: Vec<delivery_event::Model>,
    files: Vec<attachment::Model>,
}

pub(super) async fn load(tx: &Tx, material: &Material, ids: &Ids) -> Result<(), AppError> {
    let world = &material.world;
    blobs(tx, material).await?;
    let tags: Vec<_> = world.tags.iter().map(|name| tag::Model { id: tx.new_id(), name: name.clone() }).collect();
    let mut rows = Rows::default();
    for (index, notice) in world.notices.iter().enumerate() {
        let id = tx.new_id();
        rows.notices.push(row(world, ids, notice, id)?);
        for name in &notice.tags {
            let tag = tags.iter().find(|tag| tag.name == *name).ok_or_else(missing)?;
            rows.tags.push(notice_tag::Model { notice_id: id, tag_id: tag.id });
        }
        rows.laws.extend(notices::law_rows(id.into(), &notice.card.laws));
        rows.audiences.extend(audience(ids, &notice.audience)?.into_iter().map(|(target_kind, target_id)| {
            notice_audience::Model { notice_id: id, target_kind: target_kind.to_owned(), target_id }
        }));
        for delivered in &notice.deliveries {
            let delivery = delivery_row(world, ids, notice, id, delivered)?;
            rows.events.extend(events(tx, world, ids, notice, &delivery)?);
            rows.deliveries.push(delivery);
        }
        for position in 0..notice.attachments.len() {
            rows.files.push(file(tx, material, ids, (index, position), id)?);
        }
    }
    let files: Vec<_> = rows.files.iter().map(|file| file.id).collect();
    let notice_ids: Vec<_> = rows.notices.iter().map(|notice| notice.id).collect();
    insert_all(tx, tags).await?;
    insert_all(tx, rows.notices).await?;
    insert_all(tx, rows.tags).await?;
    insert_all(tx, rows.laws).await?;
    insert_all(tx, rows.audiences).await?;
    insert_all(tx, rows.deliveries).await?;
    insert_all(tx, rows.events).await?;
    insert_all(tx, rows.files).await?;
    for id in files {
        tx.queue(extraction(tx, id.into())).await?;
    }
    talk(tx, world, ids, &notice_ids).await
}

async fn blobs(tx: &Tx, material: &Material) -> Result<(), AppError> {
    let mut rows: Vec<_> = material
        .blobs
        .values()
        .map(|kept| blob::Model {
            sha256: kept.sha256.clone(),
            size: kept.size,
            created_at: tx.now(),
            unused_since: None,
        })
        .collect();
    rows.sort_by(|a, b| a.sha256.cmp(&b.sha256));
    rows.dedup_by(|a, b| a.sha256 == b.sha256);
    insert_all(tx, rows).await
}

fn row(world: &DemoWorld, ids: &Ids, notice: &Notice, id: Uuid) -> Result<notice::Model, AppError> {
    let section = world.sections.get(notice.section).ok_or_else(missing)?;
    let reached = |at_least: fn(&Delivery) -> bool| {
        i32::try_from(notice.deliveries.iter().filter(|delivery| at_least(delivery)).count()).unwrap_or(i32::MAX)
    };
    let (contact_id, contact) = ids.contact(notice.card.contact)?;
    Ok(notice::Model {
        id,
        owner_body_id: ids.body(0)?.0,
        state: "published".to_owned(),
        kind: notice.kind.code().to_owned(),
        number: notice.number.clone(),
        number_key: notice.number.as_deref().map(fold::number_key),
        title: notice.title.clone(),
        body_markdown: notice.body.clone(),
        issued_on: notice.issued_on,
        fiscal_year: notice.fiscal_year,
        ministry: notice.origin.as_ref().map(|origin| origin.ministry.clone()),
        section: Some(section.name.clone()),
        contact: Some(contact.clone()),
        contact_id: Some(contact_id.0),
        effective_on: notice.card.effective_on,
        received_on: notice.card.received_on,
        seal: notice.card.seal.code().to_owned(),
        needs_confirm: notice.card.needs_confirm,
        confirm_by: notice.card.confirm_by,
        retention: notice.card.retention.code().to_owned(),
        audience_all: notice.audience == Audience::All,
        created_by: ids.account(notice.author)?.0,
        created_at: notice.published_at - TimeDelta::hours(2),
        updated_at: notice.published_at,
        published_at: Some(notice.published_at),
        withdrawn_at: None,
        withdrawal_reason: None,
        tag_names: notice.tags.join("\n"),
        attachment_count: i32::try_from(notice.attachments.len()).unwrap_or(i32::MAX),
        delivery_count: reached(|_| true),
        opened_count: reached(|delivery| delivery.state != DeliveryState::Unread),
        confirmed_count: reached(|delivery| delivery.confirmed.is_some()),
        version: 2,
    })
}

/// The audience as chosen: kind and identifier of each target; nothing for every body.
pub(super) fn audience(ids: &Ids, audience: &Audience) -> Result<Vec<(&'static str, Uuid)>, AppError> {
    match audience {
        Audience::All => Ok(Vec::new()),
        Audience::Group(group) => Ok(vec![("group", ids.group(*group)?.0)]),
        Audience::Bodies(bodies) => bodies.iter().map(|body| Ok(("body", ids.body(*body)?.0))).collect(),
    }
}

fn delivery_row(
    world: &DemoWorld,
    ids: &Ids,
    notice: &Notice,
    id: Uuid,
    delivered: &Delivery,
) -> Result<delivery::Model, AppError> {
    let who = |stamp: &Option<Stamp>| -> Result<_, AppError> {
        let Some(stamp) = stamp else { return Ok((None, None, None)) };
        let name = world.accounts.get(stamp.account).ok_or_else(missing)?.name.clone();
        Ok((Some(stamp.at), Some(ids.account(stamp.account)?.0), Some(name)))
    };
    let (opened_at, opened_by, opened_name) = who(&delivered.opened)?;
    let (confirmed_at, confirmed_by, confirmed_name) = who(&delivered.confirmed)?;
    Ok(delivery::Model {
        notice_id: id,
        body_id: ids.body(delivered.body)?.0,
        state: delivered.state.code().to_owned(),
        published_at: notice.published_at,
        opened_at,
        opened_by,
        opened_name,
        confirmed_at,
        confirmed_by,
        confirmed_name,
        withdrawn_at: None,
        pending_since: (notice.card.needs_confirm && delivered.confirmed.is_none()).then_some(notice.published_at),
    })
}

/// What happened at a body, as the use cases would have written it down.
fn events(
    tx: &Tx,
    world: &DemoWorld,
    ids: &Ids,
    notice: &Notice,
    delivery: &delivery::Model,
) -> Result<Vec<delivery_event::Model>, AppError> {
    let author = world.accounts.get(notice.author).ok_or_else(missing)?;
    let author = (Some(ids.account(notice.author)?.0), Some(author.name.clone()));
    let opened = (delivery.opened_by, delivery.opened_name.clone());
    let confirmed = (delivery.confirmed_by, delivery.confirmed_name.clone());
    let steps = [
        (LadderEvent::Publish, Some(delivery.published_at), author),
        (LadderEvent::Open, delivery.opened_at, opened),
        (LadderEvent::Confirm, delivery.confirmed_at, confirmed),
    ];
    let row = |(event, at, (account_id, name)): (LadderEvent, Option<_>, (_, Option<String>))| {
        Some(delivery_event::Model {
            id: tx.new_id(),
            notice_id: delivery.notice_id,
            body_id: delivery.body_id,
            at: at?,
            event: event.code().to_owned(),
            account_id,
            name: name.unwrap_or_default(),
            detail: String::new(),
        })
    };
    Ok(steps.into_iter().filter_map(row).collect())
}

fn file(
    tx: &Tx,
    material: &Material,
    ids: &Ids,
    (notice, position): (usize, usize),
    id: Uuid,
) -> Result<attachment::Model, AppError> {
    let of = material.world.notices.get(notice).ok_or_else(missing)?;
    let described = of.attachments.get(position).ok_or_else(missing)?;
    let kept = material.blobs.get(&FilePlace::Notice(notice, position)).ok_or_else(missing)?;
    Ok(attachment::Model {
        id: tx.new_id(),
        notice_id: Some(id),
        assignment_id: None,
        question_key: None,
        sha256: kept.sha256.clone(),
        name: described.name.clone(),
        media_type: kept.media_type.clone(),
        size: kept.size,
        role: described.role.code().to_owned(),
        description: described.description.clone(),
        position: i32::try_from(position + 1).unwrap_or(i32::MAX),
        uploaded_by: ids.account(of.author)?.0,
        uploaded_at: of.published_at - TimeDelta::hours(1),
        removed_at: None,
        extract_state: "waiting".to_owned(),
    })
}

async fn talk(tx: &Tx, world: &DemoWorld, ids: &Ids, known: &[Uuid]) -> Result<(), AppError> {
    let mut rows = Vec::new();
    for thread in &world.threads {
        for said in &thread.messages {
            let author = world.accounts.get(said.stamp.account).ok_or_else(missing)?;
            rows.push(message::Model {
                id: tx.new_id(),
                notice_id: Some(*known.get(thread.notice).ok_or_else(missing)?),
                survey_id: None,
                body_id: ids.body(author.body)?.0,
                account_id: ids.account(said.stamp.account)?.0,
                author_name: author.name.clone(),
                text: said.text.clone(),
                created_at: said.stamp.at,
            });
        }
    }
    insert_all(tx, rows).await
}
