//! Whether a value fits its question: the hard rules. What they refuse is not stored.
//!
//! Rules about completeness (required, fewest rows) are in [`super::complete`]: an unfinished draft is no mistake.

use std::collections::HashSet;

use crate::domain::{
    calendar::parse_date,
    decimal::Decimal,
    error::FieldError,
    problem::FieldProblem,
    text_rules::{multi_line, single_line},
};

use super::{
    check::SHORT_TEXT_MAX,
    definition::{
        ChoiceOption, ChoiceRule, Column, ColumnKind, NumberRule, OTHER_CODE, Question, QuestionKind, TableRule,
    },
    raw::{RawInput, cell_field, field, other_field},
    value::{ChoiceValue, FileRef, Row, Value},
};

/// A value that was looked at: kept (or blank), or refused field by field.
type Cleaned<T> = Result<T, Vec<FieldError>>;

/// Reads what was posted for a question. `None` when it was left blank.
///
/// # Errors
/// What is wrong, by field; several for a table.
pub fn parse_input(question: &Question, input: &RawInput) -> Cleaned<Option<Value>> {
    let at = field(&question.key);
    let typed = match &question.kind {
        QuestionKind::ShortText { .. } | QuestionKind::LongText { .. } => Value::Text(input.first().to_owned()),
        QuestionKind::Number(rule) => match Decimal::parse_typed(input.first(), &rule.unit) {
            Ok(Some(number)) => Value::Number(number),
            Ok(None) => return Ok(None),
            Err(problem) => return refuse(at, problem),
        },
        QuestionKind::Choice(_) => Value::Choice(ChoiceValue {
            codes: input.values.iter().filter(|code| !code.is_empty()).cloned().collect(),
            other_text: input.other.clone(),
        }),
        QuestionKind::Date => match parse_date(input.first()) {
            Ok(date) => Value::Date(date),
            Err(FieldProblem::Required) => return Ok(None),
            Err(problem) => return refuse(at, problem),
        },
        QuestionKind::File { .. } => Value::Files(posted_files(&at, input)?),
        QuestionKind::Table(rule) => return parse_table(&question.key, rule, input),
    };
    clean_value(question, typed)
}

/// Brings a value into the form in which it is kept: texts trimmed and composed, codes in order, blank rows dropped.
/// `None` when nothing is left.
///
/// # Errors
/// What is wrong, by field.
pub fn clean_value(question: &Question, value: Value) -> Cleaned<Option<Value>> {
    let at = field(&question.key);
    match (&question.kind, value) {
        (QuestionKind::ShortText { max }, Value::Text(text)) => named(at, single_line(&text, *max).map(text_value)),
        (QuestionKind::LongText { max }, Value::Text(text)) => named(at, multi_line(&text, *max).map(text_value)),
        (QuestionKind::Number(rule), Value::Number(number)) => named(at, check_number(rule, number).map(Some)),
        (QuestionKind::Choice(rule), Value::Choice(choice)) => clean_choice(&question.key, rule, &choice),
        (QuestionKind::Date, Value::Date(date)) => {
            // The same bounds as for typed dates, for those that came by REST.
            named(at, parse_date(&date.to_string()).map(|date| Some(Value::Date(date))))
        }
        (QuestionKind::File { max_count }, Value::Files(files)) => named(at, clean_files(files, *max_count)),
        (QuestionKind::Table(rule), Value::Table(rows)) => clean_table(&question.key, rule, rows),
        _ => refuse(at, FieldProblem::WrongKind),
    }
}

/// What is wrong with a value; empty when it fits.
pub fn validate_value(question: &Question, value: &Value) -> Vec<FieldError> {
    clean_value(question, value.clone()).err().unwrap_or_default()
}

fn refuse<T>(at: impl Into<String>, problem: FieldProblem) -> Cleaned<T> {
    Err(vec![FieldError::new(at, problem)])
}

fn named<T>(at: String, result: Result<T, FieldProblem>) -> Cleaned<T> {
    result.or_else(|problem| refuse(at, problem))
}

fn text_value(text: Option<String>) -> Option<Value> {
    text.map(Value::Text)
}

fn check_number(rule: &NumberRule, number: Decimal) -> Result<Value, FieldProblem> {
    if number.decimals() > rule.decimals {
        return Err(match rule.decimals {
            0 => FieldProblem::NotWhole,
            max => FieldProblem::TooPrecise { max },
        });
    }
    if let Some(min) = rule.min.filter(|min| number < *min) {
        return Err(FieldProblem::TooSmall { min: min.grouped() });
    }
    if let Some(max) = rule.max.filter(|max| number > *max) {
        return Err(FieldProblem::TooLarge { max: max.grouped() });
    }
    Ok(Value::Number(number))
}

fn clean_choice(key: &str, rule: &ChoiceRule, choice: &ChoiceValue) -> Cleaned<Option<Value>> {
    let other_offered = rule.other.then_some(OTHER_CODE);
    let offered: Vec<&str> = rule.options.iter().map(|option| option.code.as_str()).chain(other_offered).collect();
    let chosen: HashSet<&str> = choice.codes.iter().map(String::as_str).collect();
    if chosen.iter().any(|code| !offered.contains(code)) {
        return refuse(field(key), FieldProblem::UnknownChoice);
    }
    if chosen.len() > 1 && !rule.multiple {
        return refuse(field(key), FieldProblem::OneChoice);
    }
    let typed = choice.other_text.as_deref().unwrap_or_default();
    let other_text = named(other_field(key), single_line(typed, SHORT_TEXT_MAX))?;
    if other_text.is_some() && !chosen.contains(OTHER_CODE) {
        return refuse(other_field(key), FieldProblem::OtherText);
    }
    let codes: Vec<String> = offered.into_iter().filter(|code| chosen.contains(code)).map(str::to_owned).collect();
    Ok((!codes.is_empty()).then_some(Value::Choice(ChoiceValue { codes, other_text })))
}

/// The uploads posted by id, each of which must exist.
fn posted_files(at: &str, input: &RawInput) -> Cleaned<Vec<FileRef>> {
    let ids = input.values.iter().filter(|id| !id.is_empty());
    let find = |id: &String| input.files.iter().find(|file| file.id.to_string() == *id).cloned();
    let files: Option<Vec<FileRef>> = ids.map(find).collect();
    files.ok_or_else(|| vec![FieldError::new(at, FieldProblem::UnknownFile)])
}

fn clean_files(files: Vec<FileRef>, max: usize) -> Result<Option<Value>, FieldProblem> {
    let mut seen = HashSet::new();
    let files: Vec<FileRef> = files.into_iter().filter(|file| seen.insert(file.id)).collect();
    if files.len() > max {
        return Err(FieldProblem::TooMany { max });
    }
    Ok((!files.is_empty()).then_some(Value::Files(files)))
}

/// Rows of typed texts. Rows left blank are dropped; problems name the row as it was posted.
fn parse_table(key: &str, rule: &TableRule, input: &RawInput) -> Cleaned<Option<Value>> {
    let mut errors = Vec::new();
    let mut rows = Vec::new();
    for (index, cells) in &input.rows {
        let mut row = Row::default();
        for (column_key, text) in cells {
            let at = cell_field(key, *index, column_key);
            match rule.column(column_key).map(|column| parse_cell(&column.kind, text)) {
                Some(Ok(None)) => {}
                Some(Ok(Some(value))) => drop(row.0.insert(column_key.clone(), value)),
                Some(Err(problem)) => errors.push(FieldError::new(at, problem)),
                None => errors.push(FieldError::new(at, FieldProblem::UnknownQuestion)),
            }
        }
        rows.extend((!row.is_blank()).then_some(row));
    }
    if rows.len() > rule.max_rows {
        errors.insert(0, FieldError::new(field(key), FieldProblem::TooMany { max: rule.max_rows }));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok((!rows.is_empty()).then_some(Value::Table(rows)))
}

fn parse_cell(kind: &ColumnKind, text: &str) -> Result<Option<Value>, FieldProblem> {
    let typed = match kind {
        ColumnKind::Text { .. } => Value::Text(text.to_owned()),
        ColumnKind::Number(rule) => match Decimal::parse_typed(text, &rule.unit)? {
            Some(number) => Value::Number(number),
            None => return Ok(None),
        },
        ColumnKind::Choice { options } => match text.trim() {
            "" => return Ok(None),
            typed => Value::choice(code_or_label(options, typed)),
        },
        ColumnKind::Date => match parse_date(text) {
            Ok(date) => Value::Date(date),
            Err(FieldProblem::Required) => return Ok(None),
            Err(problem) => return Err(problem),
        },
    };
    clean_cell(kind, typed)
}

/// Cells pasted from a spreadsheet carry the label of an option rather than its code.
fn code_or_label<'o>(options: &'o [ChoiceOption], typed: &'o str) -> &'o str {
    options.iter().find(|option| option.label.trim() == typed).map_or(typed, |option| &option.code)
}

/// A cell in the form in which it is kept.
fn clean_cell(kind: &ColumnKind, value: Value) -> Result<Option<Value>, FieldProblem> {
    match (kind, value) {
        (ColumnKind::Text { max }, Value::Text(text)) => multi_line(&text, *max).map(text_value),
        (ColumnKind::Number(rule), Value::Number(number)) => check_number(rule, number).map(Some),
        (ColumnKind::Date, Value::Date(date)) => parse_date(&date.to_string()).map(|date| Some(Value::Date(date))),
        (ColumnKind::Choice { options }, Value::Choice(choice)) => clean_cell_choice(options, choice),
        _ => Err(FieldProblem::WrongKind),
    }
}

fn clean_cell_choice(options: &[ChoiceOption], choice: ChoiceValue) -> Result<Option<Value>, FieldProblem> {
    match choice.codes.as_slice() {
        [] => Ok(None),
        [_, _, ..] => Err(FieldProblem::OneChoice),
        _ if choice.other_text.is_some() => Err(FieldProblem::OtherText),
        [code] if options.iter().any(|option| option.code == *code) => Ok(Some(Value::Choice(choice))),
        [_] => Err(FieldProblem::UnknownChoice),
    }
}

/// Rows of values, as REST and imports send them.
fn clean_table(key: &str, rule: &TableRule, rows: Vec<Row>) -> Cleaned<Option<Value>> {
    let mut errors = Vec::new();
    let mut kept = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        let mut cells = Row::default();
        for (column_key, value) in row.0 {
            let column = rule.column(&column_key);
            match column.map_or(Err(FieldProblem::UnknownQuestion), |Column { kind, .. }| clean_cell(kind, value)) {
                Ok(None) => {}
                Ok(Some(value)) => drop(cells.0.insert(column_key, value)),
                Err(problem) => errors.push(FieldError::new(cell_field(key, index, &column_key), problem)),
            }
        }
        kept.extend((!cells.is_blank()).then_some(cells));
    }
    if kept.len() > rule.max_rows {
        errors.insert(0, FieldError::new(field(key), FieldProblem::TooMany { max: rule.max_rows }));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok((!kept.is_empty()).then_some(Value::Table(kept)))
}
