//! A notice at every body, for its publisher.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{notice_id, trail};
use crate::{
    components::{
        layout::{Crumb, Page},
        load::{load, use_lang},
        progress::Progress,
        status_chip::StatusChip,
        table::{Cell, Column, RowHead, Table},
    },
    domain::{calendar::format_instant, lang::Lang},
    ports::notices::{DeliveryRow, DeliveryTable},
    routes,
    text::notices as text,
};

/// A notice at every body.
#[component]
pub fn DeliveriesPage() -> impl IntoView {
    let id = notice_id();
    load(async move |context, caller| context.services.notices.deliveries(&caller, id?).await, page)
}

fn page(table: DeliveryTable) -> impl IntoView {
    let lang = use_lang();
    let mut trail = trail(lang);
    trail.push(Crumb::new(table.title, routes::notice(table.id)));
    let (n, all) = (table.progress.confirmed, table.progress.bodies);
    let summary = text::PROGRESS.fill(lang, &[("n", &n.to_string()), ("all", &all.to_string())]);
    let csv = routes::notice_deliveries_csv(table.id);
    let columns = [text::COL_BODY, text::COL_CODE, text::COL_STATE, text::COL_OPENED, text::COL_CONFIRMED];
    let columns: Vec<Column> = columns.into_iter().map(|name| Column::text(name.get(lang))).collect();
    let actions = move || view! { <a class="button" href=csv>{text::CSV.get(lang)}</a> };
    let count = table.rows.len();
    view! {
        <Page title=text::DELIVERIES.get(lang) trail=trail actions=actions>
            <Progress label=text::PROGRESS_LABEL.get(lang) value=n.into() max=all.into() text=summary/>
            <Table caption=text::DELIVERIES.get(lang) hide_caption=true columns=columns count=count>
                {table.rows.into_iter().map(|row| row_view(row, lang)).collect_view()}
            </Table>
        </Page>
    }
}

fn row_view(row: DeliveryRow, lang: Lang) -> impl IntoView {
    let delivery = row.delivery;
    view! {
        <tr>
            <RowHead label=text::COL_BODY.get(lang)>{row.name}</RowHead>
            <Cell label=text::COL_CODE.get(lang)>{row.code}</Cell>
            <Cell label=text::COL_STATE.get(lang)><StatusChip status=delivery.state/></Cell>
            <Cell label=text::COL_OPENED.get(lang)>{at_by(delivery.opened_at, delivery.opened_by.as_deref(), lang)}</Cell>
            <Cell label=text::COL_CONFIRMED.get(lang)>
                {at_by(delivery.confirmed_at, delivery.confirmed_by.as_deref(), lang)}
            </Cell>
        </tr>
    }
}

fn at_by(at: Option<DateTime<Utc>>, name: Option<&str>, lang: Lang) -> Option<String> {
    at.map(|at| text::AT_BY.fill(lang, &[("at", &format_instant(at, lang)), ("name", name.unwrap_or_default())]))
}
