//! 調査: the draft of a survey as it is typed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    audience::Audience,
    calendar::{CLOSING_TIME, Deadline, FiscalYear, parse_near_date, parse_time},
    checker::Checker,
    coded::coded,
    error::FieldError,
    form::FormDefinition,
    notice::{BODY_MAX, NUMBER_MAX, TITLE_MAX},
    policy::SurveyStage,
    problem::FieldProblem,
};

/// Longest name of whom to ask.
pub const CONTACT_MAX: usize = 300;

coded! {
    /// State of a survey.
    SurveyState {
        /// 下書き: being designed.
        Draft = "draft", "下書き", "Draft";
        /// 受付中: bodies may answer.
        Open = "open", "受付中", "Open";
        /// 終了: bodies may no longer answer.
        Closed = "closed", "終了", "Closed";
    }
}

impl SurveyState {
    /// The state as far as permission depends on it.
    pub const fn stage(self) -> SurveyStage {
        match self {
            Self::Draft => SurveyStage::Draft,
            Self::Open => SurveyStage::Open,
            Self::Closed => SurveyStage::Closed,
        }
    }
}

/// A survey as it was typed or posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SurveyDraft {
    /// 件名.
    pub title: String,
    /// 文書番号, where there is one.
    pub number: String,
    /// What it is for and what to know, in Markdown.
    pub description: String,
    /// Whom to ask.
    pub contact: String,
    /// Day of the deadline, in any form that [`parse_near_date`] reads.
    pub deadline_date: String,
    /// Time of the deadline; 17:15 when blank.
    pub deadline_time: String,
    /// Whether a body must approve its answers before it sends them.
    pub needs_approval: bool,
    /// 送付先.
    pub audience: Audience,
    /// 様式.
    pub form: FormDefinition,
}

/// A survey whose fields are right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyContent {
    /// 件名.
    pub title: String,
    /// 文書番号.
    pub number: Option<String>,
    /// What it is for and what to know, in Markdown.
    pub description: String,
    /// Whom to ask.
    pub contact: Option<String>,
    /// 期限.
    pub deadline: Deadline,
    /// Whether a body must approve its answers before it sends them.
    pub needs_approval: bool,
    /// 送付先; may still be empty in a draft.
    pub audience: Audience,
    /// 様式; may still be unfinished in a draft.
    pub form: FormDefinition,
}

impl SurveyDraft {
    /// The survey, if every field is right on the day `today`. Its form is checked by
    /// [`SurveyContent::publish_problems`].
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(self, today: NaiveDate) -> Result<SurveyContent, Vec<FieldError>> {
        let mut checker = Checker::default();
        let time = match parse_time(&self.deadline_time) {
            Err(FieldProblem::Required) => Ok(CLOSING_TIME),
            typed => typed,
        };
        let content = SurveyContent {
            title: checker.required_line("title", &self.title, TITLE_MAX),
            number: checker.line("number", &self.number, NUMBER_MAX),
            description: checker.text("description", &self.description, BODY_MAX),
            contact: checker.line("contact", &self.contact, CONTACT_MAX),
            deadline: Deadline {
                date: checker.take("deadline_date", parse_near_date(&self.deadline_date, today)),
                time: checker.take("deadline_time", time),
            },
            needs_approval: self.needs_approval,
            audience: self.audience.tidied(),
            form: self.form,
        };
        checker.finish(content)
    }
}

impl SurveyContent {
    /// What is wrong or missing before bodies can be asked. Problems of the form are named `form.sections.0.…`.
    pub fn publish_problems(&self, now: DateTime<Utc>) -> Vec<FieldError> {
        let mut checker = Checker::default();
        if self.deadline.is_over(now) {
            checker.problem("deadline_date", FieldProblem::DatePast);
        }
        if self.audience.is_empty() {
            checker.problem("audience", FieldProblem::NoAudience);
        }
        for error in self.form.check() {
            checker.problem(format!("form.{}", error.field), error.problem);
        }
        checker.into_errors()
    }

    /// 年度 of the survey, by its deadline.
    pub fn fiscal_year(&self) -> FiscalYear {
        FiscalYear::of(self.deadline.date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::{FormSection, Question, QuestionKind};

    fn draft() -> SurveyDraft {
        let kind = QuestionKind::ShortText { max: 100 };
        let question =
            Question { key: "a".into(), label: "団体名".into(), help: String::new(), required: true, kind };
        let section =
            FormSection {
                key: "s".into(), title: "基本".into(), questions: vec![question], ..FormSection::default()
            };
        SurveyDraft {
            title: "職員数等の調査について（照会）".into(),
            deadline_date: "令和8年4月30日".into(),
            audience: Audience::All,
            form: FormDefinition { sections: vec![section] },
            ..SurveyDraft::default()
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 4, 1).unwrap()
    }

    #[test]
    fn a_deadline_of_the_next_generation_is_a_slip() {
        let far = SurveyDraft { deadline_date: "令和80年4月30日".into(), ..draft() };
        let fields: Vec<String> = far.check(today()).unwrap_err().into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["deadline_date"]);
    }

    fn now(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_deadline_is_the_end_of_office_hours_unless_said_otherwise() {
        let survey = draft().check(today()).unwrap();
        assert_eq!(survey.deadline.instant(), now("2026-04-30T08:15:00Z"));
        assert_eq!(survey.fiscal_year().year(), 2026);
        let noon = SurveyDraft { deadline_time: "正午".into(), ..draft() }.check(today()).unwrap();
        assert_eq!(noon.deadline.instant(), now("2026-04-30T03:00:00Z"));
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let draft = SurveyDraft {
            title: "\n".into(),
            number: "あ".repeat(61),
            contact: "\u{202E}".into(),
            deadline_date: String::new(),
            deadline_time: "25:00".into(),
            ..draft()
        };
        let fields: Vec<String> = draft.check(today()).unwrap_err().into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["title", "number", "contact", "deadline_date", "deadline_time"]);
    }

    #[test]
    fn publishing_looks_at_the_clock_the_receivers_and_the_form() {
        let survey = draft().check(today()).unwrap();
        assert_eq!(survey.publish_problems(now("2026-04-30T08:15:00Z")), []);
        let past = [FieldError::new("deadline_date", FieldProblem::DatePast)];
        assert_eq!(survey.publish_problems(now("2026-04-30T08:15:01Z")), past);
        let empty = SurveyDraft { audience: Audience::default(), form: FormDefinition::default(), ..draft() };
        let fields: Vec<String> = empty
            .check(today())
            .unwrap()
            .publish_problems(now("2026-04-01T00:00:00Z"))
            .into_iter()
            .map(|e| e.field)
            .collect();
        assert_eq!(fields, ["audience", "form.sections"]);
    }
}
