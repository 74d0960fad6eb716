//! Deadlines: a date and a time in Japan, at the end of office hours unless said otherwise.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::domain::{lang::Lang, problem::FieldProblem};

use super::{business_days_until, format_instant, from_jst, jst_datetime, numerals};

/// 17:15, when offices close.
pub const CLOSING_TIME: NaiveTime = match NaiveTime::from_hms_opt(17, 15, 0) {
    Some(time) => time,
    None => panic!("17:15 is a time of day"),
};

/// A date and time in Japan by which something is due. What arrives in that very second is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Deadline {
    /// The day.
    pub date: NaiveDate,
    /// The time of day.
    pub time: NaiveTime,
}

impl Deadline {
    /// The end of office hours of a day.
    pub const fn at_closing(date: NaiveDate) -> Self {
        Self { date, time: CLOSING_TIME }
    }

    /// The end of a day: whatever happens on it is in time.
    pub fn end_of_day(date: NaiveDate) -> Self {
        Self { date, time: NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(CLOSING_TIME) }
    }

    /// The deadline at this instant.
    pub fn from_instant(at: DateTime<Utc>) -> Self {
        let local = jst_datetime(at);
        Self { date: local.date(), time: local.time() }
    }

    /// The instant, as it is stored.
    pub fn instant(self) -> DateTime<Utc> {
        from_jst(self.date, self.time)
    }

    /// Whether it is over.
    pub fn is_over(self, now: DateTime<Utc>) -> bool {
        now > self.instant()
    }

    /// Days on which offices are open until it; see [`business_days_until`].
    pub fn business_days_left(self, now: DateTime<Utc>) -> i64 {
        business_days_until(jst_datetime(now).date(), self.date)
    }

    /// 「令和8年4月1日（水）17:15」.
    pub fn format(self, lang: Lang) -> String {
        format_instant(self.instant(), lang)
    }
}

/// Reads a time of day: `17:15`, `17時15分`, `午後5時15分`, `17時`, `1715`, with digits of any width.
///
/// # Errors
/// [`FieldProblem::Required`] when blank, [`FieldProblem::Time`] when it is no time.
pub fn parse_time(input: &str) -> Result<NaiveTime, FieldProblem> {
    let text: String = input.nfkc().filter(|c| !c.is_whitespace()).take(20).collect();
    if text.is_empty() {
        return Err(FieldProblem::Required);
    }
    if text == "正午" {
        return NaiveTime::from_hms_opt(12, 0, 0).ok_or(FieldProblem::Time);
    }
    let (afternoon, rest) = match (text.strip_prefix("午後"), text.strip_prefix("午前")) {
        (Some(rest), _) => (Some(true), rest),
        (_, Some(rest)) => (Some(false), rest),
        _ => (None, text.as_str()),
    };
    let (hour, minute) = hour_and_minute(rest).ok_or(FieldProblem::Time)?;
    let hour = match afternoon {
        Some(_) if hour > 12 => return Err(FieldProblem::Time),
        Some(true) if hour < 12 => hour + 12,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or(FieldProblem::Time)
}

fn hour_and_minute(text: &str) -> Option<(u32, u32)> {
    if let Some((hour, minute)) = text.split_once(':') {
        // Browsers post 17:15 or 17:15:00.
        let minute = minute.strip_suffix(":00").unwrap_or(minute);
        return Some((numerals::parse(hour)?, two_digits(minute)?));
    }
    if let Some((hour, minute)) = text.split_once('時') {
        let minute = match minute {
            "" => 0,
            "半" => 30,
            _ => numerals::parse(minute.strip_suffix('分')?)?,
        };
        return Some((numerals::parse(hour)?, minute));
    }
    let (hour, minute) = (text.len() == 4).then(|| text.split_at_checked(2))??;
    Some((two_digits(hour)?, two_digits(minute)?))
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("17:15", 17, 15)]
    #[case("１７：１５", 17, 15)]
    #[case("17:15:00", 17, 15)]
    #[case("9:05", 9, 5)]
    #[case("17時15分", 17, 15)]
    #[case("午後5時15分", 17, 15)]
    #[case("午後五時十五分", 17, 15)]
    #[case("午前9時", 9, 0)]
    #[case("午前0時", 0, 0)]
    #[case("午後12時30分", 12, 30)]
    #[case("5時半", 5, 30)]
    #[case("正午", 12, 0)]
    #[case("1715", 17, 15)]
    #[case("00:00", 0, 0)]
    fn reads_times(#[case] typed: &str, #[case] hour: u32, #[case] minute: u32) {
        assert_eq!(parse_time(typed), Ok(NaiveTime::from_hms_opt(hour, minute, 0).unwrap()));
    }

    #[rstest]
    #[case("", FieldProblem::Required)]
    #[case("24:00", FieldProblem::Time)]
    #[case("17:60", FieldProblem::Time)]
    #[case("17:5", FieldProblem::Time)]
    #[case("午後17時", FieldProblem::Time)]
    #[case("17", FieldProblem::Time)]
    #[case("171", FieldProblem::Time)]
    #[case("夕方", FieldProblem::Time)]
    #[case("17:15:30", FieldProblem::Time)]
    fn refuses(#[case] typed: &str, #[case] problem: FieldProblem) {
        assert_eq!(parse_time(typed), Err(problem));
    }

    #[test]
    fn closes_with_the_offices() {
        let deadline = Deadline::at_closing("2026-04-01".parse().unwrap());
        assert_eq!(deadline.instant().to_rfc3339(), "2026-04-01T08:15:00+00:00");
        assert_eq!(deadline.format(Lang::Ja), "令和8年4月1日（水）17:15");
        assert!(!deadline.is_over("2026-04-01T08:15:00Z".parse().unwrap()));
        assert!(deadline.is_over("2026-04-01T08:15:01Z".parse().unwrap()));
        assert_eq!(deadline.business_days_left("2026-03-30T00:00:00Z".parse().unwrap()), 2);
    }

    #[test]
    fn a_day_is_over_at_midnight_in_japan() {
        let deadline = Deadline::end_of_day("2026-04-01".parse().unwrap());
        assert!(!deadline.is_over("2026-04-01T14:59:59Z".parse().unwrap()));
        assert!(deadline.is_over("2026-04-01T15:00:00Z".parse().unwrap()));
    }

    proptest! {
        #[test]
        fn survives_storage(seconds in 0_i64..4_000_000_000) {
            let at = DateTime::from_timestamp(seconds, 0).unwrap();
            prop_assert_eq!(Deadline::from_instant(at).instant(), at);
        }
    }
}
