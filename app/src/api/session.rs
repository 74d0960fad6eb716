//! Log-in, log-out and the own account.

#![cfg_attr(
    feature = "ssr",
    expect(clippy::unused_async, reason = "every server function is async, even one that has nothing to wait for")
)]
#![expect(missing_docs, reason = "the macro makes a struct of the arguments, whose fields cannot carry docs")]

use leptos::prelude::*;

use super::Next;
use crate::domain::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    api::cookie::{clear_session, set_session},
    ports::RequestContext,
    routes,
};

/// Signs in and goes on to the page that was asked for.
#[server(prefix = "/api/fn", endpoint = "session/log_in")]
pub async fn log_in(email: String, password: String, next: Option<String>) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let session = context.services.session.log_in(&context.origin, &email, &password).await?;
    set_session(&context, &session);
    Ok(Next::to(routes::own_path(next.as_deref())))
}

/// Signs out.
#[server(prefix = "/api/fn", endpoint = "session/log_out")]
pub async fn log_out() -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    if let Some(token) = &context.session_token {
        context.services.session.log_out(&context.origin, token).await?;
    }
    clear_session(&context);
    Ok(Next::to(routes::LOGIN))
}

/// Shows the own password once more and goes on to what needed it.
#[server(prefix = "/api/fn", endpoint = "session/confirm")]
pub async fn confirm_password(current: String, next: Option<String>) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.session.confirm_password(&context.caller()?, &current).await?;
    Ok(Next::to(routes::done(&routes::own_path(next.as_deref()), "password_confirmed")))
}

/// Changes the own password.
#[server(prefix = "/api/fn", endpoint = "session/change_password")]
pub async fn change_password(current: String, new: String, repeat: String) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let caller = context.caller()?;
    let token = context.session_token.clone().unwrap_or_default();
    context.services.session.change_password(&caller, &token, &current, &new, &repeat).await?;
    Ok(Next::to(routes::done(routes::ACCOUNT, "password_changed")))
}

/// Asks for a reset link.
#[server(prefix = "/api/fn", endpoint = "session/request_reset")]
pub async fn request_reset(email: String) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.session.request_reset(&context.origin, &email).await?;
    Ok(Next::to(routes::done(routes::RESET, "reset_sent")))
}

/// Sets the password by an invitation or reset link.
#[server(prefix = "/api/fn", endpoint = "session/use_link")]
pub async fn use_link(token: String, new: String, repeat: String) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.session.use_link(&context.origin, &token, &new, &repeat).await?;
    Ok(Next::to(routes::done(routes::LOGIN, "password_set")))
}

/// Ends one of the own sessions.
#[server(prefix = "/api/fn", endpoint = "session/end")]
pub async fn end_session(handle: String) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.session.end_session(&context.caller()?, &handle).await?;
    Ok(Next::to(routes::done(routes::ACCOUNT, "session_ended")))
}

/// Acts for another body.
#[server(prefix = "/api/fn", endpoint = "session/switch_body")]
pub async fn switch_body(body: crate::domain::ids::BodyId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let token = context.session_token.clone().unwrap_or_default();
    let session = context.services.session.switch_body(&context.caller()?, &token, body).await?;
    set_session(&context, &session);
    Ok(Next::to(routes::HOME))
}

/// Chooses the language of the interface.
#[server(prefix = "/api/fn", endpoint = "session/set_lang")]
pub async fn set_lang(lang: crate::domain::lang::Lang, next: Option<String>) -> Result<Next, AppError> {
    super::cookie::set_lang(&RequestContext::current()?, lang);
    Ok(Next::to(routes::own_path(next.as_deref())))
}
