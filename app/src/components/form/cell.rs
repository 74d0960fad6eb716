//! Fields inside the cells of a table.

use leptos::prelude::*;

use super::{
    choice::Choice,
    scope::{FieldState, Names},
};
use crate::components::escape::escape_text;

/// What a cell takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CellKind {
    /// Words. A text of several lines keeps them.
    #[default]
    Text,
    /// A number or a date, typed as text.
    Figures,
    /// One of some choices, or none.
    Choice(Vec<Choice>),
}

/// A field whose label is the heading of its column; it is only read out.
#[component]
pub fn CellField(
    /// Its name, as the server function calls it.
    #[prop(into)]
    name: String,
    /// Row and column in words.
    #[prop(into)]
    label: String,
    /// What stands in it before anything is typed.
    #[prop(optional, into)]
    value: String,
    /// What it takes.
    #[prop(optional)]
    kind: CellKind,
) -> impl IntoView {
    let mut state = FieldState::of(&name, Names::default(), &label, false);
    let value = state.cell_value(value);
    let control = match kind {
        CellKind::Choice(choices) => select(&state, name, label, choices, &value).into_any(),
        CellKind::Text if value.contains('\n') => area(&state, name, label, &value).into_any(),
        CellKind::Text => line(&state, name, label, value, "input").into_any(),
        CellKind::Figures => line(&state, name, label, value, "input input--num").into_any(),
    };
    view! {
        {state.error_view()}
        {control}
    }
}

fn line(state: &FieldState, name: String, label: String, value: String, class: &'static str) -> impl IntoView + use<> {
    view! {
        <input
            class=class
            type="text"
            id=state.id.clone()
            name=name
            value=value
            aria-label=label
            aria-invalid=state.invalid()
            aria-describedby=state.described_by.clone()
        />
    }
}

/// Line breaks would be lost in a field of one line.
fn area(state: &FieldState, name: String, label: String, value: &str) -> impl IntoView + use<> {
    let text = format!("\n{}", escape_text(value));
    view! {
        <textarea
            class="input"
            id=state.id.clone()
            name=name
            rows="2"
            aria-label=label
            aria-invalid=state.invalid()
            aria-describedby=state.described_by.clone()
        >
            {text}
        </textarea>
    }
}

fn select(state: &FieldState, name: String, label: String, choices: Vec<Choice>, value: &str) -> impl IntoView + use<> {
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == value;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <span class="select">
            <select
                class="input"
                id=state.id.clone()
                name=name
                aria-label=label
                aria-invalid=state.invalid()
                aria-describedby=state.described_by.clone()
            >
                <option value=""></option>
                {options}
            </select>
        </span>
    }
}
