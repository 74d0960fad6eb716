//! Saves each field of an answer as it is left, and keeps what could not be sent on the user's machine.

#![expect(missing_docs, reason = "the macro makes a struct of the properties, which cannot carry docs")]

use leptos::{html::Span, prelude::*};

use crate::domain::{ids::AssignmentId, lang::Lang};

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod fields;

/// Watches the form around it. Without scripts the form has a button of its own.
#[island]
pub fn Autosave(
    /// The answers.
    assignment: AssignmentId,
    /// Language of the page.
    lang: Lang,
) -> impl IntoView {
    let place = NodeRef::<Span>::new();
    let words = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    browser::start(place, assignment, lang, words);
    #[cfg(not(feature = "hydrate"))]
    let _ = (assignment, lang);
    view! { <span class="save-state" role="status" node_ref=place>{move || words.get()}</span> }
}
