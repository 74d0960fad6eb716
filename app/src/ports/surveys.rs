//! Surveys as their collector sees them: designing, publishing, the board, the merged table, exports.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use super::export::{ExportFile, ExportFormat};

use crate::domain::{
    assignment::{AssignmentFlag, AssignmentState},
    audience::Audience,
    form::{FormDefinition, Values},
    ids::{AssignmentId, BodyId, SurveyId},
    markup::SanitizedHtml,
    survey::SurveyState,
};

/// A survey in the collector's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SurveySummary {
    /// Identifier.
    pub id: SurveyId,
    /// 件名.
    pub title: String,
    /// 文書番号.
    pub number: Option<String>,
    /// State.
    pub state: SurveyState,
    /// Until when.
    pub deadline: DateTime<Utc>,
    /// 年度 of the deadline.
    pub fiscal_year: i32,
    /// Bodies addressed; none before it opens.
    pub bodies: u32,
    /// Bodies whose answers are with the collector.
    pub submitted: u32,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// What to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyFilter {
    /// Only in this state.
    pub state: Option<SurveyState>,
    /// Only of this 年度.
    pub fiscal_year: Option<i32>,
    /// The next deadline first, in place of the newest survey.
    pub due_first: bool,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// A body by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct BodyName {
    /// The body.
    pub id: BodyId,
    /// 団体コード.
    pub code: Option<String>,
    /// Name.
    pub name: String,
}

/// A survey as it is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SurveyView {
    /// Identifier.
    pub id: SurveyId,
    /// State.
    pub state: SurveyState,
    /// Counts changes; a change names the one it read.
    pub version: i32,
    /// 件名.
    pub title: String,
    /// 文書番号.
    pub number: Option<String>,
    /// What it is for, in Markdown.
    pub description: String,
    /// The same as HTML, for the page.
    #[serde(skip)]
    #[cfg_attr(feature = "ssr", schema(ignore))]
    pub html: SanitizedHtml,
    /// Whom to ask.
    pub contact: Option<String>,
    /// The body that collects.
    pub owner: String,
    /// Until when.
    pub deadline: DateTime<Utc>,
    /// Whether a body must approve before it sends.
    pub needs_approval: bool,
    /// 送付先; only for the collector.
    pub audience: Option<Audience>,
    /// The bodies addressed, in code order; only for the collector.
    pub bodies: Vec<BodyName>,
    /// 様式.
    pub form: FormDefinition,
    /// Its version.
    pub form_version: i32,
    /// When it was opened.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether the one who asks collects it.
    pub own: bool,
    /// Whether the body of the one who asks is addressed.
    pub addressed: bool,
}

/// How a survey stands at one body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct BoardRow {
    /// The assignment.
    pub id: AssignmentId,
    /// The body.
    pub body: BodyName,
    /// State.
    pub state: AssignmentState,
    /// What else is to be known.
    pub flags: Vec<AssignmentFlag>,
    /// Questions with a value. Drafts show their count, never their content.
    pub answered: u32,
    /// How often it was sent.
    pub revision: u32,
    /// Last sent.
    pub submitted_at: Option<DateTime<Utc>>,
    /// By whom.
    pub submitted_name: Option<String>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Counts changes of state; accepting and sending back name the one they read.
    pub version: i32,
}

/// The board (取りまとめ状況): every body in code order by state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Board {
    /// The survey.
    pub survey: SurveyId,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: SurveyState,
    /// Until when.
    pub deadline: DateTime<Utc>,
    /// Version of the survey, for closing it.
    pub version: i32,
    /// Questions of the form.
    pub questions: u32,
    /// Tells whether anything has changed since.
    pub stamp: String,
    /// When it was read.
    pub read_at: DateTime<Utc>,
    /// The bodies.
    pub rows: Vec<BoardRow>,
}

impl Board {
    /// How many bodies are in each state that occurs, in the order of the states.
    pub fn counts(&self) -> Vec<(AssignmentState, usize)> {
        let count = |state: AssignmentState| self.rows.iter().filter(|row| row.state == state).count();
        AssignmentState::ALL.iter().map(|state| (*state, count(*state))).filter(|(_, count)| *count > 0).collect()
    }
}

/// A change of state, in the history of an assignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct HistoryRow {
    /// The state it led to.
    pub to: AssignmentState,
    /// By whom.
    pub by: String,
    /// Reason or remark.
    pub note: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What a body has sent, as its collector or the body itself reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SentAnswers {
    /// How it stands.
    pub row: BoardRow,
    /// The survey.
    pub survey: SurveyId,
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: Option<String>,
    /// The form that was filled in.
    pub form: FormDefinition,
    /// Its version.
    pub form_version: i32,
    /// 該当なし.
    pub not_applicable: bool,
    /// Remark of the body.
    pub note: String,
    /// The values.
    pub values: Values,
    /// 受付番号: what to quote when asking.
    pub receipt: String,
    /// Whether the one who asks may accept or send back.
    pub may_review: bool,
    /// What happened, oldest first.
    pub history: Vec<HistoryRow>,
}

#[cfg(feature = "ssr")]
mod port {
    use std::sync::Arc;

    use super::{Board, ExportFile, ExportFormat, SentAnswers, SurveyFilter, SurveySummary, SurveyView};
    use crate::{
        domain::{
            error::AppError,
            form::FormDefinition,
            form_design::FormEdit,
            ids::{AssignmentId, BodyId, SurveyId},
            page::Page,
            survey::SurveyDraft,
            tally::MergedTable,
        },
        ports::Caller,
    };

    /// What collectors do with surveys.
    #[async_trait::async_trait]
    pub trait SurveyService: Send + Sync {
        /// Surveys of the caller's body, newest first.
        ///
        /// # Errors
        /// [`AppError::Forbidden`] for those who collect none.
        async fn list(&self, caller: &Caller, filter: &SurveyFilter) -> Result<Page<SurveySummary>, AppError>;
        /// A survey, for its collector and the bodies addressed.
        ///
        /// # Errors
        /// [`AppError::NotFound`].
        async fn view(&self, caller: &Caller, id: SurveyId) -> Result<SurveyView, AppError>;
        /// Begins a survey.
        ///
        /// # Errors
        /// [`AppError::Invalid`].
        async fn create(&self, caller: &Caller, draft: SurveyDraft) -> Result<SurveyId, AppError>;
        /// Saves a draft over the version that was read and answers the new one. Without a form the form stays.
        ///
        /// # Errors
        /// [`AppError::Invalid`], a conflict.
        async fn save(
            &self,
            caller: &Caller,
            id: SurveyId,
            version: i32,
            draft: SurveyDraft,
            form: Option<FormDefinition>,
        ) -> Result<i32, AppError>;
        /// Makes one change of the form and answers the key it concerns.
        ///
        /// # Errors
        /// A conflict when the survey has changed since `version`; [`AppError::NotFound`] for a question that is gone.
        async fn edit_form(
            &self,
            caller: &Caller,
            id: SurveyId,
            version: i32,
            edit: FormEdit,
        ) -> Result<String, AppError>;
        /// Opens a survey: the form is fixed, every body addressed gets its assignment and its mail.
        ///
        /// # Errors
        /// [`AppError::Invalid`] with everything that is missing, a conflict.
        async fn publish(&self, caller: &Caller, id: SurveyId, version: i32) -> Result<(), AppError>;
        /// Closes a survey: no body can answer any more.
        ///
        /// # Errors
        /// A conflict.
        async fn close(&self, caller: &Caller, id: SurveyId, version: i32) -> Result<(), AppError>;
        /// Begins a survey with everything of another but its deadline, which moves on by a year.
        ///
        /// # Errors
        /// [`AppError::NotFound`].
        async fn copy(&self, caller: &Caller, id: SurveyId) -> Result<SurveyId, AppError>;
        /// Deletes a draft.
        ///
        /// # Errors
        /// [`AppError::Forbidden`] once it is open.
        async fn remove(&self, caller: &Caller, id: SurveyId) -> Result<(), AppError>;
        /// The board; `None` when nothing has changed since `stamp`.
        ///
        /// # Errors
        /// [`AppError::Forbidden`] for all but the collector.
        async fn board(&self, caller: &Caller, id: SurveyId, stamp: Option<&str>) -> Result<Option<Board>, AppError>;
        /// What a body has sent.
        ///
        /// # Errors
        /// [`AppError::Forbidden`] while there is nothing but a draft.
        async fn sent(&self, caller: &Caller, id: SurveyId, body: BodyId) -> Result<SentAnswers, AppError>;
        /// Sends answers back with a reason.
        ///
        /// # Errors
        /// [`AppError::Invalid`] without a reason, a conflict.
        async fn send_back(
            &self,
            caller: &Caller,
            id: AssignmentId,
            version: i32,
            reason: &str,
        ) -> Result<(), AppError>;
        /// Accepts answers.
        ///
        /// # Errors
        /// A conflict.
        async fn accept(&self, caller: &Caller, id: AssignmentId, version: i32) -> Result<(), AppError>;
        /// Accepts what was sent by these bodies and answers how many there were; what is not submitted is left out.
        ///
        /// # Errors
        /// [`AppError::NotFound`].
        async fn accept_all(&self, caller: &Caller, id: SurveyId, which: &[AssignmentId]) -> Result<u32, AppError>;
        /// The merged table of what was sent, with the survey it belongs to.
        ///
        /// # Errors
        /// [`AppError::Forbidden`] for all but the collector.
        async fn merged(&self, caller: &Caller, id: SurveyId) -> Result<(SurveyView, Arc<MergedTable>), AppError>;
        /// The merged table as a file. Recorded in the audit log.
        ///
        /// # Errors
        /// [`AppError::Forbidden`] for all but the collector; [`AppError::PasswordNeeded`] when the caller has not shown
        /// the own password in the last minutes (C-08).
        async fn export(&self, caller: &Caller, id: SurveyId, format: ExportFormat) -> Result<ExportFile, AppError>;
    }
}
#[cfg(feature = "ssr")]
pub use port::SurveyService;
