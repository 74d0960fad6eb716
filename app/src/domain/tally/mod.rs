//! 集計: the answers of all bodies as one table, in 団体コード order, with exact totals.
//!
//! Every answer is looked at once. What is blank stays blank: it is neither zero nor counted.

mod columns;
mod long;
mod totals;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{
    assignment::AssignmentState,
    body_code::BodyCode,
    decimal::Decimal,
    form::{FormDefinition, Question, QuestionKind, Row, TableRule, Value, Values},
};

pub use columns::{Cell, MergedColumn, MergedKind};
pub use long::{DatumKind, LongRecord, long_form};
pub use totals::{ChoiceCount, ColumnTotal};

/// What one body contributes.
#[derive(Clone, Debug)]
pub struct TallyEntry<'v> {
    /// 団体コード, if the body has one.
    pub body_code: Option<BodyCode>,
    /// Name of the body.
    pub body_name: String,
    /// Orders the bodies; see [`super::body::BodyContent::sort_key`].
    pub sort_key: String,
    /// State of the survey at the body.
    pub state: AssignmentState,
    /// 該当なし.
    pub not_applicable: bool,
    /// What the body has released; `None` before that.
    pub values: Option<&'v Values>,
}

/// The answers of all bodies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MergedTable {
    /// The columns, in the order of the form.
    pub columns: Vec<MergedColumn>,
    /// The bodies, in order.
    pub rows: Vec<MergedRow>,
    /// For each column.
    pub totals: Vec<ColumnTotal>,
}

/// The answers of one body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MergedRow {
    /// 団体コード, if the body has one.
    pub body_code: Option<BodyCode>,
    /// Name of the body.
    pub body_name: String,
    /// State of the survey at the body.
    pub state: AssignmentState,
    /// 該当なし.
    pub not_applicable: bool,
    /// For each column; `None` is blank.
    pub cells: Vec<Option<Cell>>,
}

/// Puts the answers of all bodies into one table.
///
/// A question gives one column; a choice with 「その他」 a second one for its text; a table its number of rows and the
/// sum of every numeric column. Values that do not fit the form are left blank.
pub fn merge(form: &FormDefinition, entries: &[TallyEntry<'_>]) -> MergedTable {
    let plan = Plan::new(form);
    let columns: Vec<MergedColumn> = form.questions().flat_map(columns::of_question).collect();
    let mut sums: Vec<totals::Accumulator<'_>> = columns.iter().map(totals::Accumulator::new).collect();
    let rows: Vec<MergedRow> = in_order(entries)
        .into_iter()
        .map(|entry| {
            let cells = entry_cells(&plan, entry, columns.len());
            for (sum, cell) in sums.iter_mut().zip(&cells) {
                sum.add(cell.as_ref());
            }
            MergedRow {
                body_code: entry.body_code.clone(),
                body_name: entry.body_name.clone(),
                state: entry.state,
                not_applicable: entry.not_applicable,
                cells,
            }
        })
        .collect();
    let totals = sums.into_iter().map(totals::Accumulator::finish).collect();
    MergedTable { columns, rows, totals }
}

/// The entries by sort key and name.
fn in_order<'e, 'v>(entries: &'e [TallyEntry<'v>]) -> Vec<&'e TallyEntry<'v>> {
    let mut sorted: Vec<&TallyEntry<'v>> = entries.iter().collect();
    sorted.sort_by_key(|entry| (&entry.sort_key, &entry.body_name));
    sorted
}

/// One body's cells, as many as [`columns::of_question`] makes columns, question by question.
fn entry_cells(plan: &Plan<'_>, entry: &TallyEntry<'_>, width: usize) -> Vec<Option<Cell>> {
    let Some(values) = entry.values.filter(|_| !entry.not_applicable) else { return vec![None; width] };
    let mut cells = Vec::with_capacity(width);
    for (question, value) in plan.questions.iter().zip(plan.answers(values)) {
        push_cells(&mut cells, question, value);
    }
    cells
}

/// The questions in the order of the form, and where the answers, which come by key, belong.
struct Plan<'f> {
    questions: Vec<&'f Question>,
    /// Key and place of each question, by key.
    places: Vec<(&'f str, usize)>,
}

impl<'f> Plan<'f> {
    fn new(form: &'f FormDefinition) -> Self {
        let questions: Vec<&Question> = form.questions().collect();
        let mut places: Vec<(&str, usize)> = questions.iter().enumerate().map(|(at, q)| (q.key.as_str(), at)).collect();
        places.sort_unstable();
        Self { questions, places }
    }

    /// The answers of a body in the order of the form. Both lists are sorted by key, so one walk finds them all.
    fn answers<'v>(&self, values: &'v Values) -> Vec<Option<&'v Value>> {
        let mut found = vec![None; self.questions.len()];
        let mut answers = values.iter().peekable();
        for (key, place) in &self.places {
            while answers.next_if(|(answered, _)| answered < key).is_some() {}
            if let (Some((_, value)), Some(slot)) =
                (answers.next_if(|(answered, _)| answered == key), found.get_mut(*place))
            {
                *slot = Some(value);
            }
        }
        found
    }
}

fn push_cells(cells: &mut Vec<Option<Cell>>, question: &Question, value: Option<&Value>) {
    match (&question.kind, value) {
        (QuestionKind::Choice(rule), value) => {
            let choice = value.and_then(Value::as_choice);
            cells.push(choice.map(|choice| Cell::Choice(choice.codes.clone())));
            if rule.other {
                cells.push(choice.and_then(|choice| choice.other_text.clone()).map(Cell::Text));
            }
        }
        (QuestionKind::Table(rule), value) => {
            let rows = value.and_then(Value::as_table);
            cells.push(rows.map(|rows| Cell::Number(count(rows.len()))));
            cells.extend(columns::numeric(rule).map(|(column, _)| rows.and_then(|rows| column_sum(rows, &column.key))));
        }
        (QuestionKind::ShortText { .. } | QuestionKind::LongText { .. }, Some(Value::Text(text))) => {
            cells.push(Some(Cell::Text(text.clone())));
        }
        (QuestionKind::Number(_), Some(Value::Number(number))) => cells.push(Some(Cell::Number(*number))),
        (QuestionKind::Date, Some(Value::Date(date))) => cells.push(Some(Cell::Date(*date))),
        (QuestionKind::File { .. }, Some(Value::Files(files))) => cells.push(Some(Cell::Number(count(files.len())))),
        _ => cells.push(None),
    }
}

fn count(items: usize) -> Decimal {
    u32::try_from(items).unwrap_or(u32::MAX).into()
}

/// The sum of a column; blank when every cell of it is.
fn column_sum(rows: &[Row], key: &str) -> Option<Cell> {
    let numbers = rows.iter().filter_map(|row| row.get(key)?.as_number());
    numbers.reduce(Decimal::plus).map(Cell::Number)
}
