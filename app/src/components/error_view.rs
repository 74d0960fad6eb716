//! An error as a whole page.

use leptos::prelude::*;

use crate::{
    components::{layout::Page, load::use_lang},
    domain::{error::AppError, lang::Text},
    routes,
};

const TITLE: Text = Text { ja: "表示できません", en: "This cannot be shown" };
const BACK: Text = Text { ja: "「今日やること」に戻る", en: "Back to Today" };

/// A page that says what happened, with the way back.
#[component]
pub fn ErrorView(
    /// What happened.
    error: AppError,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page title=TITLE.get(lang)>
            <div class="stack">
                <p class="lead">{error.message(lang)}</p>
                <a class="button" href=routes::HOME>{BACK.get(lang)}</a>
            </div>
        </Page>
    }
}
