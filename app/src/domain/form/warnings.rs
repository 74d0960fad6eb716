//! Soft warnings: what deserves a second look but does not keep answers from being submitted.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::{
    lang::{Lang, Text},
    text_rules::is_machine_dependent,
};

use super::{
    definition::{FormDefinition, Question},
    raw::{cell_field, field},
    value::{Row, Value, Values},
};

/// Something to look at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Name of the field.
    pub field: String,
    /// What it is.
    #[serde(flatten)]
    pub kind: WarningKind,
}

/// What to look at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "warning", rename_all = "snake_case")]
pub enum WarningKind {
    /// A question that may be left blank, and is.
    Unanswered,
    /// A row that says the same as an earlier one.
    RepeatedRow {
        /// Number of the earlier row, counted from 1.
        same_as: usize,
    },
    /// A machine-dependent character (機種依存文字, rule L1-08).
    MachineDependent {
        /// The first of them.
        character: char,
    },
}

impl WarningKind {
    /// The sentence for the user.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unanswered => UNANSWERED.get(lang).to_owned(),
            Self::RepeatedRow { same_as } => REPEATED_ROW.fill(lang, &[("row", &same_as.to_string())]),
            Self::MachineDependent { character } => {
                MACHINE_DEPENDENT.fill(lang, &[("character", &character.to_string())])
            }
        }
    }
}

/// Everything that deserves a second look, in the order of the form.
pub fn warnings(form: &FormDefinition, values: &Values) -> Vec<Warning> {
    form.questions().flat_map(|question| question_warnings(question, values.get(&question.key))).collect()
}

fn question_warnings(question: &Question, value: Option<&Value>) -> Vec<Warning> {
    let at = field(&question.key);
    match value {
        None if question.required => Vec::new(),
        None => vec![Warning { field: at, kind: WarningKind::Unanswered }],
        Some(Value::Text(text)) => machine_dependent(at, text).into_iter().collect(),
        Some(Value::Table(rows)) => table_warnings(&question.key, rows),
        Some(_) => Vec::new(),
    }
}

fn machine_dependent(field: String, text: &str) -> Option<Warning> {
    let character = text.chars().find(|c| is_machine_dependent(*c))?;
    Some(Warning { field, kind: WarningKind::MachineDependent { character } })
}

fn table_warnings(key: &str, rows: &[Row]) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        // `Row` orders its cells, so equal rows have equal text.
        let first = *seen.entry(format!("{row:?}")).or_insert(index);
        if let (true, Some(column)) = (first < index, row.0.keys().next()) {
            let kind = WarningKind::RepeatedRow { same_as: first + 1 };
            found.push(Warning { field: cell_field(key, index, column), kind });
        }
        for (column, value) in &row.0 {
            if let Value::Text(text) = value {
                found.extend(machine_dependent(cell_field(key, index, column), text));
            }
        }
    }
    found
}

const UNANSWERED: Text = Text {
    ja: "空欄です。該当がないときは、そのままで構いません。",
    en: "This is blank. Leave it so if there is nothing to tell.",
};
const REPEATED_ROW: Text = Text {
    ja: "{row}行目と同じ内容です。重複でないか確かめてください。",
    en: "This row is the same as row {row}. Please check that it is meant.",
};
const MACHINE_DEPENDENT: Text = Text {
    ja: "機種依存文字「{character}」があります。できれば、ほかの書き方にしてください。",
    en: "This holds the machine-dependent character {character}. Please write it differently where you can.",
};
