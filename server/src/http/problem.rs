//! Errors on the wire: `application/problem+json` (RFC 9457) with our code.

use std::any::Any;

use app::domain::{
    error::{AppError, FieldError},
    lang::Lang,
};
use axum::{
    Json,
    body::Body,
    http::{HeaderValue, Response as HttpResponse, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::telemetry;

/// An error as REST answers it.
#[derive(Clone, Debug)]
pub struct Problem {
    error: AppError,
    status: u16,
    lang: Lang,
}

/// `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemBody {
    /// Always `about:blank`: `code` says what it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The sentence for the user.
    title: String,
    /// The HTTP status.
    status: u16,
    /// The machine-readable code.
    code: &'static str,
    /// What to quote when asking for help, after a fault of the server.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// What is wrong, field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ProblemField>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    /// Name of the field.
    field: String,
    /// The machine-readable problem, such as `required`.
    problem: String,
    /// The sentence for the user.
    message: String,
}

impl Problem {
    /// The error with its own status.
    pub const fn new(error: AppError, lang: Lang) -> Self {
        let status = error.status();
        Self { error, status, lang }
    }

    /// The error with another status.
    pub const fn with_status(error: AppError, status: u16, lang: Lang) -> Self {
        Self { error, status, lang }
    }
}

fn field(error: &FieldError, lang: Lang) -> ProblemField {
    let code = serde_json::to_value(&error.problem).ok();
    let problem = code.as_ref().and_then(|value| value.get("problem")).and_then(|value| value.as_str());
    ProblemField {
        field: error.field.clone(),
        problem: problem.unwrap_or_default().to_owned(),
        message: error.problem.message(lang),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let errors = match &self.error {
            AppError::Invalid { errors } => errors.iter().map(|error| field(error, self.lang)).collect(),
            _ => Vec::new(),
        };
        let reference = match &self.error {
            AppError::Internal { reference } => Some(reference.clone()),
            _ => None,
        };
        let body = ProblemBody {
            kind: "about:blank",
            title: self.error.message(self.lang),
            status: self.status,
            code: self.error.code(),
            reference,
            errors,
        };
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(wait) = self.error.retry_after() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
        response
    }
}

/// The answer that a panic leaves: without it the connection would drop (C-62). The panic itself is in the log already.
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> HttpResponse<Body> {
    drop(panic);
    Problem::new(AppError::Internal { reference: telemetry::reference() }, Lang::Ja).into_response()
}
