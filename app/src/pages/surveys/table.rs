//! The merged table: every body a row, every question a column, totals below.

use std::sync::Arc;

use leptos::{prelude::*, tachys::view::RenderHtml};

use super::{param, trail};
use crate::{
    components::{
        at_once::{at_once, each_at_once},
        empty_state::EmptyState,
        icon::IconName,
        layout::{Page, PageWidth},
        load::{load, use_lang},
        table::{Column, ColumnKind, Table, TableLayout},
    },
    domain::{
        decimal::Decimal,
        form_text::in_brackets,
        ids::SurveyId,
        lang::Lang,
        tally::{ColumnTotal, MergedColumn, MergedRow, MergedTable},
    },
    ports::surveys::SurveyView,
    routes,
    text::surveys as words,
};

/// The merged table.
#[component]
pub fn TablePage() -> impl IntoView {
    let id = param::<SurveyId>("id");
    load(
        async move |context, caller| context.services.surveys.merged(&caller, id?).await,
        |(view, table)| merged(view, table),
    )
}

fn merged(view: SurveyView, table: Arc<MergedTable>) -> impl IntoView {
    let lang = use_lang();
    let (id, trail) = (view.id, trail(view.id, &view.title));
    let actions = move || {
        view! {
            <a class="button" href=routes::survey_export(id, "xlsx")>{words::DOWNLOAD_XLSX.get(lang)}</a>
            <a class="button" href=routes::survey_export(id, "csv")>{words::DOWNLOAD_CSV.get(lang)}</a>
        }
    };
    let answered = table.rows.iter().any(|row| row.state.is_submitted());
    let content = if answered {
        wide_table(view.title, table).into_any()
    } else {
        let (title, text) = (words::TABLE_EMPTY.get(lang), words::TABLE_EMPTY_TEXT.get(lang));
        view! {
            <EmptyState icon=IconName::Table title text>
                <a class="button" href=routes::survey(id)>{words::BACK_TO_SURVEY.get(lang)}</a>
            </EmptyState>
        }
        .into_any()
    };
    view! {
        <Page
            title=words::TABLE.get(lang)
            trail
            width=PageWidth::Wide
            lead=move || words::TABLE_LEAD.get(lang)
            actions
        >
            {content}
            <p class="table-note screen-only">{words::PRINT_HINT.get(lang)}</p>
        </Page>
    }
}

fn kind(column: &MergedColumn) -> ColumnKind {
    if column.kind.is_numeric() { ColumnKind::Number } else { ColumnKind::Text }
}

/// The question with its unit, and what the column counts where that is not the answer itself.
fn heading(column: &MergedColumn, lang: Lang) -> String {
    let unit = if column.unit.is_empty() { String::new() } else { in_brackets(&column.unit, use_lang()) };
    let derived = match column.kind {
        kind if column.column_key.is_none() && kind_is_derived(kind) => format!(" {}", kind.text().get(lang)),
        _ => String::new(),
    };
    format!("{}{derived}{unit}", column.label)
}

const fn kind_is_derived(kind: crate::domain::tally::MergedKind) -> bool {
    use crate::domain::tally::MergedKind as M;
    matches!(kind, M::OtherText | M::FileCount | M::RowCount)
}

fn wide_table(title: String, table: Arc<MergedTable>) -> impl IntoView {
    let lang = use_lang();
    let mut columns = vec![Column::text(words::BODY.get(lang)), Column::text(words::BODY_CODE.get(lang))];
    columns.push(Column::text(words::STATE.get(lang)));
    columns.extend(table.columns.iter().map(|column| match kind(column) {
        ColumnKind::Number => Column::number(heading(column, lang)),
        _ => Column::text(heading(column, lang)),
    }));
    let count = table.rows.len();
    let rows = each_at_once(table.rows.iter().map(|row| row_view(&table.columns, row, lang)));
    let totals = move || at_once(totals_view(&table, lang));
    view! { <Table caption=title columns count layout=TableLayout::Wide totals>{rows}</Table> }
}

// A wide table never becomes cards, so its cells, tens of thousands at times, carry no label and are no components.

fn row_view(columns: &[MergedColumn], row: &MergedRow, lang: Lang) -> impl RenderHtml + use<> {
    let state = if row.not_applicable { words::NOT_APPLICABLE } else { row.state.text() };
    let code = row.body_code.as_ref().map(ToString::to_string).unwrap_or_default();
    let cells = columns
        .iter()
        .zip(&row.cells)
        .map(|(column, cell)| {
            let text = cell.as_ref().map(|cell| column.cell_text(cell, lang)).unwrap_or_default();
            view! { <td class=class(column)>{text}</td> }
        })
        .collect_view();
    let name = row.body_name.clone();
    view! { <tr><th scope="row">{name}</th><td>{code}</td><td>{state.get(lang)}</td>{cells}</tr> }
}

fn class(column: &MergedColumn) -> Option<&'static str> {
    column.kind.is_numeric().then_some("table__num")
}

fn totals_view(table: &MergedTable, lang: Lang) -> impl RenderHtml + use<> {
    let row = |name: &'static str, text: &dyn Fn(&ColumnTotal) -> String| {
        let cells =
            table.totals.iter().map(text).map(|text| view! { <td class="table__num">{text}</td> }).collect_view();
        view! { <tr><th scope="row">{name}</th><td></td><td></td>{cells}</tr> }
    };
    let sum = row(words::TOTAL.get(lang), &|total| total.sum.map(Decimal::grouped).unwrap_or_default());
    let count = row(words::TOTAL_COUNT.get(lang), &|total| total.count.to_string());
    (sum, count)
}
