//! Dates as offices count them: Japan time, 和暦, 年度, days on which offices are open, deadlines.
//!
//! Instants are stored in UTC and shown in Japan time, which has had no daylight saving time since 1951.

mod deadline;
mod fiscal_year;
mod holiday;
mod numerals;
mod typed;
mod wareki;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

pub use deadline::{CLOSING_TIME, Deadline, parse_time};
pub use fiscal_year::FiscalYear;
pub use holiday::{add_business_days, business_days_until, holiday_name, is_business_day};
pub use typed::{parse_date, parse_date_within, parse_near_date};
pub use wareki::{Era, format_date, format_date_short, format_instant};

/// Japan standard time, +09:00 all year.
pub const JST: FixedOffset = match FixedOffset::east_opt(9 * 3600) {
    Some(offset) => offset,
    None => panic!("nine hours are an offset"),
};

/// The date in Japan at this instant.
pub fn jst_date(at: DateTime<Utc>) -> NaiveDate {
    jst_datetime(at).date()
}

/// Date and time in Japan at this instant.
pub fn jst_datetime(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&JST).naive_local()
}

/// The instant of a date and time in Japan.
pub fn from_jst(date: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    date.and_time(time).and_utc() - chrono::Duration::seconds(i64::from(JST.local_minus_utc()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_japan() {
        let before: DateTime<Utc> = "2026-03-31T14:59:59Z".parse().unwrap();
        let after: DateTime<Utc> = "2026-03-31T15:00:00Z".parse().unwrap();
        assert_eq!(jst_date(before).to_string(), "2026-03-31");
        assert_eq!(jst_datetime(after).to_string(), "2026-04-01 00:00:00");
        assert_eq!(from_jst(jst_date(after), jst_datetime(after).time()), after);
    }
}
