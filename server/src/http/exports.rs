//! The directory as a file, for the browser.

use app::{
    domain::{error::AppError, ids::BodyId},
    ports::{
        Caller,
        contacts::ContactFilter,
        export::{ExportFile, ExportFormat},
    },
};
use axum::{
    extract::{Path, Query, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{AppState, pages::give};

/// What may stand in an extended parameter as it is (RFC 8187 §3.2.1).
const ATTR_CHAR: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What the export is narrowed to: the query of the directory page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    q: String,
    body: String,
    duty: String,
}

impl From<Filter> for ContactFilter {
    fn from(filter: Filter) -> Self {
        Self {
            body: filter.body.parse::<BodyId>().ok(),
            duty: Some(filter.duty).filter(|duty| !duty.trim().is_empty()),
            text: filter.q,
        }
    }
}

/// The directory as a workbook or CSV.
pub async fn directory(
    State(state): State<AppState>,
    Path(format): Path<String>,
    Query(filter): Query<Filter>,
    request: Request,
) -> Response {
    let make = async |caller: Caller| {
        let format = format_of(&format).ok_or(AppError::NotFound)?;
        Ok(attachment(state.services.contacts.export(&caller, &filter.into(), format).await?))
    };
    give(&state, request, make).await
}

/// `xlsx` or `csv`.
pub(super) fn format_of(text: &str) -> Option<ExportFormat> {
    [ExportFormat::Xlsx, ExportFormat::Csv].into_iter().find(|format| format.ending() == text)
}

/// A made file as a download: never shown by the browser itself, and under its Japanese name (RFC 6266).
pub(super) fn attachment(file: ExportFile) -> Response {
    let encoded = utf8_percent_encode(&file.name, ATTR_CHAR);
    let disposition = format!("attachment; filename=\"export.{}\"; filename*=UTF-8''{encoded}", ending(&file.name));
    let values = [
        (header::CONTENT_TYPE, file.media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    let pair = |(name, value): (HeaderName, String)| Some((name, HeaderValue::from_str(&value).ok()?));
    let headers: HeaderMap = values.into_iter().filter_map(pair).collect();
    (headers, file.bytes).into_response()
}

fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}
