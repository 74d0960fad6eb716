//! The end of every page.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::{
    components::load::use_lang,
    domain::calendar::format_instant,
    routes,
    text::{common, nav},
};

/// Help, and on paper the time of printing and the address.
#[component]
pub fn Footer(
    /// Path and query of the page.
    #[prop(into)]
    path: String,
    /// When the page was made.
    #[prop(optional_no_strip)]
    now: Option<DateTime<Utc>>,
) -> impl IntoView {
    let lang = use_lang();
    let printed = now.map(|now| common::PRINTED.fill(lang, &[("at", &format_instant(now, lang))]));
    view! {
        <footer class="footer">
            <div class="footer__inner">
                <ul class="footer__list" role="list"><li><a href=routes::HELP>{nav::HELP.get(lang)}</a></li></ul>
                <span class="push">{nav::PRODUCT.get(lang)}" "{env!("CARGO_PKG_VERSION")}</span>
            </div>
            <p class="print-only">{printed}" "{common::ADDRESS.fill(lang, &[("path", &path)])}</p>
        </footer>
    }
}
