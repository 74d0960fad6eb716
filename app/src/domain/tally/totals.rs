//! What is known of a whole column.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::decimal::{Decimal, MAX_DECIMALS};

use super::columns::{Cell, MergedColumn};

/// What is known of a whole column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ColumnTotal {
    /// Bodies with an answer.
    pub count: usize,
    /// Bodies without.
    pub blanks: usize,
    /// Exact sum of a numeric column; none of shares, which do not add up.
    pub sum: Option<Decimal>,
    /// Mean of the answers, rounded to two digits more than the column has.
    pub mean: Option<Decimal>,
    /// Smallest.
    pub min: Option<Decimal>,
    /// Largest.
    pub max: Option<Decimal>,
    /// How often each option was chosen, in the order of the form.
    pub choices: Vec<ChoiceCount>,
}

/// How often an option was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChoiceCount {
    /// Code of the option.
    pub code: String,
    /// Its label.
    pub label: String,
    /// Bodies that chose it.
    pub count: usize,
}

/// Adds up a column, one cell at a time.
pub(super) struct Accumulator<'c> {
    column: &'c MergedColumn,
    choices: HashMap<&'c str, usize>,
    total: ColumnTotal,
}

impl<'c> Accumulator<'c> {
    pub(super) fn new(column: &'c MergedColumn) -> Self {
        let choices = column.options.iter().map(|option| (option.code.as_str(), 0)).collect();
        Self { column, choices, total: ColumnTotal::default() }
    }

    pub(super) fn add(&mut self, cell: Option<&Cell>) {
        let Some(cell) = cell else {
            self.total.blanks += 1;
            return;
        };
        self.total.count += 1;
        match cell {
            Cell::Number(number) => self.add_number(*number),
            Cell::Choice(codes) => {
                for code in codes {
                    if let Some(count) = self.choices.get_mut(code.as_str()) {
                        *count += 1;
                    }
                }
            }
            Cell::Text(_) | Cell::Date(_) => {}
        }
    }

    fn add_number(&mut self, number: Decimal) {
        let total = &mut self.total;
        total.sum = Some(total.sum.map_or(number, |sum| sum.plus(number)));
        total.min = Some(total.min.map_or(number, |min| min.min(number)));
        total.max = Some(total.max.map_or(number, |max| max.max(number)));
    }

    pub(super) fn finish(self) -> ColumnTotal {
        let Self { column, choices, mut total } = self;
        let decimals = (column.decimals + 2).min(MAX_DECIMALS);
        let count = u64::try_from(total.count).unwrap_or(u64::MAX);
        total.mean = total.sum.and_then(|sum| sum.divided_by(count, decimals));
        total.sum = total.sum.filter(|_| !is_share(&column.unit));
        let counted = column.options.iter().map(|option| ChoiceCount {
            code: option.code.clone(),
            label: option.label.clone(),
            count: choices.get(option.code.as_str()).copied().unwrap_or(0),
        });
        total.choices = counted.collect();
        total
    }
}

/// Whether numbers of this unit are parts of something: a sum of percentages says nothing.
fn is_share(unit: &str) -> bool {
    unit.chars().any(|c| matches!(c, '%' | '％' | '‰'))
}

#[cfg(test)]
mod tests {
    use super::is_share;

    #[test]
    fn shares_do_not_add_up() {
        assert!(["%", "％", "‰"].iter().all(|unit| is_share(unit)));
        assert!(["", "人", "円", "千円", "m2", "km", "件"].iter().all(|unit| !is_share(unit)));
    }
}
