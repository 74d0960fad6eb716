//! Check boxes and radio buttons.

use leptos::prelude::*;

use super::{
    field::mark,
    scope::{FieldState, Names},
};

/// Something that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// More words below it.
    pub hint: String,
    /// It cannot be chosen now.
    pub disabled: bool,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// The same with more words below it.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }
}

/// How choices are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChoiceLayout {
    /// One below the other.
    #[default]
    List,
    /// Side by side.
    Row,
    /// In columns: the bodies of a prefecture.
    Columns,
}

impl ChoiceLayout {
    const fn class(self) -> &'static str {
        match self {
            Self::List => "choices",
            Self::Row => "choices choices--row",
            Self::Columns => "choices choices--columns",
        }
    }
}

/// A single yes or no. Posts `value` when checked and nothing otherwise.
#[component]
pub fn Checkbox(
    /// Its name, as the server function calls it.
    #[prop(into)]
    name: String,
    /// What one agrees to.
    #[prop(into)]
    label: String,
    /// Whether it is checked before anything is done.
    #[prop(optional)]
    checked: bool,
    /// What is posted.
    #[prop(default = "true".into(), into)]
    value: String,
    /// More words.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let mut state = FieldState::of(&name, Names::default(), &label, false);
    let initial = if checked { vec![value.clone()] } else { Vec::new() };
    let choice = Choice { value, label, hint, disabled: false };
    let chosen = state.values(initial, std::slice::from_ref(&choice));
    let input = Input { name, kind: "checkbox", id: state.id.clone(), invalid: state.invalid() };
    view! {
        <div class=state.class()>
            {state.error_view()}
            {input.view(choice, &chosen, true)}
        </div>
    }
}

/// Any number of choices.
#[component]
pub fn CheckboxGroup(
    /// Their name, as the server function calls it.
    #[prop(into)]
    name: String,
    /// Its element, where several groups of a form have the same name.
    #[prop(optional, into)]
    id: Option<String>,
    /// Name of the field in errors, where it differs.
    #[prop(optional, into)]
    error_name: Option<String>,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    choices: Vec<Choice>,
    /// What is chosen before anything is done.
    #[prop(optional)]
    values: Vec<String>,
    /// How they are set.
    #[prop(optional)]
    layout: ChoiceLayout,
    /// At least one must be chosen.
    #[prop(optional)]
    required: bool,
    /// What to choose.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let names = Names { id: id.as_deref(), error: error_name.as_deref() };
    let mut state = FieldState::of(&name, names, &label, !hint.is_empty());
    let values = state.values(values, &choices);
    group(&state, "checkbox", name, label, choices, &values, layout, required, &hint)
}

/// One of a few choices.
#[component]
pub fn RadioGroup(
    /// Their name, as the server function calls it.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    choices: Vec<Choice>,
    /// What is chosen before anything is done.
    #[prop(optional, into)]
    value: String,
    /// How they are set.
    #[prop(optional)]
    layout: ChoiceLayout,
    /// One must be chosen.
    #[prop(optional)]
    required: bool,
    /// What to choose.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let mut state = FieldState::of(&name, Names::default(), &label, !hint.is_empty());
    let values = state.values(vec![value], &choices);
    group(&state, "radio", name, label, choices, &values, layout, required, &hint)
}

#[expect(clippy::too_many_arguments, reason = "the two groups above differ in nothing but these")]
fn group(
    state: &FieldState,
    kind: &'static str,
    name: String,
    label: String,
    choices: Vec<Choice>,
    chosen: &[String],
    layout: ChoiceLayout,
    required: bool,
    hint: &str,
) -> impl IntoView + use<> {
    let input = Input { name, kind, id: state.id.clone(), invalid: state.invalid() };
    let inputs =
        choices.into_iter().enumerate().map(|(index, choice)| input.view(choice, chosen, index == 0)).collect_view();
    view! {
        <fieldset class=state.class() aria-describedby=state.described_by.clone()>
            <legend class="field__label">{label}{mark(required, false)}</legend>
            {state.hint_view(hint)}
            {state.error_view()}
            <div class=layout.class()>{inputs}</div>
        </fieldset>
    }
}

struct Input {
    name: String,
    kind: &'static str,
    id: String,
    invalid: Option<&'static str>,
}

impl Input {
    /// One box with its label. The first of a group carries the id that the error summary links to.
    fn view(&self, choice: Choice, chosen: &[String], first: bool) -> impl IntoView + use<> {
        let checked = chosen.contains(&choice.value);
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type=self.kind
                    id=first.then(|| self.id.clone())
                    name=self.name.clone()
                    value=choice.value
                    checked=checked
                    disabled=choice.disabled
                    aria-invalid=self.invalid
                />
                <span class="choice__label">{choice.label}</span>
                {(!choice.hint.is_empty()).then(|| view! { <span class="choice__hint">{choice.hint}</span> })}
            </label>
        }
    }
}
