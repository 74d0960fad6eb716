//! Answers as a browser posts them, with or without scripts: pairs of field names and texts.
//!
//! | question | field |
//! | --- | --- |
//! | any | `q.<key>`, once per chosen option or file |
//! | text beside 「その他」 | `q.<key>.other` |
//! | cell of a table | `q.<key>.<row>.<column>` |
//!
//! A form also posts a blank `q.<key>` for choices, files and tables, so that "nothing chosen" can be told from "not on
//! this page".

use std::collections::BTreeMap;

use crate::domain::{calendar::format_date, error::FieldError, lang::Lang, problem::FieldProblem};

use super::{
    check::ROWS_MAX,
    definition::{FormDefinition, OTHER_CODE},
    value::{FileRef, Row, Value},
};

/// Name of the field of a question.
pub fn field(key: &str) -> String {
    format!("q.{key}")
}

/// How the names of fields begin in which files are chosen.
const UPLOAD: &str = "file.";

/// Name of the field beside 「その他」.
pub fn other_field(key: &str) -> String {
    format!("q.{key}.{OTHER_CODE}")
}

/// Name of the field in which a new file for a question is chosen.
pub fn upload_field(key: &str) -> String {
    format!("{UPLOAD}{key}")
}

/// The question for which a file was chosen in the field `name`.
pub fn upload_key(name: &str) -> Option<&str> {
    name.strip_prefix(UPLOAD)
}

/// Name of the field of a cell.
pub fn cell_field(key: &str, row: usize, column: &str) -> String {
    format!("q.{key}.{row}.{column}")
}

/// What was posted for one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawInput {
    /// Texts of `q.<key>`, in order.
    pub values: Vec<String>,
    /// Text of `q.<key>.other`.
    pub other: Option<String>,
    /// Cells by row number and column key.
    pub rows: BTreeMap<usize, BTreeMap<String, String>>,
    /// The uploads among `values` that exist; see [`RawAnswers::with_files`].
    pub files: Vec<FileRef>,
}

impl RawInput {
    /// A single text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { values: vec![text.into()], ..Self::default() }
    }

    /// The first text, blank if there is none.
    pub fn first(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }
}

/// What was posted for a form or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawAnswers {
    questions: BTreeMap<String, RawInput>,
    misshapen: Vec<String>,
}

impl RawAnswers {
    /// Sorts pairs by question. Fields that do not begin with `q.` belong to somebody else and are left out.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut answers = Self::default();
        for (name, text) in pairs {
            if let Some(path) = name.strip_prefix("q.")
                && !answers.put(path, text)
            {
                answers.misshapen.push(name);
            }
        }
        answers
    }

    /// Says which uploads exist for this answer; an id that is none of them is no answer.
    #[must_use]
    pub fn with_files(mut self, known: &[FileRef]) -> Self {
        for input in self.questions.values_mut() {
            let named = |file: &&FileRef| input.values.contains(&file.id.to_string());
            input.files = known.iter().filter(named).cloned().collect();
        }
        self
    }

    /// What was posted for a question; `None` when it was not on the page.
    pub fn get(&self, key: &str) -> Option<&RawInput> {
        self.questions.get(key)
    }

    /// Everything, by question key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RawInput)> {
        self.questions.iter().map(|(key, input)| (key.as_str(), input))
    }

    /// Fields that belong to no question of the form: misspelt, or of another version.
    pub fn unknown(&self, form: &FormDefinition) -> Vec<FieldError> {
        let known = form.by_key();
        let strangers = self.questions.keys().filter(|key| !known.contains_key(key.as_str())).map(|key| field(key));
        let names = self.misshapen.iter().cloned().chain(strangers);
        names.map(|name| FieldError::new(name, FieldProblem::UnknownQuestion)).collect()
    }

    /// Puts a text in its place; `false` when the name has another shape.
    fn put(&mut self, path: &str, text: String) -> bool {
        let mut parts = path.split('.');
        let (Some(key), second, third, None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return false;
        };
        let row = match (second, third) {
            (Some(row), Some(_)) => match row.parse::<usize>() {
                // A form never has more rows; this keeps one long number from being stored.
                Ok(row) if row < 2 * ROWS_MAX => Some(row),
                _ => return false,
            },
            (Some(OTHER_CODE) | None, None) => None,
            _ => return false,
        };
        let input = self.questions.entry(key.to_owned()).or_default();
        match (row, second, third) {
            (Some(row), _, Some(column)) => {
                input.rows.entry(row).or_default().entry(column.to_owned()).or_insert(text);
            }
            (None, Some(_), _) => input.other = Some(text),
            _ => input.values.push(text),
        }
        true
    }
}

/// The fields that show a value, as [`RawAnswers::from_pairs`] reads them back.
pub fn input_pairs(key: &str, value: &Value) -> Vec<(String, String)> {
    match value {
        Value::Choice(choice) => {
            let codes = choice.codes.iter().map(|code| (field(key), code.clone()));
            codes.chain(choice.other_text.iter().map(|text| (other_field(key), text.clone()))).collect()
        }
        Value::Files(files) => files.iter().map(|file| (field(key), file.id.to_string())).collect(),
        Value::Table(rows) => rows.iter().enumerate().flat_map(|(index, row)| row_pairs(key, index, row)).collect(),
        single => vec![(field(key), cell_text(single))],
    }
}

fn row_pairs(key: &str, index: usize, row: &Row) -> Vec<(String, String)> {
    row.0.iter().map(|(column, value)| (cell_field(key, index, column), cell_text(value))).collect()
}

/// The text of a value that fits in one field.
fn cell_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        // As offices write it, and as most have typed it.
        Value::Date(date) => format_date(*date, Lang::Ja),
        Value::Choice(choice) => choice.codes.first().cloned().unwrap_or_default(),
        Value::Files(_) | Value::Table(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::{FormSection, Question, QuestionKind};

    fn answers(pairs: &[(&str, &str)]) -> RawAnswers {
        RawAnswers::from_pairs(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())))
    }

    #[test]
    fn sorts_fields_by_question() {
        let raw = answers(&[
            ("csrf", "x"),
            ("q.staff", "12"),
            ("q.plan", ""),
            ("q.plan", "a"),
            ("q.plan", "other"),
            ("q.plan.other", "検討中"),
            ("q.list.10.name", "乙"),
            ("q.list.2.name", "甲"),
            ("q.list.2.name", "二度目"),
        ]);
        assert_eq!(raw.get("staff"), Some(&RawInput::text("12")));
        let plan = raw.get("plan").unwrap();
        assert_eq!(
            (plan.values.as_slice(), plan.other.as_deref()),
            (&[String::new(), "a".into(), "other".into()][..], Some("検討中"))
        );
        let names: Vec<(usize, &str)> =
            raw.get("list").unwrap().rows.iter().map(|(row, cells)| (*row, cells["name"].as_str())).collect();
        assert_eq!(names, [(2, "甲"), (10, "乙")]);
        assert_eq!(raw.get("csrf"), None);
    }

    #[test]
    fn unknown_and_misshapen_fields_are_told() {
        let question = Question {
            key: "a".into(),
            label: "あ".into(),
            help: String::new(),
            required: false,
            kind: QuestionKind::Date,
        };
        let section =
            FormSection { key: "s".into(), title: "節".into(), description: String::new(), questions: vec![question] };
        let form = FormDefinition { sections: vec![section] };
        let raw = answers(&[
            ("q.a", "1"),
            ("q.b", "1"),
            ("q.a.note", "1"),
            ("q.a.x.y", "1"),
            ("q.a.1.y.z", "1"),
            ("q.a.99999999999999999999.y", "1"),
            ("q.a.10000.y", "1"),
        ]);
        let names: Vec<String> = raw.unknown(&form).into_iter().map(|e| e.field).collect();
        assert_eq!(names, ["q.a.note", "q.a.x.y", "q.a.1.y.z", "q.a.99999999999999999999.y", "q.a.10000.y", "q.b"]);
    }
}
