//! Notices as lists show them, and what lists are narrowed to.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{
    ids::NoticeId,
    law::law_key,
    notice::{DeliveryState, NoticeKind, NoticeState},
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
    /// A confirmation is asked for, and nobody of the body has given it.
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
    /// Only those that rest on this law, however it is cited.
    pub law: Option<String>,
}

impl NoticeFilter {
    /// The key of the law, when a law is asked for.
    pub fn law_key(&self) -> Option<String> {
        self.law.as_deref().map(law_key).filter(|key| !key.is_empty())
    }
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
    /// Whether the own body is asked to confirm it.
    pub needs_confirm: bool,
    /// 確認期限: by when.
    pub confirm_by: Option<NaiveDate>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

impl InboxRow {
    /// Whether the own body has still to confirm it.
    pub fn waits_for_confirmation(&self) -> bool {
        self.needs_confirm && !self.withdrawn && !self.delivery.is_confirmed()
    }
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
    /// Whether the bodies are asked to confirm it.
    pub needs_confirm: bool,
    /// 確認期限: by when.
    pub confirm_by: Option<NaiveDate>,
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
    /// Asked to be confirmed and not yet confirmed, counted likewise.
    pub unconfirmed: u64,
}
