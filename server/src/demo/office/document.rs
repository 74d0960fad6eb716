//! A document before it has a format.

use chrono::NaiveDate;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its title; also stored in the properties of the file.
    pub title: String,
    /// Day of making, for the properties.
    pub date: NaiveDate,
    /// Who made it, for the properties.
    pub author: String,
    /// In order; the title is not among them.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Number, date and sender of a letter.
    Right(String),
    /// The addressee.
    Left(String),
    /// The title, where it stands in the document.
    Title(String),
    /// 「記」, 「以上」 stands right.
    Center(String),
    /// 「第1 趣旨」
    Heading(String),
    /// Running text, its first line indented by one character.
    Paragraph(String),
    /// A numbered or lettered item.
    Item {
        /// 「1」, 「(1)」, 「問1」
        mark: String,
        /// The text.
        text: String,
    },
    /// A table.
    Table(Table),
}

/// A table: every row has as many cells as the header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Name of its sheet.
    pub name: String,
    /// One heading for each column.
    pub header: Vec<String>,
    /// Cells as people write them.
    pub rows: Vec<Vec<String>>,
}

impl Document {
    /// The tables in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}

/// A cell that spreadsheets should hold as a number: digits and one point, and no leading zero, which would
/// make it a code.
#[must_use]
pub fn as_number(cell: &str) -> Option<f64> {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let plain = !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && (digits == "0" || digits.starts_with("0.") || !digits.starts_with('0'));
    if plain { cell.parse().ok() } else { None }
}
