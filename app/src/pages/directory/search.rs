//! Search in the directory, and the list of bodies.

use leptos::prelude::*;

use super::entry::{cells, columns};
use crate::{
    components::{
        form::{Choice, Select, TextField},
        layout::Page as PageFrame,
        load::{load, query_value, use_lang},
        pagination::Pagination,
        table::{Cell, Column, ColumnKind, RowHead, Table},
    },
    domain::{
        calendar::{format_date_short, jst_date},
        ids::BodyId,
        page::Page,
        policy::{Action, Resource, may},
    },
    ports::contacts::{ContactFilter, ContactRow, DirectoryBody},
    routes,
    text::{directory as words, nav},
};

struct Found {
    bodies: Vec<DirectoryBody>,
    duties: Vec<String>,
    /// Entries, once anything was asked.
    page: Option<Page<ContactRow>>,
    exportable: bool,
}

/// The directory.
#[component]
pub fn DirectoryPage() -> impl IntoView {
    let filter = ContactFilter {
        body: query_value("body").and_then(|id| id.parse().ok()),
        duty: query_value("duty"),
        text: query_value("q").unwrap_or_default(),
    };
    let (asked, cursor) = (filter.clone(), query_value("cursor"));
    let later = cursor.is_some();
    load(
        async move |context, caller| {
            let contacts = &context.services.contacts;
            let page =
                if asked.is_empty() { None } else { Some(contacts.search(&caller, &asked, cursor.as_deref()).await?) };
            Ok(Found {
                bodies: contacts.bodies(&caller).await?,
                duties: contacts.duties(&caller).await?,
                page,
                exportable: may(&caller.actor, Action::ExportContacts, &Resource::Hub).is_ok(),
            })
        },
        move |found| show(found, &filter, later).into_any(),
    )
}

fn show(found: Found, filter: &ContactFilter, later: bool) -> impl IntoView + use<> {
    let lang = use_lang();
    let Found { bodies, duties, page, exportable } = found;
    let fields = fields(&bodies, duties, filter);
    let list = match page {
        Some(page) => results(page, filter, later).into_any(),
        None => of_bodies(bodies).into_any(),
    };
    let query = address(filter, None);
    let export = move |format: &'static str| format!("{}{query}", routes::directory_export(format));
    let (xlsx, csv) = (export("xlsx"), export("csv"));
    let actions = move || {
        exportable.then(|| {
            view! {
                <a class="button button--s" href=xlsx>{words::EXPORT_XLSX.get(lang)}</a>
                <a class="button button--s" href=csv>{words::EXPORT_CSV.get(lang)}</a>
            }
        })
    };
    view! {
        <PageFrame title=nav::DIRECTORY.get(lang) lead=move || words::LEAD.get(lang) actions=actions>
            <div class="stack stack--l">{fields}{list}</div>
        </PageFrame>
    }
}

/// The query of the page for this filter.
fn address(filter: &ContactFilter, cursor: Option<&str>) -> String {
    let body = filter.body.map(|id| id.to_string());
    let pairs: Vec<(&str, &str)> = [
        ("q", Some(filter.text.as_str()).filter(|text| !text.is_empty())),
        ("body", body.as_deref()),
        ("duty", filter.duty.as_deref()),
        ("cursor", cursor),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect();
    let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
    if query.is_empty() { query } else { format!("?{query}") }
}

fn fields(bodies: &[DirectoryBody], duties: Vec<String>, filter: &ContactFilter) -> impl IntoView + use<> {
    let lang = use_lang();
    let mut of_body = vec![Choice::new("", words::ANY_BODY.get(lang))];
    of_body.extend(bodies.iter().map(|body| Choice::new(body.id.to_string(), body.name.clone())));
    let mut of_duty = vec![Choice::new("", words::ANY_DUTY.get(lang))];
    of_duty.extend(duties.into_iter().map(|duty| Choice::new(duty.clone(), duty)));
    let body = filter.body.map(|id: BodyId| id.to_string()).unwrap_or_default();
    let duty = filter.duty.clone().unwrap_or_default();
    let clear = (!filter.is_empty()).then(|| view! { <a href=routes::DIRECTORY>{words::CLEAR.get(lang)}</a> });
    view! {
        <form class="form form--wide" method="get" action=routes::DIRECTORY role="search" aria-label=words::FILTER.get(lang)>
            <TextField name="q" label=words::WORDS.get(lang) value=filter.text.clone() hint=words::WORDS_HINT.get(lang)/>
            <div class="field-row">
                <Select name="body" label=words::BODY.get(lang) choices=of_body value=body/>
                <Select name="duty" label=words::DUTY.get(lang) choices=of_duty value=duty/>
            </div>
            <div class="button-row">
                <button class="button button--primary" type="submit">{words::SHOW.get(lang)}</button>
                {clear}
            </div>
        </form>
    }
}

fn results(page: Page<ContactRow>, filter: &ContactFilter, later: bool) -> impl IntoView + use<> {
    let lang = use_lang();
    let first = later.then(|| format!("{}{}", routes::DIRECTORY, address(filter, None)));
    let next = page.next_cursor.as_deref().map(|at| format!("{}{}", routes::DIRECTORY, address(filter, Some(at))));
    let mut all = vec![Column::text(words::BODY.get(lang))];
    all.extend(columns());
    let (count, total) = (page.items.len(), page.total);
    let rows = page
        .items
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <Cell label=words::BODY.get(lang)>
                        <a href=routes::directory_body(row.body_id)>{row.body_name}</a>
                    </Cell>
                    {cells(row.content)}
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=words::ENTRIES.get(lang) columns=all count=count empty=words::NONE_FOUND.get(lang)>{rows}</Table>
        <Pagination total=total first=first next=next/>
    }
}

fn of_bodies(bodies: Vec<DirectoryBody>) -> impl IntoView {
    let lang = use_lang();
    let columns = vec![
        Column::text(words::BODY.get(lang)),
        Column::number(words::ENTRIES.get(lang)),
        Column::text(words::UPDATED.get(lang)),
    ];
    let count = bodies.len();
    let rows = bodies
        .into_iter()
        .map(|body| {
            let updated = body.updated_at.map(|at| format_date_short(jst_date(at), lang));
            view! {
                <tr>
                    <RowHead label=words::BODY.get(lang)>
                        <a href=routes::directory_body(body.id)>{body.name}</a>
                    </RowHead>
                    <Cell label=words::ENTRIES.get(lang) kind=ColumnKind::Number>
                        {words::COUNT.fill(lang, &[("n", &body.contacts.to_string())])}
                    </Cell>
                    <Cell label=words::UPDATED.get(lang)>{updated}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=words::BODIES.get(lang) columns=columns count=count>{rows}</Table> }
}
