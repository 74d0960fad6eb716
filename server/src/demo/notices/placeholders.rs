//! Words in braces that depend on the year and the day of issue.
//!
//! `{年度}` `{前年度}` `{翌年度}` `{翌年度数}` `{年}` `{期限}`; `{+20}` working day so many days after issue,
//! with its weekday; `{10-1}` that day in the fiscal year, `{3-31前}` in the year before.

use chrono::NaiveDate;

use super::super::calendar::{
    fiscal_year_name, in_fiscal_year, shift, wareki, wareki_with_weekday, working_day_from, year_name,
};

/// What the words refer to.
#[derive(Debug, Clone, Copy)]
pub struct Occasion {
    pub fiscal_year: i32,
    pub issued_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
}

/// Replaces every word in braces. An unknown one stays as it is, and a test finds it.
pub fn fill(text: &str, occasion: &Occasion) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((word, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match replacement(word, occasion) {
            Some(value) => out.push_str(&value),
            None => out.extend(["{", word, "}"]),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn replacement(word: &str, occasion: &Occasion) -> Option<String> {
    let year = occasion.fiscal_year;
    Some(match word {
        "年度" => fiscal_year_name(year),
        "前年度" => fiscal_year_name(year - 1),
        "翌年度" => fiscal_year_name(year + 1),
        "翌年度数" => (year + 1 - 2018).to_string(),
        "年" => year_name(occasion.issued_on),
        "期限" => wareki_with_weekday(occasion.due_on?),
        _ => return day_word(word, occasion),
    })
}

fn day_word(word: &str, occasion: &Occasion) -> Option<String> {
    if let Some(days) = word.strip_prefix('+') {
        let day = working_day_from(shift(occasion.issued_on, days.parse().ok()?));
        return Some(wareki_with_weekday(day));
    }
    let (word, year) = match word.strip_suffix('前') {
        Some(word) => (word, occasion.fiscal_year - 1),
        None => (word, occasion.fiscal_year),
    };
    let (month, day) = word.split_once('-')?;
    Some(wareki(in_fiscal_year(year, month.parse().ok()?, day.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_dates_of_the_year() {
        let day = |month, date| NaiveDate::from_ymd_opt(2026, month, date).unwrap_or_default();
        let occasion = Occasion { fiscal_year: 2026, issued_on: day(11, 20), due_on: Some(day(12, 4)) };
        let text = fill("{前年度}の{3-31前}時点を{期限}まで、説明会は{+2}、{謎}", &occasion);
        assert_eq!(
            text,
            "令和7年度の令和8年3月31日時点を令和8年12月4日（金）まで、説明会は令和8年11月24日（火）、{謎}"
        );
    }
}
