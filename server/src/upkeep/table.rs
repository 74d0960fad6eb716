//! A list that somebody made with a spreadsheet: CSV in any Japanese encoding, or the first sheet of a workbook.

use std::{collections::HashMap, path::Path};

use app::ports::import::Line;
use calamine::{Data, Reader};

/// Bytes of a list; one of the whole country has some 20 MB.
const BYTES: u64 = 64 << 20;

/// The cells of a row by the headings of their columns.
pub type Cells = HashMap<String, String>;

/// Reads a list whose first row holds exactly these headings, in any order; those in `needed` may not be missing.
///
/// # Errors
/// A sentence for the administrator.
pub fn read(path: &Path, headings: &[&str], needed: &[&str]) -> Result<Vec<Line<Cells>>, String> {
    let fault = |error: std::io::Error| format!("{} cannot be read: {error}", path.display());
    if std::fs::metadata(path).map_err(fault)?.len() > BYTES {
        return Err(format!("{} is larger than {} MB; split it", path.display(), BYTES >> 20));
    }
    let bytes = std::fs::read(path).map_err(fault)?;
    let rows = if bytes.starts_with(b"PK") { workbook(bytes) } else { csv_rows(&bytes) };
    let mut rows = rows.map_err(|error| format!("{} cannot be understood: {error}", path.display()))?.into_iter();
    let head: Vec<String> = rows.next().map(|line| line.row).unwrap_or_default();
    let head: Vec<&str> = head.iter().map(|heading| heading.trim()).collect();
    if let Some(missing) = needed.iter().find(|heading| !head.contains(heading)) {
        return Err(format!("{}: the first row lacks the column 「{missing}」", path.display()));
    }
    // A heading that is spelled otherwise would lose its column silently.
    if let Some(unknown) = head.iter().find(|heading| !heading.is_empty() && !headings.contains(heading)) {
        return Err(format!(
            "{}: nobody knows the column 「{unknown}」. Known: {}",
            path.display(),
            headings.join("、")
        ));
    }
    let named = |line: Line<Vec<String>>| {
        let cells = head.iter().zip(line.row).map(|(heading, cell)| ((*heading).to_owned(), unguarded(cell)));
        Line { line: line.line, row: cells.collect::<Cells>() }
    };
    Ok(rows.map(named).filter(|line| line.row.values().any(|cell| !cell.trim().is_empty())).collect())
}

fn csv_rows(bytes: &[u8]) -> Result<Vec<Line<Vec<String>>>, String> {
    let text = decoded(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (line, record) in (1..).zip(reader.records()) {
        let record = record.map_err(|error| error.to_string())?;
        rows.push(Line { line, row: record.iter().map(str::to_owned).collect() });
    }
    Ok(rows)
}

/// UTF-8 where it is that, else what Excel writes in Japan.
fn decoded(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::SHIFT_JIS.decode(bytes).0.into_owned(),
    }
}

/// A file of a stranger goes to a child process ([`crate::files::extract`]); this one was chosen by the administrator,
/// and the process that reads it does nothing else.
fn workbook(bytes: Vec<u8>) -> Result<Vec<Line<Vec<String>>>, String> {
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes))
        .map_err(|error: calamine::XlsxError| error.to_string())?;
    let sheet = workbook.worksheet_range_at(0).ok_or("it has no sheet")?.map_err(|error| error.to_string())?;
    let first = sheet.start().map_or(0, |(row, _)| u64::from(row));
    let row = |(line, cells): (u64, &[Data])| Line { line, row: cells.iter().map(text).collect() };
    Ok((first + 1..).zip(sheet.rows()).map(row).collect())
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        // 42021 that somebody typed into a cell without a format.
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        other => other.to_string(),
    }
}

/// Takes off the quote by which an export keeps a spreadsheet from computing (CWE-1236).
fn unguarded(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use app::ports::export::ExportFormat;

    use super::*;
    use crate::sheet::Sheet;

    const HEADINGS: [&str; 2] = ["団体コード", "備考"];

    fn read_bytes(bytes: &[u8]) -> Result<Vec<Line<Cells>>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        std::fs::write(&path, bytes).unwrap();
        read(&path, &HEADINGS, &["団体コード"])
    }

    #[test]
    fn what_an_export_writes_is_read_back_in_either_format() {
        let rows =
            vec![vec!["042021".to_owned(), "=1+1、\n二行目".to_owned()], vec!["040002".to_owned(), "'x".to_owned()]];
        let columns = vec![("団体コード", 10), ("備考", 30)];
        let sheet = Sheet { title: "名簿".to_owned(), columns, rows: rows.clone() };
        for format in [ExportFormat::Csv, ExportFormat::Xlsx] {
            let read = read_bytes(&sheet.file("x", format).unwrap().bytes).unwrap();
            let cells: Vec<Vec<String>> =
                read.iter().map(|line| HEADINGS.map(|heading| line.row[heading].clone()).to_vec()).collect();
            assert_eq!(cells, rows, "{format:?}");
            assert_eq!(read[0].line, 2, "{format:?}");
        }
    }

    #[test]
    fn shift_jis_and_columns_in_another_order_are_understood() {
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode("備考,団体コード\r\n髙橋,042021\r\n,\r\n");
        let read = read_bytes(&bytes).unwrap();
        assert_eq!(read.len(), 1, "a blank row is no row");
        assert_eq!((read[0].row["備考"].as_str(), read[0].row["団体コード"].as_str()), ("髙橋", "042021"));
    }

    #[test]
    fn a_column_is_never_lost_silently() {
        assert!(read_bytes("備考\n".as_bytes()).unwrap_err().contains("lacks the column 「団体コード」"));
        assert!(read_bytes("団体コード,備孝\n".as_bytes()).unwrap_err().contains("「備孝」"));
        assert!(read_bytes(b"PK\x03\x04 no workbook").is_err());
    }
}
