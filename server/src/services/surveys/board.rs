//! The board, and what the collector does with the answers of a body.

use std::collections::BTreeSet;

use app::{
    domain::{
        actor::Actor,
        assignment::{AssignmentEvent, AssignmentFlag, AssignmentState, apply, is_overdue},
        error::{AppError, ConflictReason},
        ids::{AssignmentId, BodyId, SurveyId},
        policy::{Action, may},
        problem::FieldProblem,
        text_rules::multi_line,
    },
    ports::{
        Caller,
        surveys::{Board, BoardRow, BodyName, HistoryRow, SentAnswers},
    },
};
use chrono::{DateTime, Utc};
use futures::FutureExt;
use serde_json::json;

use super::{Surveys, publish::ANSWERING, record};
use crate::{
    mail,
    store::{
        Tx, addressees, answers,
        assignment_lists::{self, AtBody, EventRow},
        assignments::{self, Assignment, Case, Change},
        surveys,
    },
};

/// Answers accepted at once: more than a country has bodies.
const ACCEPT_MAX: usize = 2000;
/// Longest reason for sending back.
const REASON_MAX: usize = 1000;

impl Surveys {
    pub(super) async fn read_board(
        &self,
        caller: &Caller,
        id: SurveyId,
        stamp: Option<&str>,
    ) -> Result<Option<Board>, AppError> {
        let db = self.core.store.read();
        let survey = surveys::find(&db, id).await?.ok_or(AppError::NotFound)?;
        may(&caller.actor, Action::ReadBoard, &survey.resource(false))?;
        let now = self.core.clock.now();
        let newest = assignment_lists::stamp(&db, id, now).await?.of_board(survey.version, now > survey.deadline);
        if stamp == Some(newest.as_str()) {
            return Ok(None);
        }
        let form = self.forms.get(&db, id, survey.form_version).await?;
        let rows = assignment_lists::of_survey(&db, id).await?;
        Ok(Some(Board {
            survey: id,
            state: survey.state,
            deadline: survey.deadline,
            version: survey.version,
            questions: u32::try_from(form.questions().count()).unwrap_or(u32::MAX),
            stamp: newest,
            read_at: now,
            rows: rows.into_iter().map(|row| board_row(row, survey.deadline, now)).collect(),
            title: survey.title,
        }))
    }

    pub(super) async fn read_sent(&self, caller: &Caller, id: SurveyId, body: BodyId) -> Result<SentAnswers, AppError> {
        let db = self.core.store.read();
        let case = assignments::find_of(&db, id, body).await?.ok_or(AppError::NotFound)?;
        may(&caller.actor, Action::ReadAnswers, &case.resource())?;
        let survey = surveys::find(&db, id).await?.ok_or(AppError::NotFound)?;
        let number = case.assignment.revision;
        let sent = answers::revision(&db, case.assignment.id, number).await?.ok_or(AppError::NotFound)?;
        let form = self.forms.get(&db, id, sent.form_version).await?;
        let own = caller.actor.body == body;
        let history = assignment_lists::events(&db, case.assignment.id).await?;
        let name = addressees::name(&db, body).await?;
        let may_review = may(&caller.actor, Action::ReviewAnswers, &case.resource()).is_ok();
        let at =
            AtBody { assignment: case.assignment.clone(), code: name.code, name: name.name, sort_key: String::new() };
        Ok(SentAnswers {
            row: board_row(at, survey.deadline, self.core.clock.now()),
            survey: id,
            title: survey.title,
            number: survey.number,
            form: form.as_ref().clone(),
            form_version: sent.form_version,
            not_applicable: sent.not_applicable,
            note: case.assignment.note,
            receipt: receipt(case.assignment.id, number),
            values: sent.values,
            may_review,
            history: history.into_iter().filter_map(|event| history_row(event, own)).collect(),
        })
    }

    pub(super) async fn return_answers(
        &self,
        caller: &Caller,
        id: AssignmentId,
        version: i32,
        reason: &str,
    ) -> Result<(), AppError> {
        let reason = multi_line(reason, REASON_MAX)
            .and_then(|reason| reason.ok_or(FieldProblem::Required))
            .map_err(|problem| AppError::field("reason", problem))?;
        let links = self.core.config.http.public_url.clone();
        self.core
            .store
            .write((caller.clone(), reason, links), move |tx, (caller, reason, links)| {
                async move {
                    let case = reviewed(tx, &caller.actor, id, version).await?;
                    let to = next(&case.assignment, AssignmentEvent::SendBack)?;
                    let change = Change { reason: Some(&reason), ..Change::to(to) };
                    assignments::change(tx, &case.assignment, &caller.actor, &change).await?;
                    let link = format!("{links}{}", app::routes::survey(case.assignment.survey));
                    let people = addressees::recipients(&tx.db(), &[case.assignment.body], &ANSWERING).await?;
                    tx.mails(people.iter().map(|to| mail::surveys::sent_back(&case, &reason, to, &link))).await?;
                    let detail = json!({ "body": case.assignment.body, "reason": reason });
                    record(tx, &caller, "answers.send_back", case.assignment.survey, detail).await
                }
                .boxed()
            })
            .await
    }

    pub(super) async fn accept_one(&self, caller: &Caller, id: AssignmentId, version: i32) -> Result<(), AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    let case = reviewed(tx, &caller.actor, id, version).await?;
                    accept(tx, &caller, &case).await
                }
                .boxed()
            })
            .await
    }

    pub(super) async fn accept_many(
        &self,
        caller: &Caller,
        id: SurveyId,
        which: &[AssignmentId],
    ) -> Result<u32, AppError> {
        if which.is_empty() {
            return Err(AppError::field("assignments", FieldProblem::NothingTicked));
        }
        if which.len() > ACCEPT_MAX {
            return Err(AppError::field("assignments", FieldProblem::TooMany { max: ACCEPT_MAX }));
        }
        // Each once and in one order, so that two who accept at once do not wait for each other in a circle.
        let which: BTreeSet<AssignmentId> = which.iter().copied().collect();
        self.core
            .store
            .write((caller.clone(), which), move |tx, (caller, which)| {
                async move {
                    let survey = surveys::find(&tx.db(), id).await?.ok_or(AppError::NotFound)?;
                    may(&caller.actor, Action::ReadBoard, &survey.resource(false))?;
                    let mut accepted = 0;
                    for assignment in which {
                        let case = assignments::locked(tx, assignment).await?;
                        if case.assignment.survey != id {
                            return Err(AppError::NotFound);
                        }
                        if may(&caller.actor, Action::ReviewAnswers, &case.resource()).is_ok() {
                            accept(tx, &caller, &case).await?;
                            accepted += 1;
                        }
                    }
                    Ok(accepted)
                }
                .boxed()
            })
            .await
    }
}

async fn reviewed(tx: &Tx, actor: &Actor, id: AssignmentId, version: i32) -> Result<Case, AppError> {
    let case = assignments::locked(tx, id).await?;
    may(actor, Action::ReadSurvey, &case.resource())?;
    if case.assignment.version != version {
        return Err(AppError::Conflict { reason: ConflictReason::Stale });
    }
    may(actor, Action::ReviewAnswers, &case.resource())?;
    Ok(case)
}

async fn accept(tx: &Tx, caller: &Caller, case: &Case) -> Result<(), AppError> {
    let to = next(&case.assignment, AssignmentEvent::Accept)?;
    assignments::change(tx, &case.assignment, &caller.actor, &Change::to(to)).await?;
    let detail = json!({ "body": case.assignment.body, "revision": case.assignment.revision });
    record(tx, caller, "answers.accept", case.assignment.survey, detail).await
}

/// The state after an event.
pub(crate) fn next(assignment: &Assignment, event: AssignmentEvent) -> Result<AssignmentState, AppError> {
    Ok(apply(assignment.state, event, assignment.revision.unsigned_abs())?)
}

/// An assignment as the board shows it.
pub(crate) fn board_row(at: AtBody, deadline: DateTime<Utc>, now: DateTime<Utc>) -> BoardRow {
    let flags = flags(&at.assignment, deadline, now);
    let assignment = at.assignment;
    BoardRow {
        id: assignment.id,
        body: BodyName { id: assignment.body, code: at.code, name: at.name },
        state: assignment.state,
        flags,
        answered: assignment.answered.unsigned_abs(),
        revision: assignment.revision.unsigned_abs(),
        submitted_at: assignment.submitted_at,
        submitted_name: assignment.submitted_name,
        updated_at: assignment.updated_at,
        version: assignment.version,
    }
}

/// What else is shown beside the state.
pub(crate) fn flags(assignment: &Assignment, deadline: DateTime<Utc>, now: DateTime<Utc>) -> Vec<AssignmentFlag> {
    let deadline = assignment.extended_until.unwrap_or(deadline);
    let found = [
        (assignment.not_applicable && assignment.state.is_submitted(), AssignmentFlag::NotApplicable),
        (assignment.extended_until.is_some(), AssignmentFlag::Extended),
        (is_overdue(deadline, now, assignment.state), AssignmentFlag::Overdue),
    ];
    found.into_iter().filter(|(applies, _)| *applies).map(|(_, flag)| flag).collect()
}

/// 受付番号: the end of the identifier, which is random, and the revision.
pub(crate) fn receipt(id: AssignmentId, revision: i32) -> String {
    let hex = id.0.simple().to_string().to_uppercase();
    let (_, end) = hex.split_at_checked(24).unwrap_or_default();
    let (first, second) = end.split_at_checked(4).unwrap_or_default();
    format!("{first}-{second}-{revision}")
}

/// What passes between body and collector is seen by both; what happens inside the body only by itself.
fn history_row(event: EventRow, own: bool) -> Option<HistoryRow> {
    let to = AssignmentState::from_code(&event.to)?;
    let shared = to.is_submitted() || to == AssignmentState::SentBack;
    (own || shared).then_some(HistoryRow { to, by: event.account_name, note: event.note, at: event.at })
}
