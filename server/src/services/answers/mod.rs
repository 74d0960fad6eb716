//! What bodies do with the surveys they answer.

mod files;
mod save;
mod submit;

use std::sync::Arc;

use app::{
    domain::{
        assignment::{AssignmentFlag, AssignmentState},
        error::AppError,
        form::FileRef,
        ids::{AssignmentId, AttachmentId, SurveyId},
        policy::{Action, Resource, may},
        survey::SurveyState,
    },
    ports::{
        Caller,
        answers::{
            AnswerService, AnswerView, AssignmentSummary, FieldChange, FieldState, Receipt, SaveOutcome, Submission,
        },
        files::{Download, Upload},
    },
};
use async_trait::async_trait;
use futures::FutureExt;

use super::{
    Core,
    forms::FormCache,
    surveys::board::{flags, receipt},
};
use crate::store::{
    addressees,
    answers::{self, Kept},
    assignment_lists,
    assignments::{self, Assignment},
    surveys::{self, Survey},
};

/// The use cases of bodies.
pub struct Answers {
    core: Arc<Core>,
    forms: Arc<FormCache>,
}

impl Answers {
    /// Over the tools of the use cases.
    pub(super) const fn new(core: Arc<Core>, forms: Arc<FormCache>) -> Self {
        Self { core, forms }
    }

    fn summary(
        &self,
        assignment: &Assignment,
        title: String,
        number: Option<String>,
        survey: &Due,
    ) -> AssignmentSummary {
        let now = self.core.clock.now();
        let mut flags = flags(assignment, survey.deadline, now);
        if survey.state == SurveyState::Closed {
            flags.retain(|flag| *flag != AssignmentFlag::Overdue);
        }
        // The collector learns of it when it is sent; inside the body it is what the approver decides on.
        if assignment.not_applicable && assignment.state == AssignmentState::AwaitingApproval {
            flags.insert(0, AssignmentFlag::NotApplicable);
        }
        AssignmentSummary {
            id: assignment.id,
            survey: assignment.survey,
            title,
            number,
            deadline: assignment.extended_until.unwrap_or(survey.deadline),
            state: assignment.state,
            flags,
            answered: assignment.answered.unsigned_abs(),
            revision: assignment.revision.unsigned_abs(),
            submitted_at: assignment.submitted_at,
        }
    }

    async fn look(&self, caller: &Caller, id: AssignmentId) -> Result<AnswerView, AppError> {
        let db = self.core.store.read();
        let case = assignments::find(&db, id).await?.ok_or(AppError::NotFound)?;
        // The collector knows of the assignment, but for him this page does not exist.
        may(&caller.actor, Action::OpenAnswers, &case.resource()).map_err(|_| AppError::NotFound)?;
        if case.assignment.first_opened_at.is_none() && case.survey == SurveyState::Open {
            self.core.store.write(id, |tx, id| async move { assignments::note_opened(tx, id).await }.boxed()).await?;
        }
        let survey = surveys::find(&db, case.assignment.survey).await?.ok_or(AppError::NotFound)?;
        let form = self.forms.get(&db, survey.id, case.assignment.form_version).await?;
        let fields = answers::current(&db, id).await?;
        let owner = addressees::name(&db, survey.owner).await?.name;
        let rights = submit::rights(&caller.actor, &case);
        let assignment = case.assignment;
        let now = self.core.clock.now();
        let correcting = assignment.state == AssignmentState::SentBack
            || assignment.revision > 0 && !assignment.state.is_submitted();
        Ok(AnswerView {
            summary: self.summary(&assignment, survey.title.clone(), survey.number.clone(), &Due::of(&survey)),
            survey_state: survey.state,
            version: assignment.version,
            html: crate::markup::render(&survey.description),
            description: survey.description,
            owner,
            contact: survey.contact,
            needs_approval: survey.needs_approval,
            form: form.as_ref().clone(),
            form_version: assignment.form_version,
            fields: fields.into_iter().map(field_state).collect(),
            note: assignment.note,
            return_reason: assignment.return_reason.filter(|_| correcting),
            submitted_name: assignment.submitted_name,
            receipt: (assignment.revision > 0).then(|| receipt(id, assignment.revision)),
            rights,
            client_key: self.core.ids.uuid(now),
            read_at: now,
        })
    }
}

/// What a list needs of a survey.
struct Due {
    state: SurveyState,
    deadline: chrono::DateTime<chrono::Utc>,
}

impl Due {
    const fn of(survey: &Survey) -> Self {
        Self { state: survey.state, deadline: survey.deadline }
    }
}

fn field_state(kept: Kept) -> FieldState {
    FieldState { key: kept.key, value: kept.value, version: kept.version, by: kept.account_name, at: kept.saved_at }
}

#[async_trait]
impl AnswerService for Answers {
    async fn list(&self, caller: &Caller, open: bool) -> Result<Vec<AssignmentSummary>, AppError> {
        may(&caller.actor, Action::ReadInbox, &Resource::Hub)?;
        let rows = assignment_lists::of_body(&self.core.store.read(), caller.actor.body, open).await?;
        let summary = |(assignment, survey): (Assignment, Survey)| {
            let due = Due::of(&survey);
            self.summary(&assignment, survey.title, survey.number, &due)
        };
        Ok(rows.into_iter().map(summary).collect())
    }

    async fn find(&self, caller: &Caller, survey: SurveyId) -> Result<AssignmentId, AppError> {
        may(&caller.actor, Action::ReadInbox, &Resource::Hub)?;
        let case = assignments::find_of(&self.core.store.read(), survey, caller.actor.body).await?;
        case.map(|case| case.assignment.id).ok_or(AppError::NotFound)
    }

    async fn open(&self, caller: &Caller, id: AssignmentId) -> Result<AnswerView, AppError> {
        self.look(caller, id).await
    }

    async fn save_fields(
        &self,
        caller: &Caller,
        id: AssignmentId,
        changes: Vec<FieldChange>,
    ) -> Result<SaveOutcome, AppError> {
        let forms = Arc::clone(&self.forms);
        self.core
            .store
            .write((forms, caller.clone(), changes), move |tx, (forms, caller, changes)| {
                async move { save::save(tx, &forms, &caller, id, changes).await }.boxed()
            })
            .await
    }

    async fn ask_approval(&self, caller: &Caller, id: AssignmentId, submission: Submission) -> Result<(), AppError> {
        let forms = Arc::clone(&self.forms);
        self.core
            .store
            .write((forms, caller.clone(), submission), move |tx, (forms, caller, submission)| {
                async move { submit::ask_approval(tx, &forms, &caller, id, submission).await }.boxed()
            })
            .await
    }

    async fn take_back(&self, caller: &Caller, id: AssignmentId, reason: &str) -> Result<(), AppError> {
        self.core
            .store
            .write((caller.clone(), reason.to_owned()), move |tx, (caller, reason)| {
                async move { submit::take_back(tx, &caller, id, &reason).await }.boxed()
            })
            .await
    }

    async fn submit(&self, caller: &Caller, id: AssignmentId, submission: Submission) -> Result<Receipt, AppError> {
        let forms = Arc::clone(&self.forms);
        self.core
            .store
            .write((forms, caller.clone(), submission), move |tx, (forms, caller, submission)| {
                async move { submit::submit(tx, &forms, &caller, id, submission).await }.boxed()
            })
            .await
    }

    async fn attach(&self, caller: &Caller, id: AssignmentId, key: &str, upload: Upload) -> Result<FileRef, AppError> {
        self.take_file(caller, id, key, upload).await
    }

    async fn download(&self, caller: &Caller, id: AttachmentId) -> Result<Download, AppError> {
        self.give_file(caller, id).await
    }
}
