//! What an answer is. A blank answer is no value at all, which is different from zero or 「なし」.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{decimal::Decimal, ids::AttachmentId};

/// The answer to one question, or one cell of a table. In JSON `{"type": "number", "value": "1200"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "type", content = "value", rename_all = "snake_case", deny_unknown_fields)]
pub enum Value {
    /// Text.
    Text(String),
    /// An exact number.
    Number(Decimal),
    /// Chosen options.
    Choice(ChoiceValue),
    /// A date.
    Date(NaiveDate),
    /// Files.
    Files(Vec<FileRef>),
    /// Rows.
    Table(Vec<Row>),
}

/// Chosen options.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceValue {
    /// The codes, in the order of the form.
    pub codes: Vec<String>,
    /// What 「その他」 is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_text: Option<String>,
}

/// A file that was uploaded as part of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FileRef {
    /// The upload.
    pub id: AttachmentId,
    /// Its name on the machine it came from.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
}

/// A row of a table: the cells that are not blank, by column key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Row(pub BTreeMap<String, Value>);

impl Row {
    /// The cell of a column.
    pub fn get(&self, column: &str) -> Option<&Value> {
        self.0.get(column)
    }

    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, Value)> for Row {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(cells: I) -> Self {
        Self(cells.into_iter().collect())
    }
}

/// The answers of a body, by question key. Blank ones are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Values(BTreeMap<String, Value>);

impl Values {
    /// The answer to a question.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// Puts an answer in place, or takes it away when it is blank. Gives back the one before.
    pub fn set(&mut self, key: &str, value: Option<Value>) -> Option<Value> {
        match value {
            Some(value) => self.0.insert(key.to_owned(), value),
            None => self.0.remove(key),
        }
    }

    /// Every answer, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// How many questions are answered.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, Value)> for Values {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}

impl Value {
    /// A chosen option.
    pub fn choice(code: &str) -> Self {
        Self::Choice(ChoiceValue { codes: vec![code.to_owned()], other_text: None })
    }

    /// The chosen options, if it is a choice.
    pub const fn as_choice(&self) -> Option<&ChoiceValue> {
        match self {
            Self::Choice(choice) => Some(choice),
            _ => None,
        }
    }

    /// The rows, if it is a table.
    pub fn as_table(&self) -> Option<&[Row]> {
        match self {
            Self::Table(rows) => Some(rows),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub const fn as_number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_form_is_fixed() {
        let mut values = Values::default();
        values.set("a", Some(Value::Text("本文".into())));
        values.set("b", Some(Value::Number("1200.5".parse().unwrap())));
        values.set("c", Some(Value::choice("yes")));
        values.set("d", Some(Value::Date("2026-04-01".parse().unwrap())));
        let row: Row = [("n".to_owned(), Value::Number(Decimal::ZERO))].into_iter().collect();
        values.set("e", Some(Value::Table(vec![row])));
        let json = r#"{"a":{"type":"text","value":"本文"},"b":{"type":"number","value":"1200.5"},"c":{"type":"choice","value":{"codes":["yes"]}},"d":{"type":"date","value":"2026-04-01"},"e":{"type":"table","value":[{"n":{"type":"number","value":"0"}}]}}"#;
        assert_eq!(serde_json::to_string(&values).unwrap(), json);
        assert_eq!(serde_json::from_str::<Values>(json).unwrap(), values);
    }

    #[test]
    fn wrong_json_is_refused() {
        for wrong in [
            r#"{"type":"number","value":"many"}"#,
            r#"{"type":"number"}"#,
            r#"{"type":"numbr","value":"1"}"#,
            r#"{"type":"date","value":"2026-02-30"}"#,
            r#"{"type":"text","value":"a","extra":1}"#,
            r#"{"type":"choice","value":{"code":["yes"]}}"#,
        ] {
            assert!(serde_json::from_str::<Value>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn setting_a_blank_takes_the_answer_away() {
        let mut values = Values::default();
        values.set("a", Some(Value::Number(Decimal::ZERO)));
        assert_eq!(values.len(), 1, "zero is an answer");
        assert_eq!(values.set("a", None), Some(Value::Number(Decimal::ZERO)));
        assert!(values.is_empty());
    }
}
