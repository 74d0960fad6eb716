//! Text of users that has become HTML.

use leptos::prelude::*;

use crate::domain::markup::SanitizedHtml;

/// Shows what the sanitiser has cleaned. The only place in the product that writes HTML as it is (C-20).
#[component]
pub fn SafeHtml(
    /// The cleaned HTML.
    html: SanitizedHtml,
) -> impl IntoView {
    view! { <div class="prose" inner_html=html.as_str().to_owned()></div> }
}
