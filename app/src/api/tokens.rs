//! Tokens for REST, and the mails that wait.

#![expect(missing_docs, reason = "the macro makes a struct of the arguments, whose fields cannot carry docs")]

use leptos::prelude::*;

use super::Next;
use crate::domain::{
    error::AppError,
    ids::{MailId, TokenId},
};
#[cfg(feature = "ssr")]
use crate::{
    ports::{RequestContext, tokens::TokenDraft},
    routes,
};

/// Makes a token; its secret is shown once.
#[server(prefix = "/api/fn", endpoint = "tokens/create")]
pub async fn create_token(
    #[server(default)] name: String,
    #[server(default)] days: String,
    #[server(default)] current: String,
) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let made = context.services.tokens.create(&context.caller()?, TokenDraft { name, days, current }).await?;
    Ok(Next { once: Some(made.secret), ..Next::to(routes::ACCOUNT) })
}

/// Makes a token void.
#[server(prefix = "/api/fn", endpoint = "tokens/revoke")]
pub async fn revoke_token(id: TokenId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.tokens.revoke(&context.caller()?, id).await?;
    Ok(Next::to(routes::done(routes::ACCOUNT, "token_revoked")))
}

/// Sends a failed or kept mail once more.
#[server(prefix = "/api/fn", endpoint = "mails/retry")]
pub async fn retry_mail(id: MailId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.mails.retry(&context.caller()?, id).await?;
    Ok(Next::to(routes::done(&routes::admin_mail(id), "mail_retried")))
}
