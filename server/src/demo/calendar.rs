//! Days as offices count them: fiscal years, working days, 和暦, office hours.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};

use super::dice::Dice;

/// The year in which the fiscal year (年度, April to March) of `day` began.
#[must_use]
pub fn fiscal_year(day: NaiveDate) -> i32 {
    if day.month() >= 4 { day.year() } else { day.year() - 1 }
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

/// False on weekends, national holidays and from 29 December to 3 January.
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(day)
}

/// `day` itself or the next working day.
#[must_use]
pub fn working_day_from(day: NaiveDate) -> NaiveDate {
    (0..14).map(|days| shift(day, days)).find(|day| is_working_day(*day)).unwrap_or(day)
}

/// `day` itself or the last working day before it.
#[must_use]
pub fn working_day_until(day: NaiveDate) -> NaiveDate {
    (0..14).map(|days| shift(day, -days)).find(|day| is_working_day(*day)).unwrap_or(day)
}

fn is_holiday(day: NaiveDate) -> bool {
    let (month, date) = (day.month(), day.day());
    let week = (date - 1) / 7 + 1;
    let fixed = matches!(
        (month, date),
        (12, 29..=31) | (1, 1..=3) | (2, 11 | 23) | (4, 29) | (5, 3..=5) | (8, 11) | (11, 3 | 23)
    );
    let monday = day.weekday() == Weekday::Mon && matches!((month, week), (1 | 10, 2) | (7 | 9, 3));
    // The equinoxes are announced a year ahead; these days are right from 2020 to 2030 give or take one,
    // and a notice dated on one of them would look odd.
    let equinox = matches!((month, date), (3, 20) | (9, 22 | 23));
    // A holiday on a Sunday moves to the next day that is none.
    let moved = day.weekday() == Weekday::Mon
        && matches!((month, date), (2, 12 | 24) | (4, 30) | (8, 12) | (11, 4 | 24))
        || matches!(day.weekday(), Weekday::Mon | Weekday::Tue | Weekday::Wed) && (month, date) == (5, 6);
    fixed || monday || equinox || moved
}

/// 「令和8年11月20日」
#[must_use]
pub fn wareki(day: NaiveDate) -> String {
    let (era, year) = era_year(day.year());
    format!("{era}{year}年{}月{}日", day.month(), day.day())
}

/// 「令和8年11月20日（金）」
#[must_use]
pub fn wareki_with_weekday(day: NaiveDate) -> String {
    format!("{}（{}）", wareki(day), weekday(day))
}

/// 「令和8年度」
#[must_use]
pub fn fiscal_year_name(fiscal_year: i32) -> String {
    let (era, year) = era_year(fiscal_year);
    format!("{era}{year}年度")
}

/// 「令和8年」
#[must_use]
pub fn year_name(year: i32) -> String {
    let (era, number) = era_year(year);
    format!("{era}{number}年")
}

fn era_year(year: i32) -> (&'static str, String) {
    match year - 2018 {
        1 => ("令和", "元".to_owned()),
        number @ 2.. => ("令和", number.to_string()),
        _ => ("平成", (year - 1988).to_string()),
    }
}

fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "月",
        Weekday::Tue => "火",
        Weekday::Wed => "水",
        Weekday::Thu => "木",
        Weekday::Fri => "金",
        Weekday::Sat => "土",
        Weekday::Sun => "日",
    }
}

/// An instant on `day` by the clock of Japan, `minutes` after midnight.
#[must_use]
pub fn instant(day: NaiveDate, minutes: i64) -> DateTime<Utc> {
    let minutes = u32::try_from(minutes.clamp(0, 24 * 60 - 1)).unwrap_or(0);
    let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or_default();
    FixedOffset::east_opt(9 * 3600)
        .and_then(|japan| japan.from_local_datetime(&day.and_time(time)).single())
        .map_or_else(|| day.and_time(time).and_utc(), |local| local.with_timezone(&Utc))
}

/// An instant in the office hours (8:40–17:10) of `day`, to the second.
#[must_use]
pub fn office_instant(dice: &mut Dice, day: NaiveDate) -> DateTime<Utc> {
    instant(day, dice.between(8 * 60 + 40, 17 * 60 + 10)) + chrono::TimeDelta::seconds(dice.between(0, 59))
}

/// 17:15 of `day`, when offices close.
#[must_use]
pub fn closing_time(day: NaiveDate) -> DateTime<Utc> {
    instant(day, 17 * 60 + 15)
}

/// The day of an instant by the clock of Japan.
#[must_use]
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    (at + chrono::TimeDelta::hours(9)).date_naive()
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
        assert!(is_working_day(day(2026, 11, 20)));
        assert!(!is_working_day(day(2026, 11, 23)));
    }

    #[test]
    fn days_are_written_in_the_imperial_calendar() {
        assert_eq!(wareki_with_weekday(day(2026, 11, 20)), "令和8年11月20日（金）");
        assert_eq!(fiscal_year_name(2019), "令和元年度");
        assert_eq!(year_name(2018), "平成30年");
    }

    #[test]
    fn office_hours_are_those_of_japan() {
        assert_eq!(closing_time(day(2026, 11, 20)).to_rfc3339(), "2026-11-20T08:15:00+00:00");
        assert_eq!(day_of(instant(day(2026, 11, 20), 5)), day(2026, 11, 20));
    }
}
