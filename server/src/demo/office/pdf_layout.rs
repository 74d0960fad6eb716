//! Lays a document out on A4 pages: which line stands where. Points, origin at the lower left.

use super::document::{Block, Document, Table};

pub(super) const PAGE_WIDTH: f32 = 595.0;
pub(super) const PAGE_HEIGHT: f32 = 842.0;
const MARGIN: f32 = 62.0;
const SIZE: f32 = 10.5;
const LEADING: f32 = 17.0;
const CELL_SIZE: f32 = 8.5;
const CELL_LEADING: f32 = 12.0;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub x: f32,
    pub y: f32,
    pub size: f32,
    pub text: String,
}

/// A page: texts and frames (x, y, width, height).
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    pub lines: Vec<Line>,
    pub frames: Vec<(f32, f32, f32, f32)>,
}

struct Layout {
    pages: Vec<Page>,
    y: f32,
}

/// The pages of a document.
pub(super) fn pages(document: &Document) -> Vec<Page> {
    let mut layout = Layout { pages: vec![Page::default()], y: PAGE_HEIGHT - MARGIN - SIZE };
    for block in &document.blocks {
        layout.block(block);
    }
    let count = layout.pages.len();
    for (number, page) in (1..).zip(&mut layout.pages) {
        let text = format!("- {number} / {count} -");
        let x = (PAGE_WIDTH - width(&text, 8.0)) / 2.0;
        page.lines.push(Line { x, y: 30.0, size: 8.0, text });
    }
    layout.pages
}

impl Layout {
    fn block(&mut self, block: &Block) {
        let room = PAGE_WIDTH - 2.0 * MARGIN;
        match block {
            Block::Right(text) => self.put(PAGE_WIDTH - MARGIN - width(text, SIZE), SIZE, text),
            Block::Left(text) => self.put(MARGIN, SIZE, text),
            Block::Title(text) => {
                self.y -= 8.0;
                for line in wrap(text, room, 12.5) {
                    self.put((PAGE_WIDTH - width(&line, 12.5)) / 2.0, 12.5, &line);
                }
                self.y -= 8.0;
            }
            Block::Center(text) => {
                self.y -= 5.0;
                self.put((PAGE_WIDTH - width(text, SIZE)) / 2.0, SIZE, text);
                self.y -= 5.0;
            }
            Block::Heading(text) => {
                self.y -= 5.0;
                self.put(MARGIN, 11.0, text);
            }
            Block::Paragraph(text) => {
                for line in wrap(&format!("　{text}"), room, SIZE) {
                    self.put(MARGIN, SIZE, &line);
                }
            }
            Block::Item { mark, text } => self.item(mark, text, room),
            Block::Table(table) => self.table(table, room),
        }
    }

    fn item(&mut self, mark: &str, text: &str, room: f32) {
        let indent = width(mark, SIZE) + SIZE;
        for (index, line) in wrap(text, room - indent - SIZE, SIZE).iter().enumerate() {
            if index == 0 {
                self.make_room(LEADING);
                let y = self.y;
                self.push(Line { x: MARGIN + SIZE, y, size: SIZE, text: mark.to_owned() });
            }
            self.put(MARGIN + SIZE + indent, SIZE, line);
        }
    }

    fn put(&mut self, x: f32, size: f32, text: &str) {
        self.make_room(LEADING);
        let y = self.y;
        self.push(Line { x: x.max(MARGIN), y, size, text: text.to_owned() });
        self.y -= LEADING;
    }

    fn push(&mut self, line: Line) {
        if let Some(page) = self.pages.last_mut() {
            page.lines.push(line);
        }
    }

    /// Turns the page if the rest of it is lower than `height`.
    fn make_room(&mut self, height: f32) {
        if self.y - height < MARGIN - LEADING {
            self.pages.push(Page::default());
            self.y = PAGE_HEIGHT - MARGIN - SIZE;
        }
    }

    fn table(&mut self, table: &Table, room: f32) {
        let widths = column_widths(table, room);
        self.y -= 4.0;
        self.row(&table.header, &widths);
        for row in &table.rows {
            self.row(row, &widths);
        }
        self.y -= 12.0;
    }

    fn row(&mut self, cells: &[String], widths: &[f32]) {
        let wrapped: Vec<Vec<String>> =
            cells.iter().zip(widths).map(|(cell, column)| wrap(cell, column - 6.0, CELL_SIZE)).collect();
        let lines = wrapped.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let height = (0..lines).fold(4.0, |sum, _| sum + CELL_LEADING);
        self.make_room(height);
        let top = self.y + CELL_SIZE + 2.0;
        let mut x = MARGIN;
        for (lines, column) in wrapped.iter().zip(widths) {
            let mut y = top - CELL_LEADING;
            for line in lines {
                self.push(Line { x: x + 3.0, y, size: CELL_SIZE, text: line.clone() });
                y -= CELL_LEADING;
            }
            if let Some(page) = self.pages.last_mut() {
                page.frames.push((x, top - height, *column, height));
            }
            x += column;
        }
        self.y -= height;
    }
}

/// Shares the room out by the widest cell of each column.
fn column_widths(table: &Table, room: f32) -> Vec<f32> {
    let wanted: Vec<f32> = (0..table.header.len())
        .map(|column| {
            std::iter::once(&table.header)
                .chain(&table.rows)
                .filter_map(|row| row.get(column))
                .map(|cell| width(cell, CELL_SIZE))
                .fold(24.0_f32, f32::max)
                .min(170.0)
                + 8.0
        })
        .collect();
    let total: f32 = wanted.iter().sum();
    wanted.iter().map(|width| width * room / total.max(1.0)).collect()
}

/// Advance of a text, as the font's width table says.
pub(super) fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|c| advance(c) * size).sum()
}

/// Advance of a character in ems: most of ASCII half, its wide signs nearly all, everything else an em.
pub(super) fn advance(c: char) -> f32 {
    match c {
        '%' | '@' | 'W' | 'M' | 'm' | 'w' | '&' => 0.9,
        c if c.is_ascii() => 0.5,
        _ => 1.0,
    }
}

/// Breaks a text into lines; closing marks hang over rather than begin a line (行頭禁則).
fn wrap(text: &str, room: f32, size: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for c in text.chars() {
        let advance = advance(c) * size;
        let hangs = matches!(c, '、' | '。' | '」' | '）' | '・' | ')' | ',' | '.' | '』' | '】');
        if used + advance > room && !line.is_empty() && !hangs {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        line.push(c);
        used += advance;
    }
    lines.push(line);
    lines
}
