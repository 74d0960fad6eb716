//! Places within one thing, such as the pages of a survey. Links, so that each has its address.

use leptos::prelude::*;

/// One place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Its name.
    pub label: String,
    /// Its address.
    pub href: String,
    /// How many things are there, if that helps.
    pub count: Option<u64>,
}

impl Tab {
    /// A place.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), count: None }
    }

    /// The same with a count.
    #[must_use]
    pub fn counting(self, count: u64) -> Self {
        Self { count: Some(count), ..self }
    }
}

/// The places, with the current one marked.
#[component]
pub fn Tabs(
    /// What they are places of, for screen readers.
    #[prop(into)]
    label: String,
    /// The places.
    tabs: Vec<Tab>,
    /// Address of the current one.
    #[prop(into)]
    current: String,
) -> impl IntoView {
    let links = tabs
        .into_iter()
        .map(|tab| {
            let here = (tab.href == current).then_some("page");
            view! {
                <li>
                    <a class="tabs__link" href=tab.href aria-current=here>
                        {tab.label}
                        {tab.count.map(|count| view! { <span class="count count--quiet">{count}</span> })}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=label><ul class="tabs__list" role="list">{links}</ul></nav> }
}
