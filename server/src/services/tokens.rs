//! Tokens for REST, and the own log-ins.

use std::sync::Arc;

use app::{
    domain::{
        error::{AppError, FieldError},
        ids::TokenId,
        problem::FieldProblem,
        text_rules::{fold_width, single_line},
    },
    ports::{
        Caller,
        tokens::{NewToken, SignIn, TokenDraft, TokenRow, TokenService},
    },
};
use async_trait::async_trait;
use chrono::TimeDelta;
use futures::FutureExt;
use serde_json::json;

use super::{
    Core, credential_name,
    guesses::{self, Proof},
    record, token_hash,
};
use crate::{
    mail::account_texts,
    store::{accounts, audit, sessions},
};

/// Longest name of a token.
const NAME_MAX: usize = 60;
/// Days that a token lives at the longest.
const DAYS_MAX: i64 = 366;
/// Log-ins that are shown.
const SIGN_INS: u64 = 10;

/// The use cases of tokens.
pub struct Tokens {
    core: Arc<Core>,
}

impl Tokens {
    /// Over the tools of the use cases.
    pub const fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// The name and the days, when they are right and the password is the caller's.
    async fn checked(&self, caller: &Caller, draft: &TokenDraft) -> Result<(String, i64, Proof), AppError> {
        let mut errors = Vec::new();
        let name = single_line(&draft.name, NAME_MAX).and_then(|name| name.ok_or(FieldProblem::Required));
        let days =
            fold_width(&draft.days).parse::<i64>().map_err(|_| FieldProblem::Number).and_then(|days| match days {
                ..1 => Err(FieldProblem::TooSmall { min: "1".to_owned() }),
                1..=DAYS_MAX => Ok(days),
                _ => Err(FieldProblem::TooLarge { max: DAYS_MAX.to_string() }),
            });
        let proof = guesses::own_password(&self.core, caller, &draft.current).await?;
        let mut take = |field: &str, problem: FieldProblem| errors.push(FieldError::new(field, problem));
        match (name, days, proof) {
            (Ok(name), Ok(days), Some(proof)) => Ok((name, days, proof)),
            (name, days, proof) => {
                proof.is_none().then(|| take("current", FieldProblem::WrongPassword));
                name.err().into_iter().for_each(|problem| take("name", problem));
                days.err().into_iter().for_each(|problem| take("days", problem));
                Err(AppError::Invalid { errors })
            }
        }
    }
}

#[async_trait]
impl TokenService for Tokens {
    async fn list(&self, caller: &Caller) -> Result<Vec<TokenRow>, AppError> {
        sessions::api_tokens(&self.core.store.read(), caller.actor.account, self.core.clock.now()).await
    }

    async fn create(&self, caller: &Caller, draft: TokenDraft) -> Result<NewToken, AppError> {
        let (name, days, proof) = self.checked(caller, &draft).await?;
        let secret = self.core.new_token();
        let expires_at = self.core.clock.now() + TimeDelta::days(days);
        let id = self
            .core
            .store
            .write((caller.clone(), name, token_hash(&secret), proof), move |tx, (caller, name, hash, proof)| {
                async move {
                    proof.still_holds(tx).await?;
                    let (account, body) = (caller.actor.account, caller.actor.body);
                    let id = sessions::add_api_token(tx, &hash, account, body, &name, Some(expires_at)).await?;
                    // By `session` the events of the token are found.
                    let detail = json!({ "name": name, "expires_at": expires_at, "session": credential_name(&hash) });
                    record(tx, &caller, "token.create", format!("token:{id}"), detail).await?;
                    let owner = accounts::by_id(&tx.db(), account).await?.ok_or(AppError::NotFound)?;
                    tx.mail(account_texts::token_made(&owner, &name, expires_at, tx.new_id())).await?;
                    Ok(id)
                }
                .boxed()
            })
            .await?;
        Ok(NewToken { id, secret, expires_at })
    }

    async fn revoke(&self, caller: &Caller, id: TokenId) -> Result<(), AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    if !sessions::revoke_api_token(tx, caller.actor.account, id).await? {
                        return Err(AppError::NotFound);
                    }
                    record(tx, &caller, "token.revoke", format!("token:{id}"), json!({})).await
                }
                .boxed()
            })
            .await?;
        self.core.access.clear();
        Ok(())
    }

    async fn sign_ins(&self, caller: &Caller) -> Result<Vec<SignIn>, AppError> {
        let db = self.core.store.read();
        let account = accounts::by_id(&db, caller.actor.account).await?.ok_or(AppError::NotFound)?;
        audit::sign_ins(&db, account.id, &account.email, SIGN_INS).await
    }
}
