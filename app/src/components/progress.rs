//! How much is done, in words and as a bar.

use leptos::prelude::*;

/// A bar with its figures.
#[component]
pub fn Progress(
    /// What is counted.
    #[prop(into)]
    label: String,
    /// How much is done.
    value: u64,
    /// How much there is.
    max: u64,
    /// The figures in words, such as 「29／52団体」.
    #[prop(into)]
    text: String,
    /// In one line, for lists; the label is then only read out.
    #[prop(optional)]
    inline: bool,
) -> impl IntoView {
    let done = max > 0 && value >= max;
    let class = match (inline, done) {
        (true, true) => "progress progress--inline progress--done",
        (true, false) => "progress progress--inline",
        (false, true) => "progress progress--done",
        (false, false) => "progress",
    };
    view! {
        <div class=class>
            <span class="progress__label" aria-hidden="true">{label.clone()}</span>
            <span class="progress__value">{text}</span>
            <progress class="progress__bar" value=value.min(max).to_string() max=max.max(1).to_string() aria-label=label></progress>
        </div>
    }
}
