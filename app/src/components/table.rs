//! Tables: lists that become cards on narrow screens, and wide merged tables in a region that scrolls.

use leptos::prelude::*;

use super::load::use_lang;
use crate::text::common;

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    #[default]
    Text,
    /// Figures, set to the right.
    Number,
    /// Buttons; the heading is only read out.
    Actions,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    label: String,
    kind: ColumnKind,
}

impl Column {
    /// A column of words.
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), kind: ColumnKind::Text }
    }

    /// A column of figures.
    pub fn number(label: impl Into<String>) -> Self {
        Self { kind: ColumnKind::Number, ..Self::text(label) }
    }

    /// A column of buttons.
    pub fn actions(label: impl Into<String>) -> Self {
        Self { kind: ColumnKind::Actions, ..Self::text(label) }
    }
}

/// How a table behaves when it does not fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableLayout {
    /// Each row becomes a card: lists that people read row by row.
    #[default]
    List,
    /// Scrolls in a region of its own with head and first column fixed: merged tables.
    Wide,
}

/// A table. Its children are rows of [`RowHead`] and [`Cell`], one `<tr>` each.
#[component]
pub fn Table(
    /// What it shows. Also names the region that scrolls.
    #[prop(into)]
    caption: String,
    /// The caption is only read out, because a heading above says the same.
    #[prop(optional)]
    hide_caption: bool,
    /// The columns.
    columns: Vec<Column>,
    /// How many rows there are; with none, `empty` is said.
    count: usize,
    /// What to say about no rows, and what to do next.
    #[prop(optional, into)]
    empty: String,
    /// How it behaves when it does not fit.
    #[prop(optional)]
    layout: TableLayout,
    /// Tells apart several tables of one page.
    #[prop(default = "table")]
    id: &'static str,
    /// Totals: the row of `<tfoot>`.
    #[prop(optional, into)]
    totals: Option<ViewFnOnce>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let width = columns.len();
    let empty = if empty.is_empty() { common::NO_ROWS.get(lang).to_owned() } else { empty };
    let body = if count == 0 {
        view! { <tr><td class="table__empty" colspan=width.to_string()>{empty}</td></tr> }.into_any()
    } else {
        children()
    };
    let caption_id = format!("{id}-caption");
    let wide = layout == TableLayout::Wide;
    let table = view! {
        <table class=if wide { "table table--dense table--grid" } else { "table table--stack table--sticky" }>
            <caption id=caption_id.clone() class=hide_caption.then_some("visually-hidden")>{caption}</caption>
            <thead><tr>{columns.into_iter().map(heading).collect_view()}</tr></thead>
            <tbody>{body}</tbody>
            {totals.map(|totals| view! { <tfoot>{totals.run()}</tfoot> })}
        </table>
    };
    if wide {
        view! { <div class="table-scroll" tabindex="0" role="region" aria-labelledby=caption_id>{table}</div> }
            .into_any()
    } else {
        table.into_any()
    }
}

fn heading(column: Column) -> impl IntoView {
    let class = match column.kind {
        ColumnKind::Text => None,
        ColumnKind::Number => Some("table__num"),
        ColumnKind::Actions => Some("table__act"),
    };
    let label = match column.kind {
        ColumnKind::Actions => view! { <span class="visually-hidden">{column.label}</span> }.into_any(),
        _ => column.label.into_any(),
    };
    view! { <th scope="col" class=class>{label}</th> }
}

/// The cell that names its row.
#[component]
pub fn RowHead(
    /// Heading of the column, for cards.
    #[prop(into)]
    label: String,
    /// The name.
    children: Children,
) -> impl IntoView {
    view! { <th scope="row" data-label=label>{children()}</th> }
}

/// A cell.
#[component]
pub fn Cell(
    /// Heading of the column, for cards; blank for buttons.
    #[prop(into)]
    label: String,
    /// What the column holds.
    #[prop(optional)]
    kind: ColumnKind,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let class = match kind {
        ColumnKind::Text => None,
        ColumnKind::Number => Some("table__num"),
        ColumnKind::Actions => Some("table__act"),
    };
    let label = (!label.is_empty() && kind != ColumnKind::Actions).then_some(label);
    view! { <td class=class data-label=label>{children()}</td> }
}
