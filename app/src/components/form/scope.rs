//! What a field knows of its form.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    choice::Choice,
    index::{FieldIndex, Indexed},
    outcome::FormOutcome,
};
use crate::{components::load::use_lang, domain::form_text::join, text::forms};

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

/// By what else a field goes than by its name.
#[derive(Clone, Copy, Default)]
pub(super) struct Names<'n> {
    /// Its element, where several fields of a form have the same name.
    pub id: Option<&'n str>,
    /// In errors.
    pub error: Option<&'n str>,
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
    /// What somebody else has saved meanwhile, where it differs from what was typed.
    kept: Option<String>,
}

impl FieldState {
    /// The state of the field `name`.
    pub fn of(name: &str, names: Names<'_>, label: &str, has_hint: bool) -> Self {
        let scope = use_context::<FormScope>().unwrap_or_default();
        let id = names.id.unwrap_or(name);
        let id = scope.key.as_ref().map_or_else(|| id.to_owned(), |key| format!("{key}-{id}"));
        let error_name = names.error.unwrap_or(name);
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
            kept: None,
        }
    }

    /// What was typed. `initial`, which is saved, when the form was not posted, or not with this field: it is then of
    /// something that has been added since.
    pub fn value(&mut self, initial: String) -> String {
        let Some(outcome) = self.outcome.as_ref().filter(|outcome| outcome.value(&self.name).is_some()) else {
            return initial;
        };
        self.typed(Arc::clone(outcome), initial)
    }

    /// The same in a table whose rows grow with what is posted: no field, nothing typed.
    pub fn cell_value(&mut self, initial: String) -> String {
        let Some(outcome) = self.outcome.clone() else { return initial };
        self.typed(outcome, initial)
    }

    fn typed(&mut self, outcome: Arc<FormOutcome>, initial: String) -> String {
        let typed = outcome.value(&self.name).unwrap_or_default().to_owned();
        if outcome.is_stale() && typed.replace("\r\n", "\n") != initial {
            self.kept = Some(initial);
        }
        typed
    }

    /// What was chosen among `choices`, or `initial` when the form was not posted.
    pub fn values(&mut self, initial: Vec<String>, choices: &[Choice]) -> Vec<String> {
        let Some(outcome) = &self.outcome else { return initial };
        let chosen: Vec<String> = outcome.values_of(&self.name).map(str::to_owned).collect();
        let taken = |values: &[String]| choices.iter().map(|choice| values.contains(&choice.value)).collect::<Vec<_>>();
        if outcome.is_stale() && taken(&chosen) != taken(&initial) {
            let labels = choices.iter().filter(|choice| initial.contains(&choice.value)).map(|choice| &choice.label);
            self.kept = Some(join(&labels.collect::<Vec<_>>(), use_lang()));
        }
        chosen
    }

    /// What was chosen in a list, which a browser always sends: without it, `initial`, as in [`Self::value`].
    pub fn choice(&mut self, initial: String, choices: &[Choice]) -> String {
        if self.outcome.as_ref().is_some_and(|outcome| outcome.value(&self.name).is_none()) {
            return initial;
        }
        self.values(vec![initial], choices).into_iter().next().unwrap_or_default()
    }

    /// `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    /// Class of the element around everything.
    pub fn class(&self) -> &'static str {
        if self.error.is_some() { "field field--error" } else { "field" }
    }

    /// The label, its mark, and behind it, read out only, what tells it from others of the same words.
    pub fn label_view<M: IntoView>(&self, label: String, subject: Option<String>, mark: M) -> impl IntoView + use<M> {
        let id = self.id.clone();
        view! {
            <label class="field__label" for=id>
                {label}{subject.map(|subject| view! { <span class="visually-hidden">{format!(": {subject}")}</span> })}{mark}
            </label>
        }
    }

    /// The support text above the control.
    pub fn hint_view(&self, hint: &str) -> Option<impl IntoView + use<>> {
        let (id, hint) = (format!("{}-hint", self.id), hint.to_owned());
        (!hint.is_empty()).then(|| view! { <p class="field__hint" id=id>{hint}</p> })
    }

    /// The error above the control, and what is saved where that is something else.
    pub fn error_view(&self) -> impl IntoView + use<> {
        let (id, lang) = (format!("{}-error", self.id), use_lang());
        let error = self.error.clone().map(|error| {
            view! { <p class="field__error" id=id><span aria-hidden="true">"＊"</span><span>{error}</span></p> }
        });
        let kept = self.kept.clone().map(|kept| {
            let kept = if kept.is_empty() { forms::NOTHING.get(lang).to_owned() } else { kept };
            view! { <p class="field__kept">{forms::SAVED_NOW.get(lang)}<span>{kept}</span></p> }
        });
        view! { {error}{kept} }
    }
}
