//! The audit log, and whether it is whole.

use std::{num::NonZeroU32, sync::Arc, time::Duration};

use app::{
    domain::{
        error::AppError,
        ids::AccountId,
        page::{PAGE_SIZE, Page},
        policy::{Action, Resource, may},
    },
    ports::{
        Caller,
        audit::{AuditFilter, AuditRow, AuditService, ChainReport, Refusal},
    },
};
use async_trait::async_trait;
use futures::FutureExt;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use serde_json::json;

use super::{Core, record};
use crate::{
    gate::{Gate, Limit},
    store::audit::{self, ChainState, Event},
};

/// Refusals of one person that are kept per minute.
const REFUSALS: u32 = 60;
/// Verifications at a time.
const VERIFYING: Limit = Limit { running: 1, waiting: 2, patience: Duration::from_secs(10) };
/// Longest address that is kept of a refused request, in characters.
const PATH_MAX: usize = 300;

/// The use cases of the audit log.
pub struct AuditLog {
    core: Arc<Core>,
    refusals: DefaultKeyedRateLimiter<AccountId>,
    /// Whoever verifies reads the whole log.
    verifying: Gate,
}

impl AuditLog {
    /// Over the tools of the use cases.
    pub fn new(core: Arc<Core>) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(REFUSALS).unwrap_or(NonZeroU32::MIN));
        Self { core, refusals: RateLimiter::keyed(quota), verifying: Gate::new("verify", VERIFYING) }
    }
}

/// Follows the chain, for the page and for `kairan verify`.
///
/// # Errors
/// A fault of the database.
pub async fn verify_chain(core: &Core) -> Result<ChainReport, AppError> {
    let state = audit::verify(&core.store.read()).await?;
    Ok(match state {
        ChainState::Whole(events) => ChainReport { whole: true, events, broken_at: None },
        ChainState::Broken(seq) => {
            tracing::error!(seq, "the chain of the audit log is broken");
            let events = (seq - 1).max(0).unsigned_abs();
            ChainReport { whole: false, events, broken_at: Some(seq) }
        }
    })
}

#[async_trait]
impl AuditService for AuditLog {
    async fn list(
        &self,
        caller: &Caller,
        filter: &AuditFilter,
        cursor: Option<&str>,
    ) -> Result<Page<AuditRow>, AppError> {
        may(&caller.actor, Action::ReadAudit, &Resource::Hub)?;
        let before = cursor.map(str::parse).transpose().map_err(|_| AppError::Malformed { at: "cursor".to_owned() })?;
        let (rows, total) = audit::list(&self.core.store.read(), filter, before, PAGE_SIZE + 1).await?;
        Ok(Page::cut(rows, total, |row| row.seq.to_string()))
    }

    async fn verify(&self, caller: &Caller) -> Result<ChainReport, AppError> {
        may(&caller.actor, Action::ReadAudit, &Resource::Hub)?;
        let turn = self.verifying.enter_as(caller.actor.account).await?;
        let report = verify_chain(&self.core).await?;
        drop(turn);
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    let detail = json!({ "whole": report.whole, "events": report.events });
                    record(tx, &caller, "audit.verify", "audit".to_owned(), detail).await
                }
                .boxed()
            })
            .await?;
        Ok(report)
    }

    async fn note_refusal(&self, caller: &Caller, refusal: Refusal) -> Result<(), AppError> {
        if self.refusals.check_key(&caller.actor.account).is_err() {
            tracing::warn!(account = %caller.actor.account, path = refusal.path, "too many refusals to keep them all");
            return Ok(());
        }
        self.core
            .store
            .write((caller.clone(), refusal), |tx, (caller, refusal)| {
                async move {
                    let event = Event {
                        actor: Some(&caller.actor),
                        origin: &caller.origin,
                        action: "access.refused",
                        object: refusal.path.chars().take(PATH_MAX).collect(),
                        done: false,
                        detail: json!({ "method": refusal.method, "status": refusal.status }),
                    };
                    tx.audit(&event).await
                }
                .boxed()
            })
            .await
    }

    async fn note_export(&self, caller: &Caller, action: &'static str, object: String) -> Result<(), AppError> {
        self.core
            .store
            .write((caller.clone(), object), move |tx, (caller, object)| {
                async move { record(tx, &caller, action, object, json!({})).await }.boxed()
            })
            .await
    }
}
