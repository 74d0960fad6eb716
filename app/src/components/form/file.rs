//! Files.

use leptos::prelude::*;

use super::{
    field::mark,
    scope::{FieldState, Names},
};
use crate::{
    components::{island_scripts::WakeIslands, load::use_lang},
    islands::upload::UploadProgress,
    text::forms,
};

/// Files to send with the form, which must be `multipart`. Works without a script.
#[component]
pub fn FileField(
    /// Its name.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// More than one file may be chosen.
    #[prop(optional)]
    multiple: bool,
    /// Endings that the browser offers, such as `.xlsx,.csv`; the server checks the content.
    #[prop(optional, into)]
    accept: Option<String>,
    /// A file must be chosen.
    #[prop(optional)]
    required: bool,
    /// None may be chosen, where the others must be filled in.
    #[prop(optional)]
    optional: bool,
    /// Kinds and sizes that are taken.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let state = FieldState::of(&name, Names::default(), &label, !hint.is_empty());
    view! {
        <div class=state.class()>
            {state.label_view(label, None, mark(required, optional))}
            {state.hint_view(&hint)}
            {state.error_view()}
            <div class="upload">
                <div class="upload__drop">
                    <p>{forms::DROP.get(use_lang())}</p>
                    <input
                        class="upload__input"
                        type="file"
                        id=state.id.clone()
                        name=name
                        multiple=multiple
                        accept=accept
                        aria-required=required.then_some("true")
                        aria-invalid=state.invalid()
                        aria-describedby=state.described_by.clone()
                    />
                </div>
                <UploadProgress lang=use_lang()/>
                <WakeIslands/>
            </div>
        </div>
    }
}
