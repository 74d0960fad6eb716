//! 今日やること: what the body, or the collector, has to do today.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::{
    components::{
        deadline::DeadlineView,
        icon::{Icon, IconName},
        layout::Page as PageFrame,
        load::{load, use_lang},
        progress::Progress,
        status_chip::StatusChip,
    },
    domain::{
        assignment::AssignmentState,
        calendar::{Deadline, format_date, format_instant},
        error::AppError,
        lang::Text,
        policy::{Action, Resource, may},
        survey::SurveyState,
    },
    ports::{
        Caller, RequestContext,
        answers::AssignmentSummary,
        notices::{InboxRow, InboxState, NoticeFilter, SentRow, Waiting},
        session::LastLogIn,
        surveys::{SurveyFilter, SurveySummary},
    },
    routes,
    text::{home as words, nav, notices as notice_words},
};

/// Rows of each list.
const ROWS: usize = 5;

enum Today {
    /// A body that answers.
    Body { waiting: Waiting, notices: Vec<InboxRow>, surveys: Vec<AssignmentSummary> },
    /// Those who publish and collect.
    Collector { sent: Vec<SentRow>, drafts: u64, open: Vec<SurveySummary>, designs: u64, total: u64 },
}

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    load(
        async move |context, caller| {
            let last = context.services.session.last_log_in(&caller).await?;
            Ok((fetch(&context, &caller).await?, last, context.now))
        },
        move |(today, last, now)| {
            let content = match today {
                Today::Body { waiting, notices, surveys } => body(&waiting, notices, surveys, now).into_any(),
                Today::Collector { sent, drafts, open, designs, total } => {
                    collector(sent, open, [total, drafts, designs], now).into_any()
                }
            };
            view! {
                <PageFrame title=nav::HOME.get(use_lang())>
                    <div class="stack stack--l">{content}{last.as_ref().map(last_log_in)}</div>
                </PageFrame>
            }
            .into_any()
        },
    )
}

/// Who did not sign in then knows that somebody else did (C-10).
fn last_log_in(last: &LastLogIn) -> impl IntoView + use<> {
    let lang = use_lang();
    let text = words::LAST_LOG_IN.fill(lang, &[("at", &format_instant(last.at, lang)), ("ip", &last.ip)]);
    view! { <p class="small muted"><a href=routes::ACCOUNT>{text}</a></p> }
}

async fn fetch(context: &RequestContext, caller: &Caller) -> Result<Today, AppError> {
    let services = &context.services;
    let every = NoticeFilter::default();
    if may(&caller.actor, Action::CreateSurvey, &Resource::Hub).is_ok() {
        let of = |state| SurveyFilter { state: Some(state), due_first: true, ..SurveyFilter::default() };
        let open = services.surveys.list(caller, &of(SurveyState::Open)).await?;
        return Ok(Today::Collector {
            sent: services.notices.sent(caller, false, &every, None).await?.items,
            drafts: services.notices.sent(caller, true, &every, None).await?.total,
            designs: services.surveys.list(caller, &of(SurveyState::Draft)).await?.total,
            total: open.total,
            open: open.items,
        });
    }
    let unconfirmed = NoticeFilter { state: InboxState::Unconfirmed, ..every };
    Ok(Today::Body {
        waiting: services.notices.waiting(caller).await?,
        notices: services.notices.inbox(caller, &unconfirmed, None).await?.rows.items.clone(),
        surveys: services.answers.list(caller, true).await?,
    })
}

/// A number with its name, which leads to the list.
fn figure(label: Text, value: u64, href: String, icon: IconName, urgent: bool) -> impl IntoView {
    let lang = use_lang();
    let class = match (value, urgent) {
        (0, _) => "today__item today__item--none",
        (_, true) => "today__item today__item--urgent",
        (_, false) => "today__item",
    };
    view! {
        <li class=class>
            <p class="today__label"><a href=href>{label.get(lang)}</a></p>
            <Icon name=icon/>
            <p class="today__value">{value}<span class="today__unit">{words::UNIT.get(lang)}</span></p>
        </li>
    }
}

fn body(
    waiting: &Waiting,
    notices: Vec<InboxRow>,
    surveys: Vec<AssignmentSummary>,
    now: DateTime<Utc>,
) -> impl IntoView + use<> {
    let lang = use_lang();
    let count = |wanted: AssignmentState| surveys.iter().filter(|row| row.state == wanted).count() as u64;
    let (approve, returned) = (count(AssignmentState::AwaitingApproval), count(AssignmentState::SentBack));
    let due: Vec<AssignmentSummary> = surveys.into_iter().filter(|row| !row.state.is_submitted()).collect();
    let late = due.iter().any(|row| Deadline::from_instant(row.deadline).is_over(now));
    let inbox = |state: InboxState| format!("{}?list={}", routes::NOTICES, state.code());
    let figures = view! {
        <ul class="today" role="list">
            {figure(words::UNREAD, waiting.unread, inbox(InboxState::Unread), IconName::Mail, false)}
            {figure(words::UNCONFIRMED, waiting.unconfirmed, inbox(InboxState::Unconfirmed), IconName::Inbox, false)}
            {figure(words::TO_ANSWER, due.len() as u64, routes::SURVEYS.to_owned(), IconName::Table, late)}
            {figure(words::TO_APPROVE, approve, routes::SURVEYS.to_owned(), IconName::Stamp, false)}
            {figure(words::RETURNED, returned, routes::SURVEYS.to_owned(), IconName::Reply, true)}
        </ul>
    };
    let surveys = due.into_iter().take(ROWS).map(|row| assignment(row, now)).collect::<Vec<_>>();
    let notices = notices.into_iter().take(ROWS).map(|row| notice(row, now)).collect::<Vec<_>>();
    view! {
        {figures}
        <section class="stack">
            <h2>{words::BY_DEADLINE.get(lang)}</h2>
            {list(surveys, words::NO_SURVEYS)}
        </section>
        <section class="stack">
            <h2>{words::NEWEST.get(lang)}</h2>
            {list(notices, words::NO_NOTICES)}
        </section>
    }
}

/// The rows, or that there are none.
fn list<V: IntoView + 'static>(rows: Vec<V>, none: Text) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="muted">{none.get(use_lang())}</p> }.into_any();
    }
    view! { <ul class="todo" role="list">{rows.into_iter().collect_view()}</ul> }.into_any()
}

fn assignment(row: AssignmentSummary, now: DateTime<Utc>) -> impl IntoView {
    view! {
        <li class="todo__item">
            <div class="todo__when"><DeadlineView deadline=Deadline::from_instant(row.deadline) now/></div>
            <div>
                <p class="todo__title"><a href=routes::survey(row.survey)>{row.title}</a></p>
                <p class="todo__meta">{row.number}</p>
            </div>
            <div class="todo__state"><StatusChip status=row.state/></div>
        </li>
    }
}

fn notice(row: InboxRow, now: DateTime<Utc>) -> impl IntoView {
    let lang = use_lang();
    let due = row.confirm_by.map(|day| {
        let deadline = Deadline::end_of_day(day);
        view! {
            <p class="todo__meta">{notice_words::CONFIRM_UNTIL.get(lang)}<DeadlineView deadline now whole_day=true/></p>
        }
    });
    view! {
        <li class="todo__item">
            <div class="todo__when">{format_date(row.issued_on, lang)}</div>
            <div>
                <p class="todo__title"><a href=routes::notice(row.id)>{row.title}</a></p>
                <p class="todo__meta">{row.owner_name}" "{row.number}</p>
                {due}
            </div>
            <div class="todo__state"><StatusChip status=row.delivery/></div>
        </li>
    }
}

fn collector(
    sent: Vec<SentRow>,
    open: Vec<SurveySummary>,
    [total, drafts, designs]: [u64; 3],
    now: DateTime<Utc>,
) -> impl IntoView {
    let lang = use_lang();
    let late = open.iter().any(|survey| Deadline::from_instant(survey.deadline).is_over(now));
    let surveys = |state: SurveyState| format!("{}?state={}", routes::SURVEYS, state.code());
    let figures = view! {
        <ul class="today" role="list">
            {figure(words::OPEN_SURVEYS, total, surveys(SurveyState::Open), IconName::Table, late)}
            {figure(words::DRAFT_SURVEYS, designs, surveys(SurveyState::Draft), IconName::Pencil, false)}
            {figure(words::DRAFT_NOTICES, drafts, routes::NOTICE_DRAFTS.to_owned(), IconName::FileText, false)}
        </ul>
    };
    let open = open.into_iter().take(ROWS).map(|row| survey(row, now)).collect::<Vec<_>>();
    let sent = sent.into_iter().take(ROWS).map(published).collect::<Vec<_>>();
    view! {
        {figures}
        <section class="stack">
            <h2>{words::BY_DEADLINE.get(lang)}</h2>
            {list(open, words::NO_OPEN)}
        </section>
        <section class="stack">
            <h2>{words::LATEST.get(lang)}</h2>
            {list(sent, words::NO_SENT)}
        </section>
    }
}

fn survey(row: SurveySummary, now: DateTime<Utc>) -> impl IntoView {
    let state = rate(words::SENT_RATE, row.submitted, row.bodies, &row.title);
    view! {
        <li class="todo__item">
            <div class="todo__when"><DeadlineView deadline=Deadline::from_instant(row.deadline) now/></div>
            <div>
                <p class="todo__title"><a href=routes::survey(row.id)>{row.title}</a></p>
                <p class="todo__meta">{row.number}</p>
            </div>
            <div class="todo__state">{state}</div>
        </li>
    }
}

fn published(row: SentRow) -> impl IntoView {
    let state = row.progress.map(|progress| {
        let (words, done) = if row.needs_confirm {
            (words::CONFIRM_RATE, progress.confirmed)
        } else {
            (words::OPEN_RATE, progress.opened)
        };
        rate(words, done, progress.bodies, &row.title)
    });
    view! {
        <li class="todo__item">
            <div class="todo__when">{format_date(row.issued_on, use_lang())}</div>
            <div>
                <p class="todo__title"><a href=routes::notice(row.id)>{row.title}</a></p>
                <p class="todo__meta">{row.number}</p>
            </div>
            <div class="todo__state">{state}</div>
        </li>
    }
}

fn rate(text: Text, done: u32, all: u32, label: &str) -> impl IntoView + use<> {
    let text = text.fill(use_lang(), &[("n", &done.to_string()), ("all", &all.to_string())]);
    let label = label.to_owned();
    view! { <Progress label=label value=u64::from(done) max=u64::from(all) text=text inline=true/> }
}
