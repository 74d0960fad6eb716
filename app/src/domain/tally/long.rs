//! Long form: one record per datum (rule L3-09 of the government's rules for machine-readable data).

use serde::Serialize;

use crate::domain::{
    body_code::BodyCode,
    coded::coded,
    form::{ColumnKind, FormDefinition, NumberRule, Question, QuestionKind, Row, Value},
};

use super::{TableRule, TallyEntry, in_order};

coded! {
    /// What a datum is.
    DatumKind {
        /// Text.
        Text = "text", "文", "Text";
        /// A number.
        Number = "number", "数値", "Number";
        /// Code of a chosen option.
        Choice = "choice", "選択", "Choice";
        /// What 「その他」 is.
        OtherText = "other_text", "その他の内容", "Other";
        /// A date.
        Date = "date", "日付", "Date";
        /// Name of a file.
        FileName = "file_name", "ファイル名", "File name";
    }
}

/// One datum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LongRecord<'a> {
    /// 団体コード; blank for a body without one.
    pub body_code: &'a str,
    /// Name of the body.
    pub body_name: &'a str,
    /// The question.
    pub question_key: &'a str,
    /// Row of its table, counted from 1.
    pub row: Option<usize>,
    /// Column of its table.
    pub column_key: Option<&'a str>,
    /// What it is.
    pub kind: DatumKind,
    /// The datum: text, number without separators, code of an option, ISO date, name of a file.
    pub value: String,
    /// Unit of a number; may be blank.
    pub unit: &'a str,
}

/// Every datum of every body, in 団体コード order. Several chosen options and files give several records, a blank none.
pub fn long_form<'a>(form: &'a FormDefinition, entries: &'a [TallyEntry<'a>]) -> Vec<LongRecord<'a>> {
    let mut records = Vec::new();
    for entry in in_order(entries) {
        let Some(values) = entry.values.filter(|_| !entry.not_applicable) else { continue };
        for question in form.questions() {
            if let Some(value) = values.get(&question.key) {
                push_answer(&mut records, entry, question, value);
            }
        }
    }
    records
}

fn push_answer<'a>(
    records: &mut Vec<LongRecord<'a>>,
    entry: &'a TallyEntry<'a>,
    question: &'a Question,
    value: &Value,
) {
    let unit = if let QuestionKind::Number(rule) = &question.kind { unit_of(rule) } else { "" };
    let blank = LongRecord {
        body_code: entry.body_code.as_ref().map_or("", BodyCode::as_str),
        body_name: &entry.body_name,
        question_key: &question.key,
        row: None,
        column_key: None,
        kind: DatumKind::Text,
        value: String::new(),
        unit,
    };
    match (&question.kind, value) {
        (QuestionKind::Table(rule), Value::Table(rows)) => {
            for (index, row) in rows.iter().enumerate() {
                push_row(records, &LongRecord { row: Some(index + 1), ..blank.clone() }, rule, row);
            }
        }
        (_, value) => push_datum(records, &blank, value),
    }
}

fn unit_of(rule: &NumberRule) -> &str {
    &rule.unit
}

fn push_row<'a>(records: &mut Vec<LongRecord<'a>>, blank: &LongRecord<'a>, rule: &'a TableRule, row: &Row) {
    for column in &rule.columns {
        if let Some(value) = row.get(&column.key) {
            let unit = if let ColumnKind::Number(rule) = &column.kind { unit_of(rule) } else { "" };
            push_datum(records, &LongRecord { column_key: Some(&column.key), unit, ..blank.clone() }, value);
        }
    }
}

fn push_datum<'a>(records: &mut Vec<LongRecord<'a>>, blank: &LongRecord<'a>, value: &Value) {
    let mut push = |kind: DatumKind, value: String| records.push(LongRecord { kind, value, ..blank.clone() });
    match value {
        Value::Text(text) => push(DatumKind::Text, text.clone()),
        Value::Number(number) => push(DatumKind::Number, number.to_string()),
        Value::Date(date) => push(DatumKind::Date, date.to_string()),
        Value::Files(files) => files.iter().for_each(|file| push(DatumKind::FileName, file.name.clone())),
        Value::Choice(choice) => {
            choice.codes.iter().for_each(|code| push(DatumKind::Choice, code.clone()));
            choice.other_text.iter().for_each(|text| push(DatumKind::OtherText, text.clone()));
        }
        Value::Table(_) => {}
    }
}
