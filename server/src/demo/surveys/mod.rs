//! The surveys: thirty in every state, with the answers of the bodies.

mod answers;
mod form;
mod guide;
mod progress;
mod tables;
mod template;

use app::domain::actor::Role;
use app::domain::assignment::{AssignmentEvent, AssignmentState};
use app::domain::calendar::Deadline;
use app::domain::form::{FormDefinition, Values};
use app::domain::survey::SurveyState;
use chrono::NaiveDate;

use super::DemoError;
use super::accounts::{account_with, collector_for, find_section};
use super::calendar::{
    fiscal_year, in_fiscal_year, instant, office_instant, shift, working_day_from, working_day_until,
};
use super::dice::{Dice, SEED};
use super::model::{AccountIndex, Assignment, BodyIndex, Stamp, Survey};
use super::notices::placeholders::{Occasion, fill};
use super::notices::{Setting, audience_named};
use super::people::NameBook;
use super::places::members;
use answers::{Answered, Respondent};
use progress::{Actors, Course};
use template::{Edition, Template};

/// Makes the surveys: by the day they were opened, drafts last.
pub(super) fn surveys(setting: &Setting<'_>, names: &mut NameBook) -> Result<Vec<Survey>, DemoError> {
    let mut surveys = Vec::new();
    for template in template::templates()? {
        for edition in &template.editions {
            surveys.push(survey(setting, &template, *edition, names)?);
        }
    }
    surveys.sort_by_key(|survey| (survey.opened_at.is_none(), survey.opened_at, survey.key.clone()));
    Ok(surveys)
}

/// The days of an edition.
fn course(edition: Edition, approval: bool, today: NaiveDate) -> Course {
    let day = |days: i64| working_day_from(shift(today, days));
    let (opened, deadline, closed, accepted) = match edition {
        Edition::Year { back, month, day, days } => {
            let opened = working_day_from(in_fiscal_year(fiscal_year(today) + back, month, day));
            let deadline = working_day_from(shift(opened, days));
            (opened, deadline, Some(working_day_from(shift(deadline, 21))), true)
        }
        Edition::Accepted { opened, deadline } => {
            (day(opened), day(deadline), Some(working_day_from(shift(day(deadline), 21))), true)
        }
        Edition::Closed { opened, deadline } => {
            (day(opened), day(deadline), Some(working_day_from(shift(day(deadline), 3))), false)
        }
        Edition::Open { opened, deadline } => (working_day_until(shift(today, opened)), day(deadline), None, false),
        Edition::Draft { deadline } => (working_day_until(shift(today, -2)), day(deadline), None, false),
    };
    // A deadline that is meant to be over stays over although the day after a weekend would not be.
    let overdue = matches!(edition, Edition::Open { deadline, .. } if deadline < 0) && deadline >= today;
    let deadline = if overdue { working_day_until(shift(today, -1)) } else { deadline };
    Course { opened, deadline, closed, accepted, approval, today }
}

fn survey(
    setting: &Setting<'_>,
    template: &Template,
    edition: Edition,
    names: &mut NameBook,
) -> Result<Survey, DemoError> {
    let places = setting.places;
    let course = course(edition, template.approval, setting.today);
    let draft = matches!(edition, Edition::Draft { .. });
    let year = fiscal_year(course.opened);
    let key = format!("{}@{}", template.series, course.opened.format("%Y-%m-%d"));
    let mut dice = Dice::new(SEED, &format!("survey {} {year}", template.series));
    let section = find_section(places, 0, &[&template.section])
        .ok_or_else(|| DemoError::content(&template.series, &template.section))?;
    let collector =
        collector_for(places, setting.accounts, section).ok_or_else(|| DemoError::content("accounts", "collector"))?;
    let audience = audience_named(places, &template.audience)
        .ok_or_else(|| DemoError::content(&template.series, &template.audience))?;
    let occasion = Occasion { fiscal_year: year, issued_on: course.opened, due_on: Some(course.deadline) };
    let form = form::form(template);
    let mut assignments = Vec::new();
    if !draft {
        for body in members(&audience, &places.bodies, &places.groups) {
            assignments.push(assignment(setting, template, (&course, collector, &form), body, names));
        }
    }
    let opened_at = instant(course.opened, dice.between(9 * 60, 11 * 60));
    let prefix = places.sections.get(section).and_then(|section| section.number_prefix.clone()).unwrap_or_default();
    let contact = guide::contact(setting, section, &template.unit);
    Ok(Survey {
        key,
        series: template.series.clone(),
        title: fill(&template.title, &occasion),
        number: (!draft).then(|| format!("{prefix}第{}号", 100 + dice.between(1, 600))),
        description: guide::description(template, &occasion),
        attachments: guide::attachments(template, &form, &occasion, &contact),
        contact,
        collector,
        state: match (draft, course.closed) {
            (true, _) => SurveyState::Draft,
            (_, Some(_)) => SurveyState::Closed,
            (_, None) => SurveyState::Open,
        },
        created_at: opened_at - chrono::TimeDelta::days(4),
        opened_at: (!draft).then_some(opened_at),
        deadline: Deadline::at_closing(course.deadline),
        closed_at: course.closed.map(|day| instant(day, 17 * 60 + 30)),
        needs_approval: template.approval,
        audience,
        form,
        assignments,
    })
}

fn assignment(
    setting: &Setting<'_>,
    template: &Template,
    (course, collector, form): (&Course, AccountIndex, &FormDefinition),
    body: BodyIndex,
    names: &mut NameBook,
) -> Assignment {
    let year = fiscal_year(course.opened);
    let mut dice = Dice::new(SEED, &format!("assignment {} {year} {body}", template.series));
    let of = |role| account_with(setting.accounts, body, role);
    let editor = of(Role::Editor).or_else(|| of(Role::Administrator)).unwrap_or(collector);
    let actors = Actors { editor, approver: of(Role::Approver).unwrap_or(editor), collector };
    let not_applicable = dice.chance(template.not_applicable);
    let (state, history) = progress::history(course, actors, not_applicable, &template.returns, &mut dice);
    let submitted = history.iter().rev().find(|step| step.event == AssignmentEvent::Submit);
    let started = history.iter().find(|step| step.event == AssignmentEvent::Save);
    let mut answered = Answered { values: Values::default(), files: Vec::new() };
    if let (Some(body), Some(_)) = (setting.places.bodies.get(body), started) {
        let respondent = Respondent { body, template, year, deadline: course.deadline };
        answered = respondent.answer(names);
        if matches!(state, AssignmentState::Drafting | AssignmentState::Consulting) && submitted.is_none() {
            leave_rest(form, &mut answered, &mut dice);
        }
    }
    let running = (course.today - course.opened).num_days() > 3;
    let waits = course.closed.is_none() && submitted.is_none() && running && dice.chance(6);
    Assignment {
        body,
        state,
        not_applicable: not_applicable && submitted.is_some(),
        extended_until: waits.then(|| Deadline::at_closing(working_day_from(shift(course.deadline, 7))).instant()),
        values: answered.values,
        files: answered.files,
        saved: started.map(|step| saved(step.stamp, submitted.map(|step| step.stamp), setting.today, &mut dice)),
        note: submitted.map(|step| step.note.clone()).unwrap_or_default(),
        history,
    }
}

/// Keeps only what a body got to so far: the first questions of the form.
fn leave_rest(form: &FormDefinition, answered: &mut Answered, dice: &mut Dice) {
    let keys: Vec<&str> = form.questions().map(|question| question.key.as_str()).collect();
    let reached = keys.len() * (15 + dice.below(70)) / 100;
    for key in keys.iter().skip(reached.max(1)) {
        answered.values.set(key, None);
        answered.files.retain(|file| file.question != *key);
    }
}

/// The last save: shortly before the submission, or some days into the work.
fn saved(started: Stamp, submitted: Option<Stamp>, today: NaiveDate, dice: &mut Dice) -> Stamp {
    let later = working_day_from(shift(super::calendar::day_of(started.at), dice.between(0, 4)));
    let at = match submitted {
        Some(submitted) => submitted.at - chrono::TimeDelta::minutes(dice.between(2, 3)),
        None => office_instant(dice, later.min(working_day_until(shift(today, -1)))),
    };
    Stamp { account: started.account, at: at.max(started.at) }
}
