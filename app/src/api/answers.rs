//! Surveys, for those who answer.

#![expect(missing_docs, reason = "the macro makes a struct of the arguments, whose fields cannot carry docs")]

use leptos::{prelude::*, server_fn::codec::Json};
use uuid::Uuid;

use super::{
    Next,
    pairs::{Pairs, takes_pairs},
};
#[cfg(feature = "ssr")]
use crate::{
    api::pairs::required,
    domain::{error::ConflictReason, form::RawAnswers, form_design::Typed},
    ports::{
        RequestContext,
        answers::{FieldInput, FieldOutcome, Submission},
    },
    routes,
};
use crate::{
    domain::{
        error::AppError,
        ids::{AccountId, AssignmentId, SurveyId},
    },
    ports::answers::{FieldChange, SaveOutcome},
};

takes_pairs!(SaveForm);

/// Saves fields as they are left, for the person that the page was made for: whoever has signed in since at the same
/// machine saves nothing of it. Each field is saved, in conflict or refused by itself.
#[server(prefix = "/api/fn", endpoint = "answers/save_fields", input = Json)]
pub async fn save_fields(
    #[server(default)] account: Option<AccountId>,
    assignment: AssignmentId,
    changes: Vec<FieldChange>,
) -> Result<SaveOutcome, AppError> {
    let context = RequestContext::current()?;
    let caller = context.caller()?;
    if account.is_some_and(|account| account != caller.actor.account) {
        return Err(AppError::Unauthenticated);
    }
    context.services.answers.save_fields(&caller, assignment, changes).await
}

/// Saves the whole page, where no script saves field by field, and goes where the button leads.
#[server(prefix = "/api/fn", endpoint = "answers/save_form", input = Pairs)]
pub async fn save_form(fields: Vec<(String, String)>) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let (survey, assignment): (SurveyId, AssignmentId) =
        (required(&fields, "survey")?, required(&fields, "assignment")?);
    let changes = form_changes(&fields);
    let outcome = context.services.answers.save_fields(&context.caller()?, assignment, changes).await?;
    check_saved(&outcome)?;
    let page = routes::survey_answer(survey);
    Ok(Next::to(match Typed(&fields).text("then") {
        "check" => routes::survey_check(survey),
        "" | "save" => routes::done(&page, "draft_saved"),
        more => format!("{page}?more={more}#q-{more}"),
    }))
}

/// The change of every question that was on the page.
#[cfg(feature = "ssr")]
pub fn form_changes(fields: &[(String, String)]) -> Vec<FieldChange> {
    let raw = RawAnswers::from_pairs(fields.to_vec());
    let typed = Typed(fields);
    raw.iter()
        .map(|(key, _)| {
            let own = |name: &str| name == format!("q.{key}") || name.starts_with(&format!("q.{key}."));
            let input = fields.iter().filter(|(name, _)| own(name)).cloned().collect();
            let base = typed.text(&format!("v.{key}")).parse().unwrap_or_default();
            FieldChange { key: key.to_owned(), base, input: FieldInput::Typed(input) }
        })
        .collect()
}

/// What was refused, as the errors of the page. What was right is saved all the same.
///
/// # Errors
/// The wrong fields, or a conflict.
#[cfg(feature = "ssr")]
pub fn check_saved(outcome: &SaveOutcome) -> Result<(), AppError> {
    let errors = outcome.fields.iter().filter_map(|field| match field {
        FieldOutcome::Refused { errors, .. } => Some(errors.clone()),
        _ => None,
    });
    AppError::check(errors.flatten().collect())?;
    let conflict = outcome.fields.iter().any(|field| matches!(field, FieldOutcome::Conflict { .. }));
    if conflict { Err(AppError::Conflict { reason: ConflictReason::Stale }) } else { Ok(()) }
}

/// Sends the answers, or says that there is nothing to report.
#[server(prefix = "/api/fn", endpoint = "answers/submit")]
pub async fn submit(
    survey: SurveyId,
    assignment: AssignmentId,
    client_key: Uuid,
    #[server(default)] version: Option<i32>,
    #[server(default)] not_applicable: bool,
    #[server(default)] note: String,
) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let submission = Submission { client_key, version, not_applicable, note };
    context.services.answers.submit(&context.caller()?, assignment, submission).await?;
    Ok(Next::to(routes::done(&routes::survey_answer(survey), "answers_submitted")))
}

/// Asks for approval.
#[server(prefix = "/api/fn", endpoint = "answers/ask_approval")]
pub async fn ask_approval(
    survey: SurveyId,
    assignment: AssignmentId,
    client_key: Uuid,
    #[server(default)] version: Option<i32>,
    #[server(default)] not_applicable: bool,
    #[server(default)] note: String,
) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let submission = Submission { client_key, version, not_applicable, note };
    context.services.answers.ask_approval(&context.caller()?, assignment, submission).await?;
    Ok(Next::to(routes::done(&routes::survey_answer(survey), "approval_asked")))
}

/// Takes the answers back from approval.
#[server(prefix = "/api/fn", endpoint = "answers/take_back")]
pub async fn take_back(
    survey: SurveyId,
    assignment: AssignmentId,
    #[server(default)] reason: String,
) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.answers.take_back(&context.caller()?, assignment, &reason).await?;
    Ok(Next::to(routes::done(&routes::survey_answer(survey), "taken_back")))
}
