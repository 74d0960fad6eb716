//! Log-in, log-out and the own account (C-01 to C-10, C-30 to C-40).

mod links;
mod opening;

use std::sync::Arc;

use app::{
    domain::{
        actor::{Actor, Role},
        error::AppError,
        ids::{AccountId, BodyId},
        problem::FieldProblem,
    },
    ports::{
        Caller, Origin,
        session::{LastLogIn, LinkView, MembershipRow, NewSession, SessionRow, SessionService},
    },
};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt;
use serde_json::json;

use super::{Core, access::Key, credential_name, guesses, password, token_hash};
use crate::{
    mail::account_texts,
    store::{
        Tx, accounts,
        audit::Event,
        sessions::{self, Kept},
    },
};

/// The use cases of log-in.
pub struct Sessions {
    core: Arc<Core>,
}

impl Sessions {
    /// Over the tools of the use cases.
    pub const fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// When a session in this role ends, whatever comes first (C-04).
    fn ends(&self, kept: &Kept, role: Role) -> DateTime<Utc> {
        let auth = &self.core.config.auth;
        let idle = if role == Role::Administrator { auth.administrator_idle_minutes } else { auth.idle_minutes };
        let absolute = kept.created_at + TimeDelta::hours(auth.absolute_hours);
        absolute.min(kept.seen_at + TimeDelta::minutes(idle))
    }

    /// Who is signed in with a cookie. Only what `uses` the session keeps it alive.
    async fn actor_of(&self, token: &str, uses: bool) -> Result<Option<Actor>, AppError> {
        let (key, now) = (Key::session(token_hash(token)), self.core.clock.now());
        if let Some(actor) = self.core.access.get(&key, now) {
            return Ok(Some(actor));
        }
        let (stamp, db) = (self.core.access.stamp(), self.core.store.read());
        let Some(kept) = sessions::find(&db, key.hash()).await? else { return Ok(None) };
        let Some(actor) = accounts::actor(&db, kept.account, kept.body).await? else { return Ok(None) };
        if now >= self.ends(&kept, actor.role) {
            return Ok(None);
        }
        if !uses {
            // Not remembered either: the next use would be taken for one that was counted.
            return Ok(Some(actor));
        }
        if now - kept.seen_at > TimeDelta::minutes(1) {
            let touched = self
                .core
                .store
                .write(kept.hash.clone(), |tx, hash| async move { sessions::touch(tx, &hash).await }.boxed());
            if let Err(error) = touched.await {
                // A full disk keeps nobody from reading.
                tracing::warn!(%error, "the use of a session could not be noted");
            }
        }
        self.core.access.put(stamp, key, actor.clone(), now, self.ends(&kept, actor.role));
        Ok(Some(actor))
    }
}

#[async_trait]
impl SessionService for Sessions {
    async fn log_in(&self, origin: &Origin, email: &str, password: &str) -> Result<NewSession, AppError> {
        opening::log_in(&self.core, origin, email, password).await
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
        self.actor_of(token, true).await
    }

    async fn peek(&self, token: &str) -> Result<Option<Actor>, AppError> {
        self.actor_of(token, false).await
    }

    async fn whose(&self, token: &str) -> Result<Option<AccountId>, AppError> {
        let kept = sessions::find(&self.core.store.read(), &token_hash(token)).await?;
        Ok(kept.map(|kept| kept.account))
    }

    async fn resolve_api_token(&self, token: &str) -> Result<Option<Actor>, AppError> {
        let (key, now) = (Key::api_token(token_hash(token)), self.core.clock.now());
        if let Some(actor) = self.core.access.get(&key, now) {
            return Ok(Some(actor));
        }
        let (stamp, db) = (self.core.access.stamp(), self.core.store.read());
        let Some((account, body)) = sessions::api_token(&db, key.hash(), now).await? else { return Ok(None) };
        let actor = accounts::actor(&db, account, body).await?;
        if let Some(actor) = &actor {
            self.core.access.put(stamp, key, actor.clone(), now, now + TimeDelta::seconds(1));
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
                handle: credential_name(&kept.hash),
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
                    let kept =
                        own.iter().find(|kept| credential_name(&kept.hash) == wanted).ok_or(AppError::NotFound)?;
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

    async fn confirm_password(&self, caller: &Caller, password: &str) -> Result<(), AppError> {
        match guesses::own_password(&self.core, caller, password).await? {
            Some(_) => Ok(()),
            None => Err(AppError::field("current", FieldProblem::WrongPassword)),
        }
    }

    async fn change_password(
        &self,
        caller: &Caller,
        current_token: &str,
        current: &str,
        new: &str,
        repeat: &str,
    ) -> Result<(), AppError> {
        let proof = guesses::own_password(&self.core, caller, current).await?;
        let proof = proof.ok_or_else(|| AppError::field("current", FieldProblem::WrongPassword))?;
        let account =
            accounts::by_id(&self.core.store.read(), caller.actor.account).await?.ok_or(AppError::NotFound)?;
        let words = password::context(&self.core, &account).await?;
        AppError::check(password::problems(new, repeat, &words))?;
        let hash = self.core.hasher.hash(new, self.core.ids.as_ref()).await?;
        let (caller, keep) = (caller.clone(), token_hash(current_token));
        self.core
            .store
            .write((caller, account, hash, keep, proof), |tx, (caller, account, hash, keep, proof)| {
                async move {
                    proof.still_holds(tx).await?;
                    accounts::set_password(tx, caller.actor.account, &hash).await?;
                    accounts::void_links(tx, caller.actor.account).await?;
                    sessions::end_all(tx, caller.actor.account, Some(&keep)).await?;
                    tx.mail(account_texts::password_changed(&account, tx.new_id())).await?;
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
        links::request(&self.core, origin, email).await
    }

    async fn inspect_link(&self, token: &str) -> Result<LinkView, AppError> {
        links::inspect(&self.core, token).await
    }

    async fn use_link(&self, origin: &Origin, token: &str, new: &str, repeat: &str) -> Result<(), AppError> {
        links::redeem(&self.core, origin, token, new, repeat).await
    }

    async fn last_log_in(&self, caller: &Caller) -> Result<Option<LastLogIn>, AppError> {
        let session = guesses::own_session(&self.core.store.read(), caller).await?;
        Ok(session.and_then(|session| session.previous))
    }

    async fn memberships(&self, caller: &Caller) -> Result<Vec<MembershipRow>, AppError> {
        let rows = accounts::memberships(&self.core.store.read(), caller.actor.account).await?;
        Ok(rows.into_iter().map(|(body, body_name, role)| MembershipRow { body, body_name, role }).collect())
    }

    async fn switch_body(&self, caller: &Caller, token: &str, body: BodyId) -> Result<NewSession, AppError> {
        opening::switch(&self.core, caller, token, body).await
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
