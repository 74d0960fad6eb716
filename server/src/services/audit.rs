//! The audit log, and whether it is whole.

use std::sync::Arc;

use app::{
    domain::{
        error::AppError,
        page::{PAGE_SIZE, Page},
        policy::{Action, Resource, may},
    },
    ports::{
        Caller,
        audit::{AuditFilter, AuditRow, AuditService, ChainReport},
    },
};
use async_trait::async_trait;
use futures::FutureExt;
use serde_json::json;

use super::{Core, record};
use crate::store::audit::{self, ChainState};

/// The use cases of the audit log.
pub struct AuditLog {
    core: Arc<Core>,
}

impl AuditLog {
    /// Over the tools of the use cases.
    pub const fn new(core: Arc<Core>) -> Self {
        Self { core }
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
        let report = verify_chain(&self.core).await?;
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
}
