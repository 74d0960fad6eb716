//! Surveys as the bodies see them that answer.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{
    assignment::{AssignmentFlag, AssignmentState},
    error::FieldError,
    form::{FormDefinition, Value, Warning},
    ids::{AssignmentId, SurveyId},
    markup::SanitizedHtml,
    survey::SurveyState,
};

/// A survey that a body has to answer, or has answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AssignmentSummary {
    /// The assignment.
    pub id: AssignmentId,
    /// The survey.
    pub survey: SurveyId,
    /// 件名.
    pub title: String,
    /// 文書番号.
    pub number: Option<String>,
    /// Until when.
    pub deadline: DateTime<Utc>,
    /// State.
    pub state: AssignmentState,
    /// What else is to be known.
    pub flags: Vec<AssignmentFlag>,
    /// Questions with a value.
    pub answered: u32,
    /// How often it was sent.
    pub revision: u32,
    /// Last sent.
    pub submitted_at: Option<DateTime<Utc>>,
}

/// A value with its author, as the answer page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FieldState {
    /// The question.
    pub key: String,
    /// The value; none when it was emptied.
    pub value: Option<Value>,
    /// Counts saves; a save names the one it read, 0 when there was none.
    pub version: i32,
    /// Who saved it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What the caller may do with the answers now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[expect(clippy::struct_excessive_bools, reason = "each is a permission of its own")]
pub struct AnswerRights {
    /// Fill in.
    pub fill: bool,
    /// Send to the collector, or approve and send.
    pub submit: bool,
    /// Ask for approval.
    pub ask_approval: bool,
    /// Take back from approval.
    pub take_back: bool,
}

/// A survey at the caller's body, with the answers so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AnswerView {
    /// How it stands.
    pub summary: AssignmentSummary,
    /// State of the survey.
    pub survey_state: SurveyState,
    /// Counts changes of state.
    pub version: i32,
    /// What it is for, in Markdown.
    pub description: String,
    /// The same as HTML, for the page.
    #[serde(skip)]
    #[cfg_attr(feature = "ssr", schema(ignore))]
    pub html: SanitizedHtml,
    /// The body that collects.
    pub owner: String,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Whether the body must approve before it sends.
    pub needs_approval: bool,
    /// 様式.
    pub form: FormDefinition,
    /// Its version.
    pub form_version: i32,
    /// The values that were ever filled in.
    pub fields: Vec<FieldState>,
    /// Remark to the collector.
    pub note: String,
    /// Why it was sent back, while it is being corrected.
    pub return_reason: Option<String>,
    /// Who sent it.
    pub submitted_name: Option<String>,
    /// 受付番号, once it was sent.
    pub receipt: Option<String>,
    /// What the caller may do.
    pub rights: AnswerRights,
    /// A new key for a submission that begins with this page (C-56).
    pub client_key: Uuid,
    /// When it was read.
    pub read_at: DateTime<Utc>,
}

/// A change of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldChange {
    /// The question.
    pub key: String,
    /// Version of the value that the change began from; 0 when there was none.
    pub base: i32,
    /// What it becomes.
    pub input: FieldInput,
}

/// What a field becomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldInput {
    /// As typed: the fields of the question as a browser posts them.
    Typed(Vec<(String, String)>),
    /// As a value; none empties it.
    Value(Option<Value>),
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum FieldOutcome {
    /// It is saved, and survives a power cut.
    Saved {
        /// The question.
        key: String,
        /// Version of the value.
        version: i32,
        /// The value as it was understood.
        value: Option<Value>,
        /// When, in Japan: `14:32`.
        at: String,
        /// What deserves a second look.
        #[cfg_attr(feature = "ssr", schema(value_type = Vec<Object>))]
        warnings: Vec<Warning>,
    },
    /// Somebody else has saved the field since; nothing was overwritten.
    Conflict {
        /// The question.
        key: String,
        /// Version of the other value.
        version: i32,
        /// The other value.
        value: Option<Value>,
        /// How the other value reads.
        text: String,
        /// The fields of the other value, as a browser would post them.
        input: Vec<(String, String)>,
        /// Who.
        by: String,
        /// When, in Japan.
        at: String,
    },
    /// It cannot be saved as it is.
    Refused {
        /// The question.
        key: String,
        /// What is wrong.
        #[cfg_attr(feature = "ssr", schema(value_type = Vec<Object>))]
        errors: Vec<FieldError>,
    },
}

impl FieldOutcome {
    /// The question.
    pub fn key(&self) -> &str {
        match self {
            Self::Saved { key, .. } | Self::Conflict { key, .. } | Self::Refused { key, .. } => key,
        }
    }
}

/// What became of some changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SaveOutcome {
    /// Field by field, in the order asked.
    pub fields: Vec<FieldOutcome>,
    /// Questions with a value now.
    pub answered: u32,
}

/// A submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// Made by the sender, so that a repeated request is not a second submission.
    pub client_key: Uuid,
    /// `version` of the answers as the sender has seen them. What was taken back and put before the approver once more
    /// has another one, and is not sent. Without it what is there now is sent.
    #[serde(default)]
    pub version: Option<i32>,
    /// 該当なし: the body has nothing to report. The values stay in the draft and are not sent.
    #[serde(default)]
    pub not_applicable: bool,
    /// Remark to the collector; may be blank.
    #[serde(default)]
    pub note: String,
}

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// 受付番号.
    pub number: String,
    /// Which revision.
    pub revision: i32,
    /// When.
    pub submitted_at: DateTime<Utc>,
}

#[cfg(feature = "ssr")]
mod port {
    use super::{AnswerView, AssignmentSummary, FieldChange, Receipt, SaveOutcome, Submission};
    use crate::{
        domain::{
            error::AppError,
            form::FileRef,
            ids::{AssignmentId, AttachmentId, SurveyId},
        },
        ports::{
            Caller,
            files::{Download, Upload},
        },
    };

    /// What bodies do with the surveys they answer.
    #[async_trait::async_trait]
    pub trait AnswerService: Send + Sync {
        /// The surveys of the caller's body that are open, or closed: the next deadline first.
        async fn list(&self, caller: &Caller, open: bool) -> Result<Vec<AssignmentSummary>, AppError>;
        /// The assignment of a survey at the caller's body.
        ///
        /// # Errors
        /// [`AppError::NotFound`].
        async fn find(&self, caller: &Caller, survey: SurveyId) -> Result<AssignmentId, AppError>;
        /// The answers of the caller's body so far. Notes that the body has opened the survey.
        ///
        /// # Errors
        /// [`AppError::NotFound`] for every other body.
        async fn open(&self, caller: &Caller, id: AssignmentId) -> Result<AnswerView, AppError>;
        /// Saves fields; each is saved, in conflict or refused by itself. Durable when answered.
        ///
        /// # Errors
        /// [`AppError::Forbidden`] once it is submitted or closed.
        async fn save_fields(
            &self,
            caller: &Caller,
            id: AssignmentId,
            changes: Vec<FieldChange>,
        ) -> Result<SaveOutcome, AppError>;
        /// Asks for approval (決裁).
        ///
        /// # Errors
        /// [`AppError::Invalid`] with everything that is missing.
        async fn ask_approval(&self, caller: &Caller, id: AssignmentId, submission: Submission)
        -> Result<(), AppError>;
        /// Takes back what waits for approval, or returns it to the editor.
        ///
        /// # Errors
        /// A conflict when it does not wait.
        async fn take_back(&self, caller: &Caller, id: AssignmentId, reason: &str) -> Result<(), AppError>;
        /// Sends the answers. The same `client_key` sends once and answers the same receipt again.
        ///
        /// # Errors
        /// [`AppError::Invalid`] with everything that is missing, a conflict.
        async fn submit(&self, caller: &Caller, id: AssignmentId, submission: Submission) -> Result<Receipt, AppError>;
        /// Adds a file to the answer of a file question.
        ///
        /// # Errors
        /// [`AppError::Invalid`] with too many, [`AppError::FileRefused`]; nothing else is touched then.
        async fn attach(
            &self,
            caller: &Caller,
            id: AssignmentId,
            key: &str,
            upload: Upload,
        ) -> Result<FileRef, AppError>;
        /// Gives a file out: to its body, and to the collector once it was sent.
        ///
        /// # Errors
        /// [`AppError::NotFound`].
        async fn download(&self, caller: &Caller, id: AttachmentId) -> Result<Download, AppError>;
    }
}
#[cfg(feature = "ssr")]
pub use port::AnswerService;
