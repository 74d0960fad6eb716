//! What a workbook holds at most (ECMA-376; "Excel specifications and limits").

use app::domain::{
    error::{AppError, FieldProblem},
    tally::MergedTable,
};

/// UTF-16 units in a cell.
const CELL: usize = 32_767;
/// Columns of a sheet.
const COLUMNS: usize = 16_384;
/// Rows of a sheet.
pub(super) const ROWS: usize = 1_048_576;
/// Stands at the end of a text that goes on in the other sheet.
const GOES_ON: &str = "…（続きは「データ」シート）";

/// Refuses a table that is too wide, with the way out.
pub(super) fn check_width(table: &MergedTable, fixed: u16) -> Result<(), AppError> {
    let max = COLUMNS - usize::from(fixed);
    if table.columns.len() <= max {
        return Ok(());
    }
    Err(AppError::field("format", FieldProblem::TooWide { max }))
}

/// The text as one cell takes it, with a mark where it was cut.
pub(super) fn fitting(mut text: String) -> String {
    if fits(&text) {
        return text;
    }
    text.truncate(end_of(&text, CELL - units(GOES_ON)));
    text + GOES_ON
}

/// The whole text in pieces that fit, mostly one.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = if fits(text) { text.len() } else { end_of(text, CELL) };
        let (piece, behind) = text.split_at_checked(end)?;
        rest = Some(behind).filter(|behind| !behind.is_empty());
        Some(piece)
    })
}

/// No text has more units than bytes, so most are not counted.
fn fits(text: &str) -> bool {
    text.len() <= CELL || units(text) <= CELL
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The byte behind the last character that lies within so many units.
fn end_of(text: &str, most: usize) -> usize {
    let mut count = 0;
    let beyond = text.char_indices().find(|(_, c)| {
        count += c.len_utf16();
        count > most
    });
    beyond.map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_as_it_is() {
        for text in [String::new(), "短い".to_owned(), "長".repeat(CELL)] {
            assert_eq!(fitting(text.clone()), text);
            assert_eq!(pieces(&text).collect::<Vec<_>>(), [text.as_str()]);
        }
    }

    #[test]
    fn a_long_text_is_cut_with_a_mark_and_whole_in_its_pieces() {
        for character in ["長", "𠮷"] {
            let text = character.repeat(40_000);
            let cut = fitting(text.clone());
            assert!(cut.ends_with(GOES_ON) && units(&cut) <= CELL && units(&cut) > CELL - 2);
            let pieces: Vec<&str> = pieces(&text).collect();
            assert!(pieces.len() > 1 && pieces.iter().all(|piece| units(piece) <= CELL));
            assert_eq!(pieces.concat(), text);
        }
    }
}
