//! A list as a file for a spreadsheet: every cell is a text, as it was typed.

use std::borrow::Cow;

use app::{
    domain::error::AppError,
    ports::export::{ExportFile, ExportFormat},
};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::telemetry;

/// UTF-8 with this in front is opened right by a double click in Excel.
const BOM: &str = "\u{FEFF}";
/// A4 in the numbering of the file format.
const A4: u8 = 9;

/// A list.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its title: above the table and as the name of the worksheet.
    pub title: String,
    /// Headings of the columns, each with its width in characters.
    pub columns: Vec<(&'static str, u8)>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The list as a file called `name` and its ending.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the writer fails.
    pub fn file(&self, name: &str, format: ExportFormat) -> Result<ExportFile, AppError> {
        let bytes = match format {
            ExportFormat::Xlsx => self.workbook().map_err(|error| error.to_string()),
            ExportFormat::Csv => self.csv().map_err(|error| error.to_string()),
        };
        let bytes = bytes.map_err(|error| {
            let reference = telemetry::reference();
            tracing::error!(%reference, %error, "export failed");
            AppError::Internal { reference }
        })?;
        Ok(ExportFile { name: format!("{name}.{}", format.ending()), media_type: format.media_type(), bytes })
    }

    fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv_writer();
        writer.write_record(self.columns.iter().map(|(heading, _)| heading))?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()))?;
        }
        writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(&self.title)?;
        self.head(sheet)?;
        let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top).set_text_wrap();
        for (at, row) in (1_u32..).zip(&self.rows) {
            for (column, text) in (0_u16..).zip(row) {
                // A text cell computes nothing, whatever stands in it, and keeps the zero of 042021.
                sheet.write_string_with_format(at, column, text, &cell)?;
            }
        }
        let last = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let width = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, last, width.saturating_sub(1))?;
        workbook.save_to_buffer()
    }

    fn head(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold().set_border(FormatBorder::Thin).set_background_color("#E8EEF7");
        for (column, (heading, width)) in (0_u16..).zip(&self.columns) {
            sheet.write_string_with_format(0, column, *heading, &bold)?;
            sheet.set_column_width(column, f64::from(*width))?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_header("&L&A&R&D &T").set_footer("&C&P／&N");
        Ok(())
    }
}

/// Writes CSV as Excel reads it.
pub(crate) fn csv_writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BOM.as_bytes().to_vec())
}

/// Keeps spreadsheets from computing what somebody typed: a quote before what looks like a formula (CWE-1236).
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};

    use super::*;

    #[test]
    fn formulas_are_defused_and_the_rest_is_not() {
        for typed in ["=1+1", "+81", "-3人", "@SUM(A1)", "\tx", "\rx"] {
            assert_eq!(guarded(typed), format!("'{typed}"));
        }
        assert_eq!(guarded("1=1"), "1=1");
    }

    fn sheet() -> Sheet {
        Sheet {
            title: "担当者名簿".to_owned(),
            columns: vec![("団体コード", 10), ("備考", 30)],
            rows: vec![
                vec!["042021".to_owned(), "=1+1".to_owned()],
                vec!["040002".to_owned(), "引用「\"」、\n二行目".to_owned()],
            ],
        }
    }

    #[test]
    fn csv_has_a_mark_for_excel_and_computes_nothing() {
        let file = sheet().file("名簿", ExportFormat::Csv).unwrap();
        assert_eq!((file.name.as_str(), file.media_type), ("名簿.csv", "text/csv; charset=utf-8"));
        let text = String::from_utf8(file.bytes).unwrap();
        assert_eq!(text, "\u{FEFF}団体コード,備考\r\n042021,'=1+1\r\n040002,\"引用「\"\"」、\n二行目\"\r\n");
    }

    #[test]
    fn every_cell_of_the_workbook_is_a_text() {
        let file = sheet().file("名簿", ExportFormat::Xlsx).unwrap();
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(file.bytes)).unwrap();
        let range = workbook.worksheet_range("担当者名簿").unwrap();
        let rows: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
        assert_eq!(rows[1], [Data::String("042021".to_owned()), Data::String("=1+1".to_owned())]);
        assert_eq!(rows.len(), 3);
    }
}
