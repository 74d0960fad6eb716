//! Files: the form that attaches them to a draft, their content, and tables as files.

use app::{
    domain::{
        error::{AppError, FileRefusal},
        ids::{AttachmentId, NoticeId},
        ladder::LadderFilter,
        lang::Lang,
    },
    ports::{
        Caller,
        files::{Download, Span},
    },
};
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tower_http::limit::RequestBodyLimitLayer;

use super::{
    AppState, FORM_BYTES, Identity, Problem, notice_form,
    pages::{give, page},
    rest,
};
use crate::files::table;

/// Files of one form; each has its own limit.
const FILES_AT_ONCE: u64 = 20;
/// Room for the other parts of a form.
const FORM_EXTRA: u64 = 2 * FORM_BYTES as u64;
/// `attr-char` of RFC 5987, the others are percent-encoded.
const ATTR_CHAR: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Bytes that a request with files may have.
pub fn limit(max_bytes: u64) -> usize {
    let whole = max_bytes.saturating_mul(FILES_AT_ONCE).saturating_add(FORM_EXTRA);
    usize::try_from(whole).unwrap_or(usize::MAX)
}

/// Routes whose bodies are as large as files.
pub fn router(max_bytes: u64) -> Router<AppState> {
    Router::new()
        .route("/notices/{id}/edit", get(page).post(notice_form::send))
        .route("/notices/{id}/deliveries.csv", get(deliveries))
        .route("/attachments/{id}", get(download))
        .nest("/api/v1", rest::uploads())
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(limit(max_bytes)))
}

fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
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
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let lang = request.extensions().get::<Identity>().map(|identity| identity.lang).unwrap_or_default();
    let make = async |caller: Caller| match send(&state, &caller, parsed(&id)?, &method, &headers).await {
        Err(error @ AppError::Range { .. }) => Ok(refuse(error, lang)),
        sent => sent,
    };
    give(&state, request, make).await
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
    let lang = request.extensions().get::<Identity>().map(|identity| identity.lang).unwrap_or_default();
    let make = async |caller: Caller| {
        let id: NoticeId = parsed(&id)?;
        let ladder = state.services.reach.ladder(&caller, id, LadderFilter::All).await?;
        state.services.audit.note_export(&caller, "notice.export", format!("notice:{id}")).await?;
        Ok(csv_file("deliveries.csv", table::deliveries(&ladder.rows, lang)))
    };
    give(&state, request, make).await
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
