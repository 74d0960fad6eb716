//! The cookies: one for the session, one for the language (C-03).

use axum::http::{HeaderName, HeaderValue, header::SET_COOKIE};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::{
    domain::lang::Lang,
    ports::{RequestContext, session::NewSession},
};

/// Name of the session cookie. Over plain http (the demo) browsers refuse the `__Host-` prefix.
pub const fn session_name(secure: bool) -> &'static str {
    if secure { "__Host-sid" } else { "sid" }
}

/// Name of the language cookie.
pub const LANG: &str = "lang";

/// A year in seconds.
const YEAR: u32 = 31_536_000;

/// Gives the browser its session.
pub fn set_session(context: &RequestContext, session: &NewSession) {
    let name = session_name(context.secure);
    append(SET_COOKIE, &format!("{name}={}; Path=/; HttpOnly; SameSite=Lax{}", session.token, secure(context)));
}

/// Takes the session from the browser, with everything it kept of the pages.
pub fn clear_session(context: &RequestContext) {
    let name = session_name(context.secure);
    append(SET_COOKIE, &format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{}", secure(context)));
    append(HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\"");
}

/// Remembers the language.
pub fn set_lang(context: &RequestContext, lang: Lang) {
    append(
        SET_COOKIE,
        &format!("{LANG}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={YEAR}{}", lang.tag(), secure(context)),
    );
}

const fn secure(context: &RequestContext) -> &'static str {
    if context.secure { "; Secure" } else { "" }
}

fn append(name: HeaderName, value: &str) {
    if let (Some(options), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
        options.append_header(name, value);
    }
}
