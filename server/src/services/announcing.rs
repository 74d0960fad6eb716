//! Mails about a notice to the people of its bodies: written after the commit, some bodies at a time, so that publishing
//! to the whole country takes no longer than its deliveries.
//!
//! A step may be done again: a mail is written once for its event and person. Each step looks again whether the notice
//! stands and who is still waited for.

use std::sync::Arc;

use app::{
    domain::{
        error::AppError,
        ids::{BodyId, NoticeId},
        notice::NoticeState,
    },
    routes,
};
use chrono::NaiveDate;
use futures::FutureExt;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Core;
use crate::{
    jobs::JobError,
    mail,
    store::{Tx, addressees, bodies, deliveries, notices, outbox::NewJob, reminders},
};

/// Kind of the job.
pub(super) const ANNOUNCE: &str = "announce";
/// Bodies of one step: some 500 people where they are many.
const BODIES_AT_ONCE: usize = 10;

/// Why people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub(super) enum Occasion {
    /// The notice has come.
    Published,
    /// It was not confirmed. On this day in Japan.
    Reminder { day: NaiveDate },
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Work {
    notice: NoticeId,
    occasion: Occasion,
}

/// Has the people of the bodies told after the commit.
pub(super) async fn queue(tx: &Tx, notice: NoticeId, occasion: Occasion) -> Result<(), AppError> {
    let unique_key = match occasion {
        Occasion::Published => Some(format!("{ANNOUNCE}:{notice}")),
        // Who was added later, or did not confirm after all, may be reminded by a second press of the day.
        Occasion::Reminder { .. } => None,
    };
    let payload = serde_json::json!(Work { notice, occasion });
    tx.queue(NewJob { kind: ANNOUNCE, unique_key, payload, run_at: tx.now() }).await
}

/// Does the job.
pub(super) async fn announce(core: Arc<Core>, payload: Value) -> Result<(), JobError> {
    let work: Work = serde_json::from_value(payload)?;
    let link = format!("{}{}", core.config.http.public_url, routes::notice(work.notice));
    let bodies = deliveries::bodies(&core.store.read(), work.notice).await?;
    for part in bodies.chunks(BODIES_AT_ONCE) {
        let input = (part.to_vec(), link.clone());
        let step =
            core.store.write(input, move |tx, (part, link)| async move { tell(tx, work, part, &link).await }.boxed());
        if !step.await? {
            break;
        }
    }
    Ok(())
}

/// Writes the mails to the people of some bodies; `false` when the notice does not stand any more.
async fn tell(tx: &Tx, Work { notice, occasion }: Work, mut part: Vec<BodyId>, link: &str) -> Result<bool, AppError> {
    let standing = notices::locked(tx, notice).await?.filter(|notice| notice.state == NoticeState::Published);
    let Some(notice) = standing else { return Ok(false) };
    let db = tx.db();
    if let Occasion::Reminder { day } = occasion {
        part = reminders::waiting(&db, notice.id, day, &part).await?;
    }
    let sender = bodies::name(&db, notice.owner).await?;
    let people = addressees::everybody(&db, &part).await?;
    let mails = people.iter().map(|to| match occasion {
        Occasion::Published => mail::notices::published(to, &notice, &sender, link),
        Occasion::Reminder { day } => mail::notices::reminder(to, &notice, day, &sender, link),
    });
    tx.mails(mails).await?;
    Ok(true)
}
