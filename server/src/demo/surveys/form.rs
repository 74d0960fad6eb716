//! From template to the form of the domain.

use app::domain::decimal::Decimal;
use app::domain::form::{
    ChoiceOption, ChoiceRule, Column, ColumnKind, FormDefinition, FormSection, NumberRule, Question, QuestionKind,
    TableRule,
};

use super::template::{self, ColumnInput, Input, Rows, Template};

/// The option that asks for a text of its own.
const OTHER: &str = "その他";

/// The form of a survey.
pub fn form(template: &Template) -> FormDefinition {
    let sections = (1..).zip(&template.sections).map(|(number, section)| FormSection {
        key: format!("s{number}"),
        // The pages number the sections.
        title: section.title.clone(),
        description: section.note.clone(),
        questions: section.questions.iter().map(question).collect(),
    });
    FormDefinition { sections: sections.collect() }
}

fn question(question: &template::Question) -> Question {
    Question {
        key: question.key.clone(),
        label: question.label.clone(),
        help: help(&question.input),
        required: question.required,
        kind: kind(&question.input),
    }
}

fn help(input: &Input) -> String {
    match input {
        Input::Number { unit, .. } if unit == "千円" => "千円未満を四捨五入してください。",
        Input::Number { decimals: 1, .. } => "小数点以下第2位を四捨五入してください。",
        Input::Choice { multiple: true, .. } => "該当するものを全て選択してください。",
        Input::File { .. } => "公表済みの場合は、公表しているものを添付してください。",
        Input::Table { rows: Rows::Some { .. }, .. } => "必要に応じて行を追加してください。",
        _ => "",
    }
    .to_owned()
}

fn kind(input: &Input) -> QuestionKind {
    match input {
        Input::Text { long: false, .. } => QuestionKind::ShortText { max: 200 },
        Input::Text { long: true, .. } => QuestionKind::LongText { max: 2000 },
        Input::Number { unit, decimals, .. } => QuestionKind::Number(number(unit, *decimals)),
        Input::Choice { options, multiple, .. } => QuestionKind::Choice(ChoiceRule {
            options: choice_options(options),
            multiple: *multiple,
            other: options.iter().any(|option| option == OTHER),
        }),
        Input::Date { .. } => QuestionKind::Date,
        Input::File { .. } => QuestionKind::File { max_count: 3 },
        Input::Table { columns, rows } => QuestionKind::Table(TableRule {
            columns: columns.iter().enumerate().map(column).collect(),
            min_rows: 0,
            max_rows: match rows {
                Rows::Fixed(names) => names.len(),
                Rows::Some { .. } | Rows::People { .. } => 20,
            },
        }),
    }
}

fn number(unit: &str, decimals: u32) -> NumberRule {
    NumberRule { min: Some(Decimal::ZERO), max: None, decimals, unit: unit.to_owned() }
}

/// Options with their codes; 「その他」 is not among them, the rule offers it.
fn choice_options(options: &[String]) -> Vec<ChoiceOption> {
    (1..)
        .zip(options)
        .filter(|(_, label)| *label != OTHER)
        .map(|(number, label)| ChoiceOption { code: code(number), label: label.clone() })
        .collect()
}

/// Code of the option at a place, from 1.
pub fn code(number: usize) -> String {
    format!("o{number}")
}

/// Whether an option is 「その他」.
pub fn is_other(label: &str) -> bool {
    label == OTHER
}

fn column((index, column): (usize, &template::Column)) -> Column {
    Column {
        key: column.key.clone(),
        label: column.label.clone(),
        required: index == 0,
        kind: match &column.input {
            ColumnInput::Text { .. } => ColumnKind::Text { max: 300 },
            ColumnInput::Number { .. } => ColumnKind::Number(number("", 0)),
            ColumnInput::Choice { options, .. } => ColumnKind::Choice { options: choice_options(options) },
            ColumnInput::Date => ColumnKind::Date,
        },
    }
}
