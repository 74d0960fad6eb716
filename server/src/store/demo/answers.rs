//! Surveys with their forms, and what each body has answered so far.

use app::domain::{
    assignment::AssignmentState,
    calendar::FiscalYear,
    error::AppError,
    form::{FileRef, Value, Values},
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    answer_revision, answer_value, assignment, assignment_event, attachment, survey, survey_audience, survey_form,
};
use uuid::Uuid;

use super::{FilePlace, Ids, Material, archive::audience, insert_all, missing};
use crate::{
    demo::model::{Assignment, DemoWorld, Step, Survey},
    services::files::extraction,
    store::Tx,
};

#[derive(Default)]
struct Rows {
    surveys: Vec<survey::Model>,
    forms: Vec<survey_form::Model>,
    audiences: Vec<survey_audience::Model>,
    assignments: Vec<assignment::Model>,
    events: Vec<assignment_event::Model>,
    values: Vec<answer_value::Model>,
    revisions: Vec<answer_revision::Model>,
    files: Vec<attachment::Model>,
}

pub(super) async fn load(tx: &Tx, material: &Material, ids: &Ids) -> Result<(), AppError> {
    let mut rows = Rows::default();
    for (index, asked) in material.world.surveys.iter().enumerate() {
        let id = tx.new_id();
        rows.surveys.push(survey_row(ids, asked, id)?);
        rows.forms.push(survey_form::Model {
            survey_id: id,
            form_version: 1,
            definition: json(&asked.form)?,
            created_at: asked.created_at,
        });
        rows.audiences.extend(audience(ids, &asked.audience)?.into_iter().map(|(target_kind, target_id)| {
            survey_audience::Model { survey_id: id, target_kind: target_kind.to_owned(), target_id }
        }));
        for position in 0..asked.assignments.len() {
            answer(tx, material, ids, (index, position), id, &mut rows)?;
        }
    }
    let files: Vec<_> = rows.files.iter().map(|file| file.id).collect();
    insert_all(tx, rows.surveys).await?;
    insert_all(tx, rows.forms).await?;
    insert_all(tx, rows.audiences).await?;
    insert_all(tx, rows.assignments).await?;
    insert_all(tx, rows.events).await?;
    insert_all(tx, rows.values).await?;
    insert_all(tx, rows.revisions).await?;
    insert_all(tx, rows.files).await?;
    for id in files {
        tx.queue(extraction(tx, id.into())).await?;
    }
    Ok(())
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|_| missing())
}

fn survey_row(ids: &Ids, asked: &Survey, id: Uuid) -> Result<survey::Model, AppError> {
    Ok(survey::Model {
        id,
        owner_body_id: ids.body(0)?.0,
        state: asked.state.code().to_owned(),
        title: asked.title.clone(),
        number: asked.number.clone(),
        description_markdown: asked.description.clone(),
        contact: Some(asked.contact.clone()),
        deadline_at: asked.deadline.instant(),
        fiscal_year: FiscalYear::of(asked.deadline.date).year(),
        needs_approval: asked.needs_approval,
        audience_all: asked.audience == crate::demo::model::Audience::All,
        form_version: 1,
        created_by: ids.account(asked.collector)?.0,
        created_at: asked.created_at,
        updated_at: asked.closed_at.or(asked.opened_at).unwrap_or(asked.created_at),
        published_at: asked.opened_at,
        closed_at: asked.closed_at,
        version: 1,
    })
}

/// What one body has answered.
fn answer(
    tx: &Tx,
    material: &Material,
    ids: &Ids,
    (survey, position): (usize, usize),
    survey_id: Uuid,
    rows: &mut Rows,
) -> Result<(), AppError> {
    let world = &material.world;
    let asked = world.surveys.get(survey).ok_or_else(missing)?;
    let given = asked.assignments.get(position).ok_or_else(missing)?;
    let id = tx.new_id();
    let files = files(tx, material, ids, (survey, position), id, given)?;
    let mut values = given.values.clone();
    for file in &files {
        attach(&mut values, file);
    }
    let saved = values_rows(world, ids, given, id, &values)?;
    let sent = sent(given);
    for (revision, step) in (1..).zip(&sent) {
        rows.revisions.push(answer_revision::Model {
            assignment_id: id,
            revision,
            form_version: 1,
            client_key: tx.new_id(),
            not_applicable: given.not_applicable,
            answers: json(&values)?,
            submitted_by: ids.account(step.stamp.account)?.0,
            submitted_name: name(world, step.stamp.account)?,
            submitted_at: step.stamp.at,
        });
    }
    for step in &given.history {
        rows.events.push(event_row(tx, world, ids, id, step)?);
    }
    let opened = asked.opened_at.unwrap_or(asked.created_at);
    rows.assignments.push(assignment_row(world, ids, given, id, survey_id, &sent, saved.len(), opened)?);
    rows.values.extend(saved);
    rows.files.extend(files);
    Ok(())
}

/// The submissions, oldest first.
fn sent(given: &Assignment) -> Vec<&Step> {
    let is_sent = |state: AssignmentState| matches!(state, AssignmentState::Submitted | AssignmentState::Resubmitted);
    given.history.iter().filter(|step| is_sent(step.to)).collect()
}

#[expect(clippy::too_many_arguments, reason = "a row of many columns, filled in one place")]
fn assignment_row(
    world: &DemoWorld,
    ids: &Ids,
    given: &Assignment,
    id: Uuid,
    survey_id: Uuid,
    sent: &[&Step],
    answered: usize,
    opened: DateTime<Utc>,
) -> Result<assignment::Model, AppError> {
    let last = sent.last();
    let decided = given.history.iter().rfind(|step| is_decision(step));
    let reason = decided.filter(|step| step.to == AssignmentState::SentBack);
    let changed = given.history.last().map(|step| step.stamp.at).or(given.saved.map(|stamp| stamp.at));
    Ok(assignment::Model {
        id,
        survey_id,
        body_id: ids.body(given.body)?.0,
        state: given.state.code().to_owned(),
        not_applicable: given.not_applicable,
        needs_review: false,
        proxy: false,
        extended_until: given.extended_until,
        form_version: 1,
        revision: i32::try_from(sent.len()).unwrap_or(i32::MAX),
        answered: i32::try_from(answered).unwrap_or(i32::MAX),
        note: given.note.clone(),
        return_reason: reason.map(|step| step.note.clone()),
        first_opened_at: given.history.first().map(|step| step.stamp.at),
        submitted_at: last.map(|step| step.stamp.at),
        submitted_by: last.map(|step| ids.account(step.stamp.account)).transpose()?.map(|account| account.0),
        submitted_name: last.map(|step| name(world, step.stamp.account)).transpose()?,
        decided_at: decided.map(|step| step.stamp.at),
        updated_at: changed.unwrap_or(opened),
        version: 1,
    })
}

fn is_decision(step: &Step) -> bool {
    matches!(step.to, AssignmentState::SentBack | AssignmentState::Accepted)
}

fn name(world: &DemoWorld, account: usize) -> Result<String, AppError> {
    Ok(world.accounts.get(account).ok_or_else(missing)?.name.clone())
}

fn values_rows(
    world: &DemoWorld,
    ids: &Ids,
    given: &Assignment,
    id: Uuid,
    values: &Values,
) -> Result<Vec<answer_value::Model>, AppError> {
    let Some(stamp) = given.saved else { return Ok(Vec::new()) };
    values
        .iter()
        .map(|(key, value)| {
            Ok(answer_value::Model {
                assignment_id: id,
                question_key: key.to_owned(),
                value: Some(json(value)?),
                version: 1,
                account_id: ids.account(stamp.account)?.0,
                account_name: name(world, stamp.account)?,
                saved_at: stamp.at,
            })
        })
        .collect()
}

fn event_row(
    tx: &Tx,
    world: &DemoWorld,
    ids: &Ids,
    id: Uuid,
    step: &Step,
) -> Result<assignment_event::Model, AppError> {
    Ok(assignment_event::Model {
        id: tx.new_id(),
        assignment_id: id,
        from_state: step.from.code().to_owned(),
        to_state: step.to.code().to_owned(),
        account_id: Some(ids.account(step.stamp.account)?.0),
        account_name: name(world, step.stamp.account)?,
        note: step.note.clone(),
        at: step.stamp.at,
    })
}

fn files(
    tx: &Tx,
    material: &Material,
    ids: &Ids,
    (survey, position): (usize, usize),
    id: Uuid,
    given: &Assignment,
) -> Result<Vec<attachment::Model>, AppError> {
    let Some(stamp) = given.saved else { return Ok(Vec::new()) };
    let mut rows = Vec::new();
    for (index, answered) in given.files.iter().enumerate() {
        let kept = material.blobs.get(&FilePlace::Answer(survey, position, index)).ok_or_else(missing)?;
        rows.push(attachment::Model {
            id: tx.new_id(),
            notice_id: None,
            assignment_id: Some(id),
            question_key: Some(answered.question.clone()),
            sha256: kept.sha256.clone(),
            name: answered.file.name.clone(),
            media_type: kept.media_type.clone(),
            size: kept.size,
            role: answered.file.role.code().to_owned(),
            description: answered.file.description.clone(),
            position: i32::try_from(index + 1).unwrap_or(i32::MAX),
            uploaded_by: ids.account(stamp.account)?.0,
            uploaded_at: stamp.at - TimeDelta::minutes(3),
            removed_at: None,
            extract_state: "waiting".to_owned(),
        });
    }
    Ok(rows)
}

/// Makes a file part of the answer to its question.
fn attach(values: &mut Values, file: &attachment::Model) {
    let Some(key) = &file.question_key else { return };
    let mut all = match values.get(key) {
        Some(Value::Files(files)) => files.clone(),
        _ => Vec::new(),
    };
    all.push(FileRef { id: file.id.into(), name: file.name.clone(), size: file.size.unsigned_abs() });
    values.set(key, Some(Value::Files(all)));
}
