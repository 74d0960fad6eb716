//! Answers to table questions.

use std::collections::{BTreeMap, HashMap};

use app::domain::form::{Row, Value};

use super::super::calendar::{shift, working_day_from};
use super::super::dice::Dice;
use super::super::people::{NameBook, telephone};
use super::answers::{Respondent, choice, decimal, number_of, round};
use super::template::{Column, ColumnInput, Hint, Rows};

/// The rows of an answer.
pub fn rows(
    respondent: &Respondent<'_>,
    (columns, rows): (&[Column], &Rows),
    numbers: &HashMap<String, f64>,
    names: &mut NameBook,
    dice: &mut Dice,
) -> Vec<Row> {
    let heads = heads(respondent, rows, dice);
    let weights = weights(respondent, rows, heads.len());
    let splits = splits(columns, &weights, numbers);
    let mut out = Vec::with_capacity(heads.len());
    for (index, head) in heads.iter().enumerate() {
        let person = matches!(rows, Rows::People { .. }).then(|| names.draw(dice));
        let mut row = RowMaker { respondent, cells: BTreeMap::new(), amounts: HashMap::new(), index };
        let mut head = head.clone();
        for column in columns {
            let split = splits.get(&column.key).and_then(|parts| parts.get(index)).copied();
            let entry = person.as_ref().and_then(|name| match column.key.as_str() {
                "name" => Some(name.written.clone()),
                "kana" => Some(name.reading.clone()),
                "section" => Some("総務課".to_owned()),
                "post" => dice.pick(&["主事", "主任", "主査", "係長"]).map(|post| (*post).to_owned()),
                _ => None,
            });
            row.cell(column, entry.or_else(|| head.take_for(column)), split, dice);
        }
        out.push(row.cells.into_iter().collect());
    }
    out
}

/// Name of a row, for its first text column.
#[derive(Debug, Clone)]
struct Head(Option<String>);

impl Head {
    fn take_for(&mut self, column: &Column) -> Option<String> {
        if matches!(column.input, ColumnInput::Text { .. }) { self.0.take() } else { None }
    }
}

fn heads(respondent: &Respondent<'_>, rows: &Rows, dice: &mut Dice) -> Vec<Head> {
    match rows {
        Rows::Fixed(names) => names.iter().map(|(name, _)| Head(Some(name.clone()))).collect(),
        Rows::People { low, high } => blank(dice.between(*low, *high)),
        Rows::Some { low, high, names } if names.is_empty() => blank(dice.between(*low, *high)),
        Rows::Some { low, high, names } => {
            let mut names = names.clone();
            respondent.dice("rows", false).shuffle(&mut names);
            names.truncate(usize::try_from(dice.between(*low, *high)).unwrap_or(0));
            names.into_iter().map(|name| Head(Some(name))).collect()
        }
    }
}

fn blank(count: i64) -> Vec<Head> {
    (0..count).map(|_| Head(None)).collect()
}

/// How a total is spread over the rows: by their weights, and a little by the habit of the body.
fn weights(respondent: &Respondent<'_>, rows: &Rows, count: usize) -> Vec<f64> {
    let mut dice = respondent.dice("weights", false);
    let given = |index| match rows {
        Rows::Fixed(names) => names.get(index).map_or(10, |(_, weight): &(String, usize)| *weight),
        Rows::Some { .. } | Rows::People { .. } => 10,
    };
    (0..count).map(|index| number_of(given(index) * (80 + dice.below(40)))).collect()
}

/// Shares of another answer over the rows, adding up to it exactly.
fn splits(columns: &[Column], weights: &[f64], numbers: &HashMap<String, f64>) -> HashMap<String, Vec<f64>> {
    let total_weight: f64 = weights.iter().sum();
    let split = |hint: &Hint| {
        let total = numbers.get(hint.text(0)).copied().unwrap_or(0.0);
        let mut parts: Vec<f64> = weights.iter().map(|weight| (total * weight / total_weight).floor()).collect();
        let rest = total - parts.iter().sum::<f64>();
        if let Some(first) = parts.first_mut() {
            *first += rest;
        }
        parts
    };
    columns
        .iter()
        .filter_map(|column| match &column.input {
            ColumnInput::Number { hint } if hint.word == "split" => Some((column.key.clone(), split(hint))),
            _ => None,
        })
        .collect()
}

struct RowMaker<'a> {
    respondent: &'a Respondent<'a>,
    cells: BTreeMap<String, Value>,
    amounts: HashMap<String, f64>,
    index: usize,
}

impl RowMaker<'_> {
    fn cell(&mut self, column: &Column, name: Option<String>, split: Option<f64>, dice: &mut Dice) {
        let value = match &column.input {
            ColumnInput::Text { samples } => {
                name.or_else(|| self.text(column, samples, dice)).filter(|text| !text.is_empty()).map(Value::Text)
            }
            ColumnInput::Number { hint } => {
                let key = format!("{} {}", column.key, self.index);
                let amount = split.unwrap_or_else(|| self.respondent.amount(&key, hint, 0, &self.amounts));
                let amount = round(amount, 0);
                self.amounts.insert(column.key.clone(), amount);
                decimal(amount, 0).map(Value::Number)
            }
            ColumnInput::Choice { options, weights } => choice(options, weights, false, dice).map(Value::Choice),
            ColumnInput::Date => {
                let day = shift(self.respondent.deadline, dice.between(3, 50));
                Some(Value::Date(working_day_from(day)))
            }
        };
        if let Some(value) = value {
            self.cells.insert(column.key.clone(), value);
        }
    }

    fn text(&self, column: &Column, samples: &[String], dice: &mut Dice) -> Option<String> {
        if samples.iter().all(String::is_empty) {
            return Some(match column.key.as_str() {
                "tel" => telephone(dice, &self.respondent.body.area_code),
                "name" => "総務課 当番職員".to_owned(),
                _ => String::new(),
            });
        }
        dice.pick(samples).cloned()
    }
}
