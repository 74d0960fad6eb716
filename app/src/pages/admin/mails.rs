//! Mails that were or will be sent.

use leptos::prelude::*;

use super::{trail, with_query};
use crate::{
    components::{
        banner::Banner,
        description_list::{DescriptionList, DescriptionRow, ListLayout},
        form::{ActionButton, HiddenField},
        layout::Page as PageFrame,
        load::{load, path_id, query_value, use_lang},
        pagination::Pagination,
        status_chip::StatusChip,
        table::{Cell, Column, RowHead, Table},
        tabs::{Tab, Tabs},
    },
    domain::{calendar::format_instant, ids::MailId, lang::Lang, mail::MailState, page::Page},
    ports::mails::{MailRow, MailView},
    routes,
    text::{admin, records as words},
};

/// The newest mails.
#[component]
pub fn AdminMailsPage() -> impl IntoView {
    let state = query_value("state").and_then(|code| MailState::from_code(&code));
    let cursor = query_value("cursor");
    let later = cursor.is_some();
    load(
        async move |context, caller| context.services.mails.list(&caller, state, cursor.as_deref()).await,
        move |page| show(page, state, later).into_any(),
    )
}

fn address(state: Option<MailState>, cursor: Option<&str>) -> String {
    with_query(routes::ADMIN_MAILS, &[("state", state.map(MailState::code)), ("cursor", cursor)])
}

fn show(page: Page<MailRow>, state: Option<MailState>, later: bool) -> impl IntoView {
    let lang = use_lang();
    let mut tabs = vec![Tab::new(words::ALL.get(lang), address(None, None))];
    tabs.extend(MailState::ALL.iter().map(|state| Tab::new(state.text().get(lang), address(Some(*state), None))));
    let columns = vec![
        Column::text(words::SUBJECT.get(lang)),
        Column::text(words::RECIPIENT.get(lang)),
        Column::text(admin::STATE.get(lang)),
        Column::text(words::WRITTEN.get(lang)),
    ];
    let first = later.then(|| address(state, None));
    let next = page.next_cursor.as_deref().map(|cursor| address(state, Some(cursor)));
    let (count, total) = (page.items.len(), page.total);
    let rows = page.items.into_iter().map(|mail| row(mail, lang)).collect_view();
    view! {
        <PageFrame title=admin::MAILS.get(lang) trail=trail(&[])>
            <Tabs label=words::STATES.get(lang) tabs current=address(state, None)/>
            <Table caption=words::MAILS.get(lang) hide_caption=true columns count empty=words::NO_MAILS.get(lang)>{rows}</Table>
            <Pagination total first next/>
        </PageFrame>
    }
}

fn row(mail: MailRow, lang: Lang) -> impl IntoView {
    view! {
        <tr>
            <RowHead label=words::SUBJECT.get(lang)><a href=routes::admin_mail(mail.id)>{mail.subject}</a></RowHead>
            <Cell label=words::RECIPIENT.get(lang)>
                {mail.recipient_name}<div class="small muted">{mail.recipient}</div>
            </Cell>
            <Cell label=admin::STATE.get(lang)><StatusChip status=mail.state/></Cell>
            <Cell label=words::WRITTEN.get(lang)>{format_instant(mail.created_at, lang)}</Cell>
        </tr>
    }
}

/// A mail with its text.
#[component]
pub fn AdminMailPage() -> impl IntoView {
    let id = path_id::<MailId>("id");
    load(async move |context, caller| context.services.mails.find(&caller, id?).await, |mail| view_of(mail).into_any())
}

fn view_of(mail: MailView) -> impl IntoView {
    let lang = use_lang();
    let MailView { row, text } = mail;
    let again = matches!(row.state, MailState::Failed | MailState::Kept).then(|| {
        let id = row.id.to_string();
        view! {
            <ActionButton action="mails/retry" label=words::RETRY.get(lang)><HiddenField name="id" value=id/></ActionButton>
        }
    });
    let kept = (row.state == MailState::Kept).then(|| view! { <Banner title=words::KEPT_NOTE.get(lang)/> });
    let title = row.subject.clone();
    view! {
        <PageFrame title trail=trail(&[(admin::MAILS, routes::ADMIN_MAILS)])>
            <div class="stack stack--l">
                {kept}
                {facts(row, lang)}
                <section class="stack">
                    <h2>{words::TEXT.get(lang)}</h2>
                    <div class="plain-text">{text}</div>
                </section>
                {again}
            </div>
        </PageFrame>
    }
}

fn facts(row: MailRow, lang: Lang) -> impl IntoView {
    let instant = move |term: &'static str, at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map(|at| view! { <DescriptionRow term>{format_instant(at, lang)}</DescriptionRow> })
    };
    let error = row.last_error.map(|error| {
        view! { <DescriptionRow term=words::LAST_ERROR.get(lang)>{error}</DescriptionRow> }
    });
    view! {
        <DescriptionList layout=ListLayout::Lines>
            <DescriptionRow term=words::RECIPIENT.get(lang)>{row.recipient_name}" "{row.recipient}</DescriptionRow>
            <DescriptionRow term=admin::STATE.get(lang)><StatusChip status=row.state/></DescriptionRow>
            {instant(words::WRITTEN.get(lang), Some(row.created_at))}
            <DescriptionRow term=words::ATTEMPTS.get(lang)>
                {words::ATTEMPTS_COUNT.fill(lang, &[("n", &row.attempts.to_string())])}
            </DescriptionRow>
            {instant(words::NEXT_TRY.get(lang), row.next_at)}
            {instant(words::SENT_AT.get(lang), row.sent_at)}
            {error}
        </DescriptionList>
    }
}
