//! Readers for the tests: independent of the writers as far as the formats allow.

use std::io::{Cursor, Read};

use calamine::Reader;
use encoding_rs::SHIFT_JIS;

type Text = Result<String, Box<dyn std::error::Error>>;

/// True of text that was decoded wrongly somewhere.
pub(super) fn mojibake(text: &str) -> bool {
    text.contains(['\u{fffd}', '縺', '繧', '譁']) || text.contains("&#")
}

/// The text of a file by the ending of its name, without white space.
pub(super) fn extracted(name: &str, bytes: &[u8]) -> Text {
    let text = match name.rsplit('.').next() {
        Some("pdf") => pdf_text(bytes)?.replace('\n', ""),
        Some("xlsx") => sheet_text(bytes)?,
        Some("docx" | "pptx") => without_tags(&zip_texts(bytes, |_| true)?),
        Some("zip") => zip_texts(bytes, |name| name.starts_with("団体コード表"))?,
        _ => plain(bytes),
    };
    Ok(text.chars().filter(|c| !c.is_whitespace()).collect())
}

fn plain(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => SHIFT_JIS.decode(bytes).0.into_owned(),
    }
}

fn sheet_text(bytes: &[u8]) -> Text {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes))?;
    let mut text = String::new();
    for (_, sheet) in book.worksheets() {
        for cell in sheet.rows().flatten() {
            text.push_str(&cell.to_string());
        }
    }
    Ok(text)
}

fn zip_texts(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Text {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut text = String::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index)?;
        if part.name().is_ok_and(|name| wanted(&name)) {
            let mut content = Vec::new();
            part.read_to_end(&mut content)?;
            text.push_str(&plain(&content));
        }
    }
    Ok(text)
}

/// XML without its tags.
pub(super) fn without_tags(xml: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in xml.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

/// The shown strings of a PDF whose streams are not compressed, decoded as UTF-16BE.
pub(super) fn pdf_text(bytes: &[u8]) -> Text {
    let file = std::str::from_utf8(bytes)?;
    let mut text = String::new();
    for line in file.lines() {
        let Some(hex) = line.strip_suffix("> Tj ET").and_then(|line| line.rsplit('<').next()) else {
            continue;
        };
        let units: Vec<u16> = (0..hex.len() / 4)
            .map(|n| u16::from_str_radix(hex.get(4 * n..4 * n + 4).unwrap_or(""), 16))
            .collect::<Result<_, _>>()?;
        text.push_str(&String::from_utf16(&units)?);
        text.push('\n');
    }
    Ok(text)
}
