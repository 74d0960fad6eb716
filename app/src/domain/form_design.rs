//! Designing a form: one change at a time, and a question as its author types it.

mod options;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{
    decimal::Decimal,
    error::{AppError, FieldError},
    form::{
        ChoiceRule, Column, ColumnKind, FormDefinition, FormSection, KindCode, NumberRule, Question, QuestionKind,
        TableRule,
    },
    problem::FieldProblem,
};

pub use options::{read_options, write_options};

/// Characters of a new short text.
const SHORT_TEXT: usize = 200;
/// Characters of a new long text.
const LONG_TEXT: usize = 2000;
/// Characters of a new text column.
const CELL_TEXT: usize = 200;
/// Rows of a new table.
const ROWS: usize = 100;
/// Files of a new file question.
const FILES: usize = 5;

/// A change of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "edit", rename_all = "snake_case", deny_unknown_fields)]
pub enum FormEdit {
    /// A new section at the end.
    AddSection {
        /// Its heading.
        title: String,
    },
    /// Another heading or description.
    SaveSection {
        /// Which.
        key: String,
        /// Heading.
        title: String,
        /// What to know before answering.
        description: String,
    },
    /// One place up or down.
    MoveSection {
        /// Which.
        key: String,
        /// Up, else down.
        up: bool,
    },
    /// Away, with its questions.
    RemoveSection {
        /// Which.
        key: String,
    },
    /// A new question at the end of a section.
    AddQuestion {
        /// Where.
        section: String,
        /// What kind.
        kind: KindCode,
        /// The question.
        label: String,
    },
    /// The question in place of the one with its key.
    SaveQuestion {
        /// The question.
        question: Question,
    },
    /// One place up or down, across the border of a section too.
    MoveQuestion {
        /// Which.
        key: String,
        /// Up, else down.
        up: bool,
    },
    /// A copy of it behind it.
    CopyQuestion {
        /// Which.
        key: String,
    },
    /// Away.
    RemoveQuestion {
        /// Which.
        key: String,
    },
}

impl FormDefinition {
    /// Makes the change, and answers the key of the section or question that it concerns.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the section or question is not there any more.
    pub fn edit(&mut self, edit: FormEdit) -> Result<String, AppError> {
        match edit {
            FormEdit::AddSection { title } => {
                let key = self.free_key("s");
                self.sections.push(FormSection { key: key.clone(), title, ..FormSection::default() });
                Ok(key)
            }
            FormEdit::SaveSection { key, title, description } => {
                let index = self.section_index(&key)?;
                if let Some(section) = self.sections.get_mut(index) {
                    (section.title, section.description) = (title, description);
                }
                Ok(key)
            }
            FormEdit::MoveSection { key, up } => {
                let index = self.section_index(&key)?;
                if let Some(other) = neighbour(index, up, self.sections.len()) {
                    self.sections.swap(index, other);
                }
                Ok(key)
            }
            FormEdit::RemoveSection { key } => {
                let index = self.section_index(&key)?;
                drop(self.sections.remove(index));
                Ok(key)
            }
            FormEdit::AddQuestion { section, kind, label } => self.add_question(&section, kind, label),
            FormEdit::SaveQuestion { question } => {
                let key = question.key.clone();
                let found = self.sections.iter_mut().flat_map(|s| &mut s.questions).find(|q| q.key == key);
                *found.ok_or(AppError::NotFound)? = question;
                Ok(key)
            }
            FormEdit::MoveQuestion { key, up } => self.move_question(key, up),
            FormEdit::CopyQuestion { key } => self.copy_question(&key),
            FormEdit::RemoveQuestion { key } => {
                self.question(&key).ok_or(AppError::NotFound)?;
                self.sections.iter_mut().for_each(|section| section.questions.retain(|q| q.key != key));
                Ok(key)
            }
        }
    }

    fn section_index(&self, key: &str) -> Result<usize, AppError> {
        self.sections.iter().position(|section| section.key == key).ok_or(AppError::NotFound)
    }

    /// A key that nothing in the form has, such as `q7`: one more than the highest, so that a removed key never returns
    /// while a later one exists.
    fn free_key(&self, letter: &str) -> String {
        let sections = self.sections.iter().map(|section| section.key.as_str());
        let keys = sections.chain(self.questions().map(|question| question.key.as_str()));
        let numbers = keys.filter_map(|key| key.strip_prefix(letter)?.parse::<u32>().ok());
        format!("{letter}{}", numbers.max().unwrap_or_default().saturating_add(1))
    }

    fn add_question(&mut self, section: &str, kind: KindCode, label: String) -> Result<String, AppError> {
        let (index, key) = (self.section_index(section)?, self.free_key("q"));
        let question =
            Question { key: key.clone(), label, help: String::new(), required: false, kind: QuestionKind::of(kind) };
        self.sections.get_mut(index).ok_or(AppError::NotFound)?.questions.push(question);
        Ok(key)
    }

    fn copy_question(&mut self, key: &str) -> Result<String, AppError> {
        let copy = self.free_key("q");
        for section in &mut self.sections {
            if let Some(index) = section.questions.iter().position(|question| question.key == key)
                && let Some(question) = section.questions.get(index).cloned()
            {
                section.questions.insert(index + 1, Question { key: copy.clone(), ..question });
                return Ok(copy);
            }
        }
        Err(AppError::NotFound)
    }

    fn move_question(&mut self, key: String, up: bool) -> Result<String, AppError> {
        let place = self.sections.iter().enumerate().find_map(|(section, at)| {
            at.questions.iter().position(|question| question.key == key).map(|index| (section, index))
        });
        let (section, index) = place.ok_or(AppError::NotFound)?;
        let length = self.sections.get(section).map_or(0, |section| section.questions.len());
        let count = self.sections.len();
        if let Some(other) = neighbour(index, up, length) {
            if let Some(section) = self.sections.get_mut(section) {
                section.questions.swap(index, other);
            }
        } else if let Some(other) = neighbour(section, up, count) {
            let question = self.sections.get_mut(section).map(|section| section.questions.remove(index));
            if let (Some(question), Some(target)) = (question, self.sections.get_mut(other)) {
                let at = if up { target.questions.len() } else { 0 };
                target.questions.insert(at, question);
            }
        }
        Ok(key)
    }
}

fn neighbour(index: usize, up: bool, length: usize) -> Option<usize> {
    if up { index.checked_sub(1) } else { Some(index + 1).filter(|next| *next < length) }
}

impl QuestionKind {
    /// A kind with its usual settings.
    pub fn of(code: KindCode) -> Self {
        match code {
            KindCode::ShortText => Self::ShortText { max: SHORT_TEXT },
            KindCode::LongText => Self::LongText { max: LONG_TEXT },
            KindCode::Number => Self::Number(NumberRule::default()),
            KindCode::Choice => Self::Choice(ChoiceRule::default()),
            KindCode::Date => Self::Date,
            KindCode::File => Self::File { max_count: FILES },
            KindCode::Table => Self::Table(TableRule { columns: Vec::new(), min_rows: 0, max_rows: ROWS }),
        }
    }
}

/// A question as its author types it: pairs of field names and texts. Columns of a table are `columns.<n>.…`.
pub struct Typed<'a>(pub &'a [(String, String)]);

impl Typed<'_> {
    /// The text of a field; blank when it was not posted.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, text)| text.trim())
    }

    /// Whether the page had the field at all.
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Whether a box was checked.
    pub fn is_on(&self, name: &str) -> bool {
        self.text(name) == "true"
    }

    /// The question `old` with what was typed, if that is right.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn question(&self, old: &Question) -> Result<Question, Vec<FieldError>> {
        let mut errors = Vec::new();
        let kind = self.kind(&old.kind, &mut errors);
        let question = Question {
            key: old.key.clone(),
            label: self.text("label").to_owned(),
            help: self.text("help").replace("\r\n", "\n"),
            required: self.is_on("required"),
            kind,
        };
        if errors.is_empty() {
            errors = problems(&question);
        }
        if errors.is_empty() { Ok(question) } else { Err(errors) }
    }

    fn kind(&self, old: &QuestionKind, errors: &mut Vec<FieldError>) -> QuestionKind {
        match old {
            QuestionKind::ShortText { .. } => QuestionKind::ShortText { max: self.count("max", SHORT_TEXT, errors) },
            QuestionKind::LongText { .. } => QuestionKind::LongText { max: self.count("max", LONG_TEXT, errors) },
            QuestionKind::Number(rule) => QuestionKind::Number(self.number_rule("", Some(rule), errors)),
            QuestionKind::Choice(rule) => QuestionKind::Choice(ChoiceRule {
                options: read_options(self.text("options"), &rule.options),
                multiple: self.is_on("multiple"),
                other: self.is_on("other"),
            }),
            QuestionKind::Date => QuestionKind::Date,
            QuestionKind::File { .. } => QuestionKind::File { max_count: self.count("max_count", FILES, errors) },
            QuestionKind::Table(rule) => QuestionKind::Table(TableRule {
                columns: self.columns(&rule.columns, errors),
                min_rows: self.count("min_rows", 0, errors),
                max_rows: self.count("max_rows", ROWS, errors),
            }),
        }
    }

    fn count(&self, name: &str, blank: usize, errors: &mut Vec<FieldError>) -> usize {
        match Decimal::parse_typed(self.text(name), "").map(|n| n.map(|n| n.to_string().parse::<usize>())) {
            Ok(None) => blank,
            Ok(Some(Ok(count))) => count,
            _ => {
                errors.push(FieldError::new(name, FieldProblem::NotWhole));
                blank
            }
        }
    }

    fn limit(&self, name: &str, unit: &str, before: Option<Decimal>, errors: &mut Vec<FieldError>) -> Option<Decimal> {
        if !self.has(name) {
            return before;
        }
        Decimal::parse_typed(self.text(name), unit).unwrap_or_else(|problem| {
            errors.push(FieldError::new(name, problem));
            None
        })
    }

    /// The rule as typed; a limit that the page does not show stays as it was `before`.
    fn number_rule(&self, at: &str, before: Option<&NumberRule>, errors: &mut Vec<FieldError>) -> NumberRule {
        let unit = self.text(&format!("{at}unit")).to_owned();
        let (min, max) = before.map_or((None, None), |rule| (rule.min, rule.max));
        NumberRule {
            min: self.limit(&format!("{at}min"), &unit, min, errors),
            max: self.limit(&format!("{at}max"), &unit, max, errors),
            decimals: u32::try_from(self.count(&format!("{at}decimals"), 0, errors)).unwrap_or(u32::MAX),
            unit,
        }
    }

    /// The columns that have a heading, in the order typed.
    fn columns(&self, old: &[Column], errors: &mut Vec<FieldError>) -> Vec<Column> {
        let rows: HashSet<usize> = self
            .0
            .iter()
            .filter_map(|(name, _)| name.strip_prefix("columns.")?.split_once('.')?.0.parse().ok())
            .collect();
        let mut rows: Vec<usize> = rows.into_iter().collect();
        rows.sort_unstable();
        let mut columns: Vec<Column> = Vec::new();
        for row in rows {
            let at = format!("columns.{row}.");
            let text = |name: &str| self.text(&format!("{at}{name}"));
            if text("label").is_empty() {
                continue;
            }
            let before = old.iter().find(|column| column.key == text("key"));
            let key = before.map_or_else(|| free_column(old, &columns), |column| column.key.clone());
            let kind = self.column_kind(&at, before.map(|column| &column.kind), errors);
            let required = self.is_on(&format!("{at}required"));
            columns.push(Column { key, label: text("label").to_owned(), required, kind });
        }
        columns
    }

    fn column_kind(&self, at: &str, before: Option<&ColumnKind>, errors: &mut Vec<FieldError>) -> ColumnKind {
        match (self.text(&format!("{at}kind")), before) {
            ("number", Some(ColumnKind::Number(rule))) => ColumnKind::Number(self.number_rule(at, Some(rule), errors)),
            ("number", _) => ColumnKind::Number(self.number_rule(at, None, errors)),
            ("date", _) => ColumnKind::Date,
            ("choice", before) => {
                let known = match before {
                    Some(ColumnKind::Choice { options }) => options.as_slice(),
                    _ => &[],
                };
                ColumnKind::Choice { options: read_options(self.text(&format!("{at}options")), known) }
            }
            (_, Some(ColumnKind::Text { max })) => ColumnKind::Text { max: *max },
            _ => ColumnKind::Text { max: CELL_TEXT },
        }
    }
}

fn free_column(old: &[Column], new: &[Column]) -> String {
    let numbers = old.iter().chain(new).filter_map(|column| column.key.strip_prefix('c')?.parse::<u32>().ok());
    format!("c{}", numbers.max().unwrap_or_default().saturating_add(1))
}

/// What is wrong with a question, by the names of its fields in the designer.
fn problems(question: &Question) -> Vec<FieldError> {
    let section = FormSection {
        key: "s".to_owned(),
        title: "s".to_owned(),
        description: String::new(),
        questions: vec![question.clone()],
    };
    let form = FormDefinition { sections: vec![section] };
    let named = |error: FieldError| {
        let field = error.field.trim_start_matches("sections.0.questions.0.").replace("kind.", "");
        let field = match field.find("options") {
            Some(at) => field.get(..at + "options".len()).unwrap_or("options").to_owned(),
            None => field,
        };
        FieldError { field, problem: error.problem }
    };
    let mut errors: Vec<FieldError> = form.check().into_iter().map(named).collect();
    errors.dedup();
    errors
}

#[cfg(test)]
mod tests;
