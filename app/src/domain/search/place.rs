//! Where in a file a piece of its text stands.

use serde::{Deserialize, Serialize};

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A page of a PDF, from 1.
    Page(u32),
    /// A slide of a presentation, from 1.
    Slide(u32),
    /// Cells of a workbook.
    Cells {
        /// Name of the sheet.
        sheet: String,
        /// Such as `B4` or `A2:F2`.
        cells: String,
    },
}

/// A piece of a text: it begins at a byte and ends where the next begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPart {
    /// First byte in the text.
    pub start: usize,
    /// Where it stands in the file.
    pub place: Place,
}

/// Where the byte `at` of a text stands; `parts` in order.
pub fn place_at(parts: &[TextPart], at: usize) -> Option<&Place> {
    let after = parts.partition_point(|part| part.start <= at);
    parts.get(after.checked_sub(1)?).map(|part| &part.place)
}
