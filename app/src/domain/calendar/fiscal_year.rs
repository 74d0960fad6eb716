//! 年度: the year of offices, from 1 April to 31 March.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::domain::{lang::Lang, problem::FieldProblem};

use super::{jst_date, numerals, wareki, wareki::Era};

/// A fiscal year, named by the western year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FiscalYear(i32);

impl FiscalYear {
    /// The fiscal year that begins in this western year; years that no date of the system can have are brought in range.
    pub fn new(year: i32) -> Self {
        Self(year.clamp(1868, 9998))
    }

    /// The fiscal year of a date.
    pub fn of(date: NaiveDate) -> Self {
        Self::new(if date.month() >= 4 { date.year() } else { date.year() - 1 })
    }

    /// The fiscal year in Japan at an instant.
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self::of(jst_date(instant))
    }

    /// The western year in which it begins.
    pub const fn year(self) -> i32 {
        self.0
    }

    /// 1 April.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 4, 1).unwrap_or_default()
    }

    /// 31 March of the next year.
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0 + 1, 3, 31).unwrap_or_default()
    }

    /// Whether a date lies in it.
    pub fn contains(self, date: NaiveDate) -> bool {
        Self::of(date) == self
    }

    /// The year before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::new(self.0 - 1)
    }

    /// The year after.
    #[must_use]
    pub fn next(self) -> Self {
        Self::new(self.0 + 1)
    }

    /// 「令和8年度」, "FY2026". 2019 is 令和元年度, as the government settled it on 2 April 2019, so May decides.
    pub fn label(self, lang: Lang) -> String {
        match lang {
            Lang::Ja => format!("{}度", wareki::year_ja(NaiveDate::from_ymd_opt(self.0, 5, 1).unwrap_or_default())),
            Lang::En => format!("FY{}", self.0),
        }
    }

    /// Reads 「令和8年度」, `R8`, `2026` or `FY2026`.
    ///
    /// # Errors
    /// [`FieldProblem::Required`] when blank, [`FieldProblem::Format`] when it is no year.
    pub fn parse(input: &str) -> Result<Self, FieldProblem> {
        let folded: String = input.nfkc().filter(|c| !c.is_whitespace()).take(20).collect();
        if folded.is_empty() {
            return Err(FieldProblem::Required);
        }
        let bare = folded.strip_suffix("年度").or_else(|| folded.strip_suffix('年')).unwrap_or(&folded);
        let western = bare.strip_prefix("FY").unwrap_or(bare);
        let found = numerals::parse(western).filter(|year| *year >= 1868).map(u32::cast_signed);
        found.or_else(|| Self::parse_era(bare)).map(Self::new).ok_or(FieldProblem::Format)
    }

    fn parse_era(text: &str) -> Option<i32> {
        Era::ALL.into_iter().find_map(|era| {
            let rest = text.strip_prefix(era.text().ja).or_else(|| text.strip_prefix(era.letter()))?;
            numerals::parse(rest).filter(|year| *year > 0).map(|year| era.western_year(year))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2026-03-31", 2025, "令和7年度")]
    #[case("2026-04-01", 2026, "令和8年度")]
    #[case("2027-03-31", 2026, "令和8年度")]
    #[case("2019-04-30", 2019, "令和元年度")]
    #[case("2019-03-31", 2018, "平成30年度")]
    #[case("1989-03-31", 1988, "昭和63年度")]
    #[case("1989-04-01", 1989, "平成元年度")]
    fn of_a_date(#[case] iso: &str, #[case] year: i32, #[case] label: &str) {
        let fiscal = FiscalYear::of(iso.parse().unwrap());
        assert_eq!((fiscal.year(), fiscal.label(Lang::Ja).as_str()), (year, label));
        assert!(fiscal.contains(fiscal.first_day()) && fiscal.contains(fiscal.last_day()));
        assert_eq!(FiscalYear::parse(label), Ok(fiscal));
    }

    #[test]
    fn begins_at_midnight_in_japan() {
        assert_eq!(FiscalYear::at("2026-03-31T14:59:59Z".parse().unwrap()).year(), 2025);
        assert_eq!(FiscalYear::at("2026-03-31T15:00:00Z".parse().unwrap()).year(), 2026);
        assert_eq!(FiscalYear::new(2026).label(Lang::En), "FY2026");
    }

    #[rstest]
    #[case("R8", Ok(2026))]
    #[case("令和８年度", Ok(2026))]
    #[case("令和元年度", Ok(2019))]
    #[case("2026", Ok(2026))]
    #[case("FY2026", Ok(2026))]
    #[case("２０２６年度", Ok(2026))]
    #[case("", Err(FieldProblem::Required))]
    #[case("8", Err(FieldProblem::Format))]
    #[case("令和", Err(FieldProblem::Format))]
    #[case("来年度", Err(FieldProblem::Format))]
    fn reads_labels(#[case] typed: &str, #[case] year: Result<i32, FieldProblem>) {
        assert_eq!(FiscalYear::parse(typed).map(FiscalYear::year), year);
    }
}
