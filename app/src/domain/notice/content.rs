//! A notice whose fields are right.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{NoticeKind, Retention, SealNote};
use crate::domain::{
    audience::Audience, calendar::FiscalYear, checker::Checker, error::FieldError, ids::ContactId,
    problem::FieldProblem,
};

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
    /// 施行日: from when it applies.
    pub effective_on: Option<NaiveDate>,
    /// 受領日: when the document that is passed on was received.
    pub received_on: Option<NaiveDate>,
    /// 公印.
    pub seal: SealNote,
    /// Issuing ministry, where it comes from one.
    pub ministry: Option<String>,
    /// Section that sends it.
    pub section: Option<String>,
    /// 根拠法令, each once, in the order typed.
    pub laws: Vec<String>,
    /// Whom to ask: an entry of the own body in the directory.
    pub contact_id: Option<ContactId>,
    /// Whom to ask, in words. Since it was published, with what the directory said of the entry on that day.
    pub contact: Option<String>,
    /// Whether every receiver is asked to confirm it.
    pub needs_confirm: bool,
    /// 確認期限: the day by which they are.
    pub confirm_by: Option<NaiveDate>,
    /// 保存期間.
    pub retention: Retention,
    /// Text in Markdown.
    pub body: String,
    /// Tags, each once, in the order typed.
    pub tags: Vec<String>,
    /// 送付先; may still be empty in a draft.
    pub audience: Audience,
}

impl NoticeContent {
    /// What keeps the notice from going out on the day `today`, given how many files are attached.
    pub fn publish_problems(&self, attachments: usize, today: NaiveDate) -> Vec<FieldError> {
        let mut checker = Checker::default();
        if self.audience.is_empty() {
            checker.problem("audience", FieldProblem::NoAudience);
        }
        if self.body.is_empty() && attachments == 0 {
            checker.problem("body", FieldProblem::NoContent);
        }
        if self.confirm_by.is_some_and(|day| day < today) {
            checker.problem("confirm_by", FieldProblem::DatePast);
        }
        checker.into_errors()
    }

    /// 年度 of the notice, by its 発出日.
    pub fn fiscal_year(&self) -> FiscalYear {
        FiscalYear::of(self.issued_on)
    }
}
