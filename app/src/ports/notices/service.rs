//! What the server can do with notices.

use std::sync::Arc;

use super::{DraftView, FilterChoices, MessageView, NoticeFilter, NoticeView, SentRow, Waiting};
use crate::{
    domain::{
        error::AppError,
        ids::{MessageId, NoticeId},
        notice::NoticeDraft,
        page::Page,
    },
    ports::{Caller, inbox::InboxPage},
};

/// Notices. What a caller may not know of is [`AppError::NotFound`], everywhere.
#[async_trait::async_trait]
pub trait NoticeService: Send + Sync {
    /// What came to the body of the caller, the newest first.
    async fn inbox(
        &self,
        caller: &Caller,
        filter: &NoticeFilter,
        cursor: Option<&str>,
    ) -> Result<Arc<InboxPage>, AppError>;
    /// How many notices wait for the body of the caller.
    async fn waiting(&self, caller: &Caller) -> Result<Waiting, AppError>;
    /// Drafts of the caller's body, or what was published: the whole archive of the prefecture for its staff.
    async fn sent(
        &self,
        caller: &Caller,
        drafts: bool,
        filter: &NoticeFilter,
        cursor: Option<&str>,
    ) -> Result<Page<SentRow>, AppError>;
    /// What the lists of the caller can be narrowed to.
    async fn filter_choices(&self, caller: &Caller) -> Result<FilterChoices, AppError>;
    /// The notice. Opens it for the body of the caller, once, where it is addressed to that body.
    async fn show(&self, caller: &Caller, id: NoticeId) -> Result<NoticeView, AppError>;

    /// A new draft, still empty.
    async fn blank(&self, caller: &Caller) -> Result<DraftView, AppError>;
    /// The draft, to change it.
    async fn draft(&self, caller: &Caller, id: NoticeId) -> Result<DraftView, AppError>;
    /// Keeps a new draft.
    async fn create(&self, caller: &Caller, draft: NoticeDraft) -> Result<NoticeId, AppError>;
    /// Changes a draft and answers its new version.
    ///
    /// # Errors
    /// [`AppError::Conflict`] when `version` is not the newest.
    async fn save(&self, caller: &Caller, id: NoticeId, version: i32, draft: NoticeDraft) -> Result<i32, AppError>;
    /// Throws a draft away.
    async fn discard(&self, caller: &Caller, id: NoticeId) -> Result<(), AppError>;
    /// Publishes a draft: resolves its audience, delivers it and tells the people of those bodies by mail.
    ///
    /// # Errors
    /// [`AppError::Invalid`] on `audience` or `body`; [`AppError::Conflict`] when `version` is not the newest.
    async fn publish(&self, caller: &Caller, id: NoticeId, version: i32) -> Result<(), AppError>;
    /// Withdraws a published notice. It stays visible, marked, to those who had it.
    async fn withdraw(&self, caller: &Caller, id: NoticeId, reason: &str) -> Result<(), AppError>;

    /// Confirms the notice for the body of the caller. Confirming again changes nothing.
    async fn confirm(&self, caller: &Caller, id: NoticeId) -> Result<(), AppError>;
    /// Confirms several notices at once: all of them or, when one cannot be, none.
    async fn confirm_many(&self, caller: &Caller, ids: Vec<NoticeId>) -> Result<(), AppError>;

    /// The talk about a notice, the oldest first.
    async fn messages(&self, caller: &Caller, id: NoticeId) -> Result<Vec<MessageView>, AppError>;
    /// Says something about a notice, to the publisher and every addressed body.
    async fn post_message(&self, caller: &Caller, id: NoticeId, text: &str) -> Result<MessageId, AppError>;
}
