//! Fields of many lines.

use leptos::prelude::*;

use super::{
    field::mark,
    scope::{FieldState, Names},
};
use crate::{
    components::{escape::escape_text, load::use_lang},
    domain::decimal::Decimal,
    text::forms,
};

/// A field of many lines. It and the [`CellField`](super::CellField) write the only `<textarea>`s of the pages: a bare one
/// would not escape its text (C-20).
#[component]
pub fn TextArea(
    /// Its name, as the server function calls it.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What stands in it before anything is typed.
    #[prop(optional, into)]
    value: String,
    /// Lines that are seen at once.
    #[prop(default = 5)]
    rows: u32,
    /// It must be filled in.
    #[prop(optional)]
    required: bool,
    /// It may stay empty, where the others must be filled in.
    #[prop(optional)]
    optional: bool,
    /// What to type, and how.
    #[prop(optional, into)]
    hint: String,
    /// Characters that fit; told below the field, checked by the server.
    #[prop(optional, into)]
    max: Option<usize>,
) -> impl IntoView {
    let mut state = FieldState::of(&name, Names::default(), &label, !hint.is_empty());
    // HTML drops one line break at the beginning, so ours goes first.
    let text = format!("\n{}", escape_text(&state.value(value)));
    let limit = max.map(|max| forms::MAX_CHARS.fill(use_lang(), &[("max", &grouped(max))]));
    view! {
        <div class=state.class()>
            {state.label_view(label, None, mark(required, optional))}
            {state.hint_view(&hint)}
            {state.error_view()}
            <div class="field__control">
                <textarea
                    class="input"
                    id=state.id.clone()
                    name=name
                    rows=rows.to_string()
                    aria-required=required.then_some("true")
                    aria-invalid=state.invalid()
                    aria-describedby=state.described_by.clone()
                >
                    {text}
                </textarea>
            </div>
            {limit.map(|limit| view! { <p class="field__count">{limit}</p> })}
        </div>
    }
}

/// A number of characters as people read it: 100,000.
fn grouped(count: usize) -> String {
    u32::try_from(count).map_or_else(|_| count.to_string(), |count| Decimal::from(count).grouped())
}
