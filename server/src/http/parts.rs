//! Forms of pages that come in parts: fields as they were typed, and files that are handed on as they arrive.

use app::{
    domain::{error::AppError, lang::Lang},
    ports::{Caller, files::Upload},
};
use async_trait::async_trait;
use axum::{
    extract::{FromRequest, Multipart, Request, State, multipart::Field},
    http::header,
    response::{IntoResponse, Response},
};
use futures::StreamExt;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::{
    AppState, FORM_BYTES, Identity,
    form_posts::{Typed, ask_to_log_in},
    pace::{Pace, paced},
    pages::{failed, page, to_login},
};

/// Room that a part takes besides its name and its text.
const PART_BYTES: usize = 64;
/// Pieces of an upload that wait to be written.
const PIECES: usize = 8;

/// Whoever the files of a form are for.
#[async_trait]
pub(super) trait TakesFiles: Send + Sync {
    /// Whether the files of this field are taken.
    fn wants(&self, part: &str) -> bool;

    /// Takes a file. `typed` is what stood before it in the form.
    ///
    /// # Errors
    /// Why not; the form is read on all the same.
    async fn take(&self, part: &str, typed: &Typed, upload: Upload) -> Result<(), AppError>;
}

/// What came with a form.
#[derive(Default)]
pub(super) struct Sent {
    /// The fields, as they were typed.
    pub fields: Typed,
    /// The fields whose files were taken, once for each file.
    pub taken: Vec<String>,
    /// The first file that was refused, by its name.
    pub refused: Option<(String, AppError)>,
}

/// Answers the form of a page: `take` gets it if it comes in parts, which it does when it may carry files. Any other form
/// is a page's own, and who is not signed in may keep what was typed.
pub(super) async fn send<F>(
    state: AppState,
    request: Request,
    take: impl FnOnce(Identity, Caller, Request) -> F,
) -> Response
where
    F: Future<Output = Result<Response, AppError>>,
{
    if !is_in_parts(&request) {
        return page(State(state), request).await;
    }
    let Some(identity) = request.extensions().get::<Identity>().cloned() else {
        return to_login(request.uri(), request.method()).into_response();
    };
    let Ok(caller) = identity.caller() else { return keep(&state, identity.lang, request).await };
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    match take(identity, caller, request).await {
        Ok(answer) => answer,
        Err(error) => failed(&state, parts, error).await,
    }
}

/// Whether the form comes in parts.
fn is_in_parts(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

/// Takes the parts as they come. A refused file does not end it: what was typed comes after it, too.
///
/// # Errors
/// A form that cannot be read, and what the caller may not know of or do.
pub(super) async fn read(request: Request, files: &dyn TakesFiles) -> Result<Sent, AppError> {
    let (request, pace) = paced(request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    let (mut sent, mut bytes) = (Sent::default(), 0_usize);
    while let Some(mut field) = form.next_field().await.map_err(|_| broken())? {
        pace.goes_on();
        let part = field.name().unwrap_or_default().to_owned();
        let name = field.file_name().map(str::to_owned);
        // However little is in it, a part takes room.
        bytes += PART_BYTES + part.len() + name.as_ref().map_or(0, String::len);
        if bytes > FORM_BYTES {
            return Err(too_large());
        }
        let Some(name) = name else {
            let text = text(field, FORM_BYTES - bytes, &pace).await?;
            bytes += text.len();
            sent.fields.push((part, text));
            continue;
        };
        // A file field in which nothing was chosen is sent with an empty name.
        if name.is_empty() || !files.wants(&part) {
            while field.chunk().await.map_err(|_| broken())?.is_some() {
                pace.goes_on();
            }
            continue;
        }
        match hand_on(field, &pace, async |upload| files.take(&part, &sent.fields, upload).await).await {
            Ok(()) => sent.taken.push(part),
            // Who may not know of the thing learns no more from the form than from the page.
            Err(error @ (AppError::NotFound | AppError::Forbidden | AppError::Unauthenticated)) => return Err(error),
            Err(error) => sent.refused = sent.refused.or(Some((name, error))),
        }
    }
    Ok(sent)
}

/// What was typed, until somebody has signed in again. Files are let go: they may be larger than a page can carry.
async fn keep(state: &AppState, lang: Lang, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    match read(request, &NoFiles).await {
        Ok(sent) => ask_to_log_in(state, parts, sent.fields, lang).await,
        Err(error) => failed(state, parts, error).await,
    }
}

struct NoFiles;

#[async_trait]
impl TakesFiles for NoFiles {
    fn wants(&self, _: &str) -> bool {
        false
    }

    async fn take(&self, _: &str, _: &Typed, _: Upload) -> Result<(), AppError> {
        Ok(())
    }
}

fn broken() -> AppError {
    AppError::Malformed { at: "multipart".to_owned() }
}

fn too_large() -> AppError {
    AppError::TooLarge { max_bytes: FORM_BYTES as u64 }
}

async fn text(mut field: Field<'_>, most: usize, pace: &Pace) -> Result<String, AppError> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| broken())? {
        pace.goes_on();
        if bytes.len() + piece.len() > most {
            return Err(too_large());
        }
        bytes.extend_from_slice(&piece);
    }
    // No text of a person has a NUL in it (see `nul`).
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0')).ok_or_else(broken)
}

/// Hands a file on as it arrives. It is read to its end even when it is refused, or the browser would show an error of
/// its own in place of our sentence.
async fn hand_on<T>(mut field: Field<'_>, pace: &Pace, take: impl AsyncFnOnce(Upload) -> T) -> T {
    let name = field.file_name().unwrap_or_default().to_owned();
    let (pieces, content) = mpsc::channel(PIECES);
    let pump = async move {
        while let Some(piece) = field.next().await {
            pace.goes_on();
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
