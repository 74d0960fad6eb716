//! The sections of a form, or the steps of a task.

use leptos::prelude::*;

use super::{
    icon::{Icon, IconName},
    load::use_lang,
};
use crate::text::common;

/// How far a step has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    /// Not finished.
    #[default]
    Open,
    /// Finished.
    Done,
    /// Something in it has to be put right.
    Wrong,
}

/// One step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// Where it is, if one may go there.
    pub href: Option<String>,
    /// How far it has come.
    pub state: StepState,
    /// The same in words, such as 「3 / 8 問」; blank to leave it out.
    pub note: String,
}

/// The steps, with the current one marked and the number of finished ones in words.
#[component]
pub fn Steps(
    /// What they are steps of, for screen readers.
    #[prop(into)]
    label: String,
    /// The steps.
    steps: Vec<Step>,
    /// Which one is current, counted from 0.
    current: usize,
    /// Below one another, beside the form.
    #[prop(optional)]
    vertical: bool,
) -> impl IntoView {
    let done = steps.iter().filter(|step| step.state == StepState::Done).count();
    let progress = common::STEPS.fill(use_lang(), &[("all", &steps.len().to_string()), ("done", &done.to_string())]);
    let items =
        steps.into_iter().enumerate().map(|(index, step)| step_view(index, step, index == current)).collect_view();
    view! {
        <nav class=if vertical { "steps steps--vertical" } else { "steps" } aria-label=label>
            <p class="visually-hidden">{progress}</p>
            <ol class="steps__list" role="list">{items}</ol>
        </nav>
    }
}

fn step_view(index: usize, step: Step, current: bool) -> impl IntoView {
    let class = match step.state {
        StepState::Open => "steps__item",
        StepState::Done => "steps__item steps__item--done",
        StepState::Wrong => "steps__item steps__item--error",
    };
    let number = match step.state {
        StepState::Done => view! { <Icon name=IconName::Check/> }.into_any(),
        _ => (index + 1).into_any(),
    };
    let inside = view! {
        <span class="steps__no">{number}</span>
        <span class="steps__name">{step.name}</span>
        {(!step.note.is_empty()).then(|| view! { <span class="steps__state">{step.note}</span> })}
    };
    let here = current.then_some("step");
    let link = match step.href {
        Some(href) => view! { <a class="steps__link" href=href aria-current=here>{inside}</a> }.into_any(),
        None => view! { <span class="steps__link" aria-current=here>{inside}</span> }.into_any(),
    };
    view! { <li class=class>{link}</li> }
}
