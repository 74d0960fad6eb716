//! Fields that answer one question together, such as the cells of a table.

use leptos::prelude::*;

use super::{
    field::mark,
    scope::{FieldState, Names},
};

/// A frame around fields, with a label, a hint and errors of its own.
#[component]
pub fn FieldGroup(
    /// Its name in errors.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// Something must be filled in.
    #[prop(optional)]
    required: bool,
    /// What to type, and how.
    #[prop(optional, into)]
    hint: String,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let state = FieldState::of(&name, Names::default(), &label, !hint.is_empty());
    view! {
        <fieldset class=state.class() id=state.id.clone() aria-describedby=state.described_by.clone()>
            <legend class="field__label">{label}{mark(required, false)}</legend>
            {state.hint_view(&hint)}
            {state.error_view()}
            {children()}
        </fieldset>
    }
}
