//! Workbooks: one sheet for each table, and the rest of the document on a sheet of its own.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::OfficeError;
use super::document::{Block, Document, Table, as_number};
use chrono::Datelike;

/// Widest column, in characters.
const WIDEST: usize = 44;

/// The bytes of the workbook.
pub fn write(document: &Document) -> Result<Vec<u8>, OfficeError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(document)?);
    for (index, table) in document.tables().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&table.name, index))?;
        write_table(sheet, &document.title, table)?;
    }
    let words: Vec<&Block> = document.blocks.iter().filter(|block| !matches!(block, Block::Table(_))).collect();
    if words.iter().any(|block| !matches!(block, Block::Title(_))) {
        let sheet = book.add_worksheet();
        sheet.set_name(if document.tables().next().is_some() { "記入要領" } else { "Sheet1" })?;
        write_words(sheet, &words)?;
    }
    Ok(book.save_to_buffer()?)
}

fn properties(document: &Document) -> Result<DocProperties, OfficeError> {
    let day = document.date;
    let created = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(2000),
        u8::try_from(day.month()).unwrap_or(1),
        u8::try_from(day.day()).unwrap_or(1),
    )?;
    Ok(DocProperties::new().set_title(&document.title).set_author(&document.author).set_creation_datetime(&created))
}

fn sheet_name(name: &str, index: usize) -> String {
    let clean: String =
        name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\')).take(28).collect();
    if clean.is_empty() { format!("様式{}", index + 1) } else { clean }
}

fn write_table(sheet: &mut Worksheet, title: &str, table: &Table) -> Result<(), OfficeError> {
    let heading = Format::new().set_bold().set_font_name("游ゴシック").set_font_size(12);
    let header = Format::new()
        .set_bold()
        .set_font_name("游ゴシック")
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color("DDEBF7")
        .set_border(FormatBorder::Thin);
    let text = Format::new().set_font_name("游ゴシック").set_text_wrap().set_border(FormatBorder::Thin);
    let number = text.clone().set_num_format("#,##0.##########");
    sheet.write_with_format(0, 0, title, &heading)?;
    for (column, label) in (0_u16..).zip(&table.header) {
        sheet.write_with_format(2, column, label, &header)?;
        sheet.set_column_width(column, f64::from(column_width(table, usize::from(column))))?;
    }
    for (row, cells) in (3_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match as_number(cell) {
                Some(value) => sheet.write_with_format(row, column, value, &number)?,
                None => sheet.write_with_format(row, column, cell, &text)?,
            };
        }
    }
    sheet.set_freeze_panes(3, 0)?;
    sheet.set_repeat_rows(2, 2)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

fn column_width(table: &Table, column: usize) -> u16 {
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    let widest = cells
        .chain(table.header.get(column))
        .map(|cell| cell.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>())
        .max()
        .unwrap_or(8);
    u16::try_from((widest + 2).clamp(9, WIDEST)).unwrap_or(20)
}

fn write_words(sheet: &mut Worksheet, blocks: &[&Block]) -> Result<(), OfficeError> {
    let bold = Format::new().set_bold().set_font_name("游ゴシック").set_text_wrap();
    let plain = Format::new().set_font_name("游ゴシック").set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 8)?;
    sheet.set_column_width(1, 90)?;
    for (row, block) in (0_u32..).zip(blocks) {
        match block {
            Block::Title(text) | Block::Heading(text) => {
                sheet.write_with_format(row, 0, text, &Format::new().set_bold().set_font_name("游ゴシック"))?;
            }
            Block::Item { mark, text } => {
                sheet.write_with_format(row, 0, mark, &plain)?;
                sheet.write_with_format(row, 1, text, &plain)?;
            }
            Block::Paragraph(text) => {
                sheet.write_with_format(row, 1, text, &plain)?;
            }
            Block::Right(text) | Block::Left(text) | Block::Center(text) => {
                sheet.write_with_format(row, 1, text, &bold)?;
            }
            Block::Table(_) => {}
        }
    }
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}
