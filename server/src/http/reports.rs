//! What browsers report that a page of ours asked for and its policy forbids (C-11): a mistake of ours, or a script that
//! somebody has smuggled in.

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{StatusCode, Uri},
    routing::post,
};
use serde::Deserialize;
use tower_http::limit::RequestBodyLimitLayer;

use super::AppState;

/// Where browsers send reports. They send them without a token and with a type of their own.
pub(super) const PATH: &str = "/csp-report";
/// Reports that are looked at per minute, from everybody together: anyone can send them.
pub(super) const PER_MINUTE: u32 = 60;
/// Bytes of a report.
const BYTES: usize = 16 << 10;
/// Longest word that goes into the log.
const WORD: usize = 100;

/// The address of the reports.
pub(super) fn router() -> Router<AppState> {
    let small = RequestBodyLimitLayer::new(BYTES);
    Router::new().route(PATH, post(take)).layer(DefaultBodyLimit::max(BYTES)).layer(small)
}

/// A report as browsers send it for `report-uri` (CSP level 2 §5.2).
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Report {
    blocked_uri: String,
    effective_directive: String,
    violated_directive: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Envelope {
    csp_report: Report,
}

/// Counts a report and logs the two words of it that matter.
async fn take(State(state): State<AppState>, body: Bytes) -> StatusCode {
    if state.reports.check().is_err() {
        return StatusCode::TOO_MANY_REQUESTS;
    }
    let Ok(Envelope { csp_report: report }) = serde_json::from_slice(&body) else { return StatusCode::BAD_REQUEST };
    metrics::counter!("kairan_csp_reports_total").increment(1);
    let (directive, blocked) = words(&report);
    tracing::warn!(directive, blocked, "a browser refused what a page asked for");
    StatusCode::NO_CONTENT
}

/// The directive, and the host or keyword that it forbids: addresses as a whole may tell what somebody was reading.
fn words(report: &Report) -> (String, String) {
    let directive = Some(&report.effective_directive).filter(|word| !word.is_empty());
    let directive = directive.unwrap_or(&report.violated_directive).split(' ').next().unwrap_or_default();
    let host = report.blocked_uri.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
    let blocked = host.unwrap_or_else(|| report.blocked_uri.split(':').next().unwrap_or_default().to_owned());
    (plain(directive), plain(&blocked))
}

/// What cannot disturb a line of the log.
fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_ascii_alphanumeric() || "-.".contains(*c)).take(WORD).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_tells_a_host_and_a_directive_and_nothing_more() {
        let told = |blocked_uri: &str, effective: &str| {
            let report = Report {
                blocked_uri: blocked_uri.to_owned(),
                effective_directive: effective.to_owned(),
                violated_directive: "img-src 'self'".to_owned(),
            };
            words(&report)
        };
        let pair = |directive: &str, blocked: &str| (directive.to_owned(), blocked.to_owned());
        assert_eq!(
            told("https://evil.example/?who=hanako", "script-src-elem"),
            pair("script-src-elem", "evil.example")
        );
        assert_eq!(told("inline", ""), pair("img-src", "inline"));
        assert_eq!(told("data:image/png;base64,AAAA", "img-src"), pair("img-src", "data"));
        assert_eq!(told("a\nb [31m", "x\r\ny"), pair("xy", "ab31m"));
    }
}
