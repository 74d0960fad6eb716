//! Whether the answers can be submitted, and how far they are.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::domain::{error::FieldError, problem::FieldProblem};

use super::{
    clean::validate_value,
    definition::{FormDefinition, OTHER_CODE, Question, QuestionKind, TableRule},
    raw::{cell_field, field, other_field},
    value::{ChoiceValue, Row, Value, Values},
};

/// Everything that keeps the answers from being submitted, in the order of the form; empty when they are complete.
pub fn check_complete(form: &FormDefinition, values: &Values) -> Vec<FieldError> {
    let mut errors: Vec<FieldError> = form.questions().flat_map(|q| check_answer(q, values.get(&q.key))).collect();
    let known: HashSet<&str> = form.questions().map(|question| question.key.as_str()).collect();
    let strangers = values.iter().filter(|(key, _)| !known.contains(key));
    errors.extend(strangers.map(|(key, _)| FieldError::new(field(key), FieldProblem::UnknownQuestion)));
    errors
}

fn check_answer(question: &Question, value: Option<&Value>) -> Vec<FieldError> {
    let Some(value) = value else {
        let missing = question.required.then(|| FieldError::new(field(&question.key), FieldProblem::Required));
        return missing.into_iter().collect();
    };
    let mut errors = validate_value(question, value);
    match (&question.kind, value) {
        (QuestionKind::Table(rule), Value::Table(rows)) => errors.extend(check_rows(&question.key, rule, rows)),
        (QuestionKind::Choice(rule), Value::Choice(choice)) if rule.other && lacks_other_text(choice) => {
            errors.push(FieldError::new(other_field(&question.key), FieldProblem::OtherText));
        }
        _ => {}
    }
    errors
}

/// Whether 「その他」 is chosen without saying what it is. Where it is not offered, its code is that of an option.
fn lacks_other_text(choice: &ChoiceValue) -> bool {
    choice.other_text.is_none() && choice.codes.iter().any(|code| code == OTHER_CODE)
}

/// Fewest rows, and the cells that every row must have.
fn check_rows(key: &str, rule: &TableRule, rows: &[Row]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if rows.len() < rule.min_rows {
        errors.push(FieldError::new(field(key), FieldProblem::TooFew { min: rule.min_rows }));
    }
    for (index, row) in rows.iter().enumerate() {
        for column in rule.columns.iter().filter(|column| column.required && row.get(&column.key).is_none()) {
            errors.push(FieldError::new(cell_field(key, index, &column.key), FieldProblem::Required));
        }
    }
    errors
}

/// How far the answers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Questions answered.
    pub answered: usize,
    /// Questions of the form.
    pub total: usize,
    /// Required questions without an answer.
    pub required_missing: usize,
}

impl Progress {
    /// Share answered, in whole per cent; 100 only when every question is answered.
    pub fn percent(self) -> u8 {
        let share = (self.answered * 100).checked_div(self.total).unwrap_or(0);
        u8::try_from(share.min(100)).unwrap_or(100)
    }
}

/// How far the answers are.
pub fn progress(form: &FormDefinition, values: &Values) -> Progress {
    form.questions().fold(Progress::default(), |sum, question| {
        let answered = values.get(&question.key).is_some();
        Progress {
            answered: sum.answered + usize::from(answered),
            total: sum.total + 1,
            required_missing: sum.required_missing + usize::from(question.required && !answered),
        }
    })
}
