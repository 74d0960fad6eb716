//! What is there for those who ask.

use leptos::prelude::*;

/// Words that open to more.
#[component]
pub fn Disclosure(
    /// The words.
    #[prop(into)]
    summary: String,
    /// In a frame: filters, old versions.
    #[prop(optional)]
    boxed: bool,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// What they open to.
    children: Children,
) -> impl IntoView {
    view! {
        <details class=if boxed { "disclosure disclosure--boxed" } else { "disclosure" } open=open>
            <summary class="disclosure__summary">{summary}</summary>
            <div class="disclosure__body">{children()}</div>
        </details>
    }
}
