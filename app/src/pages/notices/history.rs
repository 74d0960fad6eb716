//! What happened to a notice at one body, for its publisher.

use leptos::prelude::*;

use super::{notice_id, trail};
use crate::{
    components::{
        layout::{Crumb, Page},
        load::{load, path_id, use_lang},
        status_chip::StatusChip,
        table::{Cell, Column, RowHead, Table},
    },
    domain::{calendar::format_instant, ids::BodyId, lang::Lang},
    ports::reach::{BodyHistory, HistoryRow},
    routes,
    text::{notices as text, reach},
};

/// What happened to a notice at one body.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let (id, body) = (notice_id(), path_id::<BodyId>("body"));
    load(async move |context, caller| context.services.reach.history(&caller, id?, body?).await, page)
}

fn page(history: BodyHistory) -> impl IntoView {
    let lang = use_lang();
    let mut trail = trail(lang);
    trail.push(Crumb::new(history.title.clone(), routes::notice(history.id)));
    trail.push(Crumb::new(text::DELIVERIES.get(lang), routes::notice_deliveries(history.id)));
    let columns = [reach::COL_AT, reach::COL_EVENT, reach::COL_WHO, reach::COL_DETAIL];
    let columns: Vec<Column> = columns.into_iter().map(|name| Column::text(name.get(lang))).collect();
    let count = history.rows.len();
    view! {
        <Page title=reach::HISTORY.fill(lang, &[("body", &history.body_name)]) trail=trail>
            <p class="print-only">{history.title}</p>
            <p><StatusChip status=history.state/></p>
            <Table caption=reach::HISTORY_TABLE.get(lang) hide_caption=true columns=columns count=count>
                {history.rows.into_iter().map(|row| row_view(row, lang)).collect_view()}
            </Table>
        </Page>
    }
}

fn row_view(row: HistoryRow, lang: Lang) -> impl IntoView {
    view! {
        <tr>
            <RowHead label=reach::COL_AT.get(lang)>
                <time datetime=row.at.to_rfc3339()>{format_instant(row.at, lang)}</time>
            </RowHead>
            <Cell label=reach::COL_EVENT.get(lang)>{row.event.text().get(lang)}</Cell>
            <Cell label=reach::COL_WHO.get(lang)>{known(row.name)}</Cell>
            <Cell label=reach::COL_DETAIL.get(lang)>{known(row.detail)}</Cell>
        </tr>
    }
}

/// What is blank leaves its cell empty, which a narrow screen then leaves out.
fn known(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}
