//! What a form asks.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::{coded::coded, decimal::Decimal, lang::Text};

/// The code of 「その他」 in a choice that offers it.
pub const OTHER_CODE: &str = "other";

/// The label of 「その他」.
pub const OTHER_TEXT: Text = Text { ja: "その他", en: "Other" };

/// A form: sections of questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FormDefinition {
    /// The sections, in order.
    pub sections: Vec<FormSection>,
}

/// A section of a form (節).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FormSection {
    /// Name for machines, `[a-z0-9_]{1,40}`, the same in every version.
    pub key: String,
    /// Heading.
    pub title: String,
    /// What to know before answering; may be blank.
    #[serde(default)]
    pub description: String,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// A question (設問).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Name for machines, `[a-z0-9_]{1,40}`, unique in the form, the same in every version.
    pub key: String,
    /// The question.
    pub label: String,
    /// Hint below it; may be blank.
    #[serde(default)]
    pub help: String,
    /// Whether it must be answered before the form is submitted.
    #[serde(default)]
    pub required: bool,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
}

/// What kind of answer a question takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum QuestionKind {
    /// A line of text.
    ShortText {
        /// Most characters.
        max: usize,
    },
    /// A text of several lines.
    LongText {
        /// Most characters.
        max: usize,
    },
    /// A number.
    Number(NumberRule),
    /// One of some options, or several.
    Choice(ChoiceRule),
    /// A date.
    Date,
    /// Files.
    File {
        /// Most files.
        max_count: usize,
    },
    /// Repeating rows of typed columns.
    Table(TableRule),
}

/// What a number may be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NumberRule {
    /// The smallest.
    pub min: Option<Decimal>,
    /// The largest.
    pub max: Option<Decimal>,
    /// Digits after the decimal point; 0 for whole numbers.
    pub decimals: u32,
    /// Unit shown behind the field; may be blank.
    pub unit: String,
}

/// What a choice offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceRule {
    /// The options, in order.
    pub options: Vec<ChoiceOption>,
    /// Whether several may be chosen.
    #[serde(default)]
    pub multiple: bool,
    /// Whether 「その他」 is offered, with a text in a field of its own (rule L2-05 for machine-readable data).
    #[serde(default)]
    pub other: bool,
}

/// An option of a choice. Data carry the code, people see the label (rule L2-04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// `[a-z0-9_]{1,40}`, unique in the question, the same in every version.
    pub code: String,
    /// What people read.
    pub label: String,
}

/// The columns and size of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TableRule {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// Fewest rows of an answered table.
    #[serde(default)]
    pub min_rows: usize,
    /// Most rows.
    pub max_rows: usize,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// `[a-z0-9_]{1,40}`, unique in the table, the same in every version.
    pub key: String,
    /// Heading.
    pub label: String,
    /// Whether every row must have it.
    #[serde(default)]
    pub required: bool,
    /// What kind of cell it holds.
    pub kind: ColumnKind,
}

/// What kind of cell a column holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ColumnKind {
    /// A text, line breaks included.
    Text {
        /// Most characters.
        max: usize,
    },
    /// A number.
    Number(NumberRule),
    /// One of some options.
    Choice {
        /// The options, in order.
        options: Vec<ChoiceOption>,
    },
    /// A date.
    Date,
}

coded! {
    /// The kinds of questions and columns by name, for menus and headings.
    KindCode {
        /// [`QuestionKind::ShortText`], [`ColumnKind::Text`].
        ShortText = "short_text", "短い文", "Short text";
        /// [`QuestionKind::LongText`].
        LongText = "long_text", "長い文", "Long text";
        /// [`QuestionKind::Number`], [`ColumnKind::Number`].
        Number = "number", "数値", "Number";
        /// [`QuestionKind::Choice`], [`ColumnKind::Choice`].
        Choice = "choice", "選択", "Choice";
        /// [`QuestionKind::Date`], [`ColumnKind::Date`].
        Date = "date", "日付", "Date";
        /// [`QuestionKind::File`].
        File = "file", "ファイル", "File";
        /// [`QuestionKind::Table`].
        Table = "table", "表", "Table";
    }
}

impl FormDefinition {
    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The question with this key. To look up many, use [`FormDefinition::by_key`].
    pub fn question(&self, key: &str) -> Option<&Question> {
        self.questions().find(|question| question.key == key)
    }

    /// The questions by key.
    pub fn by_key(&self) -> HashMap<&str, &Question> {
        self.questions().map(|question| (question.key.as_str(), question)).collect()
    }
}

impl QuestionKind {
    /// The kind by name.
    pub const fn code(&self) -> KindCode {
        match self {
            Self::ShortText { .. } => KindCode::ShortText,
            Self::LongText { .. } => KindCode::LongText,
            Self::Number(_) => KindCode::Number,
            Self::Choice(_) => KindCode::Choice,
            Self::Date => KindCode::Date,
            Self::File { .. } => KindCode::File,
            Self::Table(_) => KindCode::Table,
        }
    }
}

impl ColumnKind {
    /// The kind by name.
    pub const fn code(&self) -> KindCode {
        match self {
            Self::Text { .. } => KindCode::ShortText,
            Self::Number(_) => KindCode::Number,
            Self::Choice { .. } => KindCode::Choice,
            Self::Date => KindCode::Date,
        }
    }
}

impl TableRule {
    /// The column with this key.
    pub fn column(&self, key: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = r#"{"sections":[{"key":"s1","title":"職員","questions":[
        {"key":"staff","label":"職員数","required":true,"kind":{"type":"number","min":0,"decimals":1,"unit":"人"}},
        {"key":"plan","label":"計画","kind":{"type":"choice","options":[{"code":"yes","label":"あり"}],"other":true}},
        {"key":"day","label":"策定日","kind":{"type":"date"}},
        {"key":"list","label":"一覧","kind":{"type":"table","max_rows":10,"columns":[
            {"key":"name","label":"名称","required":true,"kind":{"type":"text","max":50}}]}}]}]}"#;

    #[test]
    fn reads_and_writes_json() {
        let form: FormDefinition = serde_json::from_str(FORM).unwrap();
        let again: FormDefinition = serde_json::from_str(&serde_json::to_string(&form).unwrap()).unwrap();
        assert_eq!(form, again);
        assert_eq!(form.question("plan").map(|q| q.kind.code()), Some(KindCode::Choice));
        assert_eq!(form.by_key().len(), 4);
        let QuestionKind::Number(rule) = &form.question("staff").unwrap().kind else { panic!("staff is a number") };
        assert_eq!((rule.min, rule.max, rule.decimals, rule.unit.as_str()), (Some(Decimal::ZERO), None, 1, "人"));
    }

    #[test]
    fn misspelt_keys_are_refused() {
        for (right, wrong) in [
            ("\"unit\"", "\"units\""),
            ("\"other\"", "\"others\""),
            ("\"max_rows\"", "\"maxrows\""),
            ("\"required\"", "\"require\""),
            ("\"title\"", "\"titel\""),
            ("\"number\"", "\"nummer\""),
            ("\"code\":\"yes\"", "\"code\":\"yes\",\"x\":1"),
            ("\"max\":50", "\"max\":50,\"min\":1"),
        ] {
            assert!(FORM.contains(right), "{right}");
            assert!(serde_json::from_str::<FormDefinition>(&FORM.replace(right, wrong)).is_err(), "{wrong}");
        }
    }
}
