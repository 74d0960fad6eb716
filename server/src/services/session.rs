//! Log-in, log-out and the own account (C-01 to C-10, C-30 to C-40).

use std::sync::Arc;

use app::{
    domain::{
        actor::{Actor, Role},
        error::AppError,
        ids::BodyId,
        problem::FieldProblem,
    },
    ports::{
        Caller, Origin,
        session::{LinkView, MembershipRow, NewSession, SessionRow, SessionService},
    },
};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt;
use serde_json::json;

use super::{Core, password, token_hash};
use crate::{
    mail,
    store::{
        Tx,
        accounts::{self, Credentials, Link},
        audit::Event,
        sessions::{self, Kept},
    },
};

/// Window in which failed log-ins count, in minutes.
const WINDOW_MINUTES: i64 = 15;
/// Failures of one account before each next try has to wait, ever longer (C-33).
const ACCOUNT_FAILURES: u64 = 10;
/// Failures from one network before it has to wait. High: a whole town may sit behind one address.
const NETWORK_FAILURES: u64 = 100;
/// Failures at the hub as a whole from which a guessing attack must be assumed.
const HUB_FAILURES: u64 = 1_000;
/// Failures from one network before it has to wait while that lasts. The networks of those who do not guess stay free.
const NETWORK_FAILURES_UNDER_ATTACK: u64 = 10;
/// Subject under which all failures count.
const HUB: &str = "hub";
/// Longest wait in seconds: it slows guessing down to some thousand a day and locks nobody out.
const WAIT_MAX: u64 = 25;
/// Minutes that a reset link lives.
const RESET_MINUTES: i64 = 15;

/// The use cases of log-in.
pub struct Sessions {
    core: Arc<Core>,
}

impl Sessions {
    /// Over the tools of the use cases.
    pub const fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Refuses while the account or its network has failed too often.
    async fn throttle(&self, subjects: &[(String, u64)]) -> Result<(), AppError> {
        let now = self.core.clock.now();
        for (subject, allowed) in subjects {
            let (count, last) = self.failures(subject).await?;
            let (Some(over), Some(last)) = (count.checked_sub(*allowed), last) else { continue };
            // 5, 10, 15 … seconds.
            let wait = (over + 1).saturating_mul(5).min(WAIT_MAX);
            let left = (last + TimeDelta::seconds(wait.cast_signed()) - now).num_seconds();
            if left > 0 {
                return Err(AppError::TooManyRequests { retry_after: left.unsigned_abs() });
            }
        }
        Ok(())
    }

    /// Failures of a subject in the window, and the last of them.
    async fn failures(&self, subject: &str) -> Result<(u64, Option<DateTime<Utc>>), AppError> {
        let since = self.core.clock.now() - TimeDelta::minutes(WINDOW_MINUTES);
        accounts::failures(&self.core.store.read(), subject, since).await
    }

    /// Whose failures count for a log-in, and how many are free.
    async fn subjects(&self, email: &str, ip: &str) -> Result<Vec<(String, u64)>, AppError> {
        let (everywhere, _) = self.failures(HUB).await?;
        let free = if everywhere < HUB_FAILURES { NETWORK_FAILURES } else { NETWORK_FAILURES_UNDER_ATTACK };
        Ok(vec![(account_subject(email), ACCOUNT_FAILURES), (format!("net:{}", network(ip)), free)])
    }

    async fn refuse(&self, origin: &Origin, email: &str, subjects: Vec<(String, u64)>) -> Result<NewSession, AppError> {
        let (origin, email) = (origin.clone(), email.to_owned());
        self.core
            .store
            .write((origin, email, subjects), |tx, (origin, email, subjects)| {
                async move {
                    for subject in subjects.iter().map(|(subject, _)| subject.as_str()).chain([HUB]) {
                        accounts::note_failure(tx, subject).await?;
                    }
                    let object = format!("login:{email}");
                    let event = Event {
                        actor: None,
                        origin: &origin,
                        action: "session.log_in",
                        object,
                        done: false,
                        detail: json!({}),
                    };
                    tx.audit(&event).await
                }
                .boxed()
            })
            .await?;
        Err(AppError::BadCredentials)
    }

    /// Opens a session and ends the oldest beyond the limit (C-10).
    async fn open(
        &self,
        origin: &Origin,
        account: Credentials,
        body: BodyId,
        replaces: Option<Vec<u8>>,
    ) -> Result<NewSession, AppError> {
        let token = self.core.new_token();
        let (hash, origin) = (token_hash(&token), origin.clone());
        let parallel = self.core.config.auth.parallel_sessions;
        self.core
            .store
            .write((hash, origin, account, replaces), move |tx, (hash, origin, account, replaces)| {
                async move {
                    let action = if replaces.is_some() { "session.switch_body" } else { "session.log_in" };
                    if let Some(old) = replaces {
                        sessions::end(tx, &old).await?;
                    } else {
                        accounts::note_login(tx, account.id, &origin.ip).await?;
                        accounts::forget_failures(tx, &account_subject(&account.email)).await?;
                    }
                    for old in sessions::of_account(&tx.db(), account.id).await?.iter().skip(parallel.saturating_sub(1))
                    {
                        sessions::end(tx, &old.hash).await?;
                    }
                    let kept = Kept {
                        hash,
                        account: account.id,
                        body,
                        created_at: tx.now(),
                        seen_at: tx.now(),
                        ip: origin.ip.clone(),
                        agent: origin.agent.clone(),
                    };
                    sessions::open(tx, kept).await?;
                    let actor = accounts::actor(&tx.db(), account.id, body).await?;
                    record(tx, actor.as_ref(), &origin, action, format!("account:{}", account.id)).await
                }
                .boxed()
            })
            .await?;
        self.core.access.clear();
        let expires_at = self.core.clock.now() + TimeDelta::hours(self.core.config.auth.absolute_hours);
        Ok(NewSession { token, expires_at })
    }

    /// When a session in this role ends, whatever comes first (C-04).
    fn ends(&self, kept: &Kept, role: Role) -> DateTime<Utc> {
        let auth = &self.core.config.auth;
        let idle = if role == Role::Administrator { auth.administrator_idle_minutes } else { auth.idle_minutes };
        let absolute = kept.created_at + TimeDelta::hours(auth.absolute_hours);
        absolute.min(kept.seen_at + TimeDelta::minutes(idle))
    }
}

#[async_trait]
impl SessionService for Sessions {
    async fn log_in(&self, origin: &Origin, email: &str, password: &str) -> Result<NewSession, AppError> {
        let email = email.trim().to_lowercase();
        let subjects = self.subjects(&email, &origin.ip).await?;
        self.throttle(&subjects).await?;
        let account = accounts::by_email(&self.core.store.read(), &email).await?;
        let hash = account.as_ref().filter(|account| account.enabled).and_then(|account| account.password_hash.clone());
        let fits = self.core.hasher.verify(password, hash.as_deref()).await?;
        let Some(account) = account.filter(|_| fits) else { return self.refuse(origin, &email, subjects).await };
        let roles = accounts::memberships(&self.core.store.read(), account.id).await?;
        let Some((body, _, _)) = roles.into_iter().next() else { return self.refuse(origin, &email, subjects).await };
        self.open(origin, account, body, None).await
    }

    async fn log_out(&self, origin: &Origin, token: &str) -> Result<(), AppError> {
        let (hash, origin) = (token_hash(token), origin.clone());
        self.core
            .store
            .write((hash, origin), |tx, (hash, origin)| {
                async move {
                    let Some(kept) = sessions::find(&tx.db(), &hash).await? else { return Ok(()) };
                    sessions::end(tx, &hash).await?;
                    let actor = accounts::actor(&tx.db(), kept.account, kept.body).await?;
                    record(tx, actor.as_ref(), &origin, "session.log_out", format!("account:{}", kept.account)).await
                }
                .boxed()
            })
            .await?;
        self.core.access.clear();
        Ok(())
    }

    async fn resolve(&self, token: &str) -> Result<Option<Actor>, AppError> {
        let (hash, now) = (token_hash(token), self.core.clock.now());
        if let Some(actor) = self.core.access.get(&hash, now) {
            return Ok(Some(actor));
        }
        let (stamp, db) = (self.core.access.stamp(), self.core.store.read());
        let Some(kept) = sessions::find(&db, &hash).await? else { return Ok(None) };
        let Some(actor) = accounts::actor(&db, kept.account, kept.body).await? else { return Ok(None) };
        if now >= self.ends(&kept, actor.role) {
            return Ok(None);
        }
        if now - kept.seen_at > TimeDelta::minutes(1) {
            let touched = hash.clone();
            self.core.store.write(touched, |tx, hash| async move { sessions::touch(tx, &hash).await }.boxed()).await?;
        }
        self.core.access.put(stamp, hash, actor.clone(), now, self.ends(&kept, actor.role));
        Ok(Some(actor))
    }

    async fn resolve_api_token(&self, token: &str) -> Result<Option<Actor>, AppError> {
        let (hash, now) = (token_hash(token), self.core.clock.now());
        if let Some(actor) = self.core.access.get(&hash, now) {
            return Ok(Some(actor));
        }
        let (stamp, db) = (self.core.access.stamp(), self.core.store.read());
        let Some((account, body)) = sessions::api_token(&db, &hash, now).await? else { return Ok(None) };
        let actor = accounts::actor(&db, account, body).await?;
        if let Some(actor) = &actor {
            self.core.access.put(stamp, hash, actor.clone(), now, now + TimeDelta::seconds(1));
        }
        Ok(actor)
    }

    async fn sessions(&self, caller: &Caller, current_token: &str) -> Result<Vec<SessionRow>, AppError> {
        let current = token_hash(current_token);
        let db = self.core.store.read();
        let kept = sessions::of_account(&db, caller.actor.account).await?;
        let roles = accounts::memberships(&db, caller.actor.account).await?;
        let role = |body: BodyId| roles.iter().find(|(at, _, _)| *at == body).map(|(_, _, role)| *role);
        let now = self.core.clock.now();
        Ok(kept
            .into_iter()
            .filter(|kept| role(kept.body).is_some_and(|role| now < self.ends(kept, role)))
            .map(|kept| SessionRow {
                handle: handle(&kept.hash),
                created_at: kept.created_at,
                seen_at: kept.seen_at,
                current: kept.hash == current,
                ip: kept.ip,
                agent: kept.agent,
            })
            .collect())
    }

    async fn end_session(&self, caller: &Caller, wanted: &str) -> Result<(), AppError> {
        let (caller, wanted) = (caller.clone(), wanted.to_owned());
        self.core
            .store
            .write((caller, wanted), |tx, (caller, wanted)| {
                async move {
                    let own = sessions::of_account(&tx.db(), caller.actor.account).await?;
                    let kept = own.iter().find(|kept| handle(&kept.hash) == wanted).ok_or(AppError::NotFound)?;
                    sessions::end(tx, &kept.hash).await?;
                    let object = format!("account:{}", caller.actor.account);
                    record(tx, Some(&caller.actor), &caller.origin, "session.end", object).await
                }
                .boxed()
            })
            .await?;
        self.core.access.clear();
        Ok(())
    }

    async fn change_password(
        &self,
        caller: &Caller,
        current_token: &str,
        current: &str,
        new: &str,
        repeat: &str,
    ) -> Result<(), AppError> {
        let account =
            accounts::by_id(&self.core.store.read(), caller.actor.account).await?.ok_or(AppError::NotFound)?;
        if !self.core.hasher.verify(current, account.password_hash.as_deref()).await? {
            return Err(AppError::field("current", FieldProblem::Mismatch));
        }
        AppError::check(password::problems(new, repeat, &[&account.email, &account.name, &caller.actor.body_name]))?;
        let hash = self.core.hasher.hash(new, self.core.ids.as_ref()).await?;
        let (caller, keep) = (caller.clone(), token_hash(current_token));
        self.core
            .store
            .write((caller, hash, keep), |tx, (caller, hash, keep)| {
                async move {
                    accounts::set_password(tx, caller.actor.account, &hash).await?;
                    sessions::end_all(tx, caller.actor.account, Some(&keep)).await?;
                    let object = format!("account:{}", caller.actor.account);
                    record(tx, Some(&caller.actor), &caller.origin, "account.change_password", object).await
                }
                .boxed()
            })
            .await?;
        self.core.access.clear();
        Ok(())
    }

    async fn request_reset(&self, origin: &Origin, email: &str) -> Result<(), AppError> {
        let email = email.trim().to_lowercase();
        let subject = format!("reset:{email}");
        self.throttle(&[(subject.clone(), 3)]).await?;
        let token = self.core.new_token();
        let link = format!("{}/link?token={token}", self.core.config.http.public_url);
        let (hash, origin) = (token_hash(&token), origin.clone());
        self.core
            .store
            .write((email, subject, link, hash, origin), |tx, (email, subject, link, hash, origin)| {
                async move {
                    accounts::note_failure(tx, &subject).await?;
                    let found = accounts::by_email(&tx.db(), &email).await?.filter(|account| account.enabled);
                    if let Some(account) = found {
                        let expires = tx.now() + TimeDelta::minutes(RESET_MINUTES);
                        let reset = Link { account: account.id, invitation: false };
                        accounts::make_link(tx, &hash, &reset, expires).await?;
                        tx.mail(mail::texts::reset(&account, &link, tx.new_id())).await?;
                    }
                    record(tx, None, &origin, "account.request_reset", format!("login:{email}")).await
                }
                .boxed()
            })
            .await
    }

    async fn inspect_link(&self, token: &str) -> Result<LinkView, AppError> {
        let db = self.core.store.read();
        let link =
            accounts::link(&db, &token_hash(token), self.core.clock.now()).await?.ok_or(AppError::LinkExpired)?;
        let account = accounts::by_id(&db, link.account).await?.ok_or(AppError::LinkExpired)?;
        Ok(LinkView { email: account.email, invitation: link.invitation })
    }

    async fn use_link(&self, origin: &Origin, token: &str, new: &str, repeat: &str) -> Result<(), AppError> {
        let hash = token_hash(token);
        let link = accounts::link(&self.core.store.read(), &hash, self.core.clock.now())
            .await?
            .ok_or(AppError::LinkExpired)?;
        let account = accounts::by_id(&self.core.store.read(), link.account).await?.ok_or(AppError::LinkExpired)?;
        AppError::check(password::problems(new, repeat, &[&account.email, &account.name]))?;
        let secret = self.core.hasher.hash(new, self.core.ids.as_ref()).await?;
        let origin = origin.clone();
        self.core
            .store
            .write((hash, secret, origin, account), |tx, (hash, secret, origin, account)| {
                async move {
                    if !accounts::use_link(tx, &hash).await? {
                        return Err(AppError::LinkExpired);
                    }
                    accounts::set_password(tx, account.id, &secret).await?;
                    sessions::end_all(tx, account.id, None).await?;
                    record(tx, None, &origin, "account.set_password", format!("account:{}", account.id)).await
                }
                .boxed()
            })
            .await?;
        self.core.access.clear();
        Ok(())
    }

    async fn memberships(&self, caller: &Caller) -> Result<Vec<MembershipRow>, AppError> {
        let rows = accounts::memberships(&self.core.store.read(), caller.actor.account).await?;
        Ok(rows.into_iter().map(|(body, body_name, role)| MembershipRow { body, body_name, role }).collect())
    }

    async fn switch_body(&self, caller: &Caller, token: &str, body: BodyId) -> Result<NewSession, AppError> {
        let db = self.core.store.read();
        accounts::actor(&db, caller.actor.account, body).await?.ok_or(AppError::NotFound)?;
        let account = accounts::by_id(&db, caller.actor.account).await?.ok_or(AppError::NotFound)?;
        self.open(&caller.origin, account, body, Some(token_hash(token))).await
    }
}

async fn record(
    tx: &Tx,
    actor: Option<&Actor>,
    origin: &Origin,
    action: &'static str,
    object: String,
) -> Result<(), AppError> {
    tx.audit(&Event { actor, origin, action, object, done: true, detail: json!({}) }).await
}

fn account_subject(email: &str) -> String {
    format!("account:{email}")
}

/// The /24 or /48 of an address: what one office has.
fn network(ip: &str) -> String {
    match ip.parse() {
        Ok(std::net::IpAddr::V4(v4)) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}")
        }
        Ok(std::net::IpAddr::V6(v6)) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}")
        }
        Err(_) => "unknown".to_owned(),
    }
}

/// By what a session is named to its owner: a hash of the hash, so that it opens nothing.
fn handle(hash: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(&Sha256::digest(hash)[..8])
}
