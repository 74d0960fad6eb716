//! Forms: plain posts that keep what was typed.
//!
//! A page puts fields into a [`PostForm`]. When the server refuses it, the same page is rendered again with a
//! [`FormOutcome`] in context: the fields then show what was typed and what is wrong with it, and
//! [`Page`](super::layout::Page) shows the summary of all errors above the heading.

mod cell;
mod choice;
mod errors;
mod field;
mod file;
mod group;
mod index;
mod outcome;
mod post_form;
mod scope;
mod select;
mod text_area;
mod version;

pub use cell::{CellField, CellKind};
pub use choice::{Checkbox, CheckboxGroup, Choice, ChoiceLayout, RadioGroup};
pub use errors::OutcomeNotice;
pub use field::{DateField, HiddenField, InputKind, InputWidth, TextField};
pub use file::FileField;
pub use group::FieldGroup;
pub use index::FieldIndex;
pub use outcome::{FormOutcome, KEPT_FORM, LOG_IN, ShownOnce};
pub use post_form::{ActionButton, PostForm};
pub use select::Select;
pub use text_area::TextArea;
pub use version::VersionField;
