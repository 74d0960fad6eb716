//! The way through a long list.

use leptos::prelude::*;

use super::{
    icon::{Icon, IconName},
    load::use_lang,
};
use crate::text::common;

/// How many there are, and the links to the first and the next rows.
///
/// Lists go forwards by cursor (see [`crate::domain::page::Page`]); the browser's own button goes back.
#[component]
pub fn Pagination(
    /// Rows in the whole list.
    total: u64,
    /// Up to where rows were counted, of a list that may hold more.
    #[prop(optional)]
    cap: Option<u64>,
    /// Address of the first rows, on any page but the first.
    #[prop(optional_no_strip, into)]
    first: Option<String>,
    /// Address of the next rows, on any page but the last.
    #[prop(optional_no_strip, into)]
    next: Option<String>,
) -> impl IntoView {
    let lang = use_lang();
    let words = if cap.is_some_and(|cap| total >= cap) { common::TOTAL_OR_MORE } else { common::TOTAL };
    let count = view! { <p class="pagination__count">{words.fill(lang, &[("n", &total.to_string())])}</p> };
    if first.is_none() && next.is_none() {
        return view! { <div class="pagination">{count}</div> }.into_any();
    }
    view! {
        <nav class="pagination" aria-label=common::PAGES.get(lang)>
            <ul class="pagination__list" role="list">
                {first.map(|href| view! {
                    <li><a class="pagination__link" href=href><Icon name=IconName::ChevronLeft/>{common::FIRST_PAGE.get(lang)}</a></li>
                })}
                {next.map(|href| view! {
                    <li><a class="pagination__link" href=href rel="next">{common::NEXT_PAGE.get(lang)}<Icon name=IconName::ChevronRight/></a></li>
                })}
            </ul>
            {count}
        </nav>
    }
    .into_any()
}
