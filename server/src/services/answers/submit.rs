//! Sending answers, with or without approval inside the body.

use app::{
    domain::{
        actor::Actor,
        assignment::{AssignmentEvent, AssignmentState, REMARK_MAX},
        error::{AppError, ConflictReason},
        form::{Values, check_complete},
        ids::AssignmentId,
        policy::{Action, may},
        text_rules::multi_line,
    },
    ports::{
        Caller,
        answers::{AnswerRights, Receipt, Submission},
    },
};
use serde_json::json;

use super::super::{
    forms::FormCache,
    surveys::{
        board::{next, receipt},
        record,
    },
};
use crate::store::{
    Tx,
    answers::{self, Revision},
    assignments::{self, Case, Change},
};

/// What the actor may do with the answers now.
pub(super) fn rights(actor: &Actor, case: &Case) -> AnswerRights {
    let allowed = |action| may(actor, action, &case.resource()).is_ok();
    AnswerRights {
        fill: allowed(Action::FillAnswers),
        submit: allowed(Action::SubmitAnswers),
        ask_approval: allowed(Action::AskApproval),
        take_back: allowed(Action::TakeBackAnswers),
    }
}

/// Sends the answers once for each client key.
pub(super) async fn submit(
    tx: &Tx,
    forms: &FormCache,
    caller: &Caller,
    id: AssignmentId,
    submission: Submission,
) -> Result<Receipt, AppError> {
    let case = assignments::locked(tx, id).await?;
    may(&caller.actor, Action::ReadAnswers, &case.resource())?;
    if let Some((assignment, number)) = answers::sent_with(&tx.db(), submission.client_key).await? {
        return again(tx, id, assignment, number).await;
    }
    may(&caller.actor, Action::SubmitAnswers, &case.resource())?;
    is_what_was_seen(&case, &submission)?;
    let note = remark(&submission.note)?;
    let values = complete(tx, forms, &case, submission.not_applicable).await?;
    let to = next(&case.assignment, AssignmentEvent::Submit)?;
    let revision = Revision {
        assignment: id,
        revision: case.assignment.revision + 1,
        form_version: case.assignment.form_version,
        client_key: submission.client_key,
        not_applicable: submission.not_applicable,
        values,
        submitted_by: caller.actor.account,
        submitted_name: caller.actor.name.clone(),
        submitted_at: tx.now(),
    };
    answers::freeze(tx, &revision).await?;
    let change = Change {
        not_applicable: Some(submission.not_applicable),
        remark: Some(&note),
        sent: Some(revision.revision),
        ..Change::to(to)
    };
    assignments::change(tx, &case.assignment, &caller.actor, &change).await?;
    let detail = json!({ "body": case.assignment.body, "revision": revision.revision,
        "not_applicable": submission.not_applicable });
    record(tx, caller, "answers.submit", case.assignment.survey, detail).await?;
    Ok(made(&revision))
}

/// Refuses when the answers have come to another state since the sender looked at them. What waits for approval cannot
/// be changed, so whoever approves sends what was read.
fn is_what_was_seen(case: &Case, submission: &Submission) -> Result<(), AppError> {
    let assignment = &case.assignment;
    let waits = assignment.state == AssignmentState::AwaitingApproval;
    let moved = submission.version.is_some_and(|version| version != assignment.version);
    // Even a program that names no version must not send values in place of 該当なし, or the reverse.
    if moved || waits && assignment.not_applicable != submission.not_applicable {
        return Err(AppError::Conflict { reason: ConflictReason::State });
    }
    Ok(())
}

/// Puts the answers before whoever approves.
pub(super) async fn ask_approval(
    tx: &Tx,
    forms: &FormCache,
    caller: &Caller,
    id: AssignmentId,
    submission: Submission,
) -> Result<(), AppError> {
    let case = assignments::locked(tx, id).await?;
    may(&caller.actor, Action::AskApproval, &case.resource())?;
    is_what_was_seen(&case, &submission)?;
    let note = remark(&submission.note)?;
    complete(tx, forms, &case, submission.not_applicable).await?;
    let to = next(&case.assignment, AssignmentEvent::RequestApproval)?;
    let change = Change { not_applicable: Some(submission.not_applicable), remark: Some(&note), ..Change::to(to) };
    assignments::change(tx, &case.assignment, &caller.actor, &change).await?;
    let detail = json!({ "body": case.assignment.body });
    record(tx, caller, "answers.ask_approval", case.assignment.survey, detail).await
}

/// Takes the answers back from approval.
pub(super) async fn take_back(tx: &Tx, caller: &Caller, id: AssignmentId, reason: &str) -> Result<(), AppError> {
    let case = assignments::locked(tx, id).await?;
    may(&caller.actor, Action::ReadAnswers, &case.resource())?;
    let to = next(&case.assignment, AssignmentEvent::TakeBack)?;
    may(&caller.actor, Action::TakeBackAnswers, &case.resource())?;
    let reason = multi_line(reason, REMARK_MAX).map_err(|problem| AppError::field("reason", problem))?;
    let change = Change { reason: reason.as_deref(), ..Change::to(to) };
    assignments::change(tx, &case.assignment, &caller.actor, &change).await?;
    let detail = json!({ "body": case.assignment.body });
    record(tx, caller, "answers.take_back", case.assignment.survey, detail).await
}

fn remark(note: &str) -> Result<String, AppError> {
    multi_line(note, REMARK_MAX).map(Option::unwrap_or_default).map_err(|problem| AppError::field("note", problem))
}

/// The values to send: none for 該当なし, else all of them when nothing is missing.
async fn complete(tx: &Tx, forms: &FormCache, case: &Case, not_applicable: bool) -> Result<Values, AppError> {
    if not_applicable {
        return Ok(Values::default());
    }
    let assignment = &case.assignment;
    let form = forms.get(&tx.db(), assignment.survey, assignment.form_version).await?;
    let values = answers::values_of(answers::current(&tx.db(), assignment.id).await?);
    AppError::check(check_complete(&form, &values))?;
    Ok(values)
}

/// The receipt of a submission that was repeated. A key of somebody else is refused as any duplicate.
async fn again(tx: &Tx, id: AssignmentId, of: AssignmentId, number: i32) -> Result<Receipt, AppError> {
    let revision = if of == id { answers::revision(&tx.db(), id, number).await? } else { None };
    revision.map(|revision| made(&revision)).ok_or(AppError::Conflict { reason: ConflictReason::Duplicate })
}

fn made(revision: &Revision) -> Receipt {
    Receipt {
        number: receipt(revision.assignment, revision.revision),
        revision: revision.revision,
        submitted_at: revision.submitted_at,
    }
}
