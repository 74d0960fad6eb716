//! Surveys and their answers.

use app::domain::assignment::{AssignmentEvent, AssignmentState};
use app::domain::calendar::Deadline;
use app::domain::form::{FormDefinition, Values};
use app::domain::survey::SurveyState;
use chrono::{DateTime, Utc};

use super::{AccountIndex, Attachment, Audience, BodyIndex, Stamp};

/// A survey (調査・照会).
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// `teiin-kanri@2026`
    pub key: String,
    /// Same for every year's edition: `teiin-kanri`.
    pub series: String,
    /// 件名
    pub title: String,
    /// 文書番号, once opened.
    pub number: Option<String>,
    /// Markdown: what for, definitions.
    pub description: String,
    /// Whom to ask, in one line.
    pub contact: String,
    /// The collector.
    pub collector: AccountIndex,
    /// The state. A survey whose answers are all accepted is closed.
    pub state: SurveyState,
    /// Created.
    pub created_at: DateTime<Utc>,
    /// Published; `None` of a draft.
    pub opened_at: Option<DateTime<Utc>>,
    /// 回答期限 (of a draft: the intended one).
    pub deadline: Deadline,
    /// Closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether bodies approve before they submit.
    pub needs_approval: bool,
    /// Whom it is for.
    pub audience: Audience,
    /// The questions; ready to be published, also in a draft.
    pub form: FormDefinition,
    /// Files that explain it.
    pub attachments: Vec<Attachment>,
    /// One for every body of the audience, in code order; empty in a draft.
    pub assignments: Vec<Assignment>,
}

/// A survey at one body (割当).
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// Where.
    pub body: BodyIndex,
    /// How far.
    pub state: AssignmentState,
    /// 該当なし: submitted without values.
    pub not_applicable: bool,
    /// A later deadline granted to this body (延長).
    pub extended_until: Option<DateTime<Utc>>,
    /// Answers so far, except files.
    pub values: Values,
    /// Files so far, by question.
    pub files: Vec<AnswerFile>,
    /// Who saved the answers last.
    pub saved: Option<Stamp>,
    /// Remark of the body at its last submission.
    pub note: String,
    /// What happened, oldest first.
    pub history: Vec<Step>,
}

/// A file that answers a question.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerFile {
    /// Key of the question.
    pub question: String,
    /// The file.
    pub file: Attachment,
}

/// A step of an assignment from one state to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What happened.
    pub event: AssignmentEvent,
    /// The state before.
    pub from: AssignmentState,
    /// The state after.
    pub to: AssignmentState,
    /// Who and when.
    pub stamp: Stamp,
    /// Reason of a return, remark at a submission; mostly blank.
    pub note: String,
}
