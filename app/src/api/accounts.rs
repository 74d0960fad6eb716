//! The people who sign in, as their administrators change them.

#![expect(missing_docs, reason = "the macro makes a struct of the arguments, whose fields cannot carry docs")]

use leptos::prelude::*;

use super::Next;
use crate::domain::{
    error::AppError,
    ids::{AccountId, BodyId},
};
#[cfg(feature = "ssr")]
use crate::{domain::account::AccountDraft, ports::RequestContext, routes};

/// Invites somebody by mail.
#[server(prefix = "/api/fn", endpoint = "accounts/invite")]
pub async fn invite_account(
    body: BodyId,
    #[server(default)] email: String,
    #[server(default)] name: String,
    #[server(default)] reading: String,
    #[server(default)] role: String,
    #[server(default)] current: String,
) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let draft = AccountDraft { email, name, reading, role, current };
    context.services.accounts.invite(&context.caller()?, body, draft).await?;
    Ok(Next::to(routes::done(&routes::admin_accounts(body), "account_invited")))
}

/// Changes name, reading and role.
#[server(prefix = "/api/fn", endpoint = "accounts/save")]
pub async fn save_account(
    body: BodyId,
    id: AccountId,
    version: i32,
    #[server(default)] name: String,
    #[server(default)] reading: String,
    #[server(default)] role: String,
    #[server(default)] current: String,
) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let draft = AccountDraft { email: String::new(), name, reading, role, current };
    context.services.accounts.change(&context.caller()?, body, id, version, draft).await?;
    Ok(Next::to(routes::done(&routes::admin_account(body, id), "account_saved")))
}

/// Keeps an account from signing in (`enabled` = `false`), or lets it again.
#[server(prefix = "/api/fn", endpoint = "accounts/set_enabled")]
pub async fn set_account_enabled(body: BodyId, id: AccountId, enabled: bool) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.accounts.set_enabled(&context.caller()?, body, id, enabled).await?;
    let done = if enabled { "account_enabled" } else { "account_disabled" };
    Ok(Next::to(routes::done(&routes::admin_account(body, id), done)))
}

/// Takes the role in the body away.
#[server(prefix = "/api/fn", endpoint = "accounts/leave")]
pub async fn leave_body(body: BodyId, id: AccountId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.accounts.leave(&context.caller()?, body, id).await?;
    Ok(Next::to(routes::done(&routes::admin_accounts(body), "account_left")))
}

/// Mails a link to set a password.
#[server(prefix = "/api/fn", endpoint = "accounts/send_link")]
pub async fn send_account_link(body: BodyId, id: AccountId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.accounts.send_link(&context.caller()?, body, id).await?;
    Ok(Next::to(routes::done(&routes::admin_account(body, id), "link_sent")))
}

/// Ends every session of an account.
#[server(prefix = "/api/fn", endpoint = "accounts/end_sessions")]
pub async fn end_account_sessions(body: BodyId, id: AccountId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.accounts.end_sessions(&context.caller()?, body, id).await?;
    Ok(Next::to(routes::done(&routes::admin_account(body, id), "account_sessions_ended")))
}
