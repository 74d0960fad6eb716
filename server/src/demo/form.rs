//! The neutral form of a survey. The domain has its own; `to_form` maps one to the other in one place.

use chrono::NaiveDate;

use super::model::Attachment;

/// The questions of a survey, in sections (節).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// In order.
    pub sections: Vec<FormSection>,
}

impl Form {
    /// Every question in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| section.questions.iter())
    }
}

/// A section of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSection {
    /// 「1 職員数」
    pub title: String,
    /// A remark under the title.
    pub note: Option<String>,
    /// In order.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Unique in the form and the same in every edition: `total_staff`.
    pub key: String,
    /// What is asked.
    pub label: String,
    /// How to answer.
    pub help: Option<String>,
    /// Must be answered before submission.
    pub required: bool,
    /// What can be entered.
    pub input: Input,
}

/// What can be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// One line, or several.
    Text {
        /// Several lines.
        multiline: bool,
    },
    /// A decimal number.
    Number {
        /// 「人」, 「千円」; empty if it has none.
        unit: String,
        /// Digits after the point.
        decimals: u8,
    },
    /// One of the options, or several.
    Choice {
        /// Labels in order; the code of an option is its place, from 1.
        options: Vec<String>,
        /// Several may be chosen.
        multiple: bool,
    },
    /// A day.
    Date,
    /// An uploaded file.
    File,
    /// Rows that may be repeated.
    Table {
        /// Columns in order.
        columns: Vec<Column>,
        /// Show totals of the number columns.
        totals: bool,
    },
}

/// A column of a table question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Unique in the table.
    pub key: String,
    /// Heading.
    pub label: String,
    /// Never a file or a table.
    pub input: Input,
}

/// One answer of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Key of the question.
    pub question: String,
    /// The value.
    pub value: Cell,
}

/// A row of a table answer, one cell for each column.
pub type Row = Vec<Cell>;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing entered (only in table rows).
    Empty,
    /// Text.
    Text(String),
    /// Decimal digits, a sign and a point at most: `1234.5`.
    Number(String),
    /// Labels of the chosen options.
    Choice(Vec<String>),
    /// A day.
    Date(NaiveDate),
    /// An uploaded file.
    File(Box<Attachment>),
    /// Rows.
    Table(Vec<Row>),
}
