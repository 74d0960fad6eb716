//! Where one is.

use leptos::prelude::*;

use crate::{components::load::use_lang, text::nav};

/// A page above the current one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Its name.
    pub label: String,
    /// Its address.
    pub href: String,
}

impl Crumb {
    /// A page above the current one.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// The pages above the current one, and the current one without a link.
#[component]
pub fn Breadcrumbs(
    /// The pages above, from the top.
    trail: Vec<Crumb>,
    /// Name of the current page.
    #[prop(into)]
    current: String,
) -> impl IntoView {
    let links = trail
        .into_iter()
        .map(|crumb| view! { <li class="breadcrumbs__item"><a href=crumb.href>{crumb.label}</a></li> })
        .collect_view();
    view! {
        <nav class="breadcrumbs" aria-label=nav::BREADCRUMBS.get(use_lang())>
            <ol class="breadcrumbs__list" role="list">
                {links}
                <li class="breadcrumbs__item"><span aria-current="page">{current}</span></li>
            </ol>
        </nav>
    }
}
