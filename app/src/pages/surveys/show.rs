//! One survey: for its collector the board or the draft, for a body what it is about.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{NO_STEP, board::board_page, deadline_lead, design_steps, instant, list_crumb, param, query};
use crate::{
    components::{
        description_list::{DescriptionList, DescriptionRow},
        disclosure::Disclosure,
        form::{ActionButton, HiddenField},
        layout::Page,
        load::{load, use_lang},
        safe_html::SafeHtml,
        status_chip::StatusChip,
    },
    domain::{assignment::AssignmentState, ids::SurveyId, survey::SurveyState},
    ports::surveys::{Board, SurveyView},
    routes,
    text::surveys as words,
};

/// One survey.
#[component]
pub fn SurveyPage() -> impl IntoView {
    let id = param::<SurveyId>("id");
    let only = query("state").and_then(|code| AssignmentState::from_code(&code));
    load(
        async move |context, caller| {
            let surveys = &context.services.surveys;
            let view = surveys.view(&caller, id?).await?;
            let board = match (view.own, view.state) {
                (true, SurveyState::Open | SurveyState::Closed) => surveys.board(&caller, view.id, None).await?,
                _ => None,
            };
            Ok((view, board, context.now))
        },
        move |(view, board, now)| page(view, board, only, now),
    )
}

fn page(view: SurveyView, board: Option<Board>, only: Option<AssignmentState>, now: DateTime<Utc>) -> AnyView {
    match board {
        Some(board) => board_page(view, board, only, now).into_any(),
        None if view.own => draft_page(view, now).into_any(),
        None => reader_page(view, now).into_any(),
    }
}

fn draft_page(view: SurveyView, now: DateTime<Utc>) -> impl IntoView {
    let lang = use_lang();
    let (id, deadline, steps, about) = (view.id, view.deadline, design_steps(&view, NO_STEP), facts(&view));
    view! {
        <Page title=view.title trail=vec![list_crumb()] lead=move || deadline_lead(deadline, now, true)>
            <div class="stack stack--l">
                {steps}
                <div class="button-row">
                    <a class="button button--primary" href=routes::survey_form(id)>{words::GO_DESIGN.get(lang)}</a>
                    <a class="button" href=routes::survey_preview(id)>{words::GO_PUBLISH.get(lang)}</a>
                    <a class="button" href=routes::survey_edit(id)>{words::EDIT_BASICS.get(lang)}</a>
                </div>
                {about}
                <Disclosure summary=words::REMOVE_DRAFT.get(lang) boxed=true>
                    <div class="stack">
                        <p>{words::REMOVE_DRAFT_TEXT.get(lang)}</p>
                        <ActionButton
                            action="surveys/remove"
                            label=words::REMOVE_DRAFT.get(lang)
                            class="button button--danger"
                        >
                            <HiddenField name="id" value=id.to_string()/>
                        </ActionButton>
                    </div>
                </Disclosure>
            </div>
        </Page>
    }
}

fn reader_page(view: SurveyView, now: DateTime<Utc>) -> impl IntoView {
    let lang = use_lang();
    let (id, deadline, about) = (view.id, view.deadline, facts(&view));
    let closed = view.state == SurveyState::Closed;
    let word = if closed { words::SEE_ANSWERS } else { words::ANSWER_IT };
    let way = view.addressed.then(|| {
        view! { <p><a class="button button--primary" href=routes::survey_answer(id)>{word.get(lang)}</a></p> }
    });
    view! {
        <Page title=view.title trail=vec![list_crumb()] lead=move || deadline_lead(deadline, now, closed)>
            <div class="stack stack--l">{way}{about}</div>
        </Page>
    }
}

/// What the survey is about.
pub(super) fn facts(view: &SurveyView) -> impl IntoView + use<> {
    let lang = use_lang();
    let text = |term: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <DescriptionRow term>{value}</DescriptionRow> })
    };
    let questions = words::COUNT_QUESTIONS.fill(lang, &[("n", &view.form.questions().count().to_string())]);
    let (state, html) = (view.state, view.html.clone());
    let rows = view! {
        <DescriptionRow term=words::STATE.get(lang)><StatusChip status=state/></DescriptionRow>
        {text(words::NUMBER.get(lang), view.number.clone().unwrap_or_default())}
        {text(words::OWNER.get(lang), view.owner.clone())}
        {text(words::CONTACT.get(lang), view.contact.clone().unwrap_or_default())}
        {text(words::STEP_FORM.get(lang), questions)}
        {text(words::PUBLISHED_AT.get(lang), instant(view.published_at, lang))}
        {text(words::CLOSED_AT.get(lang), instant(view.closed_at, lang))}
    };
    view! {
        <section class="stack">
            <h2>{words::FACTS.get(lang)}</h2>
            <DescriptionList>{rows}</DescriptionList>
            <SafeHtml html/>
        </section>
    }
}
