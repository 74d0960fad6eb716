//! How far a notice has come at the bodies, for its publisher, and what to do about those that are missing.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::notices::{DeliveryView, Progress};
use crate::domain::{
    contact::ContactContent,
    ids::{BodyId, NoticeId},
    ladder::{CallReason, LadderEvent, LadderFilter},
    notice::{DeliveryState, NoticeState},
    policy::Resource,
};

/// What a notice is doing at one body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct LadderRow {
    /// The body.
    pub body: BodyId,
    /// Its 団体コード, where it has one.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// What it has done.
    #[serde(flatten)]
    pub delivery: DeliveryView,
    /// Since when its confirmation is waited for; absent where none is.
    pub pending_since: Option<DateTime<Utc>>,
    /// When it was last reminded.
    pub reminded_at: Option<DateTime<Utc>>,
}

/// How many bodies each choice of [`LadderFilter`] leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct LadderCounts {
    /// Every one.
    pub all: u32,
    /// Whose confirmation is waited for.
    pub unconfirmed: u32,
    /// Where nobody has opened it.
    pub unread: u32,
    /// Opened and no more.
    pub opened: u32,
    /// Confirmed.
    pub confirmed: u32,
}

impl LadderCounts {
    /// The count of one choice.
    pub const fn of(&self, filter: LadderFilter) -> u32 {
        match filter {
            LadderFilter::All => self.all,
            LadderFilter::Unconfirmed => self.unconfirmed,
            LadderFilter::Unread => self.unread,
            LadderFilter::Opened => self.opened,
            LadderFilter::Confirmed => self.confirmed,
        }
    }
}

/// A notice at the bodies, in code order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ladder {
    /// The notice.
    pub id: NoticeId,
    /// The body that wrote it.
    pub owner: BodyId,
    /// Published or withdrawn.
    pub state: NoticeState,
    /// 件名.
    pub title: String,
    /// 文書番号.
    pub number: Option<String>,
    /// Whether the bodies are asked to confirm it.
    pub needs_confirm: bool,
    /// 確認期限: by when.
    pub confirm_by: Option<NaiveDate>,
    /// How many have seen it, of all bodies.
    pub progress: Progress,
    /// How many are on each step, of all bodies.
    pub counts: LadderCounts,
    /// How many would be reminded now: their confirmation is waited for, and they were not reminded today.
    pub remindable: u32,
    /// A row per body that is asked for.
    pub rows: Vec<LadderRow>,
}

impl Ladder {
    /// What permission is asked for, so that a page can leave out a button.
    pub fn resource(&self) -> Resource {
        Resource::Notice { owner: self.owner, stage: self.state.stage(), addressed: false }
    }
}

/// Something that happened to the notice at a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct HistoryRow {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub event: LadderEvent,
    /// Who did it; blank where that is not known.
    pub name: String,
    /// What was said about it; may be blank.
    pub detail: String,
}

/// What happened to a notice at one body, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyHistory {
    /// The notice.
    pub id: NoticeId,
    /// 件名.
    pub title: String,
    /// Name of the body.
    pub body_name: String,
    /// How far it has come there.
    pub state: DeliveryState,
    /// What happened.
    pub rows: Vec<HistoryRow>,
}

/// What reminding has led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Reminded {
    /// Bodies that were reminded now. Those that have confirmed, or were reminded earlier that day, are not.
    pub bodies: u32,
}

/// Somebody to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Callee {
    /// 部, 課・室 and 係.
    pub section: String,
    /// 職名.
    pub post: String,
    /// 氏名; blank while the post is vacant.
    pub name: String,
    /// 直通.
    pub direct_phone: String,
    /// 代表電話.
    pub phone: String,
    /// 内線.
    pub extension: String,
}

impl From<&ContactContent> for Callee {
    fn from(contact: &ContactContent) -> Self {
        let place = [&contact.department, &contact.section, &contact.unit];
        let place: Vec<&str> = place.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        Self {
            section: place.join(" "),
            post: contact.post.clone(),
            name: contact.name.clone(),
            direct_phone: contact.direct_phone.clone(),
            phone: contact.phone.clone(),
            extension: contact.extension.clone(),
        }
    }
}

/// A body to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CallRow {
    /// The body.
    pub body: BodyId,
    /// Its 団体コード, where it has one.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// How far the notice has come there.
    pub state: DeliveryState,
    /// When it was last reminded.
    pub reminded_at: Option<DateTime<Utc>>,
    /// Why just these people; absent where the directory knows no telephone of the body.
    pub reason: Option<CallReason>,
    /// Whom to call.
    pub people: Vec<Callee>,
}

/// The bodies whose confirmation is waited for, with whom to call there, in code order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallSheet {
    /// The notice.
    pub id: NoticeId,
    /// 件名.
    pub title: String,
    /// 文書番号.
    pub number: Option<String>,
    /// 確認期限: by when they are asked to confirm it.
    pub confirm_by: Option<NaiveDate>,
    /// A row per body.
    pub rows: Vec<CallRow>,
}

#[cfg(feature = "ssr")]
mod port {
    use super::{BodyHistory, CallSheet, Ladder, Reminded};
    use crate::{
        domain::{
            error::AppError,
            ids::{BodyId, NoticeId},
            ladder::LadderFilter,
        },
        ports::Caller,
    };

    /// How far a notice has come. All of it is for its publisher only; for others [`AppError::NotFound`] or
    /// [`AppError::Forbidden`], as the policy says.
    #[async_trait::async_trait]
    pub trait ReachService: Send + Sync {
        /// The notice at the bodies on that step, in code order.
        async fn ladder(&self, caller: &Caller, id: NoticeId, filter: LadderFilter) -> Result<Ladder, AppError>;
        /// What happened at one body.
        ///
        /// # Errors
        /// [`AppError::NotFound`] also where the notice was not delivered to that body.
        async fn history(&self, caller: &Caller, id: NoticeId, body: BodyId) -> Result<BodyHistory, AppError>;
        /// Reminds those whose confirmation is waited for, each body once a day. Their people are told by mail.
        ///
        /// # Errors
        /// [`AppError::Conflict`] when the notice was withdrawn.
        async fn remind(&self, caller: &Caller, id: NoticeId) -> Result<Reminded, AppError>;
        /// Whom to call at the bodies whose confirmation is waited for.
        async fn call_sheet(&self, caller: &Caller, id: NoticeId) -> Result<CallSheet, AppError>;
    }
}
#[cfg(feature = "ssr")]
pub use port::ReachService;
