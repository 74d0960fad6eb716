//! Surveys: making them, answering them, and putting the answers together.

mod answer;
mod answers_view;
mod board;
mod check;
mod design;
mod edit;
mod list;
mod preview;
mod question;
mod question_editor;
mod sent;
mod show;
mod table;

use std::str::FromStr;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    components::{
        deadline::DeadlineView,
        layout::Crumb,
        load::use_lang,
        steps::{Step, StepState, Steps},
    },
    domain::{
        calendar::{Deadline, format_instant},
        error::AppError,
        form::FormDefinition,
        ids::SurveyId,
        lang::Lang,
    },
    ports::surveys::SurveyView,
    routes,
    text::{nav, surveys as words},
};

pub use answer::AnswerPage;
pub use check::CheckPage;
pub use design::DesignPage;
pub use edit::{EditSurveyPage, NewSurveyPage};
pub use list::SurveysPage;
pub use preview::PreviewPage;
pub use sent::SentPage;
pub use show::SurveyPage;
pub use table::TablePage;

/// A part of the address; what is no such thing does not exist.
fn param<T: FromStr>(name: &str) -> Result<T, AppError> {
    let text = use_params_map().with_untracked(|params| params.get(name));
    text.and_then(|text| text.parse().ok()).ok_or(AppError::NotFound)
}

/// A value of the query, unless it is blank.
fn query(name: &str) -> Option<String> {
    use_query_map().with_untracked(|query| query.get(name)).filter(|text| !text.is_empty())
}

/// The list above every page of a survey.
fn list_crumb() -> Crumb {
    Crumb::new(nav::SURVEYS.get(use_lang()), routes::SURVEYS)
}

/// The pages above a page of this survey.
fn trail(id: SurveyId, title: &str) -> Vec<Crumb> {
    vec![list_crumb(), Crumb::new(title, routes::survey(id))]
}

/// An instant that may not have come.
fn instant(at: Option<chrono::DateTime<chrono::Utc>>, lang: Lang) -> String {
    at.map(|at| format_instant(at, lang)).unwrap_or_default()
}

/// The deadline as the line below a heading.
fn deadline_lead(
    deadline: chrono::DateTime<chrono::Utc>,
    now: chrono::DateTime<chrono::Utc>,
    settled: bool,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <span>{words::DEADLINE.get(lang)}{" "}</span>
        <DeadlineView deadline=Deadline::from_instant(deadline) now settled/>
    }
}

/// No step: the page about the whole.
const NO_STEP: usize = usize::MAX;

/// The steps of making a survey.
fn design_steps(view: &SurveyView, current: usize) -> impl IntoView + use<> {
    let lang = use_lang();
    let count = view.form.questions().count();
    let id = view.id;
    let step = |name: &'static str, href: String, done: bool, note: String| Step {
        name: name.to_owned(),
        href: Some(href),
        state: if done { StepState::Done } else { StepState::Open },
        note,
    };
    let questions = words::COUNT_QUESTIONS.fill(lang, &[("n", &count.to_string())]);
    let steps = vec![
        step(words::STEP_BASICS.get(lang), routes::survey_edit(id), current > 0, String::new()),
        step(words::STEP_FORM.get(lang), routes::survey_form(id), count > 0 && current != 1, questions),
        step(words::STEP_PUBLISH.get(lang), routes::survey_preview(id), false, String::new()),
    ];
    view! { <Steps label=words::STEPS.get(lang) steps current/> }
}

/// The number of each question, counted through the whole form.
fn numbered(form: &FormDefinition) -> Vec<(&crate::domain::form::FormSection, usize)> {
    let mut next = 1;
    form.sections
        .iter()
        .map(|section| {
            let first = next;
            next += section.questions.len();
            (section, first)
        })
        .collect()
}
