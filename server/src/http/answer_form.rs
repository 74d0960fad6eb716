//! The page of an answer, sent with files: the files are attached, and everything else on the page is saved as well, so
//! that nothing typed is lost without scripts.

use app::{
    api::answers::{check_saved, form_changes},
    components::form::FormOutcome,
    domain::{
        error::{AppError, FileRefusal},
        form::upload_key,
        ids::{AssignmentId, SurveyId},
        lang::Lang,
    },
    ports::{Caller, answers::AnswerService, files::Upload},
    routes,
};
use axum::{
    extract::{FromRequest, Multipart, Path, Request, State, multipart::Field},
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use futures::StreamExt;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::{
    AppState, FORM_BYTES, Identity, Problem,
    files::refused,
    form_posts::{Typed, ask_to_log_in},
    pages::{again, page, to_login},
};

/// Pieces of an upload that wait to be written.
const PIECES: usize = 8;
/// The server function whose form this is.
const SAVE: &str = "answers/save_form";

/// What came with a form.
#[derive(Default)]
struct Sent {
    /// The fields, as they were typed.
    fields: Vec<(String, String)>,
    /// The questions that got a file.
    attached: Vec<String>,
    /// The first file that was refused, by its name.
    refused: Option<(String, AppError)>,
}

/// The form of the page: with files if it comes in parts, else as any other form.
pub async fn send(State(state): State<AppState>, Path(id): Path<String>, request: Request) -> Response {
    let sent_as = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !sent_as.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        return page(State(state), request).await;
    }
    let Some(identity) = request.extensions().get::<Identity>().cloned() else {
        return to_login(request.uri(), request.method()).into_response();
    };
    let Ok(caller) = identity.caller() else { return keep(&state, identity.lang, request).await };
    let answer = attach(&state, &caller, &id, identity.lang, request).await;
    answer.unwrap_or_else(|error| Problem::new(error, identity.lang).into_response())
}

/// What was typed, until somebody has signed in again. Files are let go: they may be larger than a page can carry.
async fn keep(state: &AppState, lang: Lang, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    match typed(request).await {
        Ok(typed) => ask_to_log_in(state, parts, typed, lang).await,
        Err(error) => Problem::new(error, lang).into_response(),
    }
}

async fn typed(request: Request) -> Result<Typed, AppError> {
    let broken = || AppError::Malformed { at: "multipart".to_owned() };
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    let (mut typed, mut bytes) = (Typed::new(), 0);
    while let Some(field) = form.next_field().await.map_err(|_| broken())? {
        let part = field.name().unwrap_or_default().to_owned();
        if field.file_name().is_none() {
            let text = text(field, FORM_BYTES - bytes).await?;
            bytes += part.len().saturating_add(text.len()).min(FORM_BYTES - bytes);
            typed.push((part, text));
        }
    }
    Ok(typed)
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
    let malformed = || AppError::Malformed { at: "multipart".to_owned() };
    let form = Multipart::from_request(request, &()).await.map_err(|_| malformed())?;
    let answers = state.services.answers.as_ref();
    let assignment = answers.find(caller, survey).await?;
    let sent = read(answers, caller, assignment, form).await?;
    let mut changes = form_changes(&sent.fields);
    // A file has made a newer version of these; what was ticked is older.
    changes.retain(|change| !sent.attached.contains(&change.key));
    let saved = if changes.is_empty() {
        Ok(())
    } else {
        answers.save_fields(caller, assignment, changes).await.and_then(|outcome| check_saved(&outcome))
    };
    let address = routes::survey_answer(survey);
    let refused = match &sent.refused {
        Some((name, error)) => Some(refused(&address, name, error)),
        None if sent.attached.is_empty() => {
            Some(refused(&address, "", &AppError::FileRefused { reason: FileRefusal::Empty }))
        }
        None => None,
    };
    if let Err(error) = saved {
        let outcome = FormOutcome { action: SAVE.to_owned(), values: sent.fields, error: Some(error) };
        return Ok(again(state, extensions, refused.as_ref().unwrap_or(&address), outcome, lang).await);
    }
    let key = sent.attached.last().map(|key| format!("#q-{key}")).unwrap_or_default();
    let back = refused.unwrap_or_else(|| format!("{}{key}", routes::done(&address, "file_added")));
    Ok(Redirect::to(&back).into_response())
}

/// Takes the parts as they come. A refused file does not end it: what was typed comes after it, too.
async fn read(
    answers: &dyn AnswerService,
    caller: &Caller,
    assignment: AssignmentId,
    mut form: Multipart,
) -> Result<Sent, AppError> {
    let broken = || AppError::Malformed { at: "multipart".to_owned() };
    let (mut sent, mut bytes) = (Sent::default(), 0);
    while let Some(field) = form.next_field().await.map_err(|_| broken())? {
        let part = field.name().unwrap_or_default().to_owned();
        let Some(name) = field.file_name().map(str::to_owned) else {
            let text = text(field, FORM_BYTES - bytes).await?;
            bytes += part.len().saturating_add(text.len()).min(FORM_BYTES - bytes);
            sent.fields.push((part, text));
            continue;
        };
        // A file field in which nothing was chosen is sent with an empty name.
        let Some(key) = upload_key(&part).filter(|_| !name.is_empty()) else { continue };
        match hand_on(field, async |upload| answers.attach(caller, assignment, key, upload).await).await {
            Ok(_) => sent.attached.push(key.to_owned()),
            // Who may not know of the survey learns no more from the form than from the page.
            Err(error @ (AppError::NotFound | AppError::Forbidden | AppError::Unauthenticated)) => return Err(error),
            Err(error) => sent.refused = sent.refused.or(Some((name, error))),
        }
    }
    Ok(sent)
}

async fn text(mut field: Field<'_>, most: usize) -> Result<String, AppError> {
    let broken = || AppError::Malformed { at: "multipart".to_owned() };
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| broken())? {
        if bytes.len() + piece.len() > most {
            return Err(AppError::TooLarge { max_bytes: FORM_BYTES as u64 });
        }
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|_| broken())
}

/// Hands a file on as it arrives. It is read to its end even when it is refused, or the browser would show an error of
/// its own in place of our sentence.
async fn hand_on<T>(mut field: Field<'_>, take: impl AsyncFnOnce(Upload) -> T) -> T {
    let name = field.file_name().unwrap_or_default().to_owned();
    let (pieces, content) = mpsc::channel(PIECES);
    let pump = async move {
        while let Some(piece) = field.next().await {
            let ends = piece.is_err();
            drop(pieces.send(piece.map_err(std::io::Error::other)).await);
            if ends {
                break;
            }
        }
    };
    let ((), taken) = tokio::join!(pump, take(Upload { name, content: ReceiverStream::new(content).boxed() }));
    taken
}
