//! The last look at a survey before bodies are asked: what is missing, how it looks, and the button that opens it.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{deadline_lead, design_steps, param, question::sections_view, show::facts, trail};
use crate::{
    components::{
        banner::Banner,
        form::{ActionButton, HiddenField},
        layout::Page,
        load::{load, use_lang},
        tone::Tone,
    },
    domain::{
        calendar::Deadline,
        error::{AppError, FieldError},
        form::FormDefinition,
        ids::SurveyId,
        problem::FieldProblem,
        survey::{SurveyContent, SurveyState},
    },
    ports::surveys::SurveyView,
    routes,
    text::surveys as words,
};

/// The preview.
#[component]
pub fn PreviewPage() -> impl IntoView {
    let id = param::<SurveyId>("id");
    load(
        async move |context, caller| {
            let view = context.services.surveys.view(&caller, id?).await?;
            if view.own { Ok((view, context.now)) } else { Err(AppError::Forbidden) }
        },
        |(view, now)| preview(&view, now),
    )
}

fn preview(view: &SurveyView, now: DateTime<Utc>) -> impl IntoView + use<> {
    let lang = use_lang();
    let draft = view.state == SurveyState::Draft;
    let (trail, steps) = (trail(view.id, &view.title), draft.then(|| design_steps(view, 2)));
    let deadline = view.deadline;
    let publish = draft.then(|| publish_panel(view, now));
    let sample = sections_view(&view.form, &[], None);
    let title = if draft { words::STEP_PUBLISH } else { words::PREVIEW };
    let about = facts(view);
    view! {
        <Page title=title.get(lang) trail lead=move || deadline_lead(deadline, now, !draft)>
            <div class="stack stack--l">
                {steps}
                {publish}
                {about}
                <section class="section">
                    <h2>{words::PREVIEW.get(lang)}</h2>
                    <Banner title=words::PREVIEW_NOTE.get(lang)/>
                    <div class="form form--wide">{sample}</div>
                </section>
            </div>
        </Page>
    }
}

fn publish_panel(view: &SurveyView, now: DateTime<Utc>) -> AnyView {
    let lang = use_lang();
    let problems = problems(view, now);
    if !problems.is_empty() {
        let title = words::TO_FIX.fill(lang, &[("n", &problems.len().to_string())]);
        let items = problems.into_iter().map(|error| problem_item(view, &error)).collect_view();
        return view! { <Banner tone=Tone::Warning title><ul>{items}</ul></Banner> }.into_any();
    }
    let text = words::PUBLISH_TEXT.fill(lang, &[("n", &view.bodies.len().to_string())]);
    let (id, version) = (view.id.to_string(), view.version.to_string());
    view! {
        <section class="confirm">
            <h2>{words::PUBLISH.get(lang)}</h2>
            <p>{text}</p>
            <ActionButton
                action="surveys/publish"
                label=words::PUBLISH.get(lang)
                class="button button--primary"
            >
                <HiddenField name="id" value=id/>
                <HiddenField name="version" value=version/>
            </ActionButton>
        </section>
    }
    .into_any()
}

/// What keeps the survey from being opened; the server looks again when it is.
fn problems(view: &SurveyView, now: DateTime<Utc>) -> Vec<FieldError> {
    let content = SurveyContent {
        title: view.title.clone(),
        number: None,
        description: String::new(),
        contact: None,
        deadline: Deadline::from_instant(view.deadline),
        needs_approval: view.needs_approval,
        audience: view.audience.clone().unwrap_or_default(),
        form: view.form.clone(),
    };
    let mut problems = content.publish_problems(now);
    if view.bodies.is_empty() && !problems.iter().any(|error| error.field == "audience") {
        problems.push(FieldError::new("audience", FieldProblem::NoAudience));
    }
    problems
}

/// One thing to put right, with the way there.
fn problem_item(view: &SurveyView, error: &FieldError) -> impl IntoView + use<> {
    let lang = use_lang();
    let (place, href) = match error.field.as_str() {
        "audience" => (words::AUDIENCE.get(lang).to_owned(), routes::survey_edit(view.id)),
        "deadline_date" => (words::DEADLINE.get(lang).to_owned(), routes::survey_edit(view.id)),
        path => place_in_form(view.id, &view.form, path)
            .unwrap_or_else(|| (words::STEP_FORM.get(lang).to_owned(), routes::survey_form(view.id))),
    };
    let text = words::PROBLEM_AT.fill(lang, &[("place", &place), ("message", &error.problem.message(lang))]);
    view! { <li><a href=href>{text}</a></li> }
}

/// The section or question that `form.sections.0.questions.1.…` speaks of.
fn place_in_form(id: SurveyId, form: &FormDefinition, path: &str) -> Option<(String, String)> {
    let mut parts = path.split('.').skip(2);
    let section = form.sections.get(parts.next()?.parse::<usize>().ok()?)?;
    if parts.next() != Some("questions") {
        return Some((section.title.clone(), format!("{}#{}", routes::survey_form(id), section.key)));
    }
    let question = parts.next().and_then(|index| section.questions.get(index.parse::<usize>().ok()?));
    Some(match question {
        Some(question) => (question.label.clone(), routes::survey_question(id, &question.key)),
        None => (section.title.clone(), format!("{}#{}", routes::survey_form(id), section.key)),
    })
}
