//! Days as the demo needs them, on top of the domain's calendar.

use app::domain::calendar::{FiscalYear, format_date, from_jst, is_business_day, jst_date};
use app::domain::lang::Lang;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::dice::Dice;

/// The year in which the fiscal year (年度, April to March) of `day` began.
#[must_use]
pub fn fiscal_year(day: NaiveDate) -> i32 {
    FiscalYear::of(day).year()
}

/// The day of a month within a fiscal year; a day that the month lacks becomes its first.
#[must_use]
pub fn in_fiscal_year(fiscal_year: i32, month: u32, day: u32) -> NaiveDate {
    let year = if month >= 4 { fiscal_year } else { fiscal_year + 1 };
    NaiveDate::from_ymd_opt(year, month, day).or_else(|| NaiveDate::from_ymd_opt(year, month, 1)).unwrap_or_default()
}

/// `day` plus (or minus) calendar days.
#[must_use]
pub fn shift(day: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }.unwrap_or(day)
}

/// `day` itself or the next working day.
#[must_use]
pub fn working_day_from(day: NaiveDate) -> NaiveDate {
    (0..14).map(|days| shift(day, days)).find(|day| is_business_day(*day)).unwrap_or(day)
}

/// `day` itself or the last working day before it.
#[must_use]
pub fn working_day_until(day: NaiveDate) -> NaiveDate {
    (0..14).map(|days| shift(day, -days)).find(|day| is_business_day(*day)).unwrap_or(day)
}

/// 「令和8年11月20日」
#[must_use]
pub fn wareki(day: NaiveDate) -> String {
    let long = format_date(day, Lang::Ja);
    long.split('（').next().unwrap_or_default().to_owned()
}

/// 「令和8年11月20日（金）」
#[must_use]
pub fn wareki_with_weekday(day: NaiveDate) -> String {
    format_date(day, Lang::Ja)
}

/// 「令和8年度」
#[must_use]
pub fn fiscal_year_name(fiscal_year: i32) -> String {
    FiscalYear::new(fiscal_year).label(Lang::Ja)
}

/// 「令和8年」, of the year of `day`.
#[must_use]
pub fn year_name(day: NaiveDate) -> String {
    let whole = wareki(day);
    whole.split_inclusive('年').next().unwrap_or_default().to_owned()
}

/// An instant on `day` by the clock of Japan, `minutes` after midnight.
#[must_use]
pub fn instant(day: NaiveDate, minutes: i64) -> DateTime<Utc> {
    from_jst(day, NaiveTime::MIN) + TimeDelta::minutes(minutes)
}

/// An instant in the office hours (8:40–17:10) of `day`, to the second.
#[must_use]
pub fn office_instant(dice: &mut Dice, day: NaiveDate) -> DateTime<Utc> {
    instant(day, dice.between(8 * 60 + 40, 17 * 60 + 10)) + TimeDelta::seconds(dice.between(0, 59))
}

/// The day of an instant by the clock of Japan.
#[must_use]
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    jst_date(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, date: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, date).unwrap_or_default()
    }

    #[test]
    fn a_fiscal_year_begins_in_april() {
        assert_eq!(fiscal_year(day(2026, 3, 31)), 2025);
        assert_eq!(fiscal_year(day(2026, 4, 1)), 2026);
        assert_eq!(in_fiscal_year(2026, 2, 27), day(2027, 2, 27));
    }

    #[test]
    fn holidays_and_weekends_are_skipped() {
        assert_eq!(working_day_from(day(2026, 5, 2)), day(2026, 5, 7));
        assert_eq!(working_day_until(day(2027, 1, 3)), day(2026, 12, 28));
    }

    #[test]
    fn days_are_written_in_the_imperial_calendar() {
        assert_eq!(wareki(day(2026, 11, 20)), "令和8年11月20日");
        assert_eq!(year_name(day(2018, 1, 5)), "平成30年");
        assert_eq!(fiscal_year_name(2026), "令和8年度");
    }

    #[test]
    fn an_instant_is_on_its_day_in_japan() {
        assert_eq!(day_of(instant(day(2026, 11, 20), 5)), day(2026, 11, 20));
    }
}
