//! Style, scripts, wasm and fonts of the built site, compressed at build time.

use std::path::Path;

use axum::{
    Router,
    http::{HeaderValue, Response, header},
    response::Redirect,
    routing::get,
};
use serde::Deserialize;
use tower::ServiceBuilder;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

/// Kept for a year without asking: the address changes with the content.
const KEEP: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Kept, but the server is asked each time whether it is fresh.
const ASK: HeaderValue = HeaderValue::from_static("no-cache");

/// What the site build tells about itself in `manifest.json`.
#[derive(Deserialize)]
struct Manifest {
    /// Hash of everything in `pkg/`, in hexadecimal.
    hash: String,
}

/// The folder that pages name: `pkg/HASH`, or plain `pkg` for a site without a manifest (`cargo leptos watch`).
pub fn folder(site: &Path) -> String {
    std::fs::read(site.join("manifest.json"))
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok())
        .filter(|manifest| !manifest.hash.is_empty() && manifest.hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .map_or_else(|| "pkg".to_owned(), |manifest| format!("pkg/{}", manifest.hash))
}

/// Serves the folder `pkg` of the site: below its hash and the fonts (whose folder names their version) for good,
/// under the plain name with a question each time.
pub fn router<S: Clone + Send + Sync + 'static>(site: &Path, folder: &str) -> Router<S> {
    let files = site.join("pkg");
    let mut router = Router::new()
        .nest_service("/pkg", cached(&files, ASK))
        .nest_service("/pkg/fonts", cached(&files.join("fonts"), KEEP))
        // Asked for by browsers that look at no page first.
        .route("/favicon.ico", get(|| async { Redirect::temporary("/pkg/favicon.svg") }));
    if folder != "pkg" {
        router = router.nest_service(&format!("/{folder}"), cached(&files, KEEP));
    }
    router
}

/// A folder; what is found there is kept as told, what is not found is not kept.
fn cached(folder: &Path, keep: HeaderValue) -> Router {
    let header = move |answer: &Response<_>| Some(if answer.status().is_client_error() { ASK } else { keep.clone() });
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    let layers = ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, header))
        .layer(SetResponseHeaderLayer::if_not_present(header::VARY, HeaderValue::from_static("accept-encoding")));
    Router::new().fallback_service(layers.service(files))
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, http::Request};
    use tower::ServiceExt;

    use super::*;

    async fn answer(router: &Router, path: &str) -> (u16, String) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        let cache = answer.headers().get(header::CACHE_CONTROL).unwrap().to_str().unwrap().to_owned();
        (answer.status().as_u16(), cache)
    }

    #[tokio::test]
    async fn only_what_is_found_below_the_hash_or_the_fonts_is_kept() {
        let site = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(site.path().join("pkg/fonts/v1")).unwrap();
        for path in ["pkg/kairan.css", "pkg/fonts/v1/a.woff2"] {
            std::fs::write(site.path().join(path), "x").unwrap();
        }
        std::fs::write(site.path().join("manifest.json"), r#"{"hash": "12ab", "files": {}}"#).unwrap();
        assert_eq!(folder(site.path()), "pkg/12ab");
        let router = router(site.path(), "pkg/12ab");
        let keep = KEEP.to_str().unwrap().to_owned();
        assert_eq!(answer(&router, "/pkg/12ab/kairan.css").await, (200, keep.clone()));
        assert_eq!(answer(&router, "/pkg/fonts/v1/a.woff2").await, (200, keep));
        assert_eq!(answer(&router, "/pkg/kairan.css").await, (200, "no-cache".to_owned()));
        assert_eq!(answer(&router, "/pkg/12ab/gone.css").await, (404, "no-cache".to_owned()));
    }

    #[test]
    fn a_manifest_that_is_missing_or_odd_leaves_the_plain_folder() {
        let site = tempfile::tempdir().unwrap();
        assert_eq!(folder(site.path()), "pkg");
        std::fs::write(site.path().join("manifest.json"), r#"{"hash": "../x"}"#).unwrap();
        assert_eq!(folder(site.path()), "pkg");
    }
}
