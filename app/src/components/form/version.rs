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
/// and this asks whether it may be replaced: pressing the button once more is not enough. A form that comes back for
/// another reason keeps the version that it was made of, so that a change of somebody else is noticed the next time.
#[component]
pub fn VersionField(
    /// The newest version.
    version: i32,
) -> impl IntoView {
    let outcome = use_context::<FormScope>().and_then(|scope| scope.outcome);
    let stale = outcome.as_ref().is_some_and(|outcome| outcome.is_stale());
    let typed = outcome.and_then(|outcome| outcome.value(VERSION)?.parse::<i32>().ok());
    let base = typed.unwrap_or(version).to_string();
    if !stale {
        return view! { <HiddenField name=VERSION value=base/> }.into_any();
    }
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
