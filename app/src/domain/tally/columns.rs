//! The columns of the merged table and what their cells hold.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{
    calendar::format_date_short,
    coded::coded,
    decimal::Decimal,
    form::{ChoiceOption, Column, ColumnKind, NumberRule, OTHER_CODE, OTHER_TEXT, Question, QuestionKind},
    lang::Lang,
};

use super::TableRule;

coded! {
    /// What a column of the merged table holds.
    MergedKind {
        /// Text.
        Text = "text", "文", "Text";
        /// A number.
        Number = "number", "数値", "Number";
        /// Codes of chosen options.
        Choice = "choice", "選択", "Choice";
        /// What 「その他」 is.
        OtherText = "other_text", "その他の内容", "Other";
        /// A date.
        Date = "date", "日付", "Date";
        /// Number of files.
        FileCount = "file_count", "ファイル数", "Files";
        /// Number of rows of a table.
        RowCount = "row_count", "行数", "Rows";
        /// Sum of a numeric column of a table.
        ColumnSum = "column_sum", "列の合計", "Sum of column";
    }
}

/// A column of the merged table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MergedColumn {
    /// The question.
    pub question_key: String,
    /// The column of its table, for sums.
    pub column_key: Option<String>,
    /// The question as asked, and the heading of the column of its table.
    pub label: String,
    /// Unit; may be blank.
    pub unit: String,
    /// Digits after the decimal point.
    pub decimals: u32,
    /// What it holds.
    pub kind: MergedKind,
    /// The options of a choice, 「その他」 among them.
    pub options: Vec<ChoiceOption>,
}

/// An answer in the merged table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// Codes of chosen options.
    Choice(Vec<String>),
    /// A date.
    Date(NaiveDate),
}

impl MergedKind {
    /// Whether the column is added up.
    pub const fn is_numeric(self) -> bool {
        matches!(self, Self::Number | Self::FileCount | Self::RowCount | Self::ColumnSum)
    }
}

impl MergedColumn {
    /// The label of an option; the code itself when the form has no such option.
    pub fn option_label<'o>(&'o self, code: &'o str) -> &'o str {
        self.options.iter().find(|option| option.code == code).map_or(code, |option| &option.label)
    }

    /// A cell for people.
    pub fn cell_text(&self, cell: &Cell, lang: Lang) -> String {
        match cell {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.grouped(),
            Cell::Date(date) => format_date_short(*date, lang),
            Cell::Choice(codes) => {
                let labels: Vec<&str> = codes.iter().map(|code| self.option_label(code)).collect();
                labels.join(if lang == Lang::Ja { "、" } else { ", " })
            }
        }
    }
}

/// The numeric columns of a table.
pub(super) fn numeric(rule: &TableRule) -> impl Iterator<Item = (&Column, &NumberRule)> {
    rule.columns.iter().filter_map(|column| match &column.kind {
        ColumnKind::Number(number) => Some((column, number)),
        _ => None,
    })
}

/// The columns that a question gives, in the order of its cells.
pub(super) fn of_question(question: &Question) -> Vec<MergedColumn> {
    let column = |kind: MergedKind| MergedColumn {
        question_key: question.key.clone(),
        column_key: None,
        label: question.label.clone(),
        unit: String::new(),
        decimals: 0,
        kind,
        options: Vec::new(),
    };
    match &question.kind {
        QuestionKind::ShortText { .. } | QuestionKind::LongText { .. } => vec![column(MergedKind::Text)],
        QuestionKind::Number(rule) => {
            vec![MergedColumn { unit: rule.unit.clone(), decimals: rule.decimals, ..column(MergedKind::Number) }]
        }
        QuestionKind::Choice(rule) => {
            // The form is in Japanese, whatever the language of the interface.
            let label = OTHER_TEXT.ja.to_owned();
            let other = rule.other.then(|| ChoiceOption { code: OTHER_CODE.to_owned(), label });
            let options = rule.options.iter().cloned().chain(other).collect();
            let text = rule.other.then(|| column(MergedKind::OtherText));
            [MergedColumn { options, ..column(MergedKind::Choice) }].into_iter().chain(text).collect()
        }
        QuestionKind::Date => vec![column(MergedKind::Date)],
        QuestionKind::File { .. } => vec![column(MergedKind::FileCount)],
        QuestionKind::Table(rule) => {
            let sums = numeric(rule).map(|(table_column, number)| MergedColumn {
                column_key: Some(table_column.key.clone()),
                label: format!("{} {}", question.label, table_column.label),
                unit: number.unit.clone(),
                decimals: number.decimals,
                ..column(MergedKind::ColumnSum)
            });
            [column(MergedKind::RowCount)].into_iter().chain(sums).collect()
        }
    }
}
