//! Checks the fields of a draft one after another and keeps every problem, so that the user sees all of them at once.

use std::str::FromStr;

use super::{
    error::FieldError,
    problem::FieldProblem,
    text_rules::{multi_line, single_line},
};

/// Collects what is wrong with a draft.
#[derive(Debug, Default)]
pub(crate) struct Checker {
    errors: Vec<FieldError>,
}

impl Checker {
    /// Notes a problem.
    pub(crate) fn problem(&mut self, field: impl Into<String>, problem: FieldProblem) {
        self.errors.push(FieldError::new(field, problem));
    }

    /// The value, or its problem noted and the default in its place.
    pub(crate) fn take<T: Default>(&mut self, field: &str, result: Result<T, FieldProblem>) -> T {
        result.unwrap_or_else(|problem| {
            self.problem(field, problem);
            T::default()
        })
    }

    /// A line that may be blank.
    pub(crate) fn line(&mut self, field: &str, input: &str, max: usize) -> Option<String> {
        self.take(field, single_line(input, max))
    }

    /// A line that must not be blank.
    pub(crate) fn required_line(&mut self, field: &str, input: &str, max: usize) -> String {
        self.take(field, single_line(input, max).and_then(|line| line.ok_or(FieldProblem::Required)))
    }

    /// A text of several lines that may be blank.
    pub(crate) fn text(&mut self, field: &str, input: &str, max: usize) -> String {
        self.take(field, multi_line(input, max)).unwrap_or_default()
    }

    /// A code of one of our enums.
    pub(crate) fn code<T: FromStr<Err = FieldProblem>>(&mut self, field: &str, input: &str) -> Option<T> {
        let parsed = if input.trim().is_empty() { Err(FieldProblem::Required) } else { input.trim().parse() };
        self.take(field, parsed.map(Some))
    }

    /// What `read` makes of the input, unless that is blank.
    pub(crate) fn given<T>(
        &mut self,
        field: &str,
        input: &str,
        read: impl FnOnce(&str) -> Result<T, FieldProblem>,
    ) -> Option<T> {
        let input = input.trim();
        if input.is_empty() { None } else { self.take(field, read(input).map(Some)) }
    }

    /// A list of short texts: blanks and repetitions are dropped, each problem names its place (`tags.2`).
    pub(crate) fn list(&mut self, field: &str, input: &[String], max_items: usize, max_length: usize) -> Vec<String> {
        let mut items: Vec<String> = Vec::new();
        for (index, text) in input.iter().enumerate() {
            let item = self.line(&format!("{field}.{index}"), text, max_length);
            items.extend(item.filter(|item| !items.contains(item)));
            if items.len() > max_items {
                self.problem(field, FieldProblem::TooMany { max: max_items });
                break;
            }
        }
        items
    }

    /// What was found.
    pub(crate) fn into_errors(self) -> Vec<FieldError> {
        self.errors
    }

    /// `value` when nothing was wrong.
    pub(crate) fn finish<T>(self, value: T) -> Result<T, Vec<FieldError>> {
        if self.errors.is_empty() { Ok(value) } else { Err(self.errors) }
    }
}
