//! Delivery over HTTP: the shield, the pages with their forms, REST, files and health.

mod answer_form;
mod assets;
mod context;
mod csrf;
mod exports;
mod files;
mod form_posts;
mod headers;
mod health;
mod listen;
mod metrics;
mod notice_form;
mod nul;
mod pace;
mod pages;
mod parts;
mod problem;
mod reference;
mod refusals;
mod reports;
pub mod rest;
mod state;
mod survey_files;

use std::time::Duration;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{Extensions, HeaderMap, StatusCode, Version, header},
    middleware,
    routing::get,
};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate},
    limit::RequestBodyLimitLayer,
    timeout::RequestBodyTimeoutLayer,
};

pub use context::Identity;
pub use listen::serve;
pub use problem::Problem;
pub use state::AppState;

/// Bytes of a form or a JSON request. Files have their own limit.
const FORM_BYTES: usize = 2 << 20;
/// Longest pause inside a request body.
const BODY_PAUSE: Duration = Duration::from_secs(20);

/// Every address of the hub, behind the shield.
///
/// The order of the layers matters; the last one is the outermost, and in brackets the first. Those in brackets count as
/// one layer: each layer is boxed and copied for every request, with all that are inside of it.
pub fn router(state: AppState) -> Router {
    let small = Router::new()
        .nest("/api/v1", rest::router())
        .route("/api/fn/{*path}", axum::routing::post(pages::server_function))
        .route("/directory/export/{format}", get(exports::directory))
        .fallback(pages::page)
        .layer(middleware::from_fn_with_state(state.clone(), nul::in_body))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(RequestBodyLimitLayer::new(FORM_BYTES));
    let max_file = state.core.config.files.max_bytes;
    let worded = |router: Router<AppState>, limit: usize| {
        router.layer(middleware::from_fn_with_state((state.clone(), limit as u64), pages::say_too_large))
    };
    worded(small, FORM_BYTES)
        .merge(worded(files::router(max_file), files::limit(max_file)))
        .merge(worded(survey_files::router(&state), survey_files::limit(max_file)))
        .merge(reports::router())
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .layer(middleware::from_fn_with_state(state.clone(), nul::in_address))
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE))
        .layer((
            middleware::from_fn_with_state(state.clone(), context::identify),
            middleware::from_fn_with_state(state.clone(), csrf::same_site_only),
            middleware::from_fn_with_state(state.clone(), refusals::note),
        ))
        .layer(
            CompressionLayer::new()
                .gzip(true)
                .br(true)
                .quality(CompressionLevel::Fastest)
                .compress_when(DefaultPredicate::new().and(is_no_download)),
        )
        // Compressed when it was built, and the same for everybody: no session, no compression.
        .merge(assets::router(&state.core.config.http.site_dir, &state.leptos.site_pkg_dir))
        .layer((
            middleware::from_fn_with_state(state.clone(), reference::give),
            middleware::from_fn(metrics::count),
            middleware::from_fn_with_state(state.clone(), headers::secure),
            CatchPanicLayer::custom(problem::panicked),
        ))
        .with_state(state)
}

/// Files go out as they are: their lengths and ranges must stay true.
fn is_no_download(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.contains_key(header::CONTENT_DISPOSITION)
}
