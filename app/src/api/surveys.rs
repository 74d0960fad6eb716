//! Surveys, for those who collect.

#![expect(missing_docs, reason = "the macro makes a struct of the arguments, whose fields cannot carry docs")]

use leptos::prelude::*;

use super::{
    Next,
    pairs::{Pairs, takes_pairs},
};
use crate::domain::{
    error::AppError,
    ids::{AssignmentId, BodyId, SurveyId},
};
#[cfg(feature = "ssr")]
use crate::{
    api::pairs::{all, required},
    domain::{
        audience::Audience,
        form::KindCode,
        form_design::{FormEdit, Typed},
        survey::SurveyDraft,
    },
    ports::{Caller, RequestContext},
    routes,
};

takes_pairs!(SaveSurvey, EditForm, AcceptAll);

/// Begins a survey, or saves the basics of a draft.
#[server(prefix = "/api/fn", endpoint = "surveys/save", input = Pairs)]
pub async fn save_survey(fields: Vec<(String, String)>) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let caller = context.caller()?;
    let draft = draft(&fields)?;
    if Typed(&fields).text("id").is_empty() {
        let id = context.services.surveys.create(&caller, draft).await?;
        return Ok(Next::to(routes::survey_form(id)));
    }
    let (id, version) = (required(&fields, "id")?, required(&fields, "version")?);
    context.services.surveys.save(&caller, id, version, draft, None).await?;
    Ok(Next::to(routes::done(&routes::survey(id), "survey_saved")))
}

#[cfg(feature = "ssr")]
fn draft(fields: &[(String, String)]) -> Result<SurveyDraft, AppError> {
    let typed = Typed(fields);
    let text = |name: &str| typed.text(name).to_owned();
    let audience = Audience::typed(typed.text("audience"), all(fields, "groups")?, all(fields, "bodies")?)
        .map_err(|problem| AppError::field("audience", problem))?;
    Ok(SurveyDraft {
        title: text("title"),
        number: text("number"),
        description: text("description"),
        contact: text("contact"),
        deadline_date: text("deadline_date"),
        deadline_time: text("deadline_time"),
        needs_approval: typed.is_on("needs_approval"),
        audience,
        ..SurveyDraft::default()
    })
}

/// Makes one change of a form and comes back to the place of it.
#[server(prefix = "/api/fn", endpoint = "surveys/edit_form", input = Pairs)]
pub async fn edit_form(fields: Vec<(String, String)>) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let caller = context.caller()?;
    let (id, version): (SurveyId, i32) = (required(&fields, "id")?, required(&fields, "version")?);
    let edit = edit(&context, &caller, id, &fields).await?;
    let opens = matches!(edit, FormEdit::AddQuestion { .. } | FormEdit::CopyQuestion { .. });
    let gone = matches!(edit, FormEdit::RemoveQuestion { .. } | FormEdit::RemoveSection { .. });
    let key = context.services.surveys.edit_form(&caller, id, version, edit).await?;
    let stay = opens || Typed(&fields).text("then") == "stay";
    Ok(Next::to(match (stay, gone) {
        (true, _) => routes::survey_question(id, &key),
        (false, true) => routes::survey_form(id),
        (false, false) => format!("{}#{key}", routes::survey_form(id)),
    }))
}

/// The change that a button of the designer stands for.
#[cfg(feature = "ssr")]
async fn edit(
    context: &RequestContext,
    caller: &Caller,
    id: SurveyId,
    fields: &[(String, String)],
) -> Result<FormEdit, AppError> {
    let typed = Typed(fields);
    let (key, text) = (typed.text("key").to_owned(), |name: &str| typed.text(name).to_owned());
    Ok(match typed.text("do") {
        "add_section" => FormEdit::AddSection { title: text("title") },
        "save_section" => FormEdit::SaveSection { key, title: text("title"), description: text("description") },
        "section_up" => FormEdit::MoveSection { key, up: true },
        "section_down" => FormEdit::MoveSection { key, up: false },
        "remove_section" => FormEdit::RemoveSection { key },
        "add_question" => {
            let kind = KindCode::from_code(typed.text("kind")).ok_or(AppError::Malformed { at: "kind".to_owned() })?;
            FormEdit::AddQuestion { section: text("section"), kind, label: text("label") }
        }
        "save_question" => {
            let form = context.services.surveys.view(caller, id).await?.form;
            let old = form.question(&key).ok_or(AppError::NotFound)?;
            let question = typed.question(old).map_err(|errors| AppError::Invalid { errors })?;
            FormEdit::SaveQuestion { question }
        }
        "up" => FormEdit::MoveQuestion { key, up: true },
        "down" => FormEdit::MoveQuestion { key, up: false },
        "copy" => FormEdit::CopyQuestion { key },
        "remove" => FormEdit::RemoveQuestion { key },
        _ => return Err(AppError::Malformed { at: "do".to_owned() }),
    })
}

/// Opens a survey.
#[server(prefix = "/api/fn", endpoint = "surveys/publish")]
pub async fn publish_survey(id: SurveyId, version: i32) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.surveys.publish(&context.caller()?, id, version).await?;
    Ok(Next::to(routes::done(&routes::survey(id), "survey_published")))
}

/// Closes a survey.
#[server(prefix = "/api/fn", endpoint = "surveys/close")]
pub async fn close_survey(id: SurveyId, version: i32) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.surveys.close(&context.caller()?, id, version).await?;
    Ok(Next::to(routes::done(&routes::survey(id), "survey_closed")))
}

/// Begins a survey with everything of another.
#[server(prefix = "/api/fn", endpoint = "surveys/copy")]
pub async fn copy_survey(id: SurveyId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let copy = context.services.surveys.copy(&context.caller()?, id).await?;
    Ok(Next::to(routes::done(&routes::survey_edit(copy), "survey_copied")))
}

/// Deletes a draft.
#[server(prefix = "/api/fn", endpoint = "surveys/remove")]
pub async fn remove_survey(id: SurveyId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.surveys.remove(&context.caller()?, id).await?;
    Ok(Next::to(routes::done(routes::SURVEYS, "survey_removed")))
}

/// Sends the answers of a body back.
#[server(prefix = "/api/fn", endpoint = "surveys/send_back")]
pub async fn send_back(
    assignment: AssignmentId,
    version: i32,
    reason: String,
    survey: SurveyId,
    body: BodyId,
) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.surveys.send_back(&context.caller()?, assignment, version, &reason).await?;
    Ok(Next::to(routes::done(&routes::survey_sent(survey, body), "sent_back")))
}

/// Accepts the answers of a body.
#[server(prefix = "/api/fn", endpoint = "surveys/accept")]
pub async fn accept(assignment: AssignmentId, version: i32, survey: SurveyId, body: BodyId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.surveys.accept(&context.caller()?, assignment, version).await?;
    Ok(Next::to(routes::done(&routes::survey_sent(survey, body), "accepted")))
}

/// Accepts everything that was chosen on the board.
#[server(prefix = "/api/fn", endpoint = "surveys/accept_all", input = Pairs)]
pub async fn accept_all(fields: Vec<(String, String)>) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let (id, which) = (required(&fields, "id")?, all(&fields, "which")?);
    let accepted = context.services.surveys.accept_all(&context.caller()?, id, &which).await?;
    let board = routes::same_view(&context.path, &routes::survey(id));
    Ok(Next::to(routes::done_times(&board, "accepted_many", usize::try_from(accepted).unwrap_or_default())))
}

/// The stamp of a board: the island asks every few seconds whether it has changed.
#[server(prefix = "/api/fn", endpoint = "surveys/board_stamp")]
pub async fn board_stamp(id: SurveyId, stamp: String) -> Result<String, AppError> {
    let context = RequestContext::current()?;
    let board = context.services.surveys.board(&context.caller()?, id, Some(&stamp)).await?;
    Ok(board.map_or(stamp, |board| board.stamp))
}
