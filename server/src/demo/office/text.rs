//! Plain text and comma-separated values.

use encoding_rs::{EncoderResult, SHIFT_JIS};

use super::OfficeError;
use super::document::{Block, Document};

/// Width of a line of plain text, in full-width characters.
const WIDTH: usize = 36;

/// The document as text with LF.
#[must_use]
pub fn plain(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Right(text) => push_padded(&mut out, text, WIDTH.saturating_sub(width(text))),
            Block::Center(text) | Block::Title(text) => {
                out.push('\n');
                push_padded(&mut out, text, WIDTH.saturating_sub(width(text)) / 2);
                out.push('\n');
            }
            Block::Left(text) => push_padded(&mut out, text, 0),
            Block::Heading(text) => push_padded(&mut out, &format!("\n{text}"), 0),
            Block::Paragraph(text) => push_padded(&mut out, text, 1),
            Block::Item { mark, text } => push_padded(&mut out, &format!("{mark}　{text}"), 0),
            Block::Table(table) => {
                out.push('\n');
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    out.push_str(&row.join("\t"));
                    out.push('\n');
                }
            }
        }
    }
    out.trim_start_matches('\n').to_owned()
}

fn push_padded(out: &mut String, text: &str, spaces: usize) {
    out.extend(std::iter::repeat_n('　', spaces));
    out.push_str(text);
    out.push('\n');
}

/// Width in full-width characters, rounded up.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>().div_ceil(2)
}

/// The tables with CRLF, one after another.
pub fn csv(document: &Document) -> Result<String, OfficeError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for table in document.tables() {
        writer.write_record(&table.header)?;
        for row in &table.rows {
            writer.write_record(row)?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| OfficeError::Io(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// CP932, with 〓 for what it lacks. (The encoder's own replacement would be `&#…;`, which nobody can read.)
#[must_use]
pub fn cp932(text: &str) -> Vec<u8> {
    let mut encoder = SHIFT_JIS.new_encoder();
    let mut rest = text;
    let mut out = Vec::with_capacity(text.len());
    loop {
        out.reserve(rest.len() + 16);
        let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut out, true);
        rest = rest.get(read..).unwrap_or("");
        match result {
            EncoderResult::Unmappable(_) => out.extend_from_slice(&[0x81, 0xac]),
            EncoderResult::InputEmpty => return out,
            EncoderResult::OutputFull => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cp932_lacks_becomes_geta() {
        let bytes = cp932("髙﨑①㈱～－𠮷野家");
        let (text, _, broken) = SHIFT_JIS.decode(&bytes);
        assert_eq!((text.as_ref(), broken), ("髙﨑①㈱～－〓野家", false));
    }
}
