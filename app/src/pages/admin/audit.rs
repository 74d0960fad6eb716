//! The audit log, and whether it is whole.

use leptos::prelude::*;

use super::{trail, with_query};
use crate::{
    components::{
        banner::Banner,
        form::{Checkbox, TextField},
        icon::IconName,
        layout::Page as PageFrame,
        load::{load, query_value, use_lang},
        pagination::Pagination,
        status_chip::{Look, StatusChip},
        table::{Cell, Column, ColumnKind, RowHead, Table},
        tone::Tone,
    },
    domain::{calendar::format_instant, lang::Lang, page::Page},
    ports::audit::{AuditFilter, AuditRow, ChainReport},
    routes,
    text::{admin, records as words},
};

/// The newest events.
#[component]
pub fn AdminAuditPage() -> impl IntoView {
    let filter = AuditFilter {
        action: query_value("action").unwrap_or_default().trim().to_owned(),
        object: query_value("object").unwrap_or_default().trim().to_owned(),
        refused: query_value("refused").is_some(),
    };
    let (asked, cursor) = (filter.clone(), query_value("cursor"));
    let later = cursor.is_some();
    load(
        async move |context, caller| context.services.audit.list(&caller, &asked, cursor.as_deref()).await,
        move |page| show(page, &filter, later).into_any(),
    )
}

fn address(filter: &AuditFilter, cursor: Option<&str>) -> String {
    let pairs = [
        ("action", Some(filter.action.as_str())),
        ("object", Some(filter.object.as_str())),
        ("refused", filter.refused.then_some("true")),
        ("cursor", cursor),
    ];
    with_query(routes::ADMIN_AUDIT, &pairs)
}

fn show(page: Page<AuditRow>, filter: &AuditFilter, later: bool) -> impl IntoView + use<> {
    let lang = use_lang();
    let columns = vec![
        Column::number(words::SEQ.get(lang)),
        Column::text(words::AT.get(lang)),
        Column::text(words::WHO.get(lang)),
        Column::text(words::WHAT.get(lang)),
        Column::text(words::OBJECT.get(lang)),
        Column::text(words::RESULT.get(lang)),
        Column::text(words::IP.get(lang)),
        Column::text(words::DETAIL.get(lang)),
    ];
    let first = later.then(|| address(filter, None));
    let next = page.next_cursor.as_deref().map(|cursor| address(filter, Some(cursor)));
    let (count, total) = (page.items.len(), page.total);
    let rows = page.items.into_iter().map(|event| row(event, lang)).collect_view();
    let actions = move || view! { <a class="button" href=routes::ADMIN_AUDIT_VERIFY>{words::VERIFY.get(lang)}</a> };
    let fields = fields(filter);
    view! {
        <PageFrame title=admin::AUDIT.get(lang) trail=trail(&[]) actions=actions>
            <div class="stack stack--l">
                {fields}
                <Table caption=admin::AUDIT.get(lang) hide_caption=true columns count empty=words::NO_EVENTS.get(lang)>{rows}</Table>
                <Pagination total first next/>
            </div>
        </PageFrame>
    }
}

fn fields(filter: &AuditFilter) -> impl IntoView + use<> {
    let lang = use_lang();
    let narrowed = *filter != AuditFilter::default();
    let (action, object, refused) = (filter.action.clone(), filter.object.clone(), filter.refused);
    view! {
        <form class="form form--wide" method="get" action=routes::ADMIN_AUDIT role="search" aria-label=words::FILTER.get(lang)>
            <div class="field-row">
                <TextField name="action" label=words::ACTION_PART.get(lang) value=action hint=words::ACTION_HINT.get(lang)/>
                <TextField name="object" label=words::OBJECT_PART.get(lang) value=object/>
            </div>
            <Checkbox name="refused" label=words::REFUSED_ONLY.get(lang) checked=refused/>
            <div class="button-row">
                <button class="button button--primary" type="submit">{words::SHOW.get(lang)}</button>
                {narrowed.then(|| view! { <a href=routes::ADMIN_AUDIT>{words::CLEAR.get(lang)}</a> })}
            </div>
        </form>
    }
}

fn row(event: AuditRow, lang: Lang) -> impl IntoView {
    let look = if event.done {
        Look::new(Tone::Neutral, IconName::Check, words::DONE)
    } else {
        Look::new(Tone::Danger, IconName::Close, words::REFUSED)
    };
    let who = if event.account_name.is_empty() { words::NOBODY.get(lang).to_owned() } else { event.account_name };
    let detail = Some(event.detail).filter(|detail| detail != "{}");
    let code = event.action.clone();
    let session = (!event.session.is_empty()).then(|| {
        let named = words::SESSION.fill(lang, &[("id", &event.session)]);
        view! { <div class="small muted">{named}</div> }
    });
    view! {
        <tr>
            <Cell label=words::SEQ.get(lang) kind=ColumnKind::Number>{event.seq}</Cell>
            <RowHead label=words::AT.get(lang)>{format_instant(event.at, lang)}</RowHead>
            <Cell label=words::WHO.get(lang)>
                {who}{event.body_name.map(|body| view! { <div class="small muted">{body}</div> })}
            </Cell>
            <Cell label=words::WHAT.get(lang)>
                {words::action(&event.action, lang)}<div class="small muted"><code>{code}</code></div>
            </Cell>
            <Cell label=words::OBJECT.get(lang)><code>{event.object}</code></Cell>
            <Cell label=words::RESULT.get(lang)><StatusChip status=look/></Cell>
            <Cell label=words::IP.get(lang)><span class="nowrap">{event.ip}</span>{session}</Cell>
            <Cell label=words::DETAIL.get(lang)>{detail.map(|text| view! { <code>{text}</code> })}</Cell>
        </tr>
    }
}

/// What following the chain finds.
#[component]
pub fn AdminVerifyPage() -> impl IntoView {
    load(
        async move |context, caller| context.services.audit.verify(&caller).await,
        |report| verified(report).into_any(),
    )
}

fn verified(report: ChainReport) -> impl IntoView {
    let lang = use_lang();
    let events = report.events.to_string();
    let banner = match report.broken_at {
        None if report.whole => {
            let title = words::WHOLE.fill(lang, &[("n", &events)]);
            view! { <Banner tone=Tone::Success title/> }.into_any()
        }
        broken => {
            let seq = broken.unwrap_or_default().to_string();
            let title = words::BROKEN.fill(lang, &[("seq", &seq)]);
            let text = words::BROKEN_TEXT.fill(lang, &[("n", &events)]);
            view! { <Banner tone=Tone::Danger title><p>{text}</p></Banner> }.into_any()
        }
    };
    view! {
        <PageFrame title=words::VERIFIED.get(lang) trail=trail(&[(admin::AUDIT, routes::ADMIN_AUDIT)]) lead=move || words::VERIFY_LEAD.get(lang)>
            <div class="stack">
                {banner}
                <p><a href=routes::ADMIN_AUDIT>{words::BACK.get(lang)}</a></p>
            </div>
        </PageFrame>
    }
}
