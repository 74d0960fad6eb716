//! A notice as a whole: as it is read, as it is written, and at every body.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Progress;
use crate::domain::{
    audience::Audience,
    ids::{AttachmentId, BodyId, ContactId, MessageId, NoticeId},
    markup::SanitizedHtml,
    notice::{AttachmentRole, DeliveryState, NoticeDraft, NoticeKind, NoticeState, Retention, SealNote},
    policy::Resource,
};

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
    /// 施行日.
    pub effective_on: Option<NaiveDate>,
    /// 受領日 of the document that is passed on.
    pub received_on: Option<NaiveDate>,
    /// 公印.
    pub seal: SealNote,
    /// 発出元の府省庁.
    pub ministry: Option<String>,
    /// 担当課.
    pub section: Option<String>,
    /// 根拠法令, a line each.
    pub laws: Vec<String>,
    /// 問合せ先: what the directory said when it was published, and what was typed besides.
    pub contact: Option<String>,
    /// The entry of the directory, where it is one.
    pub contact_id: Option<ContactId>,
    /// Whether every receiver is asked to confirm it.
    pub needs_confirm: bool,
    /// 確認期限: the day by which they are.
    pub confirm_by: Option<NaiveDate>,
    /// 保存期間; only for the publisher.
    pub retention: Option<Retention>,
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

/// An entry of the directory that can be named as the one to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactChoice {
    /// The entry.
    pub id: ContactId,
    /// Where and who.
    pub label: String,
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
    /// Entries of the own body in the directory, to choose from.
    pub contacts: Vec<ContactChoice>,
    /// Largest file in bytes.
    pub max_file_bytes: u64,
}
