//! The bodies that have not confirmed a notice and whom to call there, to be printed and written on.

use leptos::prelude::*;

use super::{about, notice_id, trail};
use crate::{
    components::{
        layout::{Crumb, Page},
        load::{load, use_lang},
        status_chip::{StatusChip, Tag},
        table::{Cell, Column, RowHead, Table},
    },
    domain::{
        calendar::{format_date, format_instant},
        lang::Lang,
    },
    ports::reach::{CallRow, CallSheet, Callee},
    routes,
    text::{notices as text, reach},
};

/// Whom to call about a notice.
#[component]
pub fn CallSheetPage() -> impl IntoView {
    let id = notice_id();
    load(async move |context, caller| context.services.reach.call_sheet(&caller, id?).await, page)
}

fn page(sheet: CallSheet) -> impl IntoView {
    let lang = use_lang();
    let mut trail = trail(lang);
    trail.push(Crumb::new(sheet.title.clone(), routes::notice(sheet.id)));
    trail.push(Crumb::new(text::DELIVERIES.get(lang), routes::notice_deliveries(sheet.id)));
    let count = sheet.rows.len();
    let about = about(sheet.number, sheet.title);
    let due = sheet.confirm_by.map(|day| view! { <p>{text::CONFIRM_UNTIL.get(lang)}{format_date(day, lang)}</p> });
    let lead = reach::CALL_SHEET_LEAD.fill(lang, &[("n", &count.to_string())]);
    let columns = [text::COL_BODY, text::COL_STATE, reach::COL_CALLEE, reach::COL_PHONE, reach::COL_RESULT];
    let columns: Vec<Column> = columns.into_iter().map(|name| Column::text(name.get(lang))).collect();
    view! {
        <Page title=reach::CALL_SHEET.get(lang) trail=trail>
            <p><strong>{about}</strong></p>
            {due}
            <p>{lead}</p>
            <p class="screen-only">{reach::CALL_SHEET_PRINT.get(lang)}</p>
            <div class="call-sheet">
                <Table caption=reach::CALL_SHEET.get(lang) hide_caption=true columns=columns count=count
                    empty=reach::CALL_SHEET_EMPTY.get(lang)>
                    {sheet.rows.into_iter().map(|row| row_view(row, lang)).collect_view()}
                </Table>
            </div>
        </Page>
    }
}

fn row_view(row: CallRow, lang: Lang) -> impl IntoView {
    let reminded = row.reminded_at.map(|at| {
        view! { <div class="small">{reach::COL_REMINDED.get(lang)}" "{format_instant(at, lang)}</div> }
    });
    let reason = row.reason.map(|reason| view! { <Tag label=reason.text().get(lang)/> });
    let numbers = row.people.iter().map(|person| phones(person, lang)).collect_view();
    let people = row.people.iter().map(who).collect_view();
    let unknown = row.people.is_empty().then(|| reach::NO_PHONE.get(lang));
    view! {
        <tr>
            <RowHead label=text::COL_BODY.get(lang)>{row.name}" "<span class="small">{row.code}</span></RowHead>
            <Cell label=text::COL_STATE.get(lang)><StatusChip status=row.state/>{reminded}</Cell>
            <Cell label=reach::COL_CALLEE.get(lang)>{people}{reason}</Cell>
            <Cell label=reach::COL_PHONE.get(lang)>{numbers}{unknown}</Cell>
            <Cell label=reach::COL_RESULT.get(lang)>{None::<&str>}</Cell>
        </tr>
    }
}

/// Section, post and name, as far as they are known. No name is broken in two.
fn who(person: &Callee) -> impl IntoView + use<> {
    let name = [&person.post, &person.name].into_iter().filter(|part| !part.is_empty()).cloned();
    let name = name.collect::<Vec<_>>().join("　");
    view! { <div>{person.section.clone()}" "<span class="nowrap">{name}</span></div> }
}

/// The direct line first, then the switchboard. No number is broken in two.
fn phones(person: &Callee, lang: Lang) -> impl IntoView + use<> {
    let Callee { direct_phone, phone, extension, .. } = person;
    let direct = (!direct_phone.is_empty()).then(|| reach::DIRECT.fill(lang, &[("phone", direct_phone)]));
    let switchboard = (!phone.is_empty()).then(|| match extension.as_str() {
        "" => reach::SWITCHBOARD.fill(lang, &[("phone", phone)]),
        extension => reach::SWITCHBOARD_EXTENSION.fill(lang, &[("phone", phone), ("extension", extension)]),
    });
    let numbers = direct.into_iter().chain(switchboard);
    numbers.map(|number| view! { <div class="nowrap">{number}</div> }).collect_view()
}
