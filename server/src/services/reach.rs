//! How far a notice has come at the bodies, and what its publisher does about those that are missing.

use std::{collections::HashMap, sync::Arc};

use app::{
    domain::{
        calendar::jst_date,
        contact::ContactContent,
        error::AppError,
        ids::{BodyId, NoticeId},
        ladder::{LadderEvent, LadderFilter, whom_to_call},
        notice::NoticeState,
        policy::Action,
    },
    ports::{
        Caller,
        notices::Progress,
        reach::{BodyHistory, CallRow, CallSheet, Ladder, LadderCounts, LadderRow, ReachService, Reminded},
    },
};
use async_trait::async_trait;
use chrono::NaiveDate;
use futures::FutureExt;
use serde_json::json;

use super::{
    Core,
    announcing::{self, Occasion},
    notices::{locked, object, permitted},
    record,
};
use crate::store::{
    Tx, addressees, contacts, deliveries,
    delivery_events::{self, Happened},
    reminders,
};

/// The use cases of the ladder.
pub struct Reach {
    core: Arc<Core>,
}

impl Reach {
    /// Over the tools of the use cases.
    pub const fn new(core: Arc<Core>) -> Self {
        Self { core }
    }
}

#[async_trait]
impl ReachService for Reach {
    async fn ladder(&self, caller: &Caller, id: NoticeId, filter: LadderFilter) -> Result<Ladder, AppError> {
        let db = self.core.store.read();
        let notice = permitted(&db, &caller.actor, id, Action::ReadDeliveries).await?;
        let mut rows = deliveries::table(&db, id).await?;
        let (counts, remindable) = (counts(&rows), remindable(&rows, jst_date(self.core.clock.now())));
        let progress = Progress {
            bodies: counts.all,
            opened: count(&rows, |row| row.delivery.opened_at.is_some()),
            confirmed: counts.confirmed,
        };
        rows.retain(|row| on_step(row, filter));
        Ok(Ladder {
            id,
            owner: notice.owner,
            state: notice.state,
            title: notice.content.title,
            number: notice.content.number,
            needs_confirm: notice.content.needs_confirm,
            confirm_by: notice.content.confirm_by,
            progress,
            counts,
            remindable,
            rows,
        })
    }

    async fn history(&self, caller: &Caller, id: NoticeId, body: BodyId) -> Result<BodyHistory, AppError> {
        let db = self.core.store.read();
        let notice = permitted(&db, &caller.actor, id, Action::ReadDeliveries).await?;
        let delivery = deliveries::find(&db, id, body).await?.ok_or(AppError::NotFound)?;
        Ok(BodyHistory {
            id,
            title: notice.content.title,
            body_name: addressees::name(&db, body).await?.name,
            state: delivery.state,
            rows: delivery_events::of_body(&db, id, body).await?,
        })
    }

    async fn remind(&self, caller: &Caller, id: NoticeId) -> Result<Reminded, AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| async move { remind(tx, &caller, id).await }.boxed())
            .await
    }

    async fn call_sheet(&self, caller: &Caller, id: NoticeId) -> Result<CallSheet, AppError> {
        let db = self.core.store.read();
        let notice = permitted(&db, &caller.actor, id, Action::ReadDeliveries).await?;
        let mut rows = deliveries::table(&db, id).await?;
        rows.retain(|row| row.pending_since.is_some());
        let missing: Vec<BodyId> = rows.iter().map(|row| row.body).collect();
        let mut directory: HashMap<BodyId, Vec<ContactContent>> = HashMap::new();
        for row in contacts::of_bodies(&db, &missing).await? {
            directory.entry(row.body_id).or_default().push(row.content);
        }
        let content = notice.content;
        let row = |row: LadderRow| {
            let known = directory.get(&row.body).map(Vec::as_slice).unwrap_or_default();
            let found = whom_to_call(&content.tags, content.section.as_deref(), known);
            let (reason, people) = found.map_or((None, Vec::new()), |(reason, people)| (Some(reason), people));
            CallRow {
                body: row.body,
                code: row.code,
                name: row.name,
                state: row.delivery.state,
                reminded_at: row.reminded_at,
                reason,
                people: people.into_iter().map(Into::into).collect(),
            }
        };
        let rows = rows.into_iter().map(row).collect();
        Ok(CallSheet { id, title: content.title, number: content.number, confirm_by: content.confirm_by, rows })
    }
}

/// Reminds those that are waited for and were not reminded today. Whoever confirms meanwhile gets no mail.
async fn remind(tx: &Tx, caller: &Caller, id: NoticeId) -> Result<Reminded, AppError> {
    locked(tx, &caller.actor, id, Action::RemindBodies, NoticeState::Published).await?;
    let day = jst_date(tx.now());
    let due = reminders::due(&tx.db(), id, day).await?;
    if due.is_empty() {
        return Ok(Reminded { bodies: 0 });
    }
    reminders::insert(tx, id, &due, day).await?;
    let happened = Happened { event: LadderEvent::Remind, by: &caller.actor, detail: "" };
    delivery_events::insert(tx, id, &due, happened).await?;
    announcing::queue(tx, id, Occasion::Reminder { day }).await?;
    record(tx, caller, "notice.remind", object(id), json!({ "bodies": due.len(), "day": day })).await?;
    Ok(Reminded { bodies: u32::try_from(due.len()).unwrap_or(u32::MAX) })
}

fn on_step(row: &LadderRow, filter: LadderFilter) -> bool {
    filter.holds(row.delivery.state, row.pending_since.is_some())
}

fn count(rows: &[LadderRow], holds: impl Fn(&LadderRow) -> bool) -> u32 {
    u32::try_from(rows.iter().filter(|row| holds(row)).count()).unwrap_or(u32::MAX)
}

fn counts(rows: &[LadderRow]) -> LadderCounts {
    let on = |step| count(rows, |row| on_step(row, step));
    LadderCounts {
        all: on(LadderFilter::All),
        unconfirmed: on(LadderFilter::Unconfirmed),
        unread: on(LadderFilter::Unread),
        opened: on(LadderFilter::Opened),
        confirmed: on(LadderFilter::Confirmed),
    }
}

fn remindable(rows: &[LadderRow], today: NaiveDate) -> u32 {
    let reminded_today = |row: &LadderRow| row.reminded_at.is_some_and(|at| jst_date(at) == today);
    count(rows, |row| row.pending_since.is_some() && !reminded_today(row))
}
