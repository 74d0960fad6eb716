//! Something to know before reading on.

use leptos::prelude::*;

use super::{
    icon::{Icon, IconName},
    load::use_lang,
    tone::Tone,
};
use crate::text::common;

/// A banner with a heading line and more below it.
#[component]
pub fn Banner(
    /// How serious: [`Tone::Info`], [`Tone::Success`], [`Tone::Warning`] or [`Tone::Danger`].
    #[prop(optional)]
    tone: Tone,
    /// What to know, in one line.
    #[prop(into)]
    title: String,
    /// Whether it tells about what the user has just done: it is then read out and takes the focus.
    #[prop(optional)]
    news: bool,
    /// More words, links, buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let (icon, kind) = match tone {
        Tone::Success => (IconName::CheckCircle, common::KIND_DONE),
        Tone::Warning => (IconName::AlertTriangle, common::KIND_WARNING),
        Tone::Danger => (IconName::AlertCircle, common::KIND_ERROR),
        _ => (IconName::Info, common::KIND_INFO),
    };
    let tone = if matches!(tone, Tone::Neutral) { Tone::Info } else { tone };
    view! {
        <div class=format!("banner {}", tone.class()) role=news.then_some("status") tabindex=news.then_some("-1") autofocus=news>
            <Icon name=icon/>
            <div class="banner__body">
                <p class="banner__title"><span class="visually-hidden">{kind.get(lang)}</span>{title}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
}
