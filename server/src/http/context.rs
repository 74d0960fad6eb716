//! Who a request is from: request id, address, language, session cookie or REST token.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use app::{
    api::cookie::{LANG, session_name},
    domain::{actor::Actor, error::AppError, lang::Lang},
    ports::{Caller, Origin, RequestContext},
};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use cookie::Cookie;
use governor::clock::{Clock, DefaultClock};

use super::{AppState, pages};
use crate::{
    services::{credential_name, token_hash},
    telemetry,
};

/// Where the REST interface lives.
const REST: &str = "/api/v1/";
/// What an open board asks every few seconds, whether or not anybody sits before it.
const BOARD_STAMP: &str = "/api/fn/surveys/board_stamp";

/// What the shield learned of a request. In its extensions, for every handler.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Who, if anybody is signed in.
    pub actor: Option<Actor>,
    /// From where.
    pub origin: Origin,
    /// Language of the answer.
    pub lang: Lang,
    /// Token of the session cookie.
    pub session_token: Option<String>,
}

impl Identity {
    /// Somebody of whom nothing is known.
    pub fn nobody() -> Self {
        Self { actor: None, origin: Origin::default(), lang: Lang::Ja, session_token: None }
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`AppError::Unauthenticated`] when nobody is.
    pub fn caller(&self) -> Result<Caller, AppError> {
        let actor = self.actor.clone().ok_or(AppError::Unauthenticated)?;
        Ok(Caller { actor, origin: self.origin.clone(), lang: self.lang })
    }

    /// The request as pages and server functions see it.
    pub fn into_context(self, state: &AppState, path: String) -> RequestContext {
        RequestContext {
            services: Arc::clone(&state.services),
            actor: self.actor,
            origin: self.origin,
            lang: self.lang,
            path,
            session_token: self.session_token,
            secure: state.core.config.http.is_secure(),
            now: state.core.clock.now(),
        }
    }
}

/// Finds out who it is. Everything but the style and the scripts passes here.
pub async fn identify(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/pkg/") {
        return next.run(request).await;
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let path = request.uri().path();
    let (api, by_itself) = (path.starts_with(REST), path == BOARD_STAMP);
    match identity(&state, request.headers(), (api, by_itself), peer).await {
        Ok(identity) => {
            if let Err(error) = within_limit(&state, &identity) {
                return turned_away(&state, request, error).await;
            }
            request.extensions_mut().insert(identity);
            next.run(request).await
        }
        Err(error) => turned_away(&state, request, error).await,
    }
}

/// The answer to a request that nobody looks into any further: nothing is read for it, not even who it is from.
async fn turned_away(state: &AppState, mut request: Request, error: AppError) -> Response {
    let (lang, _) = cookies(request.headers(), "");
    let lang = lang.unwrap_or_else(|| language(request.headers(), request.uri().path().starts_with(REST)));
    request.extensions_mut().insert(Identity { lang, ..Identity::nobody() });
    pages::failed(state, request.into_parts().0, error).await
}

/// Whether the account has not asked too often lately (C-53). Who has no account costs little: a log-in at most, which
/// is throttled by itself.
fn within_limit(state: &AppState, identity: &Identity) -> Result<(), AppError> {
    let (Some(limiter), Some(actor)) = (&state.requests, &identity.actor) else { return Ok(()) };
    limiter.check_key(&actor.account).map_err(|refused| {
        metrics::counter!("kairan_refused_total", "what" => "request").increment(1);
        let wait = refused.wait_time_from(DefaultClock::default().now());
        AppError::TooManyRequests { retry_after: wait.as_secs() + 1 }
    })
}

async fn identity(
    state: &AppState,
    headers: &HeaderMap,
    (api, by_itself): (bool, bool),
    peer: Option<IpAddr>,
) -> Result<Identity, AppError> {
    let (lang_cookie, session_token) = cookies(headers, session_name(state.core.config.http.is_secure()));
    let bearer = bearer(headers).filter(|_| api);
    // The REST interface takes no cookie, so that no other site can make a browser use it.
    let session_token = session_token.filter(|_| !api);
    let actor = match (bearer, &session_token) {
        (Some(token), _) => state.services.session.resolve_api_token(token).await?,
        (None, Some(token)) if by_itself => state.services.session.peek(token).await?,
        (None, Some(token)) => state.services.session.resolve(token).await?,
        (None, None) => None,
    };
    let secret = bearer.or(session_token.as_deref());
    let origin = Origin {
        ip: client_ip(peer, headers, &state.core.config.http.trusted_proxies),
        agent: text(headers, &header::USER_AGENT).chars().take(200).collect(),
        request_id: telemetry::reference(),
        session: actor.as_ref().and(secret).map(|token| credential_name(&token_hash(token))).unwrap_or_default(),
        token: bearer.is_some(),
    };
    let lang = lang_cookie.unwrap_or_else(|| language(headers, api));
    Ok(Identity { actor, origin, lang, session_token })
}

fn text<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The language of whoever has chosen none.
fn language(headers: &HeaderMap, api: bool) -> Lang {
    if !api {
        return Lang::Ja;
    }
    Lang::from_tag(text(headers, &header::ACCEPT_LANGUAGE).get(..2).unwrap_or("ja"))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    text(headers, &header::AUTHORIZATION).strip_prefix("Bearer ").map(str::trim).filter(|token| !token.is_empty())
}

fn cookies(headers: &HeaderMap, session: &str) -> (Option<Lang>, Option<String>) {
    let mut found = (None, None);
    for cookie in Cookie::split_parse(text(headers, &header::COOKIE)).flatten() {
        if cookie.name() == LANG {
            found.0 = Some(Lang::from_tag(cookie.value()));
        } else if cookie.name() == session {
            found.1 = Some(cookie.value().to_owned());
        }
    }
    found
}

/// The client's address: that of the connection, or what a trusted proxy says it was (C-18).
fn client_ip(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpAddr]) -> String {
    // A socket for both families tells IPv4 as `::ffff:a.b.c.d`.
    let Some(peer) = peer.map(|peer| peer.to_canonical()) else { return "unknown".to_owned() };
    let is_trusted = |ip: &IpAddr| trusted.iter().any(|proxy| proxy.to_canonical() == *ip);
    if !is_trusted(&peer) {
        return peer.to_string();
    }
    // The nearest proxy wrote last. Some put a line of their own behind that of the client instead of adding to it.
    let lines = headers.get_all("x-forwarded-for").iter().rev();
    let told = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(','));
    // Nothing is believed of what stands before a part that tells no address: who wrote that part is not known.
    told.map_while(address).find(|ip| !is_trusted(ip)).unwrap_or(peer).to_string()
}

/// An address, with or without a port.
fn address(part: &str) -> Option<IpAddr> {
    let part = part.trim();
    let ip = part.parse().or_else(|_| part.parse::<SocketAddr>().map(|address| address.ip())).ok()?;
    Some(ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "203.0.113.9, 10.0.0.2".parse().unwrap());
        let peer = "10.0.0.1".parse().ok();
        assert_eq!(client_ip(peer, &headers, &[]), "10.0.0.1");
        let trusted = ["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()];
        assert_eq!(client_ip(peer, &headers, &trusted), "203.0.113.9");
    }

    fn forwarded(lines: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        client_ip("10.0.0.1".parse().ok(), &headers, &["10.0.0.1".parse().unwrap()])
    }

    #[test]
    fn a_client_cannot_choose_its_address() {
        // The client sends one line, the proxy puts its own behind it.
        assert_eq!(forwarded(&["198.51.100.1", "203.0.113.9"]), "203.0.113.9");
        assert_eq!(forwarded(&["198.51.100.1, 203.0.113.9", "10.0.0.1"]), "203.0.113.9");
        assert_eq!(forwarded(&["203.0.113.9:4711"]), "203.0.113.9");
        assert_eq!(forwarded(&["198.51.100.1, unknown"]), "10.0.0.1");
        assert_eq!(forwarded(&[]), "10.0.0.1");
    }

    #[test]
    fn one_socket_for_both_families_changes_nothing() {
        let trusted = ["127.0.0.1".parse().unwrap(), "::ffff:10.0.0.2".parse().unwrap()];
        let mut headers = HeaderMap::new();
        assert_eq!(client_ip("::ffff:203.0.113.9".parse().ok(), &headers, &trusted), "203.0.113.9");
        headers.append("x-forwarded-for", "::ffff:203.0.113.9, 10.0.0.2".parse().unwrap());
        assert_eq!(client_ip("::ffff:127.0.0.1".parse().ok(), &headers, &trusted), "203.0.113.9");
    }
}
