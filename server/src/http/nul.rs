//! U+0000 stands in no text of a person, and PostgreSQL keeps none. It is refused at the door, so that no room has to
//! think of it and both databases answer alike.

use std::error::Error;

use app::domain::error::AppError;
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Uri, header},
    middleware::Next,
    response::Response,
};
use http_body_util::LengthLimitError;

use super::{AppState, FORM_BYTES, pages::failed};

/// Refuses addresses with a NUL in them.
pub async fn in_address(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if is_in_address(request.uri()) {
        let (parts, _) = request.into_parts();
        return failed(&state, parts, AppError::Malformed { at: "U+0000".to_owned() }).await;
    }
    next.run(request).await
}

/// Refuses forms and JSON with a NUL in them. For routes whose bodies are held in memory anyway.
pub async fn in_body(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(written) = Written::of(request.headers()) else { return next.run(request).await };
    let (parts, body) = request.into_parts();
    let read = to_bytes(body, FORM_BYTES).await;
    match read {
        Ok(bytes) if written.has_nul(&bytes) => {
            failed(&state, parts, AppError::Malformed { at: "U+0000".to_owned() }).await
        }
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(error) => failed(&state, parts, unreadable(&error)).await,
    }
}

fn is_in_address(uri: &Uri) -> bool {
    uri.path_and_query().is_some_and(|address| address.as_str().contains("%00"))
}

fn unreadable(error: &axum::Error) -> AppError {
    let mut causes = std::iter::successors(Some(error as &(dyn Error + 'static)), |error| (*error).source());
    if causes.any(<dyn Error>::is::<LengthLimitError>) {
        AppError::TooLarge { max_bytes: FORM_BYTES as u64 }
    } else {
        AppError::Malformed { at: "body".to_owned() }
    }
}

/// How a body writes its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// As a form: `%00`.
    Form,
    /// As JSON: `\u0000`.
    Json,
}

impl Written {
    fn of(headers: &HeaderMap) -> Option<Self> {
        let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?.to_ascii_lowercase();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        match kind {
            "application/x-www-form-urlencoded" => Some(Self::Form),
            kind if kind.ends_with("/json") || kind.ends_with("+json") => Some(Self::Json),
            _ => None,
        }
    }

    fn has_nul(self, bytes: &[u8]) -> bool {
        match self {
            Self::Form => bytes.contains(&0) || bytes.windows(3).any(|piece| piece == b"%00"),
            Self::Json => {
                let escape = br"\u0000";
                let mut places = bytes.windows(escape.len()).enumerate().filter(|(_, piece)| piece == escape);
                // Behind another backslash it is the text `\u0000`, which somebody may have typed.
                places.any(|(at, _)| bytes.iter().take(at).rev().take_while(|byte| **byte == b'\\').count() % 2 == 0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_becomes_a_nul_counts() {
        assert!(Written::Form.has_nul(b"email=a%00b") && Written::Form.has_nul(b"email=\0"));
        assert!(!Written::Form.has_nul(b"rate=%2500&next=100"));
        assert!(Written::Json.has_nul(br#"{"title":"a\u0000"}"#));
        assert!(Written::Json.has_nul(br#"{"title":"\\\u0000"}"#));
        assert!(!Written::Json.has_nul(br#"{"title":"\\u0000 \u0001"}"#));
        assert!(is_in_address(&"/notices?tag=%00".parse().unwrap()));
        assert!(!is_in_address(&"/notices?tag=%2500".parse().unwrap()));
    }

    #[test]
    fn files_are_not_read_as_text() {
        let of = |kind: &str| Written::of(&HeaderMap::from_iter([(header::CONTENT_TYPE, kind.parse().unwrap())]));
        assert_eq!(of("application/x-www-form-urlencoded"), Some(Written::Form));
        assert_eq!(of("application/json; charset=utf-8"), Some(Written::Json));
        assert_eq!(of("application/octet-stream"), None);
        assert_eq!(of("multipart/form-data; boundary=x"), None);
    }
}
