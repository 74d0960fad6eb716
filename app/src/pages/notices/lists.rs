//! The lists: what came, for a municipality; what was sent, for the prefecture.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::{either::Either, prelude::*};

use super::{ListQuery, inbox::InboxList, sent::SentList};
use crate::{
    components::{
        empty_state::EmptyState,
        form::{Choice, HiddenField, InputWidth, Select, TextField},
        icon::IconName,
        layout::Page,
        load::{load, use_lang},
        pagination::Pagination,
        tabs::{Tab, Tabs},
    },
    domain::{
        actor::Actor,
        calendar::FiscalYear,
        notice::NoticeKind,
        page::{COUNT_CAP, Page as Rows},
        policy::{Action, Resource, may},
    },
    ports::inbox::InboxPage,
    ports::notices::{FilterChoices, InboxState, NoticeFilter, SentRow, Waiting},
    routes,
    text::{nav, notices as text},
};

/// What the list shows.
enum Content {
    Inbox(Arc<InboxPage>, Waiting),
    Sent(Rows<SentRow>),
}

/// The lists of notices.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let query = ListQuery::current();
    let asked = query.clone();
    load(
        async move |context, caller| {
            let notices = &context.services.notices;
            let cursor = asked.cursor.as_deref();
            let content = if caller.actor.prefecture {
                Content::Sent(notices.sent(&caller, asked.drafts, &asked.filter, cursor).await?)
            } else {
                let rows = notices.inbox(&caller, &asked.filter, cursor).await?;
                Content::Inbox(rows, notices.waiting(&caller).await?)
            };
            Ok((content, notices.filter_choices(&caller).await?, caller.actor, context.now))
        },
        move |(content, choices, actor, now)| page(&query, content, &choices, &actor, now),
    )
}

fn page(
    query: &ListQuery,
    content: Content,
    choices: &FilterChoices,
    actor: &Actor,
    now: DateTime<Utc>,
) -> impl IntoView + use<> {
    let lang = use_lang();
    let writes = may(actor, Action::CreateNotice, &Resource::Hub).is_ok();
    let actions = move || {
        let button = view! { <a class="button button--primary" href=routes::NOTICE_NEW>{text::NEW.get(lang)}</a> };
        writes.then_some(button)
    };
    let current = query.unnarrowed().address(None);
    let (tabs, total, next, rows) = match content {
        Content::Inbox(page, waiting) => {
            let (total, next) = (page.rows.total, page.rows.next_cursor.clone());
            (inbox_tabs(waiting), total, next, Either::Left(view! { <InboxList page now/> }))
        }
        Content::Sent(rows) => {
            let next = rows.next_cursor.clone();
            (sent_tabs(writes), rows.total, next, Either::Right(view! { <SentList rows=rows.items/> }))
        }
    };
    let empty = total == 0;
    let (none, advice) =
        if query.drafts { (text::NO_DRAFTS, text::NO_DRAFTS_TEXT) } else { (text::EMPTY_TITLE, text::EMPTY_TEXT) };
    let filters = filters(query, choices);
    let first = query.cursor.is_some().then(|| query.address(None));
    let next = next.map(|cursor| query.address(Some(&cursor)));
    view! {
        <Page title=nav::NOTICES.get(lang) actions=actions>
            <Tabs label=text::LISTS.get(lang) tabs=tabs current=current/>
            {filters}
            {if empty {
                Either::Left(view! {
                    <EmptyState icon=IconName::Inbox title=none.get(lang) text=advice.get(lang)/>
                })
            } else {
                Either::Right(rows)
            }}
            <Pagination total=total cap=COUNT_CAP first=first next=next/>
        </Page>
    }
}

fn inbox_tabs(waiting: Waiting) -> Vec<Tab> {
    let lang = use_lang();
    let at = |state: InboxState| {
        let filter = NoticeFilter { state, ..Default::default() };
        ListQuery { filter, ..Default::default() }.address(None)
    };
    vec![
        Tab::new(text::LIST_ALL.get(lang), at(InboxState::All)),
        Tab::new(text::LIST_UNCONFIRMED.get(lang), at(InboxState::Unconfirmed)).counting(waiting.unconfirmed),
        Tab::new(text::LIST_UNREAD.get(lang), at(InboxState::Unread)).counting(waiting.unread),
    ]
}

fn sent_tabs(writes: bool) -> Vec<Tab> {
    let lang = use_lang();
    let mut tabs = vec![Tab::new(text::LIST_PUBLISHED.get(lang), routes::NOTICES)];
    if writes {
        tabs.push(Tab::new(text::LIST_DRAFTS.get(lang), routes::NOTICE_DRAFTS));
    }
    tabs
}

/// The conditions, as a form that asks for the same page with others.
fn filters(query: &ListQuery, choices: &FilterChoices) -> impl IntoView + use<> {
    let lang = use_lang();
    let any = || Choice::new("", text::ANY.get(lang));
    let kinds = NoticeKind::ALL.iter().map(|kind| Choice::new(kind.code(), kind.text().get(lang)));
    let years = choices.years.iter().map(|year| Choice::new(year.to_string(), FiscalYear::new(*year).label(lang)));
    let tags = choices.tags.iter().map(|tag| Choice::new(tag, tag));
    let (list, filter) = (query.list(), query.filter.clone());
    let narrowed = filter.kind.is_some() || filter.year.is_some() || filter.tag.is_some() || filter.law.is_some();
    let all = query.unnarrowed().address(None);
    view! {
        <form class="toolbar" method="get" role="search" aria-label=text::NARROW.get(lang)>
            {(list != "all").then(|| view! { <HiddenField name="list" value=list/> })}
            <Select name="kind" label=text::KIND.get(lang) value=filter.kind.map(NoticeKind::code).unwrap_or_default()
                choices=std::iter::once(any()).chain(kinds).collect()/>
            <Select name="year" label=text::YEAR.get(lang) value=filter.year.map(|year| year.to_string()).unwrap_or_default()
                choices=std::iter::once(any()).chain(years).collect()/>
            <Select name="tag" label=text::TAG.get(lang) value=filter.tag.unwrap_or_default()
                choices=std::iter::once(any()).chain(tags).collect()/>
            <TextField name="law" label=text::LAW.get(lang) value=filter.law.unwrap_or_default() width=InputWidth::W12/>
            <button class="button" type="submit">{text::NARROW.get(lang)}</button>
            {narrowed.then(|| view! { <a href=all>{text::NARROW_NOT.get(lang)}</a> })}
        </form>
    }
}
