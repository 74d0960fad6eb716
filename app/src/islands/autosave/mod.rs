//! Saves each field of an answer as it is left, and keeps what could not be sent on the user's machine.

#![expect(missing_docs, reason = "the macro makes a struct of the properties, which cannot carry docs")]

use std::collections::BTreeMap;

use leptos::{html::Span, prelude::*};
use serde::{Deserialize, Serialize};

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
#[cfg(feature = "hydrate")]
mod shown;

/// What became of the form when it was posted last, as far as the page knows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub enum Posted {
    /// The page was asked for by its address.
    #[default]
    Unknown,
    /// It was taken.
    Taken,
    /// It was refused or not run, and its fields show what was typed.
    Back {
        /// What the server has, as a browser would post it.
        saved: Vec<(String, String)>,
        /// The versions from which it was typed, by question.
        bases: BTreeMap<String, i32>,
    },
}

/// Watches the form around it. Without scripts the form has a button of its own. Where there is no form any more, it
/// shows what was typed and never sent.
#[island]
pub fn Autosave(
    /// Who types: what one could not send is shown to and sent for nobody else at the same machine.
    account: AccountId,
    /// The answers.
    assignment: AssignmentId,
    /// What became of the form that was posted last.
    posted: Posted,
    /// Language of the page.
    lang: Lang,
) -> impl IntoView {
    let place = NodeRef::<Span>::new();
    let words = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    browser::start(place, drafts::Drafts::new(account, assignment), posted, lang, words);
    #[cfg(not(feature = "hydrate"))]
    let _ = (account, assignment, posted, lang);
    view! { <span class="save-state" role="status" node_ref=place>{move || words.get()}</span> }
}
