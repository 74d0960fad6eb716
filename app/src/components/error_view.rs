//! An error as a whole page shows it.

use leptos::prelude::*;

use crate::{
    components::load::use_lang,
    domain::{error::AppError, lang::Text},
    routes,
};

const TITLE: Text = Text { ja: "表示できません", en: "This cannot be shown" };
const BACK: Text = Text { ja: "「今日やること」に戻る", en: "Back to Today" };

/// What happened, and the way back.
#[component]
pub fn ErrorView(
    /// What happened.
    error: AppError,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <h1>{TITLE.get(lang)}</h1>
        <p>{error.message(lang)}</p>
        <p><a href=routes::HOME>{BACK.get(lang)}</a></p>
    }
}
