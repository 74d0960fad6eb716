//! 通知: kinds, the draft as it is typed, and its way through each body.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    audience::Audience,
    calendar::{FiscalYear, parse_near_date},
    checker::Checker,
    coded::coded,
    error::FieldError,
    policy::NoticeStage,
    problem::FieldProblem,
};

coded! {
    /// Kind of a notice, as in the brackets at the end of its subject.
    NoticeKind {
        /// 通知.
        Notification = "notification", "通知", "Notification";
        /// 通達.
        Directive = "directive", "通達", "Directive";
        /// 事務連絡: carries no number, only a date.
        Memo = "memo", "事務連絡", "Administrative memo";
        /// 依頼.
        Request = "request", "依頼", "Request";
        /// 照会.
        Inquiry = "inquiry", "照会", "Inquiry";
        /// 回答.
        Reply = "reply", "回答", "Reply";
        /// 報告.
        Report = "report", "報告", "Report";
        /// その他.
        Other = "other", "その他", "Other";
    }
}

coded! {
    /// State of a notice.
    NoticeState {
        /// 下書き: not yet published.
        Draft = "draft", "下書き", "Draft";
        /// 発出済: published.
        Published = "published", "発出済", "Published";
        /// 取下げ: published and withdrawn.
        Withdrawn = "withdrawn", "取下げ", "Withdrawn";
    }
}

impl NoticeState {
    /// The state as far as permission depends on it.
    pub const fn stage(self) -> NoticeStage {
        match self {
            Self::Draft => NoticeStage::Draft,
            Self::Published => NoticeStage::Published,
            Self::Withdrawn => NoticeStage::Withdrawn,
        }
    }
}

coded! {
    /// What a file is to its notice.
    AttachmentRole {
        /// 本文.
        Main = "main", "本文", "Main text";
        /// 別紙.
        Annex = "annex", "別紙", "Annex";
        /// 様式.
        Form = "form", "様式", "Form";
        /// 参考.
        Reference = "reference", "参考", "Reference";
    }
}

coded! {
    /// How far a notice has come at a body. Each step includes the ones before it.
    DeliveryState {
        /// 未読: nobody of the body has opened it.
        Unread = "unread", "未読", "Unread";
        /// 閲覧: somebody has opened it.
        Opened = "opened", "閲覧", "Opened";
        /// 確認: somebody has said so by the button.
        Confirmed = "confirmed", "確認", "Confirmed";
        /// 担当割当: somebody is in charge of it.
        Assigned = "assigned", "担当割当", "Assigned";
    }
}

coded! {
    /// What happens to a notice at a body.
    DeliveryEvent {
        /// Somebody opens it.
        Open = "open", "閲覧した", "opened it";
        /// Somebody confirms it.
        Confirm = "confirm", "確認した", "confirmed it";
        /// Somebody is put in charge.
        Assign = "assign", "担当者を割り当てた", "assigned it";
        /// The person in charge is taken off.
        Unassign = "unassign", "担当者を外した", "took the assignment back";
    }
}

impl DeliveryState {
    /// The state after an event. Opening again what is confirmed changes nothing.
    #[must_use]
    pub fn after(self, event: DeliveryEvent) -> Self {
        match event {
            DeliveryEvent::Open => self.max(Self::Opened),
            DeliveryEvent::Confirm => self.max(Self::Confirmed),
            DeliveryEvent::Assign => Self::Assigned,
            DeliveryEvent::Unassign => self.min(Self::Confirmed),
        }
    }

    /// Whether the body has confirmed it.
    pub fn is_confirmed(self) -> bool {
        self >= Self::Confirmed
    }
}

/// Longest title.
pub const TITLE_MAX: usize = 200;
/// Longest document number.
pub const NUMBER_MAX: usize = 60;
/// Longest ministry, section, contact.
pub const SENDER_MAX: usize = 300;
/// Longest body text, in characters of Markdown.
pub const BODY_MAX: usize = 100_000;
/// Most tags of a notice.
pub const TAGS_MAX: usize = 20;
/// Longest tag.
pub const TAG_MAX: usize = 30;
/// Longest reason of a withdrawal.
pub const REASON_MAX: usize = 500;
/// Longest message in a thread.
pub const MESSAGE_MAX: usize = 4_000;
/// Longest description of a file.
pub const DESCRIPTION_MAX: usize = 200;
/// Longest name of a file, in characters.
pub const FILE_NAME_MAX: usize = 200;
/// Most files of a notice.
pub const ATTACHMENTS_MAX: usize = 200;

/// The tags of one line: separated by 、, commas or line breaks.
pub fn split_tags(line: &str) -> Vec<String> {
    line.split(['、', ',', '，', '\n']).map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect()
}

/// A notice as it was typed or posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Issuing ministry, where it comes from one.
    pub ministry: String,
    /// Section that sends it.
    pub section: String,
    /// Whom to ask.
    pub contact: String,
    /// Text in Markdown.
    pub body: String,
    /// Tags.
    pub tags: Vec<String>,
    /// 送付先.
    pub audience: Audience,
}

/// A notice whose fields are right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeContent {
    /// 件名.
    pub title: String,
    /// 文書番号 as on the document.
    pub number: Option<String>,
    /// Kind.
    pub kind: NoticeKind,
    /// 発出日.
    pub issued_on: NaiveDate,
    /// Issuing ministry, where it comes from one.
    pub ministry: Option<String>,
    /// Section that sends it.
    pub section: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Text in Markdown.
    pub body: String,
    /// Tags, each once, in the order typed.
    pub tags: Vec<String>,
    /// 送付先; may still be empty in a draft.
    pub audience: Audience,
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
            ministry: checker.line("ministry", &self.ministry, SENDER_MAX),
            section: checker.line("section", &self.section, SENDER_MAX),
            contact: checker.line("contact", &self.contact, SENDER_MAX),
            body: checker.text("body", &self.body, BODY_MAX),
            tags: checker.list("tags", &self.tags, TAGS_MAX, TAG_MAX),
            audience: self.audience.tidied(),
        };
        checker.finish(content)
    }
}

impl From<NoticeContent> for NoticeDraft {
    fn from(content: NoticeContent) -> Self {
        Self {
            title: content.title,
            number: content.number.unwrap_or_default(),
            kind: content.kind.code().to_owned(),
            issued_on: content.issued_on.to_string(),
            ministry: content.ministry.unwrap_or_default(),
            section: content.section.unwrap_or_default(),
            contact: content.contact.unwrap_or_default(),
            body: content.body,
            tags: content.tags,
            audience: content.audience,
        }
    }
}

impl NoticeContent {
    /// What is missing before the notice can go out, given how many files are attached.
    pub fn publish_problems(&self, attachments: usize) -> Vec<FieldError> {
        let mut checker = Checker::default();
        if self.audience.is_empty() {
            checker.problem("audience", FieldProblem::NoAudience);
        }
        if self.body.is_empty() && attachments == 0 {
            checker.problem("body", FieldProblem::NoContent);
        }
        checker.into_errors()
    }

    /// 年度 of the notice, by its 発出日.
    pub fn fiscal_year(&self) -> FiscalYear {
        FiscalYear::of(self.issued_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn draft() -> NoticeDraft {
        NoticeDraft {
            title: " 令和8年度地方交付税の算定について（通知） ".into(),
            number: "市町村第123号".into(),
            kind: "notification".into(),
            issued_on: "R8.4.1".into(),
            body: "記\r\n1 提出期限".into(),
            tags: vec!["地方交付税".into(), " ".into(), "地方交付税".into()],
            audience: Audience::All,
            ..NoticeDraft::default()
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 4, 1).unwrap()
    }

    #[test]
    fn a_year_typed_wrong_is_refused() {
        let on = |date: &str| NoticeDraft { issued_on: date.into(), ..draft() }.check(today()).map(drop);
        assert_eq!(on("2028-04-01"), Ok(()));
        for far in ["2028-04-02", "9026-04-01", "令和80年4月1日"] {
            let until = NaiveDate::from_ymd_opt(2028, 4, 1).unwrap();
            assert_eq!(on(far), Err(vec![FieldError::new("issued_on", FieldProblem::DateFar { until })]), "{far}");
        }
    }

    #[test]
    fn a_right_draft_is_tidied() {
        let content = draft().check(today()).unwrap();
        assert_eq!(content.title, "令和8年度地方交付税の算定について（通知）");
        assert_eq!(content.issued_on.to_string(), "2026-04-01");
        assert_eq!(content.body, "記\n1 提出期限");
        assert_eq!(content.tags, ["地方交付税"]);
        assert_eq!(content.fiscal_year().year(), 2026);
        assert!(content.publish_problems(0).is_empty());
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let draft = NoticeDraft {
            title: "　".into(),
            number: "あ".repeat(61),
            kind: "letter".into(),
            issued_on: "令和元年13月".into(),
            body: "あ".repeat(BODY_MAX + 1),
            tags: vec!["短い".into(), "あ".repeat(31)],
            section: "\u{0}".into(),
            ..NoticeDraft::default()
        };
        let errors = draft.check(today()).unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["title", "number", "kind", "issued_on", "section", "body", "tags.1"]);
    }

    #[test]
    fn at_most_twenty_tags() {
        let with = |n: usize| NoticeDraft { tags: (0..n).map(|i| format!("札{i}")).collect(), ..draft() };
        assert_eq!(with(20).check(today()).unwrap().tags.len(), 20);
        assert_eq!(with(21).check(today()), Err(vec![FieldError::new("tags", FieldProblem::TooMany { max: 20 })]));
    }

    #[test]
    fn a_memo_needs_no_number_and_publishing_needs_receivers_and_content() {
        let draft =
            NoticeDraft { number: String::new(), body: String::new(), audience: Audience::default(), ..draft() };
        let content = draft.check(today()).unwrap();
        assert_eq!(content.number, None);
        assert_eq!(content.publish_problems(0).len(), 2);
        assert_eq!(content.publish_problems(1), [FieldError::new("audience", FieldProblem::NoAudience)]);
    }

    #[rstest]
    #[case(DeliveryState::Unread, DeliveryEvent::Open, DeliveryState::Opened)]
    #[case(DeliveryState::Unread, DeliveryEvent::Confirm, DeliveryState::Confirmed)]
    #[case(DeliveryState::Confirmed, DeliveryEvent::Open, DeliveryState::Confirmed)]
    #[case(DeliveryState::Confirmed, DeliveryEvent::Assign, DeliveryState::Assigned)]
    #[case(DeliveryState::Assigned, DeliveryEvent::Confirm, DeliveryState::Assigned)]
    #[case(DeliveryState::Assigned, DeliveryEvent::Unassign, DeliveryState::Confirmed)]
    #[case(DeliveryState::Opened, DeliveryEvent::Unassign, DeliveryState::Opened)]
    fn delivery_climbs(#[case] from: DeliveryState, #[case] event: DeliveryEvent, #[case] to: DeliveryState) {
        assert_eq!(from.after(event), to);
    }

    #[test]
    fn codes_are_stable_and_distinct() {
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::from_code(kind.code()), Some(*kind));
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{}\"", kind.code()));
        }
        assert_eq!(NoticeKind::ALL.len(), 8);
        assert_eq!("letter".parse::<NoticeKind>(), Err(FieldProblem::UnknownChoice));
    }

    #[test]
    fn tags_are_typed_in_one_line() {
        assert_eq!(split_tags(" 選挙、地方交付税, 消防，，\n"), ["選挙", "地方交付税", "消防"]);
        assert!(split_tags(" ").is_empty());
    }

    #[test]
    fn a_misspelt_field_is_refused() {
        assert!(serde_json::from_str::<NoticeDraft>(r#"{"titel":"x"}"#).is_err());
    }
}
