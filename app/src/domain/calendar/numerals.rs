//! Numbers inside dates: 元, kanji such as 二十一 and 二〇二六, and digits of any width.

/// The value of a digit or kanji digit.
fn digit(c: char) -> Option<u32> {
    const KANJI: &str = "〇一二三四五六七八九";
    c.to_digit(10).or_else(|| KANJI.chars().zip(0..).find(|(kanji, _)| *kanji == c).map(|(_, value)| value))
}

/// Whether a character can be part of a number.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || matches!(c, '十' | '百' | '千' | '元')
}

/// Reads a number below 10,000: `元` is 1, `二十一` and `21` are 21, `二〇二六` and `二千二十六` are 2026.
pub(super) fn parse(text: &str) -> Option<u32> {
    if text == "元" {
        return Some(1);
    }
    if text.is_empty() || text.chars().count() > 8 {
        return None;
    }
    if text.chars().all(|c| digit(c).is_some()) {
        let value = text.chars().filter_map(digit).fold(0_u32, |sum, d| sum * 10 + d);
        return (value < 10_000).then_some(value);
    }
    by_position_names(text)
}

/// Kanji with 十, 百, 千: each at most once and in falling order, with at most one digit before it.
fn by_position_names(text: &str) -> Option<u32> {
    let (mut total, mut pending, mut smallest) = (0, None, 10_000);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ if pending.is_none() => {
                pending = Some(digit(c).filter(|d| *d > 0)?);
                continue;
            }
            _ => return None,
        };
        if unit >= smallest {
            return None;
        }
        smallest = unit;
        total += pending.take().unwrap_or(1) * unit;
    }
    Some(total + pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("元", Some(1))]
    #[case("8", Some(8))]
    #[case("08", Some(8))]
    #[case("八", Some(8))]
    #[case("十", Some(10))]
    #[case("十二", Some(12))]
    #[case("三十", Some(30))]
    #[case("三十一", Some(31))]
    #[case("三一", Some(31))]
    #[case("六十四", Some(64))]
    #[case("二〇二六", Some(2026))]
    #[case("二千二十六", Some(2026))]
    #[case("千八百六十八", Some(1868))]
    #[case("", None)]
    #[case("十十", None)]
    #[case("二三十", None)]
    #[case("〇十", None)]
    #[case("元年", None)]
    #[case("10000", None)]
    #[case("00000001", Some(1))]
    #[case("000000001", None)]
    fn reads_numerals(#[case] text: &str, #[case] value: Option<u32>) {
        assert_eq!(parse(text), value);
    }
}
