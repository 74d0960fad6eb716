//! One of many, from a list that opens.

use leptos::prelude::*;

use super::{
    choice::Choice,
    field::mark,
    scope::{FieldState, Names},
};
use crate::{components::load::use_lang, text::forms};

/// One of many, from a list that opens. For few choices a [`RadioGroup`](super::RadioGroup) is easier to use.
#[component]
pub fn Select(
    /// Its name, as the server function calls it.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What it asks that of, read out only, where several fields say the same.
    #[prop(optional, into)]
    subject: Option<String>,
    /// What can be chosen.
    choices: Vec<Choice>,
    /// What is chosen before anything is done.
    #[prop(optional, into)]
    value: String,
    /// Begins with 「選んでください」, which chooses nothing.
    #[prop(optional)]
    blank: bool,
    /// Something must be chosen.
    #[prop(optional)]
    required: bool,
    /// Nothing may be chosen, where the others must be filled in.
    #[prop(optional)]
    optional: bool,
    /// What to choose.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let mut state = FieldState::of(&name, Names::default(), &label, !hint.is_empty());
    let value = state.choice(value, &choices);
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == value;
            view! { <option value=choice.value selected=selected disabled=choice.disabled>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <div class=state.class()>
            {state.label_view(label, subject, mark(required, optional))}
            {state.hint_view(&hint)}
            {state.error_view()}
            <span class="select">
                <select
                    class="input"
                    id=state.id.clone()
                    name=name
                    aria-required=required.then_some("true")
                    aria-invalid=state.invalid()
                    aria-describedby=state.described_by.clone()
                >
                    {blank.then(|| view! { <option value="">{forms::CHOOSE.get(use_lang())}</option> })}
                    {options}
                </select>
            </span>
        </div>
    }
}
