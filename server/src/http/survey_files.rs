//! What pages of surveys give out and take in as files: merged tables, and the files of answers.

use app::{
    domain::{
        error::{AppError, FileRefusal},
        ids::{AssignmentId, AttachmentId, SurveyId},
        lang::Lang,
    },
    ports::{
        Caller,
        files::{Download, Upload},
        surveys::{ExportFile, ExportFormat},
    },
    routes,
};
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Request, State, multipart::Field},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use futures::StreamExt;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tower_http::limit::RequestBodyLimitLayer;

use super::{
    AppState, Identity, Problem,
    files::{disposition, refused},
    pages::to_login,
};

/// Room for the other parts of an upload form.
const FORM_EXTRA: u64 = 64 << 10;
/// Pieces of an upload that wait to be written.
const PIECES: usize = 8;

/// The routes; uploads may be as large as files.
pub fn router(max_bytes: u64) -> Router<AppState> {
    let limit = usize::try_from(max_bytes.saturating_add(FORM_EXTRA)).unwrap_or(usize::MAX);
    Router::new()
        .route("/surveys/{id}/export/{format}", get(export))
        .route("/surveys/{id}/files/{key}", post(attach))
        .route("/answer-files/{id}", get(download))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(limit))
}

/// Why there is no file.
enum Refusal {
    /// Nobody is signed in.
    LogIn(Redirect),
    /// Anything else.
    Problem(Problem),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::LogIn(redirect) => redirect.into_response(),
            Self::Problem(problem) => problem.into_response(),
        }
    }
}

/// The caller, or the way to the log-in.
fn caller(request: &Request) -> Result<(Caller, Lang), Refusal> {
    let identity = request.extensions().get::<Identity>();
    let caller = identity.and_then(|identity| Some((identity.caller().ok()?, identity.lang)));
    caller.ok_or_else(|| Refusal::LogIn(to_login(request.uri(), request.method())))
}

fn refusal(lang: Lang) -> impl Fn(AppError) -> Refusal {
    move |error| Refusal::Problem(Problem::new(error, lang))
}

async fn export(
    State(state): State<AppState>,
    Path((id, format)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Refusal> {
    let (caller, lang) = caller(&request)?;
    let problem = refusal(lang);
    let format = format_of(&format).map_err(&problem)?;
    let id: SurveyId = id.parse().map_err(|_| problem(AppError::NotFound))?;
    let file = state.services.surveys.export(&caller, id, format).await.map_err(&problem)?;
    Ok(export_response(file))
}

/// `xlsx` or `csv`.
pub(super) fn format_of(text: &str) -> Result<ExportFormat, AppError> {
    match text {
        "xlsx" => Ok(ExportFormat::Xlsx),
        "csv" => Ok(ExportFormat::Csv),
        _ => Err(AppError::NotFound),
    }
}

/// A made file as a download.
pub(super) fn export_response(file: ExportFile) -> Response {
    let headers = headers(&file.name, file.media_type, file.bytes.len() as u64);
    (headers, file.bytes).into_response()
}

/// A kept file as a download.
pub(super) fn download_response(file: Download) -> Response {
    let headers = headers(&file.name, &file.media_type, file.size);
    (headers, Body::from_stream(file.content)).into_response()
}

/// Never shown by the browser itself, and under its Japanese name (RFC 6266).
fn headers(name: &str, media_type: &str, size: u64) -> HeaderMap {
    let values = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition(name)),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    let pair = |(name, value): (HeaderName, String)| Some((name, HeaderValue::from_str(&value).ok()?));
    values.into_iter().filter_map(pair).collect()
}

async fn download(
    State(state): State<AppState>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let (caller, lang) = caller(&request)?;
    let problem = refusal(lang);
    let id: AttachmentId = id.parse().map_err(|_| problem(AppError::NotFound))?;
    let file = state.services.answers.download(&caller, id).await.map_err(&problem)?;
    Ok(download_response(file))
}

/// Takes the file of a form and goes back to its question, or to the page with word of why it was refused.
async fn attach(
    State(state): State<AppState>,
    Path((id, key)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Refusal> {
    let (caller, lang) = caller(&request)?;
    let problem = refusal(lang);
    let survey: SurveyId = id.parse().map_err(|_| problem(AppError::NotFound))?;
    let form = Multipart::from_request(request, &()).await;
    let form = form.map_err(|_| problem(AppError::Malformed { at: "multipart".to_owned() }))?;
    let assignment = state.services.answers.find(&caller, survey).await.map_err(&problem)?;
    let page = routes::survey_answer(survey);
    let back = match attach_all(&state, &caller, assignment, &key, form).await {
        Ok(()) => format!("{}#q-{key}", routes::done(&page, "file_added")),
        // Who may not know of the survey learns no more from the form than from the page.
        Err((_, error @ (AppError::NotFound | AppError::Forbidden | AppError::Unauthenticated))) => {
            return Err(problem(error));
        }
        Err((name, error)) => refused(&page, &name, &error),
    };
    Ok(Redirect::to(&back).into_response())
}

/// Attaches the files of a form; what is refused comes with its name.
async fn attach_all(
    state: &AppState,
    caller: &Caller,
    assignment: AssignmentId,
    key: &str,
    mut form: Multipart,
) -> Result<(), (String, AppError)> {
    let answers = &state.services.answers;
    let mut taken = false;
    while let Ok(Some(field)) = form.next_field().await {
        let name = field.file_name().unwrap_or_default().to_owned();
        // A file field in which nothing was chosen is sent with an empty name.
        if !name.is_empty() {
            let attached = hand_on(field, async |upload| answers.attach(caller, assignment, key, upload).await);
            attached.await.map_err(|error| (name, error))?;
            taken = true;
        }
    }
    if taken { Ok(()) } else { Err((String::new(), AppError::FileRefused { reason: FileRefusal::Empty })) }
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
