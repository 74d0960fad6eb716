//! Notices: [`drafting`] them, [`publishing`] and withdrawing them, [`receiving`] them, and the [`thread`] about them.

mod drafting;
mod publishing;
mod receiving;
mod remembered;
mod thread;

use std::sync::Arc;

use app::{
    domain::{
        actor::Actor,
        error::{AppError, ConflictReason},
        ids::{MessageId, NoticeId},
        notice::{NoticeDraft, NoticeState},
        page::{Keyset, Page},
        policy::{Action, Denied, Resource, may},
    },
    ports::{
        Caller,
        inbox::InboxPage,
        notices::{DraftView, FilterChoices, MessageView, NoticeFilter, NoticeService, NoticeView, SentRow, Waiting},
    },
};
use async_trait::async_trait;

pub(crate) use remembered::Lists;

use super::Core;
use crate::store::{
    Db, Tx, deliveries,
    notices::{self, Notice},
};

/// The use cases of notices.
pub struct Notices {
    core: Arc<Core>,
}

impl Notices {
    /// Over the tools of the use cases.
    pub const fn new(core: Arc<Core>) -> Self {
        Self { core }
    }
}

#[async_trait]
impl NoticeService for Notices {
    async fn inbox(
        &self,
        caller: &Caller,
        filter: &NoticeFilter,
        cursor: Option<&str>,
    ) -> Result<Arc<InboxPage>, AppError> {
        receiving::inbox(&self.core, caller, filter, cursor).await
    }

    async fn waiting(&self, caller: &Caller) -> Result<Waiting, AppError> {
        receiving::waiting(&self.core, caller).await
    }

    async fn sent(
        &self,
        caller: &Caller,
        drafts: bool,
        filter: &NoticeFilter,
        cursor: Option<&str>,
    ) -> Result<Page<SentRow>, AppError> {
        publishing::sent(&self.core, caller, drafts, filter, cursor).await
    }

    async fn filter_choices(&self, caller: &Caller) -> Result<FilterChoices, AppError> {
        receiving::filter_choices(&self.core, caller).await
    }

    async fn show(&self, caller: &Caller, id: NoticeId) -> Result<NoticeView, AppError> {
        receiving::show(&self.core, caller, id).await
    }

    async fn blank(&self, caller: &Caller) -> Result<DraftView, AppError> {
        drafting::blank(&self.core, caller).await
    }

    async fn draft(&self, caller: &Caller, id: NoticeId) -> Result<DraftView, AppError> {
        drafting::open(&self.core, caller, id).await
    }

    async fn create(&self, caller: &Caller, draft: NoticeDraft) -> Result<NoticeId, AppError> {
        drafting::create(&self.core, caller, draft).await
    }

    async fn save(&self, caller: &Caller, id: NoticeId, version: i32, draft: NoticeDraft) -> Result<i32, AppError> {
        drafting::save(&self.core, caller, id, version, draft).await
    }

    async fn discard(&self, caller: &Caller, id: NoticeId) -> Result<(), AppError> {
        drafting::discard(&self.core, caller, id).await
    }

    async fn publish(&self, caller: &Caller, id: NoticeId, version: i32) -> Result<(), AppError> {
        publishing::publish(&self.core, caller, id, version).await
    }

    async fn withdraw(&self, caller: &Caller, id: NoticeId, reason: &str) -> Result<(), AppError> {
        publishing::withdraw(&self.core, caller, id, reason).await
    }

    async fn confirm(&self, caller: &Caller, id: NoticeId) -> Result<(), AppError> {
        receiving::confirm(&self.core, caller, vec![id]).await
    }

    async fn confirm_many(&self, caller: &Caller, ids: Vec<NoticeId>) -> Result<(), AppError> {
        receiving::confirm(&self.core, caller, ids).await
    }

    async fn messages(&self, caller: &Caller, id: NoticeId) -> Result<Vec<MessageView>, AppError> {
        thread::list(&self.core, caller, id).await
    }

    async fn post_message(&self, caller: &Caller, id: NoticeId, text: &str) -> Result<MessageId, AppError> {
        thread::post(&self.core, caller, id, text).await
    }
}

/// The notice, when the caller may do `action` to it.
pub(super) async fn permitted(db: &Db<'_>, actor: &Actor, id: NoticeId, action: Action) -> Result<Notice, AppError> {
    let notice = notices::find(db, id).await?.ok_or(AppError::NotFound)?;
    let addressed = deliveries::find(db, id, actor.body).await?.is_some();
    may(actor, action, &notice.resource(addressed))?;
    Ok(notice)
}

/// The notice, locked until the commit, when the caller may do `action` to it and it is in the state that this needs.
///
/// # Errors
/// As the policy says; a conflict where only the state has changed since the caller looked.
pub(super) async fn locked(
    tx: &Tx,
    actor: &Actor,
    id: NoticeId,
    action: Action,
    needed: NoticeState,
) -> Result<Notice, AppError> {
    let notice = notices::locked(tx, id).await?.ok_or(AppError::NotFound)?;
    let addressed = deliveries::find(&tx.db(), id, actor.body).await?.is_some();
    let in_time = Resource::Notice { owner: notice.owner, stage: needed.stage(), addressed };
    match may(actor, action, &notice.resource(addressed)) {
        Ok(()) => Ok(notice),
        Err(Denied::Forbidden) if may(actor, action, &in_time).is_ok() => {
            Err(AppError::Conflict { reason: ConflictReason::State })
        }
        Err(denied) => Err(denied.into()),
    }
}

/// Refuses when somebody has changed the notice since the caller read `version` of it.
fn check_version(notice: &Notice, version: i32) -> Result<(), AppError> {
    if notice.version == version { Ok(()) } else { Err(AppError::Conflict { reason: ConflictReason::Stale }) }
}

/// By what the audit log and the index name a notice.
pub(super) fn object(id: NoticeId) -> String {
    format!("notice:{id}")
}

fn place(cursor: Option<&str>) -> Result<Option<Keyset>, AppError> {
    cursor.filter(|text| !text.is_empty()).map(str::parse).transpose()
}
