//! Whether the server is up, and whether it can work.

use app::domain::{error::AppError, lang::Lang};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{AppState, Problem};

/// The process is up.
pub async fn alive() -> &'static str {
    "ok"
}

/// Database, index and jobs can be used.
pub async fn ready(State(state): State<AppState>) -> Response {
    match state.core.store.ping().await {
        Ok(()) => "ok".into_response(),
        Err(_) => Problem::new(AppError::Unavailable, Lang::Ja).into_response(),
    }
}
