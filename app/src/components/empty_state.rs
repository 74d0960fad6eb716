//! Nothing here yet, and what to do next.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// Stands where a list would be.
#[component]
pub fn EmptyState(
    /// What is missing, as a picture.
    icon: IconName,
    /// What is missing, in words.
    #[prop(into)]
    title: String,
    /// Why, and what happens next.
    #[prop(into)]
    text: String,
    /// The way on: a `.button` link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon/>
            <p class="empty__title">{title}</p>
            <p class="empty__text">{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
