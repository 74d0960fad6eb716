//! Requests that change something must come from our own pages (C-14, C-16, C-18).
//!
//! Server functions are public by design of the framework, so the check stands before routing and denies by default.

use app::domain::{error::AppError, lang::Lang};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, Uri, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{AppState, Identity, Problem, reports};
use crate::config::Http;

/// Lets pass what cannot have been caused by another site.
pub async fn same_site_only(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let lang = request.extensions().get::<Identity>().map(|identity| identity.lang).unwrap_or_default();
    let http = &state.core.config.http;
    if !is_known_host(request.headers(), request.uri(), http) {
        return refuse(AppError::Malformed { at: "Host".to_owned() }, lang);
    }
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path();
    if path == reports::PATH {
        // Browsers send these by themselves, with a type of their own; nothing is done for whoever sends one.
        return next.run(request).await;
    }
    if path.starts_with("/api/v1/") {
        // Needs a token that no browser sends by itself.
        return next.run(request).await;
    }
    if safe && !path.starts_with("/api/") {
        return next.run(request).await;
    }
    if !is_same_origin(request.headers(), http) {
        tracing::warn!(method = %request.method(), path, "cross-site request refused");
        return refuse(AppError::CrossSite, lang);
    }
    if !safe && !has_known_type(request.headers()) {
        return Problem::with_status(AppError::Malformed { at: "Content-Type".to_owned() }, 415, lang).into_response();
    }
    next.run(request).await
}

fn refuse(error: AppError, lang: Lang) -> Response {
    Problem::new(error, lang).into_response()
}

/// `Sec-Fetch-Site` where the browser sends it, else `Origin`; neither is a refusal.
fn is_same_origin(headers: &HeaderMap, http: &Http) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok()) else { return false };
    let Ok(uri) = origin.parse::<Uri>() else { return false };
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    uri.authority().map(Authority::as_str) == host && uri.scheme_str() == Some(scheme(http))
}

fn scheme(http: &Http) -> &'static str {
    if http.is_secure() { "https" } else { "http" }
}

/// What forms, islands and uploads send; anything else cannot come from our pages (C-16).
fn has_known_type(headers: &HeaderMap) -> bool {
    const KNOWN: [&str; 4] =
        ["application/x-www-form-urlencoded", "multipart/form-data", "application/json", "application/octet-stream"];
    let sent = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    KNOWN.contains(&kind.as_str())
}

/// The host that was asked for must be one of ours, or links in answers could point elsewhere.
fn is_known_host(headers: &HeaderMap, uri: &Uri, http: &Http) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|value| value.to_str().ok()).or_else(|| uri.host()) else {
        return false;
    };
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(host, |(name, _)| name);
    let public = http.public_url.parse::<Uri>().ok();
    let loopback = ["127.0.0.1", "localhost", "[::1]"];
    loopback.contains(&name)
        || public.as_ref().and_then(Uri::host) == Some(name)
        || http.allowed_hosts.iter().any(|allowed| allowed == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse::<header::HeaderName>().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn only_our_own_pages_pass() {
        let http = Http::default();
        let host = ("host", "127.0.0.1:3000");
        assert!(is_same_origin(&headers(&[host, ("sec-fetch-site", "same-origin")]), &http));
        assert!(is_same_origin(&headers(&[host, ("origin", "http://127.0.0.1:3000")]), &http));
        for bad in [
            vec![host],
            vec![host, ("sec-fetch-site", "cross-site")],
            vec![host, ("sec-fetch-site", "same-site")],
            vec![host, ("sec-fetch-site", "none")],
            vec![host, ("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:3000")],
            vec![host, ("origin", "http://127.0.0.1:3001")],
            vec![host, ("origin", "https://127.0.0.1:3000")],
            vec![host, ("origin", "null")],
        ] {
            assert!(!is_same_origin(&headers(&bad), &http), "{bad:?}");
        }
    }

    #[test]
    fn hosts_and_types_are_from_a_list() {
        let http = Http { public_url: "https://kairan.example".to_owned(), ..Http::default() };
        let known = |host| is_known_host(&headers(&[("host", host)]), &Uri::from_static("/"), &http);
        assert!(known("kairan.example") && known("kairan.example:8443") && known("127.0.0.1:3000"));
        assert!(!known("evil.example"));
        assert!(has_known_type(&headers(&[("content-type", "multipart/form-data; boundary=x")])));
        assert!(!has_known_type(&headers(&[("content-type", "text/plain")])));
        assert!(!has_known_type(&HeaderMap::new()));
    }
}
