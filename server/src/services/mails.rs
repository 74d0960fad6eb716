//! Mails that were or will be sent, as the administrator of the prefecture sees them.

use std::sync::Arc;

use app::{
    domain::{
        error::{AppError, ConflictReason},
        ids::MailId,
        mail::MailState,
        page::{PAGE_SIZE, Page},
        policy::{Action, Resource, may},
    },
    ports::{
        Caller,
        mails::{MailRow, MailService, MailView},
    },
};
use async_trait::async_trait;
use futures::FutureExt;
use serde_json::json;

use super::{Core, record};
use crate::{
    mail::hide_secrets,
    store::mails::{self, Kept},
};

/// The use cases of mails.
pub struct Mails {
    core: Arc<Core>,
}

impl Mails {
    /// Over the tools of the use cases.
    pub const fn new(core: Arc<Core>) -> Self {
        Self { core }
    }
}

#[async_trait]
impl MailService for Mails {
    async fn list(
        &self,
        caller: &Caller,
        state: Option<MailState>,
        cursor: Option<&str>,
    ) -> Result<Page<MailRow>, AppError> {
        may(&caller.actor, Action::ReadMails, &Resource::Hub)?;
        let before = cursor.map(str::parse).transpose().map_err(|_| AppError::Malformed { at: "cursor".to_owned() })?;
        let state = state.map(MailState::code);
        let (rows, total) = mails::list(&self.core.store.read(), state, before, PAGE_SIZE + 1).await?;
        Ok(Page::cut(rows, total, |row| row.id.to_string()).map(row))
    }

    async fn find(&self, caller: &Caller, id: MailId) -> Result<MailView, AppError> {
        may(&caller.actor, Action::ReadMails, &Resource::Hub)?;
        let kept = mails::find(&self.core.store.read(), id).await?.ok_or(AppError::NotFound)?;
        let hidden = hide_secrets(&kept.text);
        if kept.state != MailState::Kept.code() || hidden == kept.text {
            return Ok(MailView { text: hidden, row: row(kept) });
        }
        // Nobody else can hand the link over. That it was seen is on record.
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move { record(tx, &caller, "mail.read_link", format!("mail:{id}"), json!({})).await }.boxed()
            })
            .await?;
        Ok(MailView { text: kept.text.clone(), row: row(kept) })
    }

    async fn retry(&self, caller: &Caller, id: MailId) -> Result<(), AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    may(&caller.actor, Action::ReadMails, &Resource::Hub)?;
                    mails::find(&tx.db(), id).await?.ok_or(AppError::NotFound)?;
                    if !mails::again(tx, id).await? {
                        return Err(AppError::Conflict { reason: ConflictReason::State });
                    }
                    record(tx, &caller, "mail.retry", format!("mail:{id}"), json!({})).await
                }
                .boxed()
            })
            .await
    }
}

fn row(kept: Kept) -> MailRow {
    let state = MailState::from_code(&kept.state).unwrap_or(MailState::Failed);
    MailRow {
        id: kept.id,
        created_at: kept.created_at,
        recipient: kept.recipient,
        recipient_name: kept.recipient_name,
        kind: kept.kind,
        subject: kept.subject,
        state,
        attempts: kept.attempts,
        next_at: (state == MailState::Queued).then_some(kept.next_at),
        sent_at: kept.sent_at,
        last_error: kept.last_error,
    }
}
