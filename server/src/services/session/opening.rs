//! How sessions begin: by a password, and by the switch to another body.

use app::{
    domain::{actor::Actor, error::AppError, ids::BodyId, person},
    ports::{Caller, Origin, session::NewSession},
};
use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt;
use serde_json::json;

use super::record;
use crate::{
    services::{
        Core, credential_name,
        guesses::{self, Try},
        token_hash,
    },
    store::{
        Tx,
        accounts::{self, Credentials},
        audit::Event,
        sessions::{self, Kept},
    },
};

/// A log-in whose password was right.
#[derive(Clone)]
struct Proven {
    account: Credentials,
    body: BodyId,
    made: Try,
    /// The hash with the parameters of today, where that of the account has weaker ones (C-32).
    stronger: Option<String>,
}

pub(super) async fn log_in(core: &Core, origin: &Origin, email: &str, password: &str) -> Result<NewSession, AppError> {
    let (typed, email) = (email, address(email));
    let made = guesses::begin(core, guesses::at_password(core, counted(typed, &email), origin).await?).await?;
    let account = accounts::by_email(&core.store.read(), &email).await?;
    let hash = account.as_ref().filter(|account| account.enabled).and_then(|account| account.password_hash.clone());
    let fits = guesses::verify(core, &made, password, hash.as_deref()).await?;
    let Some(account) = account.filter(|_| fits) else { return refuse(core, origin, &email).await };
    let roles = accounts::memberships(&core.store.read(), account.id).await?;
    let Some((body, _, _)) = roles.into_iter().next() else { return refuse(core, origin, &email).await };
    let stronger = match hash.filter(|hash| core.hasher.is_outdated(hash)) {
        // A moment of many log-ins is no reason to let nobody in.
        Some(_) => core.hasher.hash(password, core.ids.as_ref()).await.ok(),
        None => None,
    };
    open(core, origin, Proven { account, body, made, stronger }).await
}

/// What was typed as a mail address, as accounts keep it. What cannot be one is nobody's: it is neither looked for nor
/// written down.
pub(super) fn address(typed: &str) -> String {
    let known = person::email(typed).ok().flatten();
    known.map(|email| email.to_lowercase()).unwrap_or_default()
}

/// By what tries count: the mail address, or what was typed in its place.
pub(super) fn counted<'a>(typed: &'a str, email: &'a str) -> &'a str {
    if email.is_empty() { typed } else { email }
}

/// The log-in in the audit log.
pub(super) fn log_in_object(email: &str) -> String {
    format!("login:{}", if email.is_empty() { "-" } else { email })
}

async fn refuse(core: &Core, origin: &Origin, email: &str) -> Result<NewSession, AppError> {
    core.store
        .write((origin.clone(), log_in_object(email)), |tx, (origin, object)| {
            async move {
                let action = "session.log_in";
                tx.audit(&Event { actor: None, origin: &origin, action, object, done: false, detail: json!({}) }).await
            }
            .boxed()
        })
        .await?;
    Err(AppError::BadCredentials)
}

/// Opens a session and ends the oldest beyond the limit (C-10).
async fn open(core: &Core, origin: &Origin, proven: Proven) -> Result<NewSession, AppError> {
    let token = core.new_token();
    let parallel = core.config.auth.parallel_sessions;
    core.store
        .write((token_hash(&token), origin.clone(), proven), move |tx, (hash, origin, proven)| {
            async move {
                let Proven { account, body, made, stronger } = proven;
                // The password may have been changed, or the account disabled, since it was looked at.
                let now = accounts::by_id(&tx.db(), account.id).await?;
                if now.is_none_or(|now| now.password_hash != account.password_hash) {
                    return Err(AppError::BadCredentials);
                }
                let actor = accounts::actor(&tx.db(), account.id, body).await?.ok_or(AppError::BadCredentials)?;
                if let Some(stronger) = stronger {
                    accounts::set_password(tx, account.id, &stronger).await?;
                }
                guesses::take_back(tx, &made).await?;
                guesses::forget(tx, &account.email).await?;
                make_room(tx, &actor, &origin, parallel).await?;
                let kept = Kept {
                    hash,
                    account: account.id,
                    body,
                    created_at: tx.now(),
                    seen_at: tx.now(),
                    ip: origin.ip.clone(),
                    agent: origin.agent.clone(),
                    confirmed_at: Some(tx.now()),
                    previous: accounts::note_login(tx, account.id, &origin.ip).await?,
                };
                begin(tx, kept, &actor, origin, "session.log_in").await
            }
            .boxed()
        })
        .await?;
    core.access.clear();
    Ok(NewSession { token, expires_at: end(core, core.clock.now()) })
}

/// Acts for another body with a new token. The session stays the same: it does not live longer for it, and who has lost
/// it cannot get it back.
pub(super) async fn switch(core: &Core, caller: &Caller, token: &str, body: BodyId) -> Result<NewSession, AppError> {
    let new = core.new_token();
    let began = core
        .store
        .write((token_hash(token), token_hash(&new), caller.clone()), move |tx, (old, hash, caller)| {
            async move {
                let account = caller.actor.account;
                let kept = sessions::find(&tx.db(), &old).await?.filter(|kept| kept.account == account);
                let kept = kept.ok_or(AppError::Unauthenticated)?;
                let actor = accounts::actor(&tx.db(), account, body).await?.ok_or(AppError::NotFound)?;
                sessions::end(tx, &old).await?;
                let began = kept.created_at;
                let kept = Kept { hash, body, seen_at: tx.now(), ..kept };
                begin(tx, kept, &actor, caller.origin, "session.switch_body").await?;
                Ok(began)
            }
            .boxed()
        })
        .await?;
    core.access.clear();
    Ok(NewSession { token: new, expires_at: end(core, began) })
}

fn end(core: &Core, began: DateTime<Utc>) -> DateTime<Utc> {
    began + TimeDelta::hours(core.config.auth.absolute_hours)
}

/// Ends the oldest sessions, so that one more may be opened. The owner must find in the log what has ended them.
async fn make_room(tx: &Tx, actor: &Actor, origin: &Origin, parallel: usize) -> Result<(), AppError> {
    let open = sessions::of_account(&tx.db(), actor.account).await?;
    for old in open.iter().skip(parallel.saturating_sub(1)) {
        sessions::end(tx, &old.hash).await?;
        let event = Event {
            actor: Some(actor),
            origin,
            action: "session.end",
            object: format!("account:{}", actor.account),
            done: true,
            detail: json!({ "ended": credential_name(&old.hash) }),
        };
        tx.audit(&event).await?;
    }
    Ok(())
}

/// Keeps the session; the event names it.
async fn begin(tx: &Tx, kept: Kept, actor: &Actor, origin: Origin, action: &'static str) -> Result<(), AppError> {
    let origin = Origin { session: credential_name(&kept.hash), token: false, ..origin };
    let object = format!("account:{}", kept.account);
    sessions::open(tx, kept).await?;
    record(tx, Some(actor), &origin, action, object).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_an_address_is_looked_for() {
        assert_eq!(address(" Hanako.Sato＠City.Example.jp "), "hanako.sato@city.example.jp");
        for typed in ["", "hanako", "灯台 鉛筆 みかん", &format!("{}@example.jp", "a".repeat(1 << 20))] {
            assert_eq!(log_in_object(&address(typed)), "login:-", "{typed:.20}");
        }
    }
}
