//! One row per body as CSV: UTF-8 with BOM, which Excel opens right by a double click.

use app::domain::{
    lang::Lang,
    tally::{Cell, MergedColumn, MergedRow, MergedTable},
};

use crate::sheet::{csv_writer, guarded};

/// The table. The first row is the header; units stand in it; the totals are left to whoever computes with the data.
pub(super) fn table(table: &MergedTable) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv_writer();
    let fixed = ["団体コード", "団体名", "状態", "該当なし"].map(str::to_owned);
    writer.write_record(
        fixed.into_iter().chain(table.columns.iter().map(|column| guarded(&heading(column)).into_owned())),
    )?;
    for row in &table.rows {
        let cells = table.columns.iter().zip(&row.cells).map(|(column, cell)| field(column, cell.as_ref()));
        writer.write_record(fixed_fields(row).into_iter().chain(cells))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn fixed_fields(row: &MergedRow) -> [String; 4] {
    let code = row.body_code.as_ref().map(ToString::to_string).unwrap_or_default();
    let none = if row.not_applicable { "該当なし" } else { "" };
    [code, guarded(&row.body_name).into_owned(), row.state.text().ja.to_owned(), none.to_owned()]
}

/// The question, with its unit.
pub(super) fn heading(column: &MergedColumn) -> String {
    match column.unit.as_str() {
        "" => column.label.clone(),
        unit => format!("{}（{unit}）", column.label),
    }
}

fn field(column: &MergedColumn, cell: Option<&Cell>) -> String {
    match cell {
        None => String::new(),
        // Without separators, so that programs read numbers.
        Some(Cell::Number(number)) => number.to_string(),
        Some(Cell::Date(date)) => date.to_string(),
        Some(words) => guarded(&column.cell_text(words, Lang::Ja)).into_owned(),
    }
}
