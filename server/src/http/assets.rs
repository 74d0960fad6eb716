//! Style, scripts, wasm and fonts of the built site, compressed at build time.

use std::path::Path;

use axum::{
    Router,
    http::{HeaderValue, header},
};
use tower::ServiceBuilder;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

/// Serves the folder `pkg` of the site. Names do not change between versions, so browsers ask whether theirs is fresh.
pub fn service(site: &Path) -> Router {
    let cache = SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let files = ServeDir::new(site.join("pkg")).precompressed_br().precompressed_gzip();
    Router::new().fallback_service(ServiceBuilder::new().layer(cache).service(files))
}
