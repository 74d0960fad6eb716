//! Names and their values.

use leptos::prelude::*;

/// How a list of names and values is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListLayout {
    /// Name beside value.
    #[default]
    Plain,
    /// The same with a rule between rows: answers to check.
    Lines,
    /// Name above value: narrow columns.
    Narrow,
}

/// The list; its children are [`DescriptionRow`]s.
#[component]
pub fn DescriptionList(
    /// How it is laid out.
    #[prop(optional)]
    layout: ListLayout,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let class = match layout {
        ListLayout::Plain => "dl",
        ListLayout::Lines => "dl dl--lines",
        ListLayout::Narrow => "dl dl--narrow",
    };
    view! { <dl class=class>{children()}</dl> }
}

/// One name and its value.
#[component]
pub fn DescriptionRow(
    /// The name.
    #[prop(into)]
    term: String,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! { <div class="dl__row"><dt>{term}</dt><dd>{children()}</dd></div> }
}

/// One answer to check, with the way to change it.
#[component]
pub fn AnswerRow(
    /// The question.
    #[prop(into)]
    term: String,
    /// Where it is changed.
    #[prop(into)]
    href: String,
    /// The word 「変更」.
    #[prop(into)]
    action: String,
    /// The answer.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="dl__row">
            <dt>{term.clone()}</dt>
            <dd>{children()}</dd>
            <dd class="dl__act"><a href=href>{action}<span class="visually-hidden">{format!(": {term}")}</span></a></dd>
        </div>
    }
}
