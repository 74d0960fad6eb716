//! What pages of surveys give out and take in as files: merged tables, and the files of answers.

use app::{
    domain::{
        error::AppError,
        ids::{AttachmentId, SurveyId},
    },
    ports::{
        Caller,
        files::Download,
        surveys::{ExportFile, ExportFormat},
    },
    routes,
};
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::limit::RequestBodyLimitLayer;

use super::{
    AppState, FORM_BYTES, answer_form,
    files::disposition,
    nul,
    pages::{by_way_of, give, page},
};

/// Files of one page; each has its own limit.
const FILES_AT_ONCE: u64 = 10;
/// Room for the other parts of an upload form.
const FORM_EXTRA: u64 = 2 * FORM_BYTES as u64;

/// Bytes that a request with files may have.
pub fn limit(max_bytes: u64) -> usize {
    let whole = max_bytes.saturating_mul(FILES_AT_ONCE).saturating_add(FORM_EXTRA);
    usize::try_from(whole).unwrap_or(usize::MAX)
}

/// The routes; uploads may be as large as files.
pub fn router(state: &AppState) -> Router<AppState> {
    let limit = limit(state.core.config.files.max_bytes);
    Router::new()
        .route("/surveys/{id}/export/{format}", get(export))
        .route("/surveys/{id}/answer", get(page).post(answer_form::send))
        .route("/answer-files/{id}", get(download))
        .layer(from_fn_with_state(state.clone(), nul::in_body))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(limit))
}

async fn export(
    State(state): State<AppState>,
    Path((id, format)): Path<(String, String)>,
    request: Request,
) -> Response {
    let make = async |caller: Caller| {
        let format = format_of(&format)?;
        let id: SurveyId = id.parse().map_err(|_| AppError::NotFound)?;
        match state.services.surveys.export(&caller, id, format).await {
            // From there back to where the files are asked for: a browser that saves a file stays on the page before it.
            Err(AppError::PasswordNeeded) => Ok(by_way_of(routes::CONFIRM, &routes::survey_table(id)).into_response()),
            made => made.map(export_response),
        }
    };
    give(&state, request, make).await
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

async fn download(State(state): State<AppState>, Path(id): Path<String>, request: Request) -> Response {
    let make = async |caller: Caller| {
        let id: AttachmentId = id.parse().map_err(|_| AppError::NotFound)?;
        Ok(download_response(state.services.answers.download(&caller, id).await?))
    };
    give(&state, request, make).await
}
