//! The workbook: 集計表 for people (one row per body, totals, ready to print), データ in long form, コード表.

use std::thread;

use app::domain::{
    decimal::Decimal,
    form::{ColumnKind, FormDefinition, OTHER_CODE, OTHER_TEXT, QuestionKind},
    lang::Lang,
    tally::{Cell, DatumKind, LongRecord, MergedColumn, MergedRow, MergedTable, TallyEntry, long_form},
};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::{
    Heading,
    limits::{ROWS, fitting, pieces},
};

/// Columns before the first question: code, name, state.
pub(super) const FIXED: u16 = 3;
/// Row of the headings; the title and the facts stand above it.
const HEAD: u32 = 3;

struct Formats {
    title: Format,
    fact: Format,
    head: Format,
    text: Format,
    number: [Format; 10],
    date: Format,
    total: Format,
    total_number: [Format; 10],
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        let bold = || cell().set_bold().set_background_color("#E8EEF7");
        let decimals = |digits: usize| {
            if digits == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(digits)) }
        };
        let by_digits =
            |format: &dyn Fn() -> Format| std::array::from_fn(|digits| format().set_num_format(decimals(digits)));
        Self {
            title: Format::new().set_bold().set_font_size(14),
            fact: Format::new(),
            head: bold().set_text_wrap().set_align(FormatAlign::Center),
            text: cell().set_text_wrap(),
            number: by_digits(&cell),
            date: cell().set_num_format("yyyy/mm/dd"),
            total: bold(),
            total_number: by_digits(&bold),
        }
    }

    fn number(&self, decimals: u32) -> &Format {
        self.number.get(decimals as usize).unwrap_or(&self.date)
    }

    fn total(&self, decimals: u32) -> &Format {
        self.total_number.get(decimals as usize).unwrap_or(&self.total)
    }
}

/// Builds the workbook.
pub(super) fn workbook(
    heading: &Heading,
    table: &MergedTable,
    form: &FormDefinition,
    entries: &[TallyEntry<'_>],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Somebody waits for it, so it is packed in the fastest way, and its two large parts are made at the same time.
    workbook.set_zip_compression_level(1);
    let (summary, data) = thread::scope(|scope| {
        let first = scope.spawn(|| summary(&Formats::new(), heading, table));
        let data = data(&long_form(form, entries), ROWS - 1);
        (first.join(), data)
    });
    let summary = summary.map_err(|_| XlsxError::ParameterError("the thread of the table panicked".to_owned()))??;
    for sheet in [summary].into_iter().chain(data?).chain([codes(form)?]) {
        workbook.push_worksheet(sheet);
    }
    let bytes = workbook.save_to_buffer();
    // Nobody needs to wait until its hundreds of thousands of cells are freed.
    drop(thread::spawn(move || drop(workbook)));
    bytes
}

fn summary(formats: &Formats, heading: &Heading, table: &MergedTable) -> Result<Worksheet, XlsxError> {
    let mut whole = Worksheet::new();
    let sheet = &mut whole;
    sheet.set_name("集計表")?;
    sheet.write_string_with_format(0, 0, &heading.title, &formats.title)?;
    let facts = format!("{}　期限 {}　提出 {}　作成 {}", heading.number, heading.deadline, heading.sent, heading.made);
    sheet.write_string_with_format(1, 0, facts.trim(), &formats.fact)?;
    for (column, name) in (0..).zip(["団体コード", "団体名", "状態"]) {
        sheet.write_string_with_format(HEAD, column, name, &formats.head)?;
        sheet.write_string_with_format(HEAD + 1, column, if column == 2 { "単位" } else { "" }, &formats.head)?;
    }
    for (index, column) in (FIXED..).zip(&table.columns) {
        sheet.write_string_with_format(HEAD, index, &column.label, &formats.head)?;
        sheet.write_string_with_format(HEAD + 1, index, &column.unit, &formats.head)?;
        sheet.set_column_width(index, if column.kind.is_numeric() { 12 } else { 24 })?;
    }
    let first = HEAD + 2;
    for (index, row) in (first..).zip(&table.rows) {
        body_row(sheet, formats, index, row, &table.columns)?;
    }
    let last = first + u32::try_from(table.rows.len()).unwrap_or(u32::MAX - first);
    totals(sheet, formats, last, table)?;
    sheet.set_column_width(0, 10)?.set_column_width(1, 22)?.set_column_width(2, 10)?;
    sheet.set_freeze_panes(first, FIXED)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEAD, HEAD + 1)?.set_repeat_columns(0, 1)?;
    sheet.set_header("&R&D &T").set_footer("&C&P／&N");
    Ok(whole)
}

fn body_row(
    sheet: &mut Worksheet,
    formats: &Formats,
    index: u32,
    row: &MergedRow,
    columns: &[MergedColumn],
) -> Result<(), XlsxError> {
    let code = row.body_code.as_ref().map(ToString::to_string).unwrap_or_default();
    let state = if row.not_applicable { "該当なし" } else { row.state.text().ja };
    // The code is a text: as a number 042021 would lose its zero.
    sheet.write_string_with_format(index, 0, code, &formats.text)?;
    sheet.write_string_with_format(index, 1, &row.body_name, &formats.text)?;
    sheet.write_string_with_format(index, 2, state, &formats.text)?;
    for ((at, column), cell) in (FIXED..).zip(columns).zip(&row.cells) {
        write_cell(sheet, formats, (index, at), column, cell.as_ref())?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    formats: &Formats,
    (row, at): (u32, u16),
    column: &MergedColumn,
    cell: Option<&Cell>,
) -> Result<(), XlsxError> {
    match cell {
        None => sheet.write_blank(row, at, &formats.text)?,
        // A spreadsheet rounds what has more than 15 digits; such a number stays whole as a text.
        Some(Cell::Number(number)) if number.fits_spreadsheet() => {
            sheet.write_number_with_format(row, at, number.to_f64(), formats.number(column.decimals))?
        }
        Some(Cell::Number(number)) => sheet.write_string_with_format(row, at, number.to_string(), &formats.text)?,
        Some(Cell::Date(date)) => match serial(*date) {
            Some(days) => sheet.write_number_with_format(row, at, days, &formats.date)?,
            None => sheet.write_string_with_format(row, at, date.to_string(), &formats.text)?,
        },
        Some(words) => {
            let text = fitting(column.cell_text(words, Lang::Ja));
            sheet.write_string_with_format(row, at, text, &formats.text)?
        }
    };
    Ok(())
}

/// A date as spreadsheets count: days since 30 December 1899. `None` before March 1900, where they count a day that never was.
fn serial(date: NaiveDate) -> Option<f64> {
    let (begin, first_right) = (NaiveDate::from_ymd_opt(1899, 12, 30)?, NaiveDate::from_ymd_opt(1900, 3, 1)?);
    let days = i32::try_from((date - begin).num_days()).ok()?;
    (date >= first_right).then(|| f64::from(days))
}

fn totals(sheet: &mut Worksheet, formats: &Formats, last: u32, table: &MergedTable) -> Result<(), XlsxError> {
    for (row, name) in (last..).zip(["合計", "回答団体数"]) {
        sheet.write_string_with_format(row, 0, "", &formats.total)?;
        sheet.write_string_with_format(row, 1, name, &formats.total)?;
        sheet.write_string_with_format(row, 2, "", &formats.total)?;
    }
    for ((at, column), total) in (FIXED..).zip(&table.columns).zip(&table.totals) {
        match total.sum.filter(|_| total.count > 0) {
            Some(sum) if sum.fits_spreadsheet() => {
                sheet.write_number_with_format(last, at, sum.to_f64(), formats.total(column.decimals))?
            }
            Some(sum) => sheet.write_string_with_format(last, at, sum.to_string(), &formats.total)?,
            None => sheet.write_blank(last, at, &formats.total)?,
        };
        let count = u32::try_from(total.count).unwrap_or(u32::MAX);
        sheet.write_number_with_format(last + 1, at, f64::from(count), formats.total(0))?;
    }
    Ok(())
}

/// データ: a header in row 1, one datum a row, nothing else (rules L3-01, L3-09). A text that is too long for a cell goes
/// on in the next row, and what is too long for a sheet of `rows` in データ2.
fn data(records: &[LongRecord<'_>], rows: usize) -> Result<Vec<Worksheet>, XlsxError> {
    let lines = records.iter().flat_map(|record| pieces(&record.value).map(move |piece| (record, piece)));
    let lines: Vec<_> = lines.collect();
    let mut sheets = vec![long("データ", lines.get(..rows).unwrap_or(&lines))?];
    for (number, part) in (2..).zip(lines.get(rows..).unwrap_or_default().chunks(rows)) {
        sheets.push(long(&format!("データ{number}"), part)?);
    }
    Ok(sheets)
}

fn long(name: &str, lines: &[(&LongRecord<'_>, &str)]) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    let head = ["団体コード", "団体名", "設問キー", "行", "列キー", "種類", "値", "単位"];
    for (column, name) in (0..).zip(head) {
        sheet.write_string(0, column, name)?;
    }
    for (row, (record, value)) in (1..).zip(lines) {
        sheet.write_string(row, 0, record.body_code)?;
        sheet.write_string(row, 1, record.body_name)?;
        sheet.write_string(row, 2, record.question_key)?;
        if let Some(number) = record.row {
            sheet.write_number(row, 3, f64::from(u32::try_from(number).unwrap_or(u32::MAX)))?;
        }
        if let Some(key) = record.column_key {
            sheet.write_string(row, 4, key)?;
        }
        sheet.write_string(row, 5, record.kind.code())?;
        let number = (record.kind == DatumKind::Number).then(|| value.parse::<Decimal>().ok()).flatten();
        match number.filter(|number| number.fits_spreadsheet()) {
            Some(number) => sheet.write_number(row, 6, number.to_f64())?,
            None => sheet.write_string(row, 6, *value)?,
        };
        sheet.write_string(row, 7, record.unit)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_column_width(1, 22)?.set_column_width(6, 40)?;
    Ok(sheet)
}

/// コード表: what keys and codes stand for (rule L3-02).
fn codes(form: &FormDefinition) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name("コード表")?;
    for (column, name) in (0..).zip(["設問キー", "列キー", "コード", "意味", "種類", "単位"]) {
        sheet.write_string(0, column, name)?;
    }
    for (row, line) in (1..).zip(code_lines(form)) {
        for (column, text) in (0..).zip(&line) {
            sheet.write_string(row, column, text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_column_width(3, 50)?;
    Ok(sheet)
}

fn code_lines(form: &FormDefinition) -> Vec<[String; 6]> {
    let mut lines = Vec::new();
    let line = |key: &str, column: &str, code: &str, label: &str, kind: &str, unit: &str| {
        [key, column, code, label, kind, unit].map(str::to_owned)
    };
    for question in form.questions() {
        let (key, kind) = (question.key.as_str(), question.kind.code().code());
        let unit = if let QuestionKind::Number(rule) = &question.kind { rule.unit.as_str() } else { "" };
        lines.push(line(key, "", "", &question.label, kind, unit));
        match &question.kind {
            QuestionKind::Choice(rule) => {
                lines.extend(rule.options.iter().map(|option| line(key, "", &option.code, &option.label, "", "")));
                lines.extend(rule.other.then(|| line(key, "", OTHER_CODE, OTHER_TEXT.ja, "", "")));
            }
            QuestionKind::Table(rule) => {
                for column in &rule.columns {
                    let unit = if let ColumnKind::Number(rule) = &column.kind { rule.unit.as_str() } else { "" };
                    lines.push(line(key, &column.key, "", &column.label, column.kind.code().code(), unit));
                    if let ColumnKind::Choice { options } = &column.kind {
                        let codes = options.iter().map(|o| line(key, &column.key, &o.code, &o.label, "", ""));
                        lines.extend(codes);
                    }
                }
            }
            _ => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};

    use super::*;

    fn record(value: &str) -> LongRecord<'_> {
        LongRecord {
            body_code: "042021",
            body_name: "石巻市",
            question_key: "memo",
            row: None,
            column_key: None,
            kind: DatumKind::Text,
            value: value.to_owned(),
            unit: "",
        }
    }

    /// The values of each sheet, the header left out.
    fn written(records: &[LongRecord<'_>], rows: usize) -> Vec<(String, Vec<String>)> {
        let mut workbook = Workbook::new();
        for sheet in data(records, rows).unwrap() {
            workbook.push_worksheet(sheet);
        }
        let bytes = workbook.save_to_buffer().unwrap();
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let value = |row: &[Data]| row[6].to_string();
        workbook
            .worksheets()
            .into_iter()
            .map(|(name, range)| (name, range.rows().skip(1).map(value).collect()))
            .collect()
    }

    #[test]
    fn what_is_too_long_for_a_sheet_goes_on_in_the_next() {
        let records: Vec<LongRecord<'_>> = ["一", "二", "三", "四", "五"].map(record).into();
        let sheet = |name: &str, values: &[&str]| (name.to_owned(), values.iter().map(|v| (*v).to_owned()).collect());
        let expected: [(String, Vec<String>); 3] =
            [sheet("データ", &["一", "二"]), sheet("データ2", &["三", "四"]), sheet("データ3", &["五"])];
        assert_eq!(written(&records, 2), expected);
        assert_eq!(written(&[], 2), [sheet("データ", &[])]);
    }

    #[test]
    fn a_text_that_is_too_long_for_a_cell_is_whole_in_its_rows() {
        let text = "𠮷".repeat(20_000);
        let sheets = written(&[record(&text), record("次")], ROWS - 1);
        let values = &sheets[0].1;
        assert_eq!((values.len(), values[..2].concat() == text, values[2].as_str()), (3, true, "次"));
    }
}
