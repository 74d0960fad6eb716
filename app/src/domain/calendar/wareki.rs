//! 和暦: the eras from 明治 to 令和, and dates written for people.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::lang::{Lang, Text};

use super::jst_datetime;

/// An era of the Japanese calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Era {
    /// 明治, from 25 January 1868.
    Meiji,
    /// 大正, from 30 July 1912.
    Taisho,
    /// 昭和, from 25 December 1926.
    Showa,
    /// 平成, from 8 January 1989.
    Heisei,
    /// 令和, from 1 May 2019.
    Reiwa,
}

impl Era {
    /// Every era, oldest first.
    pub const ALL: [Self; 5] = [Self::Meiji, Self::Taisho, Self::Showa, Self::Heisei, Self::Reiwa];

    /// The first day, as year, month, day.
    const fn start(self) -> (i32, u32, u32) {
        match self {
            Self::Meiji => (1868, 1, 25),
            Self::Taisho => (1912, 7, 30),
            Self::Showa => (1926, 12, 25),
            Self::Heisei => (1989, 1, 8),
            Self::Reiwa => (2019, 5, 1),
        }
    }

    /// The name of the era.
    pub const fn text(self) -> Text {
        match self {
            Self::Meiji => Text { ja: "明治", en: "Meiji" },
            Self::Taisho => Text { ja: "大正", en: "Taisho" },
            Self::Showa => Text { ja: "昭和", en: "Showa" },
            Self::Heisei => Text { ja: "平成", en: "Heisei" },
            Self::Reiwa => Text { ja: "令和", en: "Reiwa" },
        }
    }

    /// The letter, as in `R8.4.1`.
    pub const fn letter(self) -> char {
        match self {
            Self::Meiji => 'M',
            Self::Taisho => 'T',
            Self::Showa => 'S',
            Self::Heisei => 'H',
            Self::Reiwa => 'R',
        }
    }

    /// The western year of a year of this era.
    pub const fn western_year(self, year: u32) -> i32 {
        self.start().0 + year.cast_signed() - 1
    }

    /// Era and year of a date; nothing before 明治. The day on which eras change belongs to the new one.
    pub fn of(date: NaiveDate) -> Option<(Self, u32)> {
        let key = (date.year(), date.month(), date.day());
        let era = Self::ALL.into_iter().rev().find(|era| era.start() <= key)?;
        Some((era, (date.year() - era.start().0 + 1).unsigned_abs()))
    }

    /// Whether a date lies in this era. The day of change lies in both, as it was written both ways.
    pub fn contains(self, date: NaiveDate) -> bool {
        let key = (date.year(), date.month(), date.day());
        let next = Self::ALL.into_iter().find(|era| *era > self);
        // 平成 and later eras began the day after the old one ended (昭和64年1月7日, 平成31年4月30日).
        self.start() <= key && next.is_none_or(|n| if n >= Self::Heisei { key < n.start() } else { key <= n.start() })
    }
}

/// The year as written: 元 for the first.
fn year_text(year: u32) -> String {
    if year == 1 { "元".to_owned() } else { year.to_string() }
}

/// 「令和8年」, or 「1850年」 before 明治.
pub(super) fn year_ja(date: NaiveDate) -> String {
    match Era::of(date) {
        Some((era, year)) => format!("{}{}年", era.text().ja, year_text(year)),
        None => format!("{}年", date.year()),
    }
}

/// A date for people: 「令和8年4月1日（水）」, "1 April 2026 (Wed)".
pub fn format_date(date: NaiveDate, lang: Lang) -> String {
    let weekday = weekday_text(date.weekday()).get(lang);
    match lang {
        Lang::Ja => format!("{}{}月{}日（{weekday}）", year_ja(date), date.month(), date.day()),
        Lang::En => format!("{} {} {} ({weekday})", date.day(), month_name(date.month()), date.year()),
    }
}

/// A date for narrow columns: 「R8.4.1」, "2026-04-01".
pub fn format_date_short(date: NaiveDate, lang: Lang) -> String {
    match (lang, Era::of(date)) {
        (Lang::Ja, Some((era, year))) => format!("{}{year}.{}.{}", era.letter(), date.month(), date.day()),
        _ => date.to_string(),
    }
}

/// An instant for people, in Japan time: 「令和8年4月1日（水）17:15」, "1 April 2026 (Wed) 17:15".
pub fn format_instant(at: DateTime<Utc>, lang: Lang) -> String {
    let local = jst_datetime(at);
    let space = if lang == Lang::En { " " } else { "" };
    format!("{}{space}{:02}:{:02}", format_date(local.date(), lang), local.hour(), local.minute())
}

const fn weekday_text(day: Weekday) -> Text {
    match day {
        Weekday::Mon => Text { ja: "月", en: "Mon" },
        Weekday::Tue => Text { ja: "火", en: "Tue" },
        Weekday::Wed => Text { ja: "水", en: "Wed" },
        Weekday::Thu => Text { ja: "木", en: "Thu" },
        Weekday::Fri => Text { ja: "金", en: "Fri" },
        Weekday::Sat => Text { ja: "土", en: "Sat" },
        Weekday::Sun => Text { ja: "日", en: "Sun" },
    }
}

const fn month_name(month: u32) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case("1868-01-25", "明治元年1月25日（土）")]
    #[case("1912-07-29", "明治45年7月29日（月）")]
    #[case("1912-07-30", "大正元年7月30日（火）")]
    #[case("1926-12-24", "大正15年12月24日（金）")]
    #[case("1926-12-25", "昭和元年12月25日（土）")]
    #[case("1989-01-07", "昭和64年1月7日（土）")]
    #[case("1989-01-08", "平成元年1月8日（日）")]
    #[case("2019-04-30", "平成31年4月30日（火）")]
    #[case("2019-05-01", "令和元年5月1日（水）")]
    #[case("2026-04-01", "令和8年4月1日（水）")]
    #[case("1868-01-24", "1868年1月24日（金）")]
    fn shows_japanese(#[case] iso: &str, #[case] shown: &str) {
        assert_eq!(format_date(date(iso), Lang::Ja), shown);
    }

    #[test]
    fn shows_english_and_short() {
        assert_eq!(format_date(date("2026-04-01"), Lang::En), "1 April 2026 (Wed)");
        assert_eq!(format_date_short(date("2026-04-01"), Lang::Ja), "R8.4.1");
        assert_eq!(format_date_short(date("1867-12-31"), Lang::Ja), "1867-12-31");
        assert_eq!(format_date_short(date("2026-04-01"), Lang::En), "2026-04-01");
        let at = "2026-04-01T08:15:00Z".parse().unwrap();
        assert_eq!(format_instant(at, Lang::Ja), "令和8年4月1日（水）17:15");
        assert_eq!(format_instant(at, Lang::En), "1 April 2026 (Wed) 17:15");
    }
}
