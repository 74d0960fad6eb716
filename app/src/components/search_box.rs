//! The box that searches.

use leptos::prelude::*;

use super::load::use_lang;
use crate::{routes, text::nav};

/// A search form that goes to [`routes::SEARCH`]: a plain GET, so that results have an address.
#[component]
pub fn SearchBox(
    /// What was searched.
    #[prop(optional, into)]
    query: String,
    /// The small one of the header, whose label is only read out.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    let lang = use_lang();
    let id = if compact { "header-q" } else { "q" };
    let (form, label, button) = if compact {
        ("search-box search-box--compact header__search", "visually-hidden", "button button--s")
    } else {
        ("search-box", "field__label", "button button--primary")
    };
    let name = if compact { nav::SEARCH_EVERYTHING } else { nav::SEARCH };
    view! {
        <form class=form role="search" action=routes::SEARCH method="get" aria-label=name.get(lang)>
            <label class=label for=id>{nav::SEARCH_LABEL.get(lang)}</label>
            <div class="search-box__row">
                <input class="input" id=id name="q" type="search" value=query maxlength="200" autocomplete="off"/>
                <button class=button type="submit">{nav::SEARCH.get(lang)}</button>
            </div>
        </form>
    }
}
