//! The version that a form was made of.

use leptos::prelude::*;

use super::{
    choice::{Choice, RadioGroup},
    field::HiddenField,
    outcome::VERSION,
    scope::FormScope,
};
use crate::{components::load::use_lang, text::forms};

/// The version of a thing that a form changes. It comes first in the form.
///
/// When somebody else has saved meanwhile, the form comes back with what was typed, each field tells what is saved now,
/// and this asks whether it may be replaced: pressing the button once more is not enough.
#[component]
pub fn VersionField(
    /// The newest version.
    version: i32,
) -> impl IntoView {
    let outcome = use_context::<FormScope>().and_then(|scope| scope.outcome);
    let typed = outcome.filter(|outcome| outcome.is_stale());
    let Some(base) = typed.and_then(|outcome| outcome.value(VERSION).map(str::to_owned)) else {
        return view! { <HiddenField name=VERSION value=version.to_string()/> }.into_any();
    };
    let lang = use_lang();
    let choices = vec![
        Choice::new(base.clone(), forms::STALE_WAIT.get(lang)),
        Choice::new(version.to_string(), forms::STALE_REPLACE.get(lang)),
    ];
    view! {
        <div class="panel">
            <RadioGroup name=VERSION label=forms::STALE.get(lang) hint=forms::STALE_HINT.get(lang) choices value=base/>
        </div>
    }
    .into_any()
}
