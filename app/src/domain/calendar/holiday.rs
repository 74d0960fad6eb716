//! Days on which offices are open.
//!
//! Holidays follow the law (国民の祝日に関する法律, and 2019 to 2021 its special laws). The equinoxes are announced only in
//! February of the year before; the astronomical formula below has always agreed with the announcement (1980 to 2099).

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::lang::Text;

/// The name of the holiday, if the date is one. Right from 2007, when the law took its present shape.
pub fn holiday_name(date: NaiveDate) -> Option<Text> {
    national_holiday(date).or_else(|| substitute(date)).or_else(|| between(date))
}

/// Whether offices are open: no weekend, no holiday, not 29 December to 3 January.
pub fn is_business_day(date: NaiveDate) -> bool {
    !is_weekend(date) && !is_year_end(date) && holiday_name(date).is_none()
}

/// Days on which offices are open after `today` up to and with `deadline`: 「あと3開庁日」. Zero on the day itself,
/// negative once it is over.
pub fn business_days_until(today: NaiveDate, deadline: NaiveDate) -> i64 {
    if deadline < today {
        return -business_days_until(deadline, today);
    }
    let days = today.iter_days().skip(1).take_while(|day| *day <= deadline);
    days.filter(|day| is_business_day(*day)).map(|_| 1).sum()
}

/// The day on which offices are open `count` days after `from`; `from` itself, or the next open day, for zero.
pub fn add_business_days(from: NaiveDate, count: u32) -> NaiveDate {
    let mut days = from.iter_days();
    let mut day = from;
    let mut left = count;
    while left > 0 || !is_business_day(day) {
        let Some(next) = days.next() else { break };
        if next > from && is_business_day(next) {
            left = left.saturating_sub(1);
        }
        day = next;
    }
    day
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// 12/29 to 1/3, when offices are closed by ordinance (地方自治法第4条の2).
fn is_year_end(date: NaiveDate) -> bool {
    matches!((date.month(), date.day()), (12, 29..) | (1, ..=3))
}

/// 国民の祝日 proper.
fn national_holiday(date: NaiveDate) -> Option<Text> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match moved(year, month, day) {
        Moved::To(name) => return Some(name),
        Moved::Away => return None,
        Moved::No => {}
    }
    let monday = (date.weekday() == Weekday::Mon).then(|| date.day().div_ceil(7));
    match (month, day) {
        (1, 1) => Some(NEW_YEAR),
        (1, _) if monday == Some(2) => Some(COMING_OF_AGE),
        (2, 11) => Some(FOUNDATION),
        (2, 23) if year >= 2020 => Some(EMPEROR),
        (3, _) if day == equinox_day(year, SPRING) => Some(VERNAL),
        (4, 29) => Some(SHOWA_DAY),
        (5, 3) => Some(CONSTITUTION),
        (5, 4) => Some(GREENERY),
        (5, 5) => Some(CHILDREN),
        (7, _) if monday == Some(3) => Some(MARINE),
        (8, 11) if year >= 2016 => Some(MOUNTAIN),
        (9, _) if monday == Some(3) => Some(AGED),
        (9, _) if day == equinox_day(year, AUTUMN) => Some(AUTUMNAL),
        (10, _) if monday == Some(2) => Some(if year >= 2020 { SPORTS } else { HEALTH_SPORTS }),
        (11, 3) => Some(CULTURE),
        (11, 23) => Some(LABOUR),
        (12, 23) if year <= 2018 => Some(EMPEROR),
        _ => None,
    }
}

/// What the special laws of 2019 (succession) and 2020, 2021 (Olympic Games) did to a date.
enum Moved {
    To(Text),
    Away,
    No,
}

const fn moved(year: i32, month: u32, day: u32) -> Moved {
    match (year, month, day) {
        (2019, 5, 1) => Moved::To(Text { ja: "天皇の即位の日", en: "Day of the Enthronement" }),
        (2019, 10, 22) => {
            Moved::To(Text { ja: "即位礼正殿の儀の行われる日", en: "Day of the Enthronement Ceremony" })
        }
        (2020, 7, 23) | (2021, 7, 22) => Moved::To(MARINE),
        (2020, 7, 24) | (2021, 7, 23) => Moved::To(SPORTS),
        (2020, 8, 10) | (2021, 8, 8) => Moved::To(MOUNTAIN),
        (2020 | 2021, 7 | 10, _) | (2020 | 2021, 8, 11) => Moved::Away,
        _ => Moved::No,
    }
}

/// 振替休日: the first day after a holiday on a Sunday that is no holiday itself (第3条第2項).
fn substitute(date: NaiveDate) -> Option<Text> {
    let mut day = date.pred_opt()?;
    while national_holiday(day).is_some() {
        if day.weekday() == Weekday::Sun {
            return Some(Text { ja: "振替休日", en: "Substitute holiday" });
        }
        day = day.pred_opt()?;
    }
    None
}

/// 国民の休日: a day between two holidays (第3条第3項).
fn between(date: NaiveDate) -> Option<Text> {
    let neighbours = [date.checked_sub_days(Days::new(1))?, date.checked_add_days(Days::new(1))?];
    let enclosed = neighbours.into_iter().all(|day| national_holiday(day).is_some());
    enclosed.then_some(Text { ja: "国民の休日", en: "National holiday" })
}

/// Day in March and September in 1980, in millionths, of the equinoxes.
const SPRING: i64 = 20_843_100;
const AUTUMN: i64 = 23_248_800;

/// Day of the month of an equinox: the tropical year drifts 0.242194 days a year, leap years take it back.
fn equinox_day(year: i32, in_1980: i64) -> u32 {
    let years = i64::from(year) - 1980;
    let day = (in_1980 + 242_194 * years).div_euclid(1_000_000) - years.div_euclid(4);
    u32::try_from(day).unwrap_or(0)
}

const NEW_YEAR: Text = Text { ja: "元日", en: "New Year's Day" };
const COMING_OF_AGE: Text = Text { ja: "成人の日", en: "Coming of Age Day" };
const FOUNDATION: Text = Text { ja: "建国記念の日", en: "National Foundation Day" };
const EMPEROR: Text = Text { ja: "天皇誕生日", en: "Emperor's Birthday" };
const VERNAL: Text = Text { ja: "春分の日", en: "Vernal Equinox Day" };
const SHOWA_DAY: Text = Text { ja: "昭和の日", en: "Showa Day" };
const CONSTITUTION: Text = Text { ja: "憲法記念日", en: "Constitution Memorial Day" };
const GREENERY: Text = Text { ja: "みどりの日", en: "Greenery Day" };
const CHILDREN: Text = Text { ja: "こどもの日", en: "Children's Day" };
const MARINE: Text = Text { ja: "海の日", en: "Marine Day" };
const MOUNTAIN: Text = Text { ja: "山の日", en: "Mountain Day" };
const AGED: Text = Text { ja: "敬老の日", en: "Respect for the Aged Day" };
const AUTUMNAL: Text = Text { ja: "秋分の日", en: "Autumnal Equinox Day" };
const SPORTS: Text = Text { ja: "スポーツの日", en: "Sports Day" };
const HEALTH_SPORTS: Text = Text { ja: "体育の日", en: "Health and Sports Day" };
const CULTURE: Text = Text { ja: "文化の日", en: "Culture Day" };
const LABOUR: Text = Text { ja: "勤労感謝の日", en: "Labour Thanksgiving Day" };

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// The announced holidays, by an independent list.
    const ANNOUNCED: [(i32, &str); 12] = [
        (
            2019,
            "01-01 01-14 02-11 03-21 04-29 04-30 05-01 05-02 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-23 10-14 10-22 11-03 11-04 11-23",
        ),
        (
            2020,
            "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-23 07-24 08-10 09-21 09-22 11-03 11-23",
        ),
        (2021, "01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 09-23 11-03 11-23"),
        (2022, "01-01 01-10 02-11 02-23 03-21 04-29 05-03 05-04 05-05 07-18 08-11 09-19 09-23 10-10 11-03 11-23"),
        (2023, "01-01 01-02 01-09 02-11 02-23 03-21 04-29 05-03 05-04 05-05 07-17 08-11 09-18 09-23 10-09 11-03 11-23"),
        (
            2024,
            "01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-22 09-23 10-14 11-03 11-04 11-23",
        ),
        (
            2025,
            "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24",
        ),
        (
            2026,
            "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23",
        ),
        (2027, "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23"),
        (2028, "01-01 01-10 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-17 08-11 09-18 09-22 10-09 11-03 11-23"),
        (
            2029,
            "01-01 01-08 02-11 02-12 02-23 03-20 04-29 04-30 05-03 05-04 05-05 07-16 08-11 09-17 09-23 09-24 10-08 11-03 11-23",
        ),
        (
            2030,
            "01-01 01-14 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-23 10-14 11-03 11-04 11-23",
        ),
    ];

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_are_the_announced_ones() {
        for (year, announced) in ANNOUNCED {
            let days = NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days().take_while(|d| d.year() == year);
            let found: Vec<String> =
                days.filter(|d| holiday_name(*d).is_some()).map(|d| d.format("%m-%d").to_string()).collect();
            assert_eq!(found.join(" "), announced, "{year}");
        }
    }

    #[rstest]
    #[case("2026-04-29", Some("昭和の日"))]
    #[case("2026-05-06", Some("振替休日"))]
    #[case("2026-09-22", Some("国民の休日"))]
    #[case("2018-12-23", Some("天皇誕生日"))]
    #[case("2018-12-24", Some("振替休日"))]
    #[case("2026-12-23", None)]
    fn names(#[case] iso: &str, #[case] name: Option<&str>) {
        assert_eq!(holiday_name(date(iso)).map(|n| n.ja), name);
    }

    #[rstest]
    #[case::same_day("2026-04-01", "2026-04-01", 0)]
    #[case::next_day("2026-04-01", "2026-04-02", 1)]
    #[case::over_a_weekend("2026-04-03", "2026-04-06", 1)]
    #[case::on_a_saturday("2026-04-03", "2026-04-04", 0)]
    #[case::golden_week("2026-04-28", "2026-05-07", 3)]
    #[case::new_year("2026-12-28", "2027-01-04", 1)]
    #[case::silver_week("2026-09-18", "2026-09-24", 1)]
    #[case::over("2026-04-06", "2026-04-03", -1)]
    fn counts_open_days(#[case] today: &str, #[case] deadline: &str, #[case] days: i64) {
        assert_eq!(business_days_until(date(today), date(deadline)), days);
    }

    #[rstest]
    #[case("2026-04-28", 3, "2026-05-07")]
    #[case("2026-12-28", 1, "2027-01-04")]
    #[case("2026-04-04", 0, "2026-04-06")]
    #[case("2026-04-04", 1, "2026-04-06")]
    #[case("2026-04-01", 0, "2026-04-01")]
    fn adds_open_days(#[case] from: &str, #[case] count: u32, #[case] day: &str) {
        assert_eq!(add_business_days(date(from), count), date(day));
    }

    proptest! {
        #[test]
        fn counting_undoes_adding(offset in 0_u64..3650, count in 1_u32..60) {
            let from = date("2019-01-01") + Days::new(offset);
            let day = add_business_days(from, count);
            prop_assert!(is_business_day(day));
            prop_assert_eq!(business_days_until(from, day), i64::from(count));
        }
    }
}
