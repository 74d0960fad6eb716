//! Which notices were issued on which days: every item once a year, and follow-ups to some of them.

use chrono::NaiveDate;

use super::super::calendar::{fiscal_year, in_fiscal_year, shift, working_day_from, working_day_until};
use super::super::dice::{Dice, SEED};
use super::template::{Topic, Wording};

/// Notices of the demo.
pub const COUNT: usize = 400;
/// How many of them at least follow up on another.
const FOLLOW_UPS: usize = 44;

/// A second notice on the same matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FollowUp {
    /// 質疑応答集の送付
    Answers,
    /// 様式の差し替え
    ReplacedForm,
    /// 期限の再周知
    Reminder,
    /// 個別の確認, to a few bodies
    Check,
    /// 正誤
    Correction,
}

/// A notice to be written.
#[derive(Debug, Clone)]
pub struct Planned {
    pub topic: usize,
    pub item: usize,
    pub fiscal_year: i32,
    pub issued_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub follow_up: Option<FollowUp>,
}

/// The notices before `today`, oldest first.
pub fn plan(topics: &[Topic], today: NaiveDate) -> Vec<Planned> {
    let mut dice = Dice::new(SEED, "notice plan");
    let current = fiscal_year(today);
    let mut regular = Vec::new();
    for year in (current - 2)..=current {
        for (topic_index, topic) in topics.iter().enumerate() {
            for (item_index, item) in topic.items.iter().enumerate() {
                let shifted = shift(in_fiscal_year(year, item.month, item.day), dice.between(-3, 4));
                let issued_on = recent(working_day_from(shifted.max(in_fiscal_year(year, 4, 1))), today, &mut dice);
                if !item.occurs_in(year) || issued_on >= today || fiscal_year(issued_on) != year {
                    continue;
                }
                regular.push(Planned {
                    topic: topic_index,
                    item: item_index,
                    fiscal_year: year,
                    issued_on,
                    due_on: item.due_after.map(|days| working_day_from(shift(issued_on, days))),
                    follow_up: None,
                });
            }
        }
    }
    let follow_ups = follow_ups(topics, &regular, today, &mut dice);
    choose(regular, &follow_ups, current, &mut dice)
}

/// What would come in the next two weeks comes in the last four working days instead: the hub receives several
/// notices a day, and the visitor should find some of yesterday.
fn recent(day: NaiveDate, today: NaiveDate, dice: &mut Dice) -> NaiveDate {
    if day < today || day > shift(today, 14) {
        return day;
    }
    let back = dice.below(4);
    (0..back).fold(working_day_until(shift(today, -1)), |day, _| working_day_until(shift(day, -1)))
}

/// A possible follow-up for every regular notice, in a random order.
fn follow_ups(topics: &[Topic], regular: &[Planned], today: NaiveDate, dice: &mut Dice) -> Vec<Planned> {
    let mut all = Vec::new();
    for planned in regular {
        let kind = topics.get(planned.topic).and_then(|topic| topic.items.get(planned.item)).map(|item| item.kind);
        let (follow_up, earliest, latest) = match (planned.due_on, kind) {
            (Some(_), Some(Wording::Inquiry | Wording::Request)) => dice
                .pick(&[
                    (FollowUp::Answers, 5, 9),
                    (FollowUp::ReplacedForm, 2, 5),
                    (FollowUp::Reminder, 8, 10),
                    (FollowUp::Check, 24, 34),
                ])
                .copied()
                .unwrap_or((FollowUp::Answers, 5, 9)),
            (None, Some(Wording::Notification)) => (FollowUp::Correction, 3, 9),
            _ => continue,
        };
        let issued_on = working_day_from(shift(planned.issued_on, dice.between(earliest, latest)));
        let in_time = follow_up == FollowUp::Check || planned.due_on.is_none_or(|due| issued_on < due);
        if issued_on < today && in_time && fiscal_year(issued_on) == planned.fiscal_year {
            let due_on = match follow_up {
                FollowUp::Check => Some(working_day_from(shift(issued_on, 5))),
                FollowUp::Correction => None,
                _ => planned.due_on,
            };
            all.push(Planned { issued_on, due_on, follow_up: Some(follow_up), ..planned.clone() });
        }
    }
    dice.shuffle(&mut all);
    all
}

/// Exactly [`COUNT`] of them: all of the current year, and of the years before what there is room for.
/// A follow-up comes only with what it follows.
fn choose(mut regular: Vec<Planned>, follow_ups: &[Planned], current: i32, dice: &mut Dice) -> Vec<Planned> {
    let wanted = COUNT - FOLLOW_UPS;
    dice.shuffle(&mut regular);
    regular.sort_by_key(|planned| planned.fiscal_year != current);
    regular.truncate(wanted);
    let kept = |planned: &&Planned| {
        regular.iter().any(|other| {
            (other.topic, other.item, other.fiscal_year) == (planned.topic, planned.item, planned.fiscal_year)
        })
    };
    let room = COUNT.saturating_sub(regular.len());
    let chosen: Vec<Planned> = follow_ups.iter().filter(kept).take(room).cloned().collect();
    regular.extend(chosen);
    regular.sort_by_key(|planned| (planned.issued_on, planned.follow_up, planned.topic, planned.item));
    regular
}
