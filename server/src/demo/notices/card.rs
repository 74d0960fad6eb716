//! The card of a notice: what is said of it besides its text.

use app::domain::notice::{Retention, SealNote};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::super::calendar::{day_of, shift, working_day_from};
use super::super::dice::{Dice, SEED};
use super::super::model::{Card, ContactIndex, Origin};
use super::plan::{FollowUp, Planned};
use super::template::{Topic, Wording};

/// Working days in which the bodies are asked to confirm, where they are given a day.
const TO_CONFIRM: i64 = 5;

/// What a card is made from.
pub struct Facts<'a> {
    /// Names the notice: its chance depends on nothing else, so that the rest of the archive is as it was before.
    pub key: &'a str,
    pub planned: &'a Planned,
    pub topic: &'a Topic,
    pub kind: Wording,
    pub origin: Option<&'a Origin>,
    pub contact: ContactIndex,
    pub published_at: DateTime<Utc>,
}

/// The card of a notice.
pub fn card(facts: &Facts<'_>) -> Card {
    let mut dice = Dice::new(SEED, &format!("card {}", facts.key));
    let issued = facts.planned.issued_on;
    let ruling = facts.kind == Wording::Notification && facts.planned.follow_up.is_none();
    let needs_confirm = !(only_to_read(facts) && dice.chance(50));
    let asked_by = (needs_confirm && dice.chance(45)).then(|| confirm_by(facts));
    Card {
        effective_on: (ruling && dice.chance(40)).then(|| first_of_next_month(issued)),
        received_on: facts.origin.map(|origin| received_on(origin, issued)),
        // A letter of the archive says so; a 事務連絡 has no letterhead.
        seal: if facts.kind == Wording::Memo { SealNote::None } else { SealNote::Omitted },
        laws: if rests_on_law(facts) { facts.topic.laws.clone() } else { Vec::new() },
        contact: facts.contact,
        needs_confirm,
        confirm_by: asked_by,
        retention: retention(facts.kind, facts.planned.follow_up),
    }
}

/// Nothing has to be done: an invitation without registration, material that is handed out, a reminder.
fn only_to_read(facts: &Facts<'_>) -> bool {
    let handed_out = matches!(facts.kind, Wording::Invitation | Wording::Sending | Wording::Memo);
    facts.planned.follow_up == Some(FollowUp::Reminder) || handed_out && facts.planned.due_on.is_none()
}

fn rests_on_law(facts: &Facts<'_>) -> bool {
    facts.planned.follow_up.is_none() && !matches!(facts.kind, Wording::Invitation | Wording::Sending)
}

/// Some working days after it came, and before anything is due.
fn confirm_by(facts: &Facts<'_>) -> NaiveDate {
    let mut day = day_of(facts.published_at);
    for _ in 0..TO_CONFIRM {
        day = working_day_from(shift(day, 1));
    }
    facts.planned.due_on.map_or(day, |due| day.min(due))
}

/// The working day after its issue, unless the prefecture was as quick.
fn received_on(origin: &Origin, issued: NaiveDate) -> NaiveDate {
    working_day_from(shift(origin.issued_on, 1)).min(issued)
}

fn first_of_next_month(day: NaiveDate) -> NaiveDate {
    let (year, month) = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(day)
}

const fn retention(kind: Wording, follow_up: Option<FollowUp>) -> Retention {
    match (kind, follow_up) {
        (Wording::Notification, None) => Retention::Y5,
        (Wording::Inquiry | Wording::Request, _) | (Wording::Notification, Some(_)) => Retention::Y3,
        _ => Retention::Y1,
    }
}
