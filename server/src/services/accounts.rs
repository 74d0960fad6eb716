//! The people who sign in: invited, changed and disabled by the administrators of their bodies.
//!
//! What is about the person (name, disabling) needs the right over every body of the person; what is about the role
//! needs it over that body only.

use std::sync::Arc;

use app::{
    domain::{
        account::{AccountContent, AccountDraft, AccountState},
        body::BodyKind,
        error::{AppError, ConflictReason, FieldProblem},
        ids::{AccountId, BodyId},
        policy::{Action, Resource, may},
    },
    ports::{
        Caller,
        accounts::{AccountRow, AccountService, AdministeredBody, BodyAccounts},
        contacts::DirectoryBody,
    },
};
use async_trait::async_trait;
use chrono::TimeDelta;
use futures::FutureExt;
use serde_json::json;

use super::{
    Core,
    contacts::find_body,
    guesses::{self, Proof},
    record, token_hash,
};
use crate::{
    mail::{account_texts, texts},
    store::{
        Db, Tx, account_lists,
        accounts::{self, Link},
        bodies, sessions,
    },
};

/// Hours that an invitation lives (C-34).
const INVITATION_HOURS: i64 = 72;
/// Minutes that a reset link lives (C-39).
const RESET_MINUTES: i64 = 15;

/// The use cases of accounts.
pub struct Accounts {
    core: Arc<Core>,
}

/// A fresh link: its address and the hash by which it is kept.
#[derive(Clone)]
struct FreshLink {
    address: String,
    hash: Vec<u8>,
}

impl Accounts {
    /// Over the tools of the use cases.
    pub const fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    fn fresh_link(&self) -> FreshLink {
        let token = self.core.new_token();
        let address = format!("{}/link?token={token}", self.core.config.http.public_url);
        FreshLink { address, hash: token_hash(&token) }
    }

    /// Refuses to give somebody a role with power over others, unless the caller has shown the own password a moment ago
    /// or shows it now (C-08), and answers the proof of the latter. Everything else that is wrong is told first. Before the
    /// transaction: hashes take their time.
    async fn check_power(
        &self,
        caller: &Caller,
        body: BodyId,
        current: Option<&AccountRow>,
        draft: &AccountDraft,
    ) -> Result<Option<Proof>, AppError> {
        may(&caller.actor, Action::ManageAccounts, &Resource::Body(body))?;
        let of = find_body(&self.core.store.read(), body).await?;
        let email = current.map_or_else(|| draft.email.clone(), |row| row.email.clone());
        let wanted = checked(AccountDraft { email, ..draft.clone() }, &of)?;
        let given = current.is_none_or(|row| row.role != wanted.role) && wanted.role.is_powerful();
        if !given || guesses::is_confirmed(&self.core, caller).await? {
            return Ok(None);
        }
        if draft.current.is_empty() {
            return Err(AppError::field("current", FieldProblem::Required));
        }
        let proof = guesses::own_password(&self.core, caller, &draft.current).await?;
        proof.map(Some).ok_or_else(|| AppError::field("current", FieldProblem::WrongPassword))
    }
}

#[async_trait]
impl AccountService for Accounts {
    async fn bodies(&self, caller: &Caller) -> Result<Vec<AdministeredBody>, AppError> {
        may(&caller.actor, Action::ManageAccounts, &Resource::Body(caller.actor.body))?;
        let rows = bodies::register(&self.core.store.read()).await?.into_iter();
        let keeps = |body: BodyId| may(&caller.actor, Action::ManageAccounts, &Resource::Body(body)).is_ok();
        let open = rows.filter(|row| row.closed_at.is_none() && keeps(row.id));
        Ok(open
            .map(|row| AdministeredBody { id: row.id, code: row.code, name: row.name, accounts: row.accounts })
            .collect())
    }

    async fn of_body(&self, caller: &Caller, body: BodyId) -> Result<BodyAccounts, AppError> {
        may(&caller.actor, Action::ManageAccounts, &Resource::Body(body))?;
        let db = self.core.store.read();
        let found = find_body(&db, body).await?;
        Ok(BodyAccounts {
            body,
            prefecture: found.kind == BodyKind::Prefecture,
            body_name: found.name,
            accounts: account_lists::of_body(&db, body).await?,
        })
    }

    async fn find(&self, caller: &Caller, body: BodyId, id: AccountId) -> Result<AccountRow, AppError> {
        managed(&self.core.store.read(), caller, body, id).await
    }

    async fn invite(&self, caller: &Caller, body: BodyId, draft: AccountDraft) -> Result<AccountId, AppError> {
        let proof = self.check_power(caller, body, None, &draft).await?;
        let home = self.core.config.http.public_url.clone();
        let id = self
            .core
            .store
            .write(
                (caller.clone(), draft, proof, self.fresh_link(), home),
                move |tx, (caller, draft, proof, link, home)| {
                    async move {
                        still(tx, proof).await?;
                        may(&caller.actor, Action::ManageAccounts, &Resource::Body(body))?;
                        let body = find_body(&tx.db(), body).await?;
                        let content = checked(draft, &body)?;
                        let id = match accounts::by_email(&tx.db(), &content.email).await? {
                            Some(known) => join(tx, &known, &body, &content, (&link, &home)).await?,
                            None => start(tx, &body, &content, &link).await?,
                        };
                        let detail = json!({ "body": body.id, "role": content.role });
                        record(tx, &caller, "account.invite", object(id), detail).await?;
                        Ok(id)
                    }
                    .boxed()
                },
            )
            .await?;
        self.core.access.clear();
        Ok(id)
    }

    async fn change(
        &self,
        caller: &Caller,
        body: BodyId,
        id: AccountId,
        version: i32,
        draft: AccountDraft,
    ) -> Result<(), AppError> {
        let current = managed(&self.core.store.read(), caller, body, id).await?;
        let proof = self.check_power(caller, body, Some(&current), &draft).await?;
        self.core
            .store
            .write((caller.clone(), draft, proof), move |tx, (caller, draft, proof)| {
                async move {
                    still(tx, proof).await?;
                    let current = managed(&tx.db(), &caller, body, id).await?;
                    let before = account_lists::is_administered(&tx.db()).await?;
                    let of = find_body(&tx.db(), body).await?;
                    let content = checked(AccountDraft { email: current.email.clone(), ..draft }, &of)?;
                    if content.name != current.name || content.reading != current.reading {
                        may_everywhere(tx, &caller, id).await?;
                    }
                    if !account_lists::update(tx, body, id, version, &content).await? {
                        return Err(AppError::Conflict { reason: ConflictReason::Stale });
                    }
                    let detail = json!({
                        "body": body,
                        "before": { "name": current.name, "reading": current.reading, "role": current.role },
                        "after": { "name": content.name, "reading": content.reading, "role": content.role },
                    });
                    record(tx, &caller, "account.change", object(id), detail).await?;
                    still_administered(tx, before).await
                }
                .boxed()
            })
            .await?;
        self.core.access.clear();
        Ok(())
    }

    async fn set_enabled(&self, caller: &Caller, body: BodyId, id: AccountId, enabled: bool) -> Result<(), AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    let current = managed(&tx.db(), &caller, body, id).await?;
                    let before = account_lists::is_administered(&tx.db()).await?;
                    may_everywhere(tx, &caller, id).await?;
                    // Behind it comes a token that is being made, and finds the account disabled.
                    tx.in_line().await?;
                    account_lists::set_enabled(tx, id, enabled).await?;
                    if !enabled {
                        sessions::end_all(tx, id, None).await?;
                        accounts::void_links(tx, id).await?;
                        // Else the tokens would work again as soon as the account is enabled.
                        sessions::revoke_api_tokens(tx, id, None).await?;
                    }
                    let action = if enabled { "account.enable" } else { "account.disable" };
                    let after = managed(&tx.db(), &caller, body, id).await?.state;
                    let detail = json!({ "body": body, "before": current.state, "after": after });
                    record(tx, &caller, action, object(id), detail).await?;
                    still_administered(tx, before).await
                }
                .boxed()
            })
            .await?;
        self.core.access.clear();
        Ok(())
    }

    async fn leave(&self, caller: &Caller, body: BodyId, id: AccountId) -> Result<(), AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    let current = managed(&tx.db(), &caller, body, id).await?;
                    let before = account_lists::is_administered(&tx.db()).await?;
                    account_lists::leave(tx, id, body).await?;
                    sessions::end_at(tx, id, body).await?;
                    // Else the tokens would work again as soon as the person comes back.
                    sessions::revoke_api_tokens(tx, id, Some(body)).await?;
                    let detail = json!({ "body": body, "before": current.role });
                    record(tx, &caller, "account.leave", object(id), detail).await?;
                    still_administered(tx, before).await
                }
                .boxed()
            })
            .await?;
        self.core.access.clear();
        Ok(())
    }

    async fn send_link(&self, caller: &Caller, body: BodyId, id: AccountId) -> Result<(), AppError> {
        self.core
            .store
            .write((caller.clone(), self.fresh_link()), move |tx, (caller, link)| {
                async move {
                    let current = managed(&tx.db(), &caller, body, id).await?;
                    match current.state {
                        AccountState::Disabled => {
                            return Err(AppError::Conflict { reason: ConflictReason::State });
                        }
                        AccountState::Invited => {
                            let body = find_body(&tx.db(), body).await?;
                            invite_by_mail(tx, id, &body, &link).await?;
                        }
                        AccountState::Active => reset_by_mail(tx, id, &link).await?,
                    }
                    record(tx, &caller, "account.send_link", object(id), json!({ "body": body })).await
                }
                .boxed()
            })
            .await
    }

    async fn end_sessions(&self, caller: &Caller, body: BodyId, id: AccountId) -> Result<(), AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    managed(&tx.db(), &caller, body, id).await?;
                    let everywhere = keeps_everywhere(tx, &caller, id).await?;
                    let tokens = if everywhere {
                        sessions::end_all(tx, id, None).await?;
                        sessions::revoke_api_tokens(tx, id, None).await?
                    } else {
                        sessions::end_at(tx, id, body).await?;
                        sessions::revoke_api_tokens(tx, id, Some(body)).await?
                    };
                    let detail = json!({ "body": body, "everywhere": everywhere, "tokens": tokens });
                    record(tx, &caller, "account.end_sessions", object(id), detail).await
                }
                .boxed()
            })
            .await?;
        self.core.access.clear();
        Ok(())
    }
}

/// Refuses when the password that was shown is no longer the caller's.
async fn still(tx: &Tx, proof: Option<Proof>) -> Result<(), AppError> {
    match proof {
        Some(proof) => proof.still_holds(tx).await,
        None => Ok(()),
    }
}

fn object(id: AccountId) -> String {
    format!("account:{id}")
}

fn checked(draft: AccountDraft, body: &DirectoryBody) -> Result<AccountContent, AppError> {
    draft.check(body.kind == BodyKind::Prefecture).map_err(|errors| AppError::Invalid { errors })
}

/// The account, when the caller may manage those of the body.
async fn managed(db: &Db<'_>, caller: &Caller, body: BodyId, id: AccountId) -> Result<AccountRow, AppError> {
    may(&caller.actor, Action::ManageAccounts, &Resource::Body(body))?;
    account_lists::find(db, body, id).await?.ok_or(AppError::NotFound)
}

/// Refuses what is about the person, unless the caller manages every body of the person.
async fn may_everywhere(tx: &Tx, caller: &Caller, id: AccountId) -> Result<(), AppError> {
    if keeps_everywhere(tx, caller, id).await? { Ok(()) } else { Err(AppError::Forbidden) }
}

/// Whether the caller manages every body of the person.
async fn keeps_everywhere(tx: &Tx, caller: &Caller, id: AccountId) -> Result<bool, AppError> {
    let bodies = accounts::memberships(&tx.db(), id).await?;
    let keeps = |body: BodyId| may(&caller.actor, Action::ManageAccounts, &Resource::Body(body)).is_ok();
    Ok(bodies.into_iter().all(|(body, ..)| keeps(body)))
}

/// Refuses to leave the prefecture without an administrator. The audit event before it holds the lock of the chain, so
/// two administrators cannot take the role from each other at the same time.
async fn still_administered(tx: &Tx, before: bool) -> Result<(), AppError> {
    if before && !account_lists::is_administered(&tx.db()).await? {
        return Err(AppError::Conflict { reason: ConflictReason::State });
    }
    Ok(())
}

/// Somebody who has an account gets a role in one more body.
async fn join(
    tx: &Tx,
    known: &accounts::Credentials,
    body: &DirectoryBody,
    content: &AccountContent,
    (link, home): (&FreshLink, &str),
) -> Result<AccountId, AppError> {
    if !known.enabled || !account_lists::join(tx, known.id, body.id, content.role).await? {
        return Err(AppError::field("email", FieldProblem::Duplicate));
    }
    if known.password_hash.is_some() {
        tx.mail(account_texts::joined(known, body, home, tx.new_id())).await?;
    } else {
        invite_by_mail(tx, known.id, body, link).await?;
    }
    Ok(known.id)
}

/// Somebody gets an account.
async fn start(
    tx: &Tx,
    body: &DirectoryBody,
    content: &AccountContent,
    link: &FreshLink,
) -> Result<AccountId, AppError> {
    let id = account_lists::insert(tx, content).await?;
    account_lists::join(tx, id, body.id, content.role).await?;
    invite_by_mail(tx, id, body, link).await?;
    Ok(id)
}

async fn invite_by_mail(tx: &Tx, id: AccountId, body: &DirectoryBody, link: &FreshLink) -> Result<(), AppError> {
    let account = accounts::by_id(&tx.db(), id).await?.ok_or(AppError::NotFound)?;
    accounts::void_links(tx, id).await?;
    let expires = tx.now() + TimeDelta::hours(INVITATION_HOURS);
    accounts::make_link(tx, &link.hash, &Link { account: id, invitation: true }, expires).await?;
    tx.mail(account_texts::invitation(&account, body, &link.address, tx.new_id())).await
}

async fn reset_by_mail(tx: &Tx, id: AccountId, link: &FreshLink) -> Result<(), AppError> {
    let account = accounts::by_id(&tx.db(), id).await?.ok_or(AppError::NotFound)?;
    accounts::void_links(tx, id).await?;
    let expires = tx.now() + TimeDelta::minutes(RESET_MINUTES);
    accounts::make_link(tx, &link.hash, &Link { account: id, invitation: false }, expires).await?;
    tx.mail(texts::reset(&account, &link.address, tx.new_id())).await
}
