//! The form engine: what a form asks, what an answer is, and whether the one fits the other.
//!
//! The same functions run in the server and in the browser, for posted forms and for REST, so all of them agree.
//! A definition is immutable once published; a change makes the next version, and questions keep their key.

mod changes;
mod check;
mod clean;
mod complete;
mod definition;
mod raw;
mod value;
mod warnings;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use changes::{ChangedPart, QuestionChange, changes_between};
pub use check::{
    COLUMNS_MAX, FILES_MAX, LONG_TEXT_MAX, OPTIONS_MAX, QUESTIONS_MAX, ROWS_MAX, SECTIONS_MAX, SHORT_TEXT_MAX,
};
pub use clean::{clean_value, parse_input, validate_value};
pub use complete::{Progress, check_complete, progress};
pub use definition::{
    ChoiceOption, ChoiceRule, Column, ColumnKind, FormDefinition, FormSection, KindCode, NumberRule, OTHER_CODE,
    OTHER_TEXT, Question, QuestionKind, TableRule,
};
pub use raw::{RawAnswers, RawInput, cell_field, field, input_pairs, other_field, upload_field, upload_key};
pub use value::{ChoiceValue, FileRef, Row, Value, Values};
pub use warnings::{Warning, WarningKind, warnings};
