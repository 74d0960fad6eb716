//! Links that set a password: asked for by a stranger, used by whoever reads the mail (C-34, C-39).

use app::{
    domain::error::AppError,
    ports::{Origin, session::LinkView},
};
use chrono::TimeDelta;
use futures::FutureExt;

use super::{opening, record};
use crate::{
    mail,
    services::{Core, guesses, password, token_hash},
    store::{
        Tx,
        accounts::{self, Credentials, Link},
        sessions,
    },
};

/// Minutes that a reset link lives.
const RESET_MINUTES: i64 = 15;

pub(super) async fn request(core: &Core, origin: &Origin, email: &str) -> Result<(), AppError> {
    let (typed, email) = (email, opening::address(email));
    guesses::begin(core, guesses::at_reset(opening::counted(typed, &email), origin)).await?;
    let token = core.new_token();
    let link = format!("{}/link?token={token}", core.config.http.public_url);
    core.store
        .write((email, link, token_hash(&token), origin.clone()), |tx, (email, link, hash, origin)| {
            async move {
                let found = accounts::by_email(&tx.db(), &email).await?.filter(|account| account.enabled);
                if let Some(account) = found {
                    let expires = tx.now() + TimeDelta::minutes(RESET_MINUTES);
                    let reset = Link { account: account.id, invitation: false };
                    accounts::make_link(tx, &hash, &reset, expires).await?;
                    tx.mail(mail::texts::reset(&account, &link, tx.new_id())).await?;
                }
                record(tx, None, &origin, "account.request_reset", opening::log_in_object(&email)).await
            }
            .boxed()
        })
        .await
}

pub(super) async fn inspect(core: &Core, token: &str) -> Result<LinkView, AppError> {
    let (link, account) = find(core, &token_hash(token)).await?;
    Ok(LinkView { email: account.email, invitation: link.invitation })
}

async fn find(core: &Core, hash: &[u8]) -> Result<(Link, Credentials), AppError> {
    let db = core.store.read();
    let link = accounts::link(&db, hash, core.clock.now()).await?.ok_or(AppError::LinkExpired)?;
    let account = accounts::by_id(&db, link.account).await?.ok_or(AppError::LinkExpired)?;
    Ok((link, account))
}

pub(super) async fn redeem(core: &Core, origin: &Origin, token: &str, new: &str, repeat: &str) -> Result<(), AppError> {
    let hash = token_hash(token);
    let (_, account) = find(core, &hash).await?;
    let words = password::context(core, &account).await?;
    AppError::check(password::problems(new, repeat, &words))?;
    let secret = core.hasher.hash(new, core.ids.as_ref()).await?;
    core.store
        .write((hash, secret, origin.clone(), account), |tx, (hash, secret, origin, account)| {
            async move {
                if !accounts::use_link(tx, &hash).await? {
                    return Err(AppError::LinkExpired);
                }
                take_over(tx, &account, &secret).await?;
                record(tx, None, &origin, "account.set_password", format!("account:{}", account.id)).await
            }
            .boxed()
        })
        .await?;
    core.access.clear();
    Ok(())
}

/// Whoever has the mailbox has the account now, and whoever had it before is out: sessions, REST tokens and older links.
async fn take_over(tx: &Tx, account: &Credentials, secret: &str) -> Result<(), AppError> {
    // Behind it comes who rests on the old password, and finds the new one.
    tx.in_line().await?;
    accounts::set_password(tx, account.id, secret).await?;
    accounts::void_links(tx, account.id).await?;
    sessions::end_all(tx, account.id, None).await?;
    let tokens = sessions::revoke_api_tokens(tx, account.id, None).await?;
    if account.password_hash.is_none() {
        // An invitation: nothing was there that could have been changed behind somebody's back.
        return Ok(());
    }
    tx.mail(mail::account_texts::password_reset(account, tokens, tx.new_id())).await
}
