//! What a body answers. The same body answers every edition alike, with the changes of a year, and figures that
//! depend on one another agree.

use std::collections::HashMap;

use app::domain::decimal::Decimal;
use app::domain::form::{ChoiceValue, OTHER_CODE, Value, Values};
use chrono::NaiveDate;

use super::super::calendar::{shift, wareki, working_day_until};
use super::super::dice::{Dice, SEED};
use super::super::model::{AnswerFile, Body};
use super::super::notices::files::answer_file;
use super::super::office::{Block, Table};
use super::super::people::{NameBook, telephone};
use super::super::places::is_union;
use super::form::{code, is_other};
use super::tables;
use super::template::{Hint, Input, Question, Template};

/// Whose answer to which edition.
pub struct Respondent<'a> {
    pub body: &'a Body,
    pub template: &'a Template,
    /// Tells editions apart: the fiscal year of the opening.
    pub year: i32,
    pub deadline: NaiveDate,
}

/// A complete answer.
pub struct Answered {
    pub values: Values,
    pub files: Vec<AnswerFile>,
}

impl Respondent<'_> {
    /// Everything the body would answer; optional questions are sometimes left out.
    pub fn answer(&self, names: &mut NameBook) -> Answered {
        let mut answered = Answered { values: Values::default(), files: Vec::new() };
        let mut numbers = HashMap::new();
        let questions: Vec<&Question> = self.template.sections.iter().flat_map(|section| &section.questions).collect();
        for question in &questions {
            if let Input::Number { decimals, hint, .. } = &question.input {
                let amount = self.amount(&question.key, hint, *decimals, &numbers);
                numbers.insert(question.key.clone(), amount);
            }
        }
        for question in &questions {
            let mut dice = self.dice(&question.key, true);
            if let Input::Table { columns, rows } = &question.input {
                let rows = tables::rows(self, (columns, rows), &numbers, names, &mut dice);
                numbers.insert(question.key.clone(), number_of(rows.len()));
                answered.values.set(&question.key, (!rows.is_empty()).then_some(Value::Table(rows)));
            }
        }
        for question in &questions {
            let mut dice = self.dice(&question.key, true);
            if !question.required && dice.chance(14) {
                answered.values.set(&question.key, None);
                continue;
            }
            self.single(question, &numbers, &mut dice, &mut answered);
        }
        answered
    }

    /// Chance for a question: of this edition, or the same in every edition.
    pub fn dice(&self, key: &str, edition: bool) -> Dice {
        let year = if edition { self.year } else { 0 };
        Dice::new(SEED, &format!("answer {} {} {key} {year}", self.template.series, self.body.name))
    }

    fn single(&self, question: &Question, numbers: &HashMap<String, f64>, dice: &mut Dice, answered: &mut Answered) {
        let value = match &question.input {
            Input::Text { samples, .. } => self.text(samples, dice).map(Value::Text),
            Input::Number { decimals, hint, .. } => {
                let amount = match hint.word.as_str() {
                    "rows" => numbers.get(hint.text(0)).copied().unwrap_or(0.0),
                    _ => numbers.get(&question.key).copied().unwrap_or(0.0),
                };
                decimal(amount, *decimals).map(Value::Number)
            }
            Input::Choice { options, multiple, weights } => {
                // A choice rarely changes from one year to the next.
                let mut dice = self.dice(&question.key, dice.chance(15));
                choice(options, weights, *multiple, &mut dice).map(Value::Choice)
            }
            Input::Date { hint } => Some(Value::Date(self.day(hint, dice))),
            Input::File { stem } => {
                answered.files.push(AnswerFile { question: question.key.clone(), file: self.file(stem) });
                None
            }
            Input::Table { .. } => return,
        };
        answered.values.set(&question.key, value);
    }

    /// Residents as far as a figure depends on them. Unions serve many and employ few.
    pub fn weight(&self) -> f64 {
        let residents = f64::from(self.body.population);
        if is_union(self.body.kind) { (residents / 8.0).min(20_000.0) } else { residents }
    }

    /// A figure by its hint, rounded to `decimals`.
    pub fn amount(&self, key: &str, hint: &Hint, decimals: u32, numbers: &HashMap<String, f64>) -> f64 {
        let habit = between(&mut self.dice(key, false), 0.78, 1.28);
        let mut dice = self.dice(key, true);
        let drift = between(&mut dice, 0.97, 1.03);
        let other = |place: usize| numbers.get(hint.text(place)).copied().unwrap_or(0.0);
        let amount = match hint.word.as_str() {
            "per" | "perd" => self.weight() * hint.number(0) / 1000.0 * habit * drift,
            "near" => other(0) * (1.0 + hint.number(1) / 100.0 * between(&mut dice, -1.0, 1.0)),
            "share" => (other(0) * hint.number(1) / 100.0 * habit.min(1.15) * drift).min(other(0)),
            "rest" => other(0) - other(1),
            "sum" => other(0) + other(1),
            "ratio" if other(1) > 0.0 => other(0) / other(1) * hint.number(2),
            "rand" => {
                let (low, high) = (hint.number(0), hint.number(1));
                let usual = between(&mut self.dice(key, false), low, high);
                (usual + (high - low) * (drift - 1.0)).clamp(low, high)
            }
            "pick" => self.dice(key, false).pick(&hint.operands).and_then(|text| text.parse().ok()).unwrap_or(0.0),
            _ => 0.0,
        };
        round(amount.max(0.0), decimals)
    }

    fn text(&self, samples: &[String], dice: &mut Dice) -> Option<String> {
        let sample = dice.pick(samples)?;
        Some(match sample.as_str() {
            "代表電話" | "宿日直室" | "直通" => telephone(dice, &self.body.area_code),
            _ => sample.clone(),
        })
    }

    fn day(&self, hint: &Hint, dice: &mut Dice) -> NaiveDate {
        let (low, days) = (2, hint.number(0));
        let days = dice.between(low, decimal(days, 0).map_or(low, |days| whole(days).max(low)));
        working_day_until(shift(self.deadline, if hint.word == "future" { days } else { -days }))
    }

    fn file(&self, stem: &str) -> super::super::model::Attachment {
        let title = format!("{stem}（{}）", self.body.name);
        let name = format!("{}_{}_{stem}", self.body.code.as_deref().unwrap_or("組合"), self.body.name);
        let table = Table {
            name: stem.to_owned(),
            header: ["項目", "内容"].map(str::to_owned).to_vec(),
            rows: vec![
                vec!["団体名".to_owned(), self.body.name.clone()],
                vec!["作成日".to_owned(), wareki(self.deadline)],
                vec!["調査名".to_owned(), self.template.series.clone()],
                vec!["備考".to_owned(), "公表済みの資料から抜粋".to_owned()],
            ],
        };
        answer_file(&name, &title, self.deadline, &self.body.name, vec![Block::Table(table)])
    }
}

/// One option by weight, or each with its percentage; never none.
pub fn choice(options: &[String], weights: &[usize], multiple: bool, dice: &mut Dice) -> Option<ChoiceValue> {
    let mut chosen: Vec<usize> = Vec::new();
    if multiple {
        let wanted = |index: &usize, dice: &mut Dice| dice.chance(weights.get(*index).copied().unwrap_or(40));
        chosen = (0..options.len()).filter(|index| wanted(index, dice)).collect();
    }
    if chosen.is_empty() {
        let total: usize = weights.iter().sum();
        let mut draw = dice.below(total.max(1));
        chosen.extend(
            weights
                .iter()
                .position(|weight| {
                    let hit = draw < *weight;
                    draw = draw.saturating_sub(*weight);
                    hit
                })
                .or((!options.is_empty()).then_some(0)),
        );
    }
    let other = chosen.iter().any(|index| options.get(*index).is_some_and(|label| is_other(label)));
    let codes: Vec<String> = chosen
        .iter()
        .filter(|index| options.get(**index).is_some_and(|label| !is_other(label)))
        .map(|index| code(index + 1))
        .chain(other.then(|| OTHER_CODE.to_owned()))
        .collect();
    let other_text = other.then(|| "団体の要綱により別に定めている。".to_owned());
    (!codes.is_empty()).then_some(ChoiceValue { codes, other_text })
}

/// Evenly from `low` to `high`, in ten thousand steps.
pub fn between(dice: &mut Dice, low: f64, high: f64) -> f64 {
    let step = u16::try_from(dice.below(10_001)).unwrap_or(0);
    low + (high - low) * f64::from(step) / 10_000.0
}

/// Rounds half up to a number of decimals.
pub fn round(amount: f64, decimals: u32) -> f64 {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    (amount * scale).round() / scale
}

/// The exact number that people would write.
pub fn decimal(amount: f64, decimals: u32) -> Option<Decimal> {
    let places = usize::try_from(decimals).unwrap_or(0);
    format!("{amount:.places$}").parse().ok()
}

/// The whole part of a number.
pub fn whole(number: Decimal) -> i64 {
    number.to_string().split('.').next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// A count as a figure.
pub fn number_of(count: usize) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from)
}
