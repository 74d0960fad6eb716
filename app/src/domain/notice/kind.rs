//! What a notice is: its kind, its state, its seal, how long it is kept, and what its files are to it.

use chrono::NaiveDate;

use crate::domain::{calendar::FiscalYear, coded::coded, policy::NoticeStage};

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
        /// 協議.
        Consultation = "consultation", "協議", "Consultation";
        /// 申請.
        Application = "application", "申請", "Application";
        /// 進達: passes on what came from below.
        Submission = "submission", "進達", "Submission to a higher office";
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
    /// What the document says about the seal of its sender (公印).
    SealNote {
        /// Nothing is said about a seal.
        None = "none", "記載なし", "Not mentioned";
        /// 公印省略: sent without one, as most documents are.
        Omitted = "omitted", "公印省略", "Seal omitted";
        /// The original carries the seal.
        Sealed = "sealed", "公印あり", "Sealed";
    }
}

coded! {
    /// How long the sender keeps a notice (保存期間), counted from the April after its 年度.
    Retention {
        /// 1年.
        Y1 = "y1", "1年", "1 year";
        /// 3年.
        Y3 = "y3", "3年", "3 years";
        /// 5年.
        Y5 = "y5", "5年", "5 years";
        /// 10年.
        Y10 = "y10", "10年", "10 years";
        /// 30年.
        Y30 = "y30", "30年", "30 years";
        /// 常用・永年: for good, or as long as it is in use.
        Permanent = "permanent", "常用・永年", "Permanent";
    }
}

impl Retention {
    /// The last day on which a notice of this 年度 is kept; `None` where there is none.
    pub fn until(self, issued: FiscalYear) -> Option<NaiveDate> {
        let years = match self {
            Self::Y1 => 1,
            Self::Y3 => 3,
            Self::Y5 => 5,
            Self::Y10 => 10,
            Self::Y30 => 30,
            Self::Permanent => return None,
        };
        Some(FiscalYear::new(issued.year() + years).last_day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{lang::Lang, problem::FieldProblem};
    use rstest::rstest;

    #[test]
    fn codes_are_stable_and_distinct() {
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::from_code(kind.code()), Some(*kind));
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{}\"", kind.code()));
        }
        let names: Vec<&str> = NoticeKind::ALL.iter().map(|kind| kind.text().get(Lang::Ja)).collect();
        assert_eq!(names.join(" "), "通知 通達 事務連絡 依頼 照会 回答 報告 協議 申請 進達 その他");
        assert_eq!("letter".parse::<NoticeKind>(), Err(FieldProblem::UnknownChoice));
    }

    #[rstest]
    #[case(Retention::Y1, "2028-03-31")]
    #[case(Retention::Y5, "2032-03-31")]
    #[case(Retention::Y30, "2057-03-31")]
    fn is_kept_to_the_end_of_a_fiscal_year(#[case] class: Retention, #[case] last: &str) {
        assert_eq!(class.until(FiscalYear::new(2026)).unwrap().to_string(), last);
        assert_eq!(Retention::Permanent.until(FiscalYear::new(2026)), None);
    }
}
