//! Notices: writing, publishing, receiving, and the talk about them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{
    audience::Audience,
    ids::{AttachmentId, BodyId, MessageId, NoticeId},
    markup::SanitizedHtml,
    notice::{AttachmentRole, DeliveryState, NoticeDraft, NoticeKind, NoticeState},
    policy::Resource,
};

/// Which notices of an inbox are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InboxState {
    /// Every notice that came.
    #[default]
    All,
    /// Nobody of the body has opened it.
    Unread,
    /// Nobody of the body has confirmed it.
    Unconfirmed,
}

impl InboxState {
    /// Every choice, in the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Unconfirmed, Self::Unread, Self::All];

    /// The code in addresses and in REST.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unread => "unread",
            Self::Unconfirmed => "unconfirmed",
        }
    }

    /// Reads the code; anything else is [`Self::All`].
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.code() == code).unwrap_or_default()
    }
}

/// What a list of notices is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NoticeFilter {
    /// How far they have come at the own body. Only in the inbox.
    pub state: InboxState,
    /// Only this kind.
    pub kind: Option<NoticeKind>,
    /// Only this 年度.
    pub year: Option<i32>,
    /// Only with this tag.
    pub tag: Option<String>,
}

/// A notice in the inbox of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct InboxRow {
    /// The notice.
    pub id: NoticeId,
    /// 種別.
    pub kind: NoticeKind,
    /// 文書番号.
    pub number: Option<String>,
    /// 件名.
    pub title: String,
    /// 発出日.
    pub issued_on: NaiveDate,
    /// When it came.
    pub published_at: DateTime<Utc>,
    /// Name of the body that sent it.
    pub owner_name: String,
    /// Tags.
    pub tags: Vec<String>,
    /// How many files it has.
    pub attachments: u32,
    /// How far it has come at the own body.
    pub delivery: DeliveryState,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

/// A notice in the list of its publisher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SentRow {
    /// The notice.
    pub id: NoticeId,
    /// Draft, published or withdrawn.
    pub state: NoticeState,
    /// 種別.
    pub kind: NoticeKind,
    /// 文書番号.
    pub number: Option<String>,
    /// 件名.
    pub title: String,
    /// 発出日.
    pub issued_on: NaiveDate,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Tags.
    pub tags: Vec<String>,
    /// How many files it has.
    pub attachments: u32,
    /// How far it has come at the bodies; only for the body that published it.
    pub progress: Option<Progress>,
}

/// How many of the addressed bodies have seen a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Progress {
    /// Bodies it was delivered to.
    pub bodies: u32,
    /// Those that have opened it.
    pub opened: u32,
    /// Those that have confirmed it.
    pub confirmed: u32,
}

/// A file of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AttachmentView {
    /// The file.
    pub id: AttachmentId,
    /// Its name as uploaded.
    pub name: String,
    /// Content type.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the content, in hex.
    pub sha256: String,
    /// 本文, 別紙, 様式 or 参考.
    pub role: AttachmentRole,
    /// A line on what it is; may be empty.
    pub description: String,
    /// When it was uploaded.
    pub uploaded_at: DateTime<Utc>,
}

/// What the own body has done with a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DeliveryView {
    /// How far it has come.
    pub state: DeliveryState,
    /// When it was first opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// By whom.
    pub opened_by: Option<String>,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub confirmed_by: Option<String>,
}

/// A notice as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct NoticeView {
    /// The notice.
    pub id: NoticeId,
    /// Counts changes; a save names the one it read.
    pub version: i32,
    /// The body that wrote it.
    pub owner: BodyId,
    /// Its name.
    pub owner_name: String,
    /// Draft, published or withdrawn.
    pub state: NoticeState,
    /// 種別.
    pub kind: NoticeKind,
    /// 文書番号.
    pub number: Option<String>,
    /// 件名.
    pub title: String,
    /// Text in Markdown.
    pub body: String,
    /// The same as HTML, for the page.
    #[serde(skip)]
    #[cfg_attr(feature = "ssr", schema(ignore))]
    pub html: SanitizedHtml,
    /// 発出日.
    pub issued_on: NaiveDate,
    /// 年度.
    pub fiscal_year: i32,
    /// 発出元の府省庁.
    pub ministry: Option<String>,
    /// 担当課.
    pub section: Option<String>,
    /// 問合せ先.
    pub contact: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Why.
    pub withdrawal_reason: Option<String>,
    /// Files, in their order.
    pub attachments: Vec<AttachmentView>,
    /// What the own body has done with it; absent where it was not delivered to that body.
    pub delivery: Option<DeliveryView>,
    /// How far it has come at the bodies; only for the publisher.
    pub progress: Option<Progress>,
    /// Whom it is addressed to, as chosen; only for the publisher.
    pub audience: Option<Audience>,
    /// The talk about it.
    pub messages: Vec<MessageView>,
}

impl NoticeView {
    /// What permission is asked for, so that a page can leave out a button.
    pub fn resource(&self) -> Resource {
        Resource::Notice { owner: self.owner, stage: self.state.stage(), addressed: self.delivery.is_some() }
    }
}

/// A message in the thread of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MessageView {
    /// The message.
    pub id: MessageId,
    /// For which body it was written.
    pub body: BodyId,
    /// Name of that body.
    pub body_name: String,
    /// Who wrote it.
    pub author: String,
    /// Plain text.
    pub text: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// A draft as the page that changes it needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    /// The notice; absent while it is new.
    pub id: Option<NoticeId>,
    /// The version that a save must name.
    pub version: i32,
    /// What it says, in the form in which it is typed.
    pub draft: NoticeDraft,
    /// Files, in their order.
    pub attachments: Vec<AttachmentView>,
    /// When it was last saved.
    pub updated_at: Option<DateTime<Utc>>,
    /// Tags that exist, to choose from.
    pub known_tags: Vec<String>,
    /// Largest file in bytes.
    pub max_file_bytes: u64,
}

/// What a list can be narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FilterChoices {
    /// 年度 with notices, the newest first.
    pub years: Vec<i32>,
    /// Tags in use.
    pub tags: Vec<String>,
}

/// How many notices wait for the body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// Not yet opened, counted up to [`crate::domain::page::COUNT_CAP`].
    pub unread: u64,
    /// Not yet confirmed, counted likewise.
    pub unconfirmed: u64,
}

#[cfg(feature = "ssr")]
mod port {
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
}
#[cfg(feature = "ssr")]
pub use port::NoticeService;
