//! How a survey goes at one body: first entry, other sections, approval, submission, review. What would happen
//! today or later has not happened.

use app::domain::assignment::{AssignmentEvent, AssignmentState, apply};
use chrono::{DateTime, NaiveDate, Utc};

use super::super::calendar::{day_of, office_instant, shift, working_day_from, working_day_until};
use super::super::dice::Dice;
use super::super::model::{AccountIndex, Stamp, Step};

/// The frame that is the same for every body.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    pub opened: NaiveDate,
    pub deadline: NaiveDate,
    /// Nothing is submitted or sent back after it.
    pub closed: Option<NaiveDate>,
    /// Everything was submitted and accepted.
    pub accepted: bool,
    pub approval: bool,
    pub today: NaiveDate,
}

/// Who acts.
#[derive(Debug, Clone, Copy)]
pub struct Actors {
    pub editor: AccountIndex,
    pub approver: AccountIndex,
    pub collector: AccountIndex,
}

/// An intended step.
struct Plan {
    event: AssignmentEvent,
    account: AccountIndex,
    day: NaiveDate,
    note: String,
}

/// The steps that have happened, and the state they led to.
pub fn history(
    course: &Course,
    actors: Actors,
    not_applicable: bool,
    returns: &[String],
    dice: &mut Dice,
) -> (AssignmentState, Vec<Step>) {
    let plans = plans(course, actors, not_applicable, returns, dice);
    let mut state = AssignmentState::NotStarted;
    let mut steps: Vec<Step> = Vec::new();
    let mut revisions = 0;
    let mut last: Option<DateTime<Utc>> = None;
    for plan in plans {
        let at = later(last, plan.day, dice);
        let too_late = day_of(at) >= course.today
            || plan.event != AssignmentEvent::Accept && course.closed.is_some_and(|closed| day_of(at) >= closed);
        let Ok(next) = apply(state, plan.event, revisions) else { break };
        if too_late {
            break;
        }
        revisions += u32::from(plan.event == AssignmentEvent::Submit);
        let stamp = Stamp { account: plan.account, at };
        steps.push(Step { event: plan.event, from: state, to: next, stamp, note: plan.note });
        (state, last) = (next, Some(at));
    }
    (state, steps)
}

/// An instant in office hours of `day`, or on the next working day if that is not after the step before.
fn later(last: Option<DateTime<Utc>>, day: NaiveDate, dice: &mut Dice) -> DateTime<Utc> {
    let at = office_instant(dice, day);
    match last {
        Some(last) if at <= last && day_of(last) <= day => last + chrono::TimeDelta::minutes(dice.between(4, 50)),
        Some(last) if at <= last => office_instant(dice, working_day_from(shift(day_of(last), 1))),
        _ => at,
    }
}

fn plans(course: &Course, actors: Actors, not_applicable: bool, returns: &[String], dice: &mut Dice) -> Vec<Plan> {
    use AssignmentEvent as E;
    let submit = submission_day(course, dice);
    let room = (submit - course.opened).num_days().max(1);
    let start = working_day_from(shift(course.opened, room * dice.between(10, 80) / 100)).min(submit);
    let step = |event, account, day| Plan { event, account, day, note: String::new() };
    let mut plans = Vec::new();
    if !not_applicable {
        plans.push(step(E::Save, actors.editor, start));
        if dice.chance(18) {
            let half = shift(start, (submit - start).num_days() * 2 / 3);
            plans.push(step(E::Consult, actors.editor, start));
            plans.push(step(E::Collect, actors.editor, working_day_until(half.max(start))));
        }
    }
    if course.approval {
        let asked = working_day_until(shift(submit, -dice.between(0, 3))).max(start);
        plans.push(step(E::RequestApproval, actors.editor, asked));
        plans.push(Plan { note: remark(dice), ..step(E::Submit, actors.approver, submit) });
    } else {
        plans.push(Plan { note: remark(dice), ..step(E::Submit, actors.editor, submit) });
    }
    let mut reviewed = submit;
    if !not_applicable && dice.chance(if course.accepted { 9 } else { 16 }) {
        let reason = dice.pick(returns).cloned().unwrap_or_default();
        reviewed = working_day_from(shift(reviewed, dice.between(1, 2)));
        plans.push(Plan { note: reason, ..step(E::SendBack, actors.collector, reviewed) });
        reviewed = working_day_from(shift(reviewed, dice.between(1, 4)));
        let corrected = "御指摘の箇所を修正しました。".to_owned();
        plans.push(Plan { note: corrected, ..step(E::Submit, actors.editor, reviewed) });
    }
    if course.accepted || dice.chance(45) {
        plans.push(step(E::Accept, actors.collector, working_day_from(shift(reviewed, dice.between(1, 4)))));
    }
    plans
}

/// Most answers come in the last days, a few are late.
fn submission_day(course: &Course, dice: &mut Dice) -> NaiveDate {
    let days = (course.deadline - course.opened).num_days().max(1);
    let day = match dice.below(100) {
        0..=17 => shift(course.opened, days * dice.between(20, 60) / 100),
        18..=68 => shift(course.opened, days * dice.between(60, 98) / 100),
        69..=90 => course.deadline,
        _ => shift(course.deadline, dice.between(1, 5)),
    };
    let day = working_day_from(day.max(course.opened));
    match course.closed {
        // Whoever is still missing is telephoned, so that all is in before the end.
        Some(closed) if course.accepted => day.min(working_day_until(shift(closed, -8))),
        _ => day,
    }
}

/// What a body adds to its submission; mostly nothing.
fn remark(dice: &mut Dice) -> String {
    const REMARKS: [&str; 4] = [
        "一部の数値は速報値です。確定後に差し替えます。",
        "担当者が異動したため、連絡先が変わりました。名簿も更新しています。",
        "設問の一部は教育委員会分を含みます。",
        "前年度から集計方法を変更しています。",
    ];
    if dice.chance(8) { dice.pick(&REMARKS).copied().unwrap_or_default().to_owned() } else { String::new() }
}
