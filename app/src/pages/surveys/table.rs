//! The merged table: every body a row, every question a column, totals below.

use std::sync::Arc;

use leptos::prelude::*;

use super::{param, trail};
use crate::{
    components::{
        empty_state::EmptyState,
        icon::IconName,
        layout::{Page, PageWidth},
        load::{load, use_lang},
        table::{Cell, Column, ColumnKind, RowHead, Table, TableLayout},
    },
    domain::{
        decimal::Decimal,
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
            <a class="button" href=routes::survey_export(id, "xlsx") download="">{words::DOWNLOAD_XLSX.get(lang)}</a>
            <a class="button" href=routes::survey_export(id, "csv") download="">{words::DOWNLOAD_CSV.get(lang)}</a>
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
    let unit = if column.unit.is_empty() { String::new() } else { format!("（{}）", column.unit) };
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
    let headings: Arc<Vec<String>> = Arc::new(table.columns.iter().map(|column| heading(column, lang)).collect());
    let mut columns = vec![Column::text(words::BODY.get(lang)), Column::text(words::BODY_CODE.get(lang))];
    columns.push(Column::text(words::STATE.get(lang)));
    columns.extend(table.columns.iter().zip(headings.iter()).map(|(column, heading)| match kind(column) {
        ColumnKind::Number => Column::number(heading.clone()),
        _ => Column::text(heading.clone()),
    }));
    let count = table.rows.len();
    let rows = table.rows.iter().map(|row| row_view(&table.columns, &headings, row, lang)).collect_view();
    let totals = move || totals_view(&table, &headings, lang);
    view! { <Table caption=title columns count layout=TableLayout::Wide totals>{rows}</Table> }
}

fn row_view(columns: &[MergedColumn], headings: &[String], row: &MergedRow, lang: Lang) -> impl IntoView + use<> {
    let state = if row.not_applicable { words::NOT_APPLICABLE } else { row.state.text() };
    let code = row.body_code.as_ref().map(ToString::to_string).unwrap_or_default();
    let cells = columns
        .iter()
        .zip(headings)
        .zip(&row.cells)
        .map(|((column, heading), cell)| {
            let text = cell.as_ref().map(|cell| column.cell_text(cell, lang)).unwrap_or_default();
            view! { <Cell label=heading.clone() kind=kind(column)>{text}</Cell> }
        })
        .collect_view();
    let name = row.body_name.clone();
    view! {
        <tr>
            <RowHead label=words::BODY.get(lang)>{name}</RowHead>
            <Cell label=words::BODY_CODE.get(lang)>{code}</Cell>
            <Cell label=words::STATE.get(lang)>{state.get(lang)}</Cell>
            {cells}
        </tr>
    }
}

fn totals_view(table: &MergedTable, headings: &[String], lang: Lang) -> impl IntoView + use<> {
    let row = |name: &'static str, text: &dyn Fn(&ColumnTotal) -> String| {
        let cells = table
            .columns
            .iter()
            .zip(headings)
            .zip(&table.totals)
            .map(|((_, heading), total)| {
                let text = text(total);
                view! { <Cell label=heading.clone() kind=ColumnKind::Number>{text}</Cell> }
            })
            .collect_view();
        view! { <tr><RowHead label="">{name}</RowHead><td></td><td></td>{cells}</tr> }
    };
    let sum = row(words::TOTAL.get(lang), &|total| total.sum.map(Decimal::grouped).unwrap_or_default());
    let count = row(words::TOTAL_COUNT.get(lang), &|total| total.count.to_string());
    view! { {sum}{count} }
}
