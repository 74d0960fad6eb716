//! Files: the form that attaches them to a draft, their content, and tables as files.

use app::{
    domain::{
        error::{AppError, FileRefusal},
        ids::{AttachmentId, NoticeId},
        lang::Lang,
        notice::AttachmentRole,
    },
    ports::{
        Caller,
        files::{Download, Label, Span, Upload},
    },
    routes,
};
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Request, State, multipart::Field},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use bytes::Bytes;
use futures::StreamExt;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tower_http::limit::RequestBodyLimitLayer;

use super::{AppState, Identity, Problem, pages::to_login, rest};
use crate::files::table;

/// Files of one form; each has its own limit.
const FILES_AT_ONCE: u64 = 20;
/// Characters of a value of a form.
const VALUE_BYTES: usize = 4 << 10;
/// `attr-char` of RFC 5987, the others are percent-encoded.
const ATTR_CHAR: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Routes whose bodies are as large as files.
pub fn router(max_bytes: u64) -> Router<AppState> {
    let whole = max_bytes.saturating_mul(FILES_AT_ONCE);
    Router::new()
        .route("/notices/{id}/attachments", post(attach))
        .route("/notices/{id}/deliveries.csv", get(deliveries))
        .route("/attachments/{id}", get(download))
        .nest("/api/v1", rest::uploads())
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(usize::try_from(whole).unwrap_or(usize::MAX)))
}

/// The caller, or the way to the log-in.
fn caller(request: &Request) -> Result<(Caller, Lang), Box<Response>> {
    let identity = request.extensions().get::<Identity>();
    let caller = identity.and_then(|identity| Some((identity.caller().ok()?, identity.lang)));
    caller.ok_or_else(|| Box::new(to_login(request.uri(), request.method()).into_response()))
}

fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// Attaches the files of a form, one after the other, and goes back to the draft.
async fn attach(State(state): State<AppState>, Path(id): Path<String>, request: Request) -> Response {
    let (caller, lang) = match caller(&request) {
        Ok(found) => found,
        Err(response) => return *response,
    };
    let id: NoticeId = match parsed(&id) {
        Ok(id) => id,
        Err(error) => return Problem::new(error, lang).into_response(),
    };
    let Ok(form) = Multipart::from_request(request, &()).await else {
        return Problem::new(AppError::Malformed { at: "multipart".to_owned() }, lang).into_response();
    };
    match attach_all(&state, &caller, id, form).await {
        Ok(()) => {
            Redirect::to(&format!("{}#files", routes::done(&routes::notice_edit(id), "files_added"))).into_response()
        }
        // Who may not know of the notice learns no more from the form than from the page.
        Err((_, error @ (AppError::NotFound | AppError::Forbidden | AppError::Unauthenticated))) => {
            Problem::new(error, lang).into_response()
        }
        Err((name, error)) => Redirect::to(&refused(&routes::notice_edit(id), &name, &error)).into_response(),
    }
}

async fn attach_all(
    state: &AppState,
    caller: &Caller,
    id: NoticeId,
    mut form: Multipart,
) -> Result<(), (String, AppError)> {
    let broken = |_| (String::new(), AppError::Malformed { at: "multipart".to_owned() });
    let mut label = Label { role: AttachmentRole::Annex, description: String::new() };
    let mut count = 0;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("file_role") => {
                let role = value(field).await.map_err(|error| (String::new(), error))?;
                label.role = AttachmentRole::from_code(&role).unwrap_or(AttachmentRole::Annex);
            }
            Some("file_description") => {
                label.description = value(field).await.map_err(|error| (String::new(), error))?;
            }
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                // A file field in which nothing was chosen is sent with an empty name.
                if !name.is_empty() {
                    attach_one(state, caller, id, label.clone(), field).await.map_err(|error| (name, error))?;
                    count += 1;
                }
            }
            _ => {}
        }
    }
    if count == 0 { Err((String::new(), AppError::FileRefused { reason: FileRefusal::Empty })) } else { Ok(()) }
}

/// A short value of the form.
async fn value(mut field: Field<'_>) -> Result<String, AppError> {
    let malformed = || AppError::Malformed { at: "multipart".to_owned() };
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| malformed())? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > VALUE_BYTES {
            return Err(malformed());
        }
    }
    String::from_utf8(bytes).map_err(|_| malformed())
}

/// Hands one file on as it arrives. It is read to its end even when it is refused: a browser that is cut off while it
/// sends shows an error of its own in place of our sentence.
async fn attach_one(
    state: &AppState,
    caller: &Caller,
    id: NoticeId,
    label: Label,
    mut field: Field<'_>,
) -> Result<(), AppError> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let (sender, receiver) = mpsc::channel::<std::io::Result<Bytes>>(4);
    let pump = async move {
        loop {
            let piece = match field.chunk().await {
                Ok(Some(piece)) => Ok(piece),
                Ok(None) => break,
                Err(error) => Err(std::io::Error::other(error)),
            };
            let ends = piece.is_err();
            drop(sender.send(piece).await);
            if ends {
                break;
            }
        }
    };
    let upload = Upload { name, content: ReceiverStream::new(receiver).boxed() };
    let ((), attached) = tokio::join!(pump, state.services.files.attach(caller, id, label, upload));
    attached.map(drop)
}

/// The page of a form, with the code of what was wrong with a file.
pub(super) fn refused(page: &str, name: &str, error: &AppError) -> String {
    let code = match error {
        AppError::FileRefused { reason } => match reason {
            FileRefusal::Kind => "kind",
            FileRefusal::Mismatch => "mismatch",
            FileRefusal::Broken => "broken",
            FileRefusal::Empty => "empty",
            FileRefusal::Bomb => "bomb",
        },
        other => other.code(),
    };
    let wrong = match error {
        AppError::Invalid { errors } => errors.first().and_then(|error| serde_json::to_string(error).ok()),
        _ => None,
    };
    let max = match error {
        AppError::TooLarge { max_bytes } => max_bytes.to_string(),
        _ => String::new(),
    };
    let pairs = [("problem", code), ("name", name), ("max", &max), ("wrong", &wrong.unwrap_or_default())];
    let query =
        serde_urlencoded::to_string(pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>());
    format!("{page}?{}", query.unwrap_or_default())
}

/// The content of a file.
async fn download(State(state): State<AppState>, Path(id): Path<String>, request: Request) -> Response {
    let (caller, lang) = match caller(&request) {
        Ok(found) => found,
        Err(response) => return *response,
    };
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let sent = async { send(&state, &caller, parsed(&id)?, &method, &headers).await };
    sent.await.unwrap_or_else(|error| refuse(error, lang))
}

/// A refused download; a range outside the file comes with the size of the file (RFC 9110 §15.5.17).
pub(super) fn refuse(error: AppError, lang: Lang) -> Response {
    let size = if let AppError::Range { size } = &error { Some(format!("bytes */{size}")) } else { None };
    let mut response = Problem::new(error, lang).into_response();
    if let Some(size) = size.and_then(|size| HeaderValue::from_str(&size).ok()) {
        response.headers_mut().insert(header::CONTENT_RANGE, size);
    }
    response
}

/// The answer to a request for a file (RFC 9110 §14, RFC 6266; C-46).
pub(super) async fn send(
    state: &AppState,
    caller: &Caller,
    id: AttachmentId,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, AppError> {
    let span = span(headers);
    // What is resumed was recorded when it began.
    let begins = method == Method::GET && matches!(span, Span::Whole | Span::From(0, _));
    let file = state.services.files.download(caller, id, span, begins).await?;
    let whole = file.range == (0..file.size) && span == Span::Whole;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = if whole { StatusCode::OK } else { StatusCode::PARTIAL_CONTENT };
    describe(response.headers_mut(), &file, whole);
    *response.body_mut() = Body::from_stream(file.content);
    Ok(response)
}

fn describe(headers: &mut HeaderMap, file: &Download, whole: bool) {
    let length = file.range.end - file.range.start;
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    put(header::CONTENT_TYPE, &file.media_type);
    put(header::CONTENT_LENGTH, &length.to_string());
    put(header::CONTENT_DISPOSITION, &disposition(&file.name));
    put(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'");
    put(header::ACCEPT_RANGES, "bytes");
    put(header::ETAG, &format!("\"{}\"", file.sha256));
    if !whole {
        let last = file.range.end.saturating_sub(1);
        put(header::CONTENT_RANGE, &format!("bytes {}-{last}/{}", file.range.start, file.size));
    }
}

/// `attachment`, with the name in ASCII for old programs and in UTF-8 for the others (RFC 6266, RFC 5987).
pub(super) fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "-._ ()".contains(c) { c } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ATTR_CHAR))
}

/// Which bytes are asked for. Several ranges, or a range of an older version, are answered with the whole.
fn span(headers: &HeaderMap) -> Span {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let Some(range) = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")) else { return Span::Whole };
    // The address of a file stands for one content for ever, so `If-Range` can only name this or another program's.
    if text(header::IF_RANGE).is_some_and(|tag| !tag.starts_with('"')) {
        return Span::Whole;
    }
    let read = || {
        let (first, last) = range.split_once('-')?;
        match (first.trim(), last.trim()) {
            ("", last) => Some(Span::Last(last.parse().ok()?)),
            (first, "") => Some(Span::From(first.parse().ok()?, None)),
            (first, last) => Some(Span::From(first.parse().ok()?, Some(last.parse().ok()?))),
        }
    };
    read().unwrap_or(Span::Whole)
}

/// The table of a notice at every body, as CSV.
async fn deliveries(State(state): State<AppState>, Path(id): Path<String>, request: Request) -> Response {
    let (caller, lang) = match caller(&request) {
        Ok(found) => found,
        Err(response) => return *response,
    };
    let read = async {
        let id: NoticeId = parsed(&id)?;
        let table = state.services.notices.deliveries(&caller, id).await?;
        state.services.audit.note_export(&caller, "notice.export", format!("notice:{id}")).await?;
        Ok::<_, AppError>(table)
    };
    match read.await {
        Ok(table) => csv_file("deliveries.csv", table::deliveries(&table, lang)),
        Err(error) => Problem::new(error, lang).into_response(),
    }
}

fn csv_file(name: &str, content: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition(name)),
    ];
    (headers, content).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn names_travel_in_both_forms() {
        assert_eq!(
            disposition("様式 1\"\r\n.xlsx"),
            "attachment; filename=\"__ 1___.xlsx\"; filename*=UTF-8''%E6%A7%98%E5%BC%8F%201%22%0D%0A.xlsx"
        );
    }

    #[rstest]
    #[case("bytes=0-99", Span::From(0, Some(99)))]
    #[case("bytes=500-", Span::From(500, None))]
    #[case("bytes=-500", Span::Last(500))]
    #[case("bytes=0-1,5-6", Span::Whole)]
    #[case("bytes=x-y", Span::Whole)]
    #[case("lines=1-2", Span::Whole)]
    #[case("bytes=99999999999999999999-", Span::Whole)]
    fn ranges(#[case] asked: &str, #[case] read: Span) {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, asked.parse().unwrap());
        assert_eq!(span(&headers), read);
    }
}
