//! The page of an answer, sent with files: the files are attached, and everything else on the page is saved as well, so
//! that nothing typed is lost without scripts.

use std::sync::{Mutex, PoisonError};

use app::{
    api::answers::{check_saved, form_changes},
    components::form::FormOutcome,
    domain::{
        error::{AppError, FileRefusal},
        form::{field, upload_key},
        ids::{AssignmentId, SurveyId},
        lang::Lang,
    },
    ports::{Caller, answers::AnswerService, files::Upload},
    routes,
};
use async_trait::async_trait;
use axum::{
    extract::{Path, Request, State},
    response::{IntoResponse, Redirect, Response},
};

use super::{
    AppState,
    files::refused,
    form_posts::Typed,
    pages::again,
    parts::{self, TakesFiles, read},
};

/// The server function whose form this is.
const SAVE: &str = "answers/save_form";

/// The form of the page: with files if it comes in parts, else as any other form.
pub async fn send(State(state): State<AppState>, Path(id): Path<String>, request: Request) -> Response {
    parts::send(state.clone(), request, |identity, caller, request| async move {
        attach(&state, &caller, &id, identity.lang, request).await
    })
    .await
}

/// Puts files into the answer of a question.
struct Answer<'a> {
    answers: &'a dyn AnswerService,
    caller: &'a Caller,
    assignment: AssignmentId,
    /// The fields that name the new files, as a page with them would send them.
    named: Mutex<Typed>,
}

#[async_trait]
impl TakesFiles for Answer<'_> {
    fn wants(&self, part: &str) -> bool {
        upload_key(part).is_some()
    }

    async fn take(&self, part: &str, _: &Typed, upload: Upload) -> Result<(), AppError> {
        let key = upload_key(part).ok_or(AppError::NotFound)?;
        let file = self.answers.attach(self.caller, self.assignment, key, upload).await?;
        self.named.lock().unwrap_or_else(PoisonError::into_inner).push((field(key), file.id.to_string()));
        Ok(())
    }
}

async fn attach(
    state: &AppState,
    caller: &Caller,
    id: &str,
    lang: Lang,
    request: Request,
) -> Result<Response, AppError> {
    let survey: SurveyId = id.parse().map_err(|_| AppError::NotFound)?;
    let extensions = request.extensions().clone();
    let answers = state.services.answers.as_ref();
    let assignment = answers.find(caller, survey).await?;
    let taker = Answer { answers, caller, assignment, named: Mutex::default() };
    let sent = read(request, &taker).await?;
    let attached: Vec<&str> = sent.taken.iter().filter_map(|part| upload_key(part)).collect();
    let mut changes = form_changes(&sent.fields);
    // A file has made a newer version of these; what was ticked is older.
    changes.retain(|change| !attached.contains(&change.key.as_str()));
    let saved = if changes.is_empty() {
        Ok(())
    } else {
        answers.save_fields(caller, assignment, changes).await.and_then(|outcome| check_saved(&outcome))
    };
    let address = routes::survey_answer(survey);
    let refused = match &sent.refused {
        Some((name, error)) => Some(refused(&address, name, error)),
        None if attached.is_empty() => {
            Some(refused(&address, "", &AppError::FileRefused { reason: FileRefusal::Empty }))
        }
        None => None,
    };
    if let Err(error) = saved {
        let values = with_new_files(sent.fields, taker.named.into_inner().unwrap_or_else(PoisonError::into_inner));
        let outcome = FormOutcome { action: SAVE.to_owned(), values, error: Some(error) };
        return Ok(again(state, extensions, refused.as_ref().unwrap_or(&address), outcome, lang).await);
    }
    let key = attached.last().map(|key| format!("#q-{key}")).unwrap_or_default();
    let back = refused.unwrap_or_else(|| format!("{}{key}", routes::done(&address, "file_added")));
    Ok(Redirect::to(&back).into_response())
}

/// What was typed, to be shown again, with the files that were taken: the next save drops a file that no field names.
fn with_new_files(typed: Typed, named: Typed) -> Typed {
    let older = |name: &str| {
        let of = |(field, _): &(String, String)| name.strip_prefix("v.") == field.strip_prefix("q.");
        named.iter().any(of)
    };
    // The version from before a file was taken would make one's own file a change by somebody else.
    let typed: Typed = typed.into_iter().filter(|(name, _)| !older(name)).collect();
    typed.into_iter().chain(named).collect()
}
