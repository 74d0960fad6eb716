//! The first administrator of a fresh hub (C-34): no default account, but an address that works once, for a short time.

use app::{
    domain::{
        account::{AccountContent, AccountDraft},
        actor::Role,
        body::{BodyDraft, BodyKind},
        error::{AppError, ConflictReason},
        ids::{AccountId, BodyId},
        problem::FieldProblem,
    },
    ports::Origin,
};
use chrono::TimeDelta;
use futures::FutureExt;
use serde_json::json;

use super::{Core, token_hash};
use crate::{
    store::{
        Tx, account_lists,
        accounts::{self, Link},
        audit::Event,
        bodies,
    },
    telemetry,
};

/// Minutes that the address lives.
pub const MINUTES: i64 = 15;

/// Whether somebody administers the hub and can sign in.
///
/// # Errors
/// A fault of the database.
pub async fn is_done(core: &Core) -> Result<bool, AppError> {
    account_lists::is_administered(&core.store.read()).await
}

/// Registers the prefecture, unless there is one, and its first administrator, and answers the address at which that
/// person sets a password. Can be repeated for a new address until somebody has set one.
///
/// # Errors
/// [`AppError::Conflict`] when the hub has an administrator, [`AppError::Invalid`] field by field.
pub async fn begin(core: &Core, prefecture: BodyDraft, person: AccountDraft) -> Result<String, AppError> {
    let token = core.new_token();
    let address = format!("{}/link?token={token}", core.config.http.public_url);
    let person = AccountDraft { role: Role::Administrator.code().to_owned(), ..person };
    core.store
        .write((token_hash(&token), prefecture, person), |tx, (hash, prefecture, person)| {
            async move {
                // Two that begin at once would make two prefectures.
                tx.in_line().await?;
                if account_lists::is_administered(&tx.db()).await? {
                    return Err(AppError::Conflict { reason: ConflictReason::State });
                }
                let person = person.check(true).map_err(|errors| AppError::Invalid { errors })?;
                let body = the_prefecture(tx, prefecture).await?;
                let account = the_account(tx, body, &person).await?;
                accounts::void_links(tx, account).await?;
                let link = Link { account, invitation: true };
                accounts::make_link(tx, &hash, &link, tx.now() + TimeDelta::minutes(MINUTES)).await?;
                note(tx, account, &person).await
            }
            .boxed()
        })
        .await?;
    Ok(address)
}

/// The prefecture that is there, or a new one.
async fn the_prefecture(tx: &Tx, draft: BodyDraft) -> Result<BodyId, AppError> {
    let known = bodies::register(&tx.db()).await?;
    if let Some(prefecture) = known.into_iter().find(|body| body.kind == BodyKind::Prefecture) {
        return Ok(prefecture.id);
    }
    let draft = BodyDraft { kind: BodyKind::Prefecture.code().to_owned(), ..draft };
    let content = draft.check().map_err(|errors| AppError::Invalid { errors })?;
    if !content.code.as_ref().is_some_and(app::domain::body_code::BodyCode::is_prefecture) {
        return Err(AppError::field("code", FieldProblem::BodyCode));
    }
    bodies::insert(tx, &content).await
}

/// The account of that address as an administrator, made where it is new.
async fn the_account(tx: &Tx, body: BodyId, person: &AccountContent) -> Result<AccountId, AppError> {
    let id = match accounts::by_email(&tx.db(), &person.email).await? {
        Some(known) => known.id,
        None => account_lists::insert(tx, person).await?,
    };
    if !account_lists::join(tx, id, body, Role::Administrator).await? {
        let current = account_lists::find(&tx.db(), body, id).await?.ok_or(AppError::NotFound)?;
        account_lists::update(tx, body, id, current.version, person).await?;
    }
    account_lists::set_enabled(tx, id, true).await?;
    Ok(id)
}

async fn note(tx: &Tx, account: AccountId, person: &AccountContent) -> Result<(), AppError> {
    let (ip, agent) = ("local".to_owned(), "kairan init-admin".to_owned());
    let origin = Origin { ip, agent, request_id: telemetry::reference(), ..Origin::default() };
    let event = Event {
        actor: None,
        origin: &origin,
        action: "account.first_administrator",
        object: format!("account:{account}"),
        done: true,
        detail: json!({ "email": person.email }),
    };
    tx.audit(&event).await
}
