//! Lists that are taken in from a file, row by row.

use serde::{Deserialize, Serialize};

use crate::domain::{contact::ContactDraft, error::FieldError};

/// A row of a file, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<T> {
    /// Row of the file, as a spreadsheet counts.
    pub line: u64,
    /// What it says.
    pub row: T,
}

/// A directory entry as a file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactLine {
    /// 団体コード; blank for a body without one.
    pub body_code: String,
    /// Name of the body; decides where there is no code.
    pub body_name: String,
    /// The entry.
    pub draft: ContactDraft,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It is new.
    Added,
    /// It changes what was there.
    Changed,
    /// It is there already.
    Same,
}

/// A row that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineErrors {
    /// Row of the file.
    pub line: u64,
    /// What is wrong, field by field.
    pub errors: Vec<FieldError>,
}

/// What became of a list, or would become of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The fate of each right row.
    pub rows: Vec<(u64, Fate, String)>,
    /// The wrong rows. With one of them nothing is kept.
    pub wrong: Vec<LineErrors>,
    /// Whether it was kept.
    pub kept: bool,
}

impl Outcome {
    /// How many rows have this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.rows.iter().filter(|(_, found, _)| *found == fate).count()
    }
}
