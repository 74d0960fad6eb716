//! What became of a form that was posted: the values as typed and the error, so that nothing is lost.

use leptos::prelude::use_context;

use crate::domain::{
    error::{AppError, ConflictReason},
    problem::FieldProblem,
};

/// Path of the server function that signs in.
pub const LOG_IN: &str = "session/log_in";
/// Field of the log-in that carries the form on which the session had ended.
pub const KEPT_FORM: &str = "kept";
/// Field of the version that a form was made of.
pub(super) const VERSION: &str = "version";

/// Something that a form has led to and that is shown this once, such as the secret of a token. In context while the
/// page of the form is rendered again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownOnce {
    /// Path of the server function that made it.
    pub action: String,
    /// What is shown.
    pub text: String,
}

/// A posted form that was refused, or not run because the session had ended. In context while its page is rendered
/// again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormOutcome {
    /// Path of the server function that refused, such as `notices/save`.
    pub action: String,
    /// Every field as it was typed, in order.
    pub values: Vec<(String, String)>,
    /// Why it was refused; none when it was not run.
    pub error: Option<AppError>,
}

impl FormOutcome {
    /// The outcome of a form of `action`, when it was the one that was posted.
    pub fn of(action: &str) -> Option<Self> {
        use_context::<Self>().filter(|outcome| outcome.action == action)
    }

    /// What was typed into `field`.
    pub fn value(&self, field: &str) -> Option<&str> {
        self.values.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// Everything that was typed into or chosen in fields of this name.
    pub fn values_of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// Whether somebody else has saved what the form was made of, so that sending it again would undo their work.
    pub fn is_stale(&self) -> bool {
        let conflict = AppError::Conflict { reason: ConflictReason::Stale };
        self.error == Some(conflict) && self.value(VERSION).is_some()
    }

    /// What is wrong with `field`, or with the first of several things that were typed into it.
    pub fn problem(&self, field: &str) -> Option<&FieldProblem> {
        let Some(AppError::Invalid { errors }) = &self.error else { return None };
        let whole = errors.iter().find(|error| error.field == field);
        let found = whole.or_else(|| errors.iter().find(|error| is_part(&error.field, field)));
        found.map(|error| &error.problem)
    }
}

/// Whether `part`, such as `tags.2`, is one of the things that stand in the one field `field`.
pub(super) fn is_part(part: &str, field: &str) -> bool {
    let number = part.strip_prefix(field).and_then(|rest| rest.strip_prefix('.'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()))
}
