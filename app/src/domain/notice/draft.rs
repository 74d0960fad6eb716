//! A notice as it is typed, and what is asked of each field.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    BODY_MAX, NUMBER_MAX, NoticeContent, NoticeKind, Retention, SENDER_MAX, SealNote, TAG_MAX, TAGS_MAX, TITLE_MAX,
};
use crate::domain::{
    audience::Audience,
    calendar::{parse_date, parse_date_within, parse_near_date},
    checker::Checker,
    error::FieldError,
    ids::ContactId,
    law::{LAW_MAX, LAWS_MAX},
    problem::FieldProblem,
};

/// Years ahead that a notice may take effect: a law may leave five, and its schedule is told at once.
const EFFECTIVE_YEARS: u32 = 10;

/// A notice as it was typed or posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NoticeDraft {
    /// 件名.
    pub title: String,
    /// 文書番号; blank where the document carries none.
    pub number: String,
    /// Code of the [`NoticeKind`].
    pub kind: String,
    /// 発出日, in any form that [`parse_near_date`] reads.
    pub issued_on: String,
    /// 施行日: from when it applies; may be blank.
    pub effective_on: String,
    /// 受領日: when the own body received the document that is passed on; may be blank.
    pub received_on: String,
    /// Code of the [`SealNote`]; blank for none.
    pub seal: String,
    /// Issuing ministry, where it comes from one.
    pub ministry: String,
    /// Section that sends it.
    pub section: String,
    /// 根拠法令: laws and articles that it rests on.
    pub laws: Vec<String>,
    /// Whom to ask: an entry of the own body in the directory.
    pub contact_id: Option<ContactId>,
    /// Whom to ask, in words; behind the entry of the directory where there is one.
    pub contact: String,
    /// Whether every receiver is asked to confirm it.
    pub needs_confirm: bool,
    /// 確認期限: the day by which they are; may be blank.
    pub confirm_by: String,
    /// Code of the [`Retention`]; blank for five years.
    pub retention: String,
    /// Text in Markdown.
    pub body: String,
    /// Tags.
    pub tags: Vec<String>,
    /// 送付先.
    pub audience: Audience,
}

impl Default for NoticeDraft {
    /// Nothing typed. Receivers are asked to confirm, unless the sender says that they need not.
    fn default() -> Self {
        Self {
            title: String::new(),
            number: String::new(),
            kind: String::new(),
            issued_on: String::new(),
            effective_on: String::new(),
            received_on: String::new(),
            seal: String::new(),
            ministry: String::new(),
            section: String::new(),
            laws: Vec::new(),
            contact_id: None,
            contact: String::new(),
            needs_confirm: true,
            confirm_by: String::new(),
            retention: String::new(),
            body: String::new(),
            tags: Vec::new(),
            audience: Audience::default(),
        }
    }
}

impl NoticeDraft {
    /// The notice, if every field is right on the day `today`.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(self, today: NaiveDate) -> Result<NoticeContent, Vec<FieldError>> {
        let mut checker = Checker::default();
        let content = NoticeContent {
            title: checker.required_line("title", &self.title, TITLE_MAX),
            number: checker.line("number", &self.number, NUMBER_MAX),
            kind: checker.code("kind", &self.kind).unwrap_or(NoticeKind::Other),
            issued_on: checker.take("issued_on", parse_near_date(&self.issued_on, today)),
            effective_on: checker
                .given("effective_on", &self.effective_on, |date| parse_date_within(date, today, EFFECTIVE_YEARS)),
            received_on: checker.given("received_on", &self.received_on, |date| until(date, today)),
            seal: checker.given("seal", &self.seal, str::parse).unwrap_or(SealNote::None),
            ministry: checker.line("ministry", &self.ministry, SENDER_MAX),
            section: checker.line("section", &self.section, SENDER_MAX),
            laws: checker.list("laws", &self.laws, LAWS_MAX, LAW_MAX),
            contact_id: self.contact_id,
            contact: checker.line("contact", &self.contact, SENDER_MAX),
            needs_confirm: self.needs_confirm,
            confirm_by: checker.given("confirm_by", &self.confirm_by, |date| parse_near_date(date, today)),
            retention: checker.given("retention", &self.retention, str::parse).unwrap_or(Retention::Y5),
            body: checker.text("body", &self.body, BODY_MAX),
            tags: checker.list("tags", &self.tags, TAGS_MAX, TAG_MAX),
            audience: self.audience.tidied(),
        };
        if content.confirm_by.is_some() && !content.needs_confirm {
            checker.problem("confirm_by", FieldProblem::ConfirmNotAsked);
        }
        checker.finish(content)
    }
}

/// A day that has come.
fn until(date: &str, today: NaiveDate) -> Result<NaiveDate, FieldProblem> {
    let date = parse_date(date)?;
    if date > today { Err(FieldProblem::DateFar { until: today }) } else { Ok(date) }
}

impl From<NoticeContent> for NoticeDraft {
    fn from(content: NoticeContent) -> Self {
        let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
        Self {
            title: content.title,
            number: content.number.unwrap_or_default(),
            kind: content.kind.code().to_owned(),
            issued_on: content.issued_on.to_string(),
            effective_on: date(content.effective_on),
            received_on: date(content.received_on),
            seal: content.seal.code().to_owned(),
            ministry: content.ministry.unwrap_or_default(),
            section: content.section.unwrap_or_default(),
            laws: content.laws,
            contact_id: content.contact_id,
            contact: content.contact.unwrap_or_default(),
            needs_confirm: content.needs_confirm,
            confirm_by: date(content.confirm_by),
            retention: content.retention.code().to_owned(),
            body: content.body,
            tags: content.tags,
            audience: content.audience,
        }
    }
}
