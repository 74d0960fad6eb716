//! What a field knows of its form.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    index::{FieldIndex, Indexed},
    outcome::FormOutcome,
};
use crate::components::load::use_lang;

/// The form around a field.
#[derive(Clone, Default)]
pub(super) struct FormScope {
    /// Path of the server function.
    pub action: String,
    /// Tells apart several forms of one page with the same function.
    pub key: Option<String>,
    /// What became of it, when it is the one that was posted.
    pub outcome: Option<Arc<FormOutcome>>,
}

/// What a field shows besides its label.
pub(super) struct FieldState {
    /// Its element.
    pub id: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Elements that describe it.
    pub described_by: Option<String>,
    outcome: Option<Arc<FormOutcome>>,
    name: String,
}

impl FieldState {
    /// The state of the field `name`, whose errors may go by another name (`error_name`).
    pub fn of(name: &str, error_name: Option<&str>, label: &str, has_hint: bool) -> Self {
        let scope = use_context::<FormScope>().unwrap_or_default();
        let id = scope.key.as_ref().map_or_else(|| name.to_owned(), |key| format!("{key}-{name}"));
        let error_name = error_name.unwrap_or(name);
        let error =
            scope.outcome.as_ref().and_then(|outcome| outcome.problem(error_name)).map(|p| p.message(use_lang()));
        if scope.outcome.is_some()
            && let Some(index) = use_context::<FieldIndex>()
        {
            index.add(Indexed {
                form: (scope.action.clone(), scope.key.clone()),
                name: error_name.to_owned(),
                id: id.clone(),
                label: label.to_owned(),
            });
        }
        let described: Vec<String> = [(has_hint, "hint"), (error.is_some(), "error")]
            .into_iter()
            .filter(|(present, _)| *present)
            .map(|(_, part)| format!("{id}-{part}"))
            .collect();
        Self {
            described_by: (!described.is_empty()).then(|| described.join(" ")),
            id,
            error,
            outcome: scope.outcome,
            name: name.to_owned(),
        }
    }

    /// What was typed, or `initial` when the form was not posted.
    pub fn value(&self, initial: String) -> String {
        match &self.outcome {
            Some(outcome) => outcome.value(&self.name).unwrap_or_default().to_owned(),
            None => initial,
        }
    }

    /// What was chosen, or `initial` when the form was not posted.
    pub fn values(&self, initial: Vec<String>) -> Vec<String> {
        match &self.outcome {
            Some(outcome) => outcome.values_of(&self.name).map(str::to_owned).collect(),
            None => initial,
        }
    }

    /// `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    /// Class of the element around everything.
    pub fn class(&self) -> &'static str {
        if self.error.is_some() { "field field--error" } else { "field" }
    }

    /// The support text above the control.
    pub fn hint_view(&self, hint: &str) -> Option<impl IntoView + use<>> {
        let (id, hint) = (format!("{}-hint", self.id), hint.to_owned());
        (!hint.is_empty()).then(|| view! { <p class="field__hint" id=id>{hint}</p> })
    }

    /// The error above the control.
    pub fn error_view(&self) -> Option<impl IntoView + use<>> {
        let id = format!("{}-error", self.id);
        self.error.clone().map(|error| {
            view! { <p class="field__error" id=id><span aria-hidden="true">"＊"</span><span>{error}</span></p> }
        })
    }
}
