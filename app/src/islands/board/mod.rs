//! The board of a survey renews itself when something has changed.

#![expect(missing_docs, reason = "the macro makes a struct of the properties, which cannot carry docs")]

use leptos::prelude::*;

use crate::{
    domain::{ids::SurveyId, lang::Lang},
    text::surveys as words,
};

#[cfg(feature = "hydrate")]
mod browser;

/// Asks every few seconds whether the board has changed, and puts the new one in its place.
#[island]
pub fn BoardRefresh(
    /// The survey.
    survey: SurveyId,
    /// Language of the page.
    lang: Lang,
) -> impl IntoView {
    // Said by the script, because only with it is it so.
    let live = RwSignal::new("");
    #[cfg(feature = "hydrate")]
    browser::start(survey, live, words::BOARD_LIVE.get(lang));
    #[cfg(not(feature = "hydrate"))]
    let _ = (survey, words::BOARD_LIVE.get(lang));
    view! { <p class="muted small screen-only">{move || live.get()}</p> }
}
