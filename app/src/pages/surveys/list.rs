//! The surveys: those that a collector has made, or those that a body has to answer.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::query;
use crate::{
    components::{
        deadline::DeadlineView,
        empty_state::EmptyState,
        icon::IconName,
        layout::Page as PageFrame,
        load::{load, use_lang},
        pagination::Pagination,
        progress::Progress,
        status_chip::{Look, Status, StatusChip},
        table::{Cell, Column, ColumnKind, RowHead, Table},
        tabs::{Tab, Tabs},
    },
    domain::{
        calendar::Deadline,
        page::Page,
        policy::{Action, Resource, may},
        survey::SurveyState,
    },
    ports::{
        answers::AssignmentSummary,
        surveys::{SurveyFilter, SurveySummary},
    },
    routes,
    text::{nav, surveys as words},
};

enum Listed {
    /// For those who collect.
    Own(Page<SurveySummary>),
    /// For those who answer: the open ones and the closed ones.
    Mine(Vec<AssignmentSummary>, Vec<AssignmentSummary>),
}

/// The surveys.
#[component]
pub fn SurveysPage() -> impl IntoView {
    let state = query("state").and_then(|code| SurveyState::from_code(&code));
    let filter = SurveyFilter { state, cursor: query("cursor"), ..SurveyFilter::default() };
    let first_page = filter.cursor.is_none();
    load(
        async move |context, caller| {
            let listed = if may(&caller.actor, Action::CreateSurvey, &Resource::Hub).is_ok() {
                Listed::Own(context.services.surveys.list(&caller, &filter).await?)
            } else {
                let answers = &context.services.answers;
                Listed::Mine(answers.list(&caller, true).await?, answers.list(&caller, false).await?)
            };
            Ok((listed, context.now))
        },
        move |(listed, now)| match listed {
            Listed::Own(page) => own_page(page, state, first_page, now).into_any(),
            Listed::Mine(open, closed) => mine_page(open, closed, now).into_any(),
        },
    )
}

fn address(state: Option<SurveyState>) -> String {
    state.map_or_else(|| routes::SURVEYS.to_owned(), |state| format!("{}?state={}", routes::SURVEYS, state.code()))
}

fn own_page(
    page: Page<SurveySummary>,
    state: Option<SurveyState>,
    first_page: bool,
    now: DateTime<Utc>,
) -> impl IntoView {
    let lang = use_lang();
    let mut tabs = vec![Tab::new(words::ALL.get(lang), address(None))];
    tabs.extend(SurveyState::ALL.iter().map(|state| Tab::new(state.text().get(lang), address(Some(*state)))));
    let next = page.next_cursor.as_ref().map(|cursor| {
        let address = address(state);
        let separator = if address.contains('?') { '&' } else { '?' };
        format!("{address}{separator}cursor={cursor}")
    });
    let first = (!first_page).then(|| address(state));
    let new = move || view! { <a class="button button--primary" href=routes::SURVEY_NEW>{words::NEW.get(lang)}</a> };
    let total = page.total;
    let content = if page.items.is_empty() {
        view! {
            <EmptyState icon=IconName::Table title=words::EMPTY_LIST.get(lang) text=words::EMPTY_LIST_TEXT.get(lang)>
                <a class="button" href=routes::SURVEY_NEW>{words::NEW.get(lang)}</a>
            </EmptyState>
        }
        .into_any()
    } else {
        view! {
            {own_table(page.items, now)}
            <Pagination total first next/>
        }
        .into_any()
    };
    view! {
        <PageFrame title=nav::SURVEYS.get(lang) actions=new>
            <Tabs label=words::FILTER.get(lang) tabs current=address(state)/>
            {content}
        </PageFrame>
    }
}

fn own_table(surveys: Vec<SurveySummary>, now: DateTime<Utc>) -> impl IntoView {
    let lang = use_lang();
    let columns = vec![
        Column::text(words::TITLE.get(lang)),
        Column::text(words::STATE.get(lang)),
        Column::text(words::DUE.get(lang)),
        Column::text(words::PROGRESS.get(lang)),
    ];
    let count = surveys.len();
    let rows = surveys.into_iter().map(|survey| own_row(survey, now)).collect_view();
    view! { <Table caption=nav::SURVEYS.get(lang) hide_caption=true columns count>{rows}</Table> }
}

fn own_row(survey: SurveySummary, now: DateTime<Utc>) -> impl IntoView {
    let lang = use_lang();
    let open = survey.state == SurveyState::Open;
    let (done, all) = (survey.submitted.to_string(), survey.bodies.to_string());
    let progress = (survey.state != SurveyState::Draft).then(|| {
        let text = words::SUBMITTED_OF.fill(lang, &[("done", &done), ("all", &all)]);
        let label = words::PROGRESS.get(lang);
        view! { <Progress label value=u64::from(survey.submitted) max=u64::from(survey.bodies) text inline=true/> }
    });
    view! {
        <tr>
            <RowHead label=words::TITLE.get(lang)>
                <a href=routes::survey(survey.id)>{survey.title}</a>
                {survey.number.map(|number| view! { <span class="table__sub">{number}</span> })}
            </RowHead>
            <Cell label=words::STATE.get(lang)><StatusChip status=survey.state/></Cell>
            <Cell label=words::DUE.get(lang)>
                <DeadlineView deadline=Deadline::from_instant(survey.deadline) now settled=!open/>
            </Cell>
            <Cell label=words::PROGRESS.get(lang)>{progress}</Cell>
        </tr>
    }
}

fn mine_page(open: Vec<AssignmentSummary>, closed: Vec<AssignmentSummary>, now: DateTime<Utc>) -> impl IntoView {
    let lang = use_lang();
    // What is with the collector needs nothing more, so it comes after what is to be done.
    let (done, due): (Vec<_>, Vec<_>) = open.into_iter().partition(|row| row.state.is_submitted());
    let nothing = due.is_empty() && done.is_empty();
    let due = if nothing {
        let (title, text) = (words::EMPTY_MINE.get(lang), words::EMPTY_MINE_TEXT.get(lang));
        view! { <EmptyState icon=IconName::Inbox title text/> }.into_any()
    } else {
        mine_table(words::MINE.get(lang), "due", due, now).into_any()
    };
    view! {
        <PageFrame title=nav::SURVEYS.get(lang)>
            <section>{due}</section>
            {(!done.is_empty()).then(|| view! {
                <section class="section">{mine_table(words::MINE_SUBMITTED.get(lang), "done", done, now)}</section>
            })}
            {(!closed.is_empty()).then(|| view! {
                <section class="section">{mine_table(words::MINE_CLOSED.get(lang), "closed", closed, now)}</section>
            })}
        </PageFrame>
    }
}

fn mine_table(
    caption: &'static str,
    id: &'static str,
    rows: Vec<AssignmentSummary>,
    now: DateTime<Utc>,
) -> impl IntoView {
    let lang = use_lang();
    let columns = vec![
        Column::text(words::TITLE.get(lang)),
        Column::text(words::STATE.get(lang)),
        Column::text(words::DUE.get(lang)),
        Column::number(words::ANSWERED.get(lang)),
    ];
    let (count, settled) = (rows.len(), id != "due");
    let rows = rows.into_iter().map(|row| mine_row(row, now, settled)).collect_view();
    view! { <Table caption columns count id>{rows}</Table> }
}

fn mine_row(row: AssignmentSummary, now: DateTime<Utc>, settled: bool) -> impl IntoView {
    let lang = use_lang();
    let state = Look { text: row.state.text_after(row.revision), ..row.state.look() };
    let flags = row.flags.into_iter().map(|status| view! { " "<StatusChip status/> }).collect_view();
    view! {
        <tr>
            <RowHead label=words::TITLE.get(lang)>
                <a href=routes::survey_answer(row.survey)>{row.title}</a>
                {row.number.map(|number| view! { <span class="table__sub">{number}</span> })}
            </RowHead>
            <Cell label=words::STATE.get(lang)><StatusChip status=state/>{flags}</Cell>
            <Cell label=words::DUE.get(lang)>
                <DeadlineView deadline=Deadline::from_instant(row.deadline) now settled/>
            </Cell>
            <Cell label=words::ANSWERED.get(lang) kind=ColumnKind::Number>
                {words::COUNT_QUESTIONS.fill(lang, &[("n", &row.answered.to_string())])}
            </Cell>
        </tr>
    }
}
