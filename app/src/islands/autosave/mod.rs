//! Saves each field of an answer as it is left, and keeps what could not be sent on the user's machine.

#![expect(missing_docs, reason = "the macro makes a struct of the properties, which cannot carry docs")]

use leptos::{html::Span, prelude::*};

use crate::domain::{
    ids::{AccountId, AssignmentId},
    lang::Lang,
};

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod choice;
#[cfg(feature = "hydrate")]
mod drafts;
#[cfg(feature = "hydrate")]
mod fields;
#[cfg(feature = "hydrate")]
mod keeper;
#[cfg(feature = "hydrate")]
mod left;

/// Watches the form around it. Without scripts the form has a button of its own. Where there is no form any more, it
/// shows what was typed and never sent.
#[island]
pub fn Autosave(
    /// Who types: what one could not send is shown to and sent for nobody else at the same machine.
    account: AccountId,
    /// The answers.
    assignment: AssignmentId,
    /// Language of the page.
    lang: Lang,
) -> impl IntoView {
    let place = NodeRef::<Span>::new();
    let words = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    browser::start(place, drafts::Drafts::new(account, assignment), lang, words);
    #[cfg(not(feature = "hydrate"))]
    let _ = (account, assignment, lang);
    view! { <span class="save-state" role="status" node_ref=place>{move || words.get()}</span> }
}
