//! Dates as people type or paste them.

use chrono::{Months, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use crate::domain::problem::FieldProblem;

use super::{numerals, wareki::Era};

/// Longest input that is looked at, in characters.
const MAX_LENGTH: usize = 40;

/// Reads a date: `令和8年4月1日（水）`, `令和元年5月1日`, `R8.4.1`, `㋿8/4/1`, `2026/4/1`, `2026-04-01`, `20260401`,
/// `二〇二六年四月一日`, with digits of any width. Era dates must lie inside their era.
///
/// # Errors
/// [`FieldProblem::Required`] when blank, [`FieldProblem::Date`] when it is no date,
/// [`FieldProblem::EraBoundary`] for 平成31年5月1日 and its like, [`FieldProblem::BeforeMeiji`] before 25 January 1868.
pub fn parse_date(input: &str) -> Result<NaiveDate, FieldProblem> {
    let folded: String = input.nfkc().filter(|c| !c.is_whitespace()).take(MAX_LENGTH + 1).collect();
    if folded.is_empty() {
        return Err(FieldProblem::Required);
    }
    if folded.chars().count() > MAX_LENGTH {
        return Err(FieldProblem::Date);
    }
    let text = without_weekday(&folded);
    let (era, rest) = split_era(text);
    let (year, month, day) = compact(rest, era).or_else(|| separated(rest)).ok_or(FieldProblem::Date)?;
    if era.is_some() && year == 0 || era.is_none() && year < 1000 {
        return Err(FieldProblem::Date);
    }
    let western = era.map_or(year.cast_signed(), |e| e.western_year(year));
    let date = NaiveDate::from_ymd_opt(western, month, day).ok_or(FieldProblem::Date)?;
    if Era::of(date).is_none() {
        return Err(FieldProblem::BeforeMeiji);
    }
    if era.is_some_and(|e| !e.contains(date)) {
        return Err(FieldProblem::EraBoundary);
    }
    Ok(date)
}

/// Years ahead that a date of a document or a deadline may lie.
const YEARS_AHEAD: u32 = 2;

/// Reads a date as [`parse_date`] does, and refuses one more than two years after `today`: nothing is dated or due so
/// far ahead, but the year 9026 is typed easily, and every list by year would run up to it.
///
/// # Errors
/// As [`parse_date`]; [`FieldProblem::DateFar`].
pub fn parse_near_date(input: &str, today: NaiveDate) -> Result<NaiveDate, FieldProblem> {
    parse_date_within(input, today, YEARS_AHEAD)
}

/// Reads a date as [`parse_date`] does, and refuses one more than `years` years after `today`.
///
/// # Errors
/// As [`parse_date`]; [`FieldProblem::DateFar`].
pub fn parse_date_within(input: &str, today: NaiveDate, years: u32) -> Result<NaiveDate, FieldProblem> {
    let date = parse_date(input)?;
    let months = Months::new(years.saturating_mul(12));
    let until = today.checked_add_months(months).unwrap_or(NaiveDate::MAX);
    if date > until { Err(FieldProblem::DateFar { until }) } else { Ok(date) }
}

/// Drops 「（水）」 and 「水曜日」: the weekday follows from the date.
fn without_weekday(text: &str) -> &str {
    let bare = text.strip_suffix(')').and_then(|t| t.rsplit_once('(')).map_or(text, |(date, _)| date);
    let bare = bare
        .strip_suffix("曜日")
        .or_else(|| bare.strip_suffix("曜"))
        .map_or(bare, |t| t.strip_suffix(['月', '火', '水', '木', '金', '土', '日']).unwrap_or(t));
    if bare.is_empty() { text } else { bare }
}

/// The era at the start of the text, by name, by first character or by letter.
fn split_era(text: &str) -> (Option<Era>, &str) {
    for era in Era::ALL {
        let name = era.text().ja;
        let first = name.chars().next().unwrap_or_default();
        let rest = text
            .strip_prefix(name)
            .or_else(|| text.strip_prefix(first))
            .or_else(|| text.strip_prefix(era.letter()))
            .or_else(|| text.strip_prefix(era.letter().to_ascii_lowercase()));
        if let Some(rest) = rest {
            return (Some(era), rest.trim_start_matches('.'));
        }
    }
    (None, text)
}

/// `20260401`, or `080401` after an era.
fn compact(text: &str, era: Option<Era>) -> Option<(u32, u32, u32)> {
    let year_digits = if era.is_some() { 2 } else { 4 };
    if text.len() != year_digits + 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = text.split_at_checked(year_digits)?;
    let (month, day) = rest.split_at_checked(2)?;
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// Year, month and day with something between them: 年月日, or the same separator twice.
fn separated(text: &str) -> Option<(u32, u32, u32)> {
    let (year, year_end, rest) = number(text)?;
    let (month, month_end, rest) = number(rest)?;
    let (day, day_end, rest) = number(rest)?;
    let kanji = year_end == Some('年') && month_end == Some('月') && matches!(day_end, Some('日') | None);
    let marks = year_end == month_end && year_end.is_some_and(is_separator) && day_end.is_none();
    (rest.is_empty() && (kanji || marks)).then_some((year, month, day))
}

/// A number, the character behind it, and the rest.
fn number(text: &str) -> Option<(u32, Option<char>, &str)> {
    let end = text.find(|c| !numerals::is_numeral(c)).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let mut after = rest.chars();
    let mark = after.next();
    Some((numerals::parse(digits)?, mark, after.as_str()))
}

/// The marks that NFKC leaves between the numbers of a date, hyphens of every kind among them.
const fn is_separator(c: char) -> bool {
    matches!(c, '.' | '/' | '-' | '・' | 'ー' | '‐' | '‑' | '–' | '—' | '−')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{format_date, format_date_short};
    use crate::domain::lang::Lang;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("R8.4.1")]
    #[case("r8.4.1")]
    #[case("Ｒ８．４．１")]
    #[case("R08.04.01")]
    #[case("R.8.4.1")]
    #[case("R8/4/1")]
    #[case("R8-4-1")]
    #[case("R080401")]
    #[case("㋿8年4月1日")]
    #[case("令8.4.1")]
    #[case("令和8年4月1日")]
    #[case("令和８年４月１日（水）")]
    #[case("令和8年4月1日(水曜日)")]
    #[case("令和8年4月1日水曜日")]
    #[case(" 令和 8年 4月 1日 ")]
    #[case("令和八年四月一日")]
    #[case("二〇二六年四月一日")]
    #[case("二千二十六年四月一日")]
    #[case("2026/4/1")]
    #[case("2026-04-01")]
    #[case("2026−04−01")]
    #[case("2026.4.1")]
    #[case("２０２６／４／１")]
    #[case("2026年4月1日")]
    #[case("20260401")]
    #[case("２０２６０４０１")]
    fn reads_the_first_of_april(#[case] typed: &str) {
        assert_eq!(parse_date(typed).map(|d| d.to_string()), Ok("2026-04-01".to_owned()), "{typed}");
    }

    #[rstest]
    #[case("令和元年5月1日", "2019-05-01")]
    #[case("R1.5.1", "2019-05-01")]
    #[case("平成31年4月30日", "2019-04-30")]
    #[case("H1.1.8", "1989-01-08")]
    #[case("昭和64年1月7日", "1989-01-07")]
    #[case("昭和元年12月25日", "1926-12-25")]
    #[case("大正15年12月25日", "1926-12-25")]
    #[case("大正元年7月30日", "1912-07-30")]
    #[case("明治45年7月30日", "1912-07-30")]
    #[case("M1.1.25", "1868-01-25")]
    #[case("明治三十三年十二月三十一日", "1900-12-31")]
    #[case("2024-02-29", "2024-02-29")]
    #[case("令和6年2月29日", "2024-02-29")]
    fn reads_every_era(#[case] typed: &str, #[case] iso: &str) {
        assert_eq!(parse_date(typed).map(|d| d.to_string()), Ok(iso.to_owned()));
    }

    #[rstest]
    #[case("", FieldProblem::Required)]
    #[case("　", FieldProblem::Required)]
    #[case("令和元年13月1日", FieldProblem::Date)]
    #[case("令和元年13月", FieldProblem::Date)]
    #[case("令和5年2月29日", FieldProblem::Date)]
    #[case("2026-02-30", FieldProblem::Date)]
    #[case("20261301", FieldProblem::Date)]
    #[case("R0.4.1", FieldProblem::Date)]
    #[case("8.4.1", FieldProblem::Date)]
    #[case("26/4/1", FieldProblem::Date)]
    #[case("20206/4/1", FieldProblem::Date)]
    #[case("4月1日", FieldProblem::Date)]
    #[case("2026/4-1", FieldProblem::Date)]
    #[case("2026/4/1/2", FieldProblem::Date)]
    #[case("2026年4月1日頃", FieldProblem::Date)]
    #[case("（水）", FieldProblem::Date)]
    #[case("未定", FieldProblem::Date)]
    #[case("R", FieldProblem::Date)]
    #[case("2026-04-01T00:00:00+09:00 and a very long tail of text", FieldProblem::Date)]
    #[case("平成31年5月1日", FieldProblem::EraBoundary)]
    #[case("令和元年4月30日", FieldProblem::EraBoundary)]
    #[case("昭和64年1月8日", FieldProblem::EraBoundary)]
    #[case("平成元年1月7日", FieldProblem::EraBoundary)]
    #[case("昭和元年12月24日", FieldProblem::EraBoundary)]
    #[case("明治45年7月31日", FieldProblem::EraBoundary)]
    #[case("明治元年1月24日", FieldProblem::BeforeMeiji)]
    #[case("1868-01-24", FieldProblem::BeforeMeiji)]
    #[case("1600/9/15", FieldProblem::BeforeMeiji)]
    fn refuses_with_a_reason(#[case] typed: &str, #[case] problem: FieldProblem) {
        assert_eq!(parse_date(typed), Err(problem));
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_back(days in 0_i32..100_000) {
            let date = NaiveDate::from_ymd_opt(1868, 1, 25).unwrap() + chrono::Duration::days(days.into());
            for typed in [format_date(date, Lang::Ja), format_date_short(date, Lang::Ja), date.to_string(), date.format("%Y%m%d").to_string()] {
                prop_assert_eq!(parse_date(&typed), Ok(date));
            }
        }

        #[test]
        fn never_panics(input in "[令和平成昭大正明治元年月日一二十百千〇0-9./RHSTM（水曜）]{0,16}|\\PC{0,20}") {
            let _ = parse_date(&input);
        }
    }
}
