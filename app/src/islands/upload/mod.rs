//! Shows how far the files of a form have been sent, and lets one stop.

#![expect(missing_docs, reason = "the macro makes a struct of the properties, which cannot carry docs")]

use leptos::{html::Div, prelude::*};

use crate::{domain::lang::Lang, text::forms};

#[cfg(feature = "hydrate")]
mod browser;

/// Sends the files of the form that the file field beside it belongs to. Without scripts the browser sends them itself,
/// and shows nothing until they have arrived.
///
/// Its parts are there from the beginning and hidden: what changes is a number and a word, which needs no more wasm.
#[island]
pub fn UploadProgress(
    /// Language of the page.
    lang: Lang,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    #[cfg(feature = "hydrate")]
    browser::start(place);
    view! {
        <div class="upload__state" node_ref=place>
            <div class="upload__item" tabindex="-1" hidden>
                <div class="progress">
                    <span class="progress__label">{forms::UPLOAD_PROGRESS.get(lang)}</span>
                    <span class="progress__value"></span>
                    <progress
                        class="progress__bar"
                        value="0"
                        max="100"
                        aria-label=forms::UPLOAD_PROGRESS.get(lang)
                    ></progress>
                </div>
                <button class="button button--s" type="button">{forms::UPLOAD_STOP.get(lang)}</button>
                <p class="upload__wait">{forms::UPLOAD_WAIT.get(lang)}</p>
            </div>
            <p class="upload__error" role="alert" hidden>{forms::UPLOAD_FAILED.get(lang)}</p>
        </div>
    }
}
