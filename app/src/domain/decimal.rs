//! Numbers as offices write and add them: exact, with up to nine digits after the point.
//!
//! Budgets are added up to the last yen, so binary fractions will not do. JSON carries the number as text for the same
//! reason, and also takes JSON numbers.

use std::{fmt, iter::Sum, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use unicode_normalization::UnicodeNormalization;

use super::problem::FieldProblem;

/// Digits kept after the decimal point.
pub const MAX_DECIMALS: u32 = 9;
/// Digits kept before it.
pub const MAX_WHOLE_DIGITS: u32 = 20;
/// Longest number that is looked at, in characters.
const MAX_LENGTH: usize = 60;
/// Longest unit that is recognised behind a number, in characters.
const MAX_UNIT: usize = 10;

const ONE: i128 = 10_i128.pow(MAX_DECIMALS);

/// An exact number in billionths. Sums of a billion of the largest numbers that can be typed still fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct Decimal(i128);

impl Decimal {
    /// 0.
    pub const ZERO: Self = Self(0);

    /// Reads a number as people type or paste it: digits of any width, thousands separators, `△` and `▲` or any dash
    /// for minus, and the unit of the question behind it, or `¥` before it where the unit is 円. `None` when blank,
    /// which is not zero.
    ///
    /// # Errors
    /// [`FieldProblem::Number`] when it is none, [`FieldProblem::NumberUnit`] for a number with another unit,
    /// [`FieldProblem::NumberDigits`] or [`FieldProblem::TooPrecise`] beyond what is kept.
    pub fn parse_typed(input: &str, unit: &str) -> Result<Option<Self>, FieldProblem> {
        let text: String = input.trim().nfkc().take(MAX_LENGTH + 1).collect();
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if text.chars().count() > MAX_LENGTH {
            return Err(FieldProblem::Number);
        }
        let unit: String = unit.trim().nfkc().collect();
        let bare = if unit.is_empty() { text } else { text.strip_suffix(unit.as_str()).unwrap_or(text).trim_end() };
        let bare = if unit == "円" { bare.trim_start_matches(['¥', '\\']) } else { bare };
        match parse_number(bare) {
            Err(FieldProblem::Number) => Err(foreign_unit(text).unwrap_or(FieldProblem::Number)),
            other => other.map(Some),
        }
    }

    /// How many digits after the point it needs.
    pub fn decimals(self) -> u32 {
        let mut fraction = self.0 % ONE;
        let mut digits = if fraction == 0 { 0 } else { MAX_DECIMALS };
        while fraction != 0 && fraction % 10 == 0 {
            fraction /= 10;
            digits -= 1;
        }
        digits
    }

    /// The sum. It stops at the largest number that can be kept, which no sum of typed numbers reaches.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, likewise.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The number divided by a count and rounded half away from zero to `decimals`. `None` for a count of zero.
    pub fn divided_by(self, count: u64, decimals: u32) -> Option<Self> {
        let count = i128::from(count);
        let exact = self.0.checked_div(count)?;
        // Half a step is a whole number of billionths, so what the division cut off cannot change the rounding.
        let step = 10_i128.pow(MAX_DECIMALS.saturating_sub(decimals));
        if step == 1 {
            return Some(Self(exact + half_up(self.0 % count, count)));
        }
        Some(Self((exact / step + half_up(exact % step, step)) * step))
    }

    /// The nearest binary number, for charts and spreadsheets. Exact up to 15 digits.
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or_default()
    }

    /// Whether a spreadsheet, which keeps 15 digits, shows it unchanged.
    pub fn fits_spreadsheet(self) -> bool {
        self.to_string().bytes().filter(u8::is_ascii_digit).count() <= 15
    }

    /// With separators, for reading: `-1,234,567.5`.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        let (whole, fraction) = rest.find('.').and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
        let mut out = sign.to_owned();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                out.push(',');
            }
            out.push(digit);
        }
        out + fraction
    }
}

/// 1, 0 or -1: what rounding half away from zero adds for this remainder.
fn half_up(remainder: i128, divisor: i128) -> i128 {
    if remainder.abs() * 2 >= divisor { remainder.signum() } else { 0 }
}

/// An optional sign and digits with separators and a point.
fn parse_number(text: &str) -> Result<Decimal, FieldProblem> {
    let unsigned =
        text.strip_prefix(is_minus).map(|rest| (true, rest)).or_else(|| Some((false, text.strip_prefix('+')?)));
    let (negative, digits) = unsigned.unwrap_or((false, text));
    let digits = digits.trim_start();
    let (whole, fraction) = match digits.split_once('.') {
        Some((_, "")) => return Err(FieldProblem::Number),
        Some((whole, fraction)) => (if whole.is_empty() { "0" } else { whole }, fraction.trim_end_matches('0')),
        None => (digits, ""),
    };
    let whole = without_separators(whole).ok_or(FieldProblem::Number)?;
    if !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) || whole.is_empty() {
        return Err(FieldProblem::Number);
    }
    let whole = whole.trim_start_matches('0');
    if whole.len() > MAX_WHOLE_DIGITS as usize {
        return Err(FieldProblem::NumberDigits { max: MAX_WHOLE_DIGITS });
    }
    if fraction.len() > MAX_DECIMALS as usize {
        return Err(FieldProblem::TooPrecise { max: MAX_DECIMALS });
    }
    let billionths = format!("{whole}{fraction:0<width$}", width = MAX_DECIMALS as usize);
    let value: i128 = billionths.parse().map_err(|_| FieldProblem::Number)?;
    Ok(Decimal(if negative { -value } else { value }))
}

const fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−' | '‐' | '‑' | '–' | '—' | 'ー' | '▲' | '△')
}

/// Digits without thousands separators; `None` when they do not stand before every third digit.
fn without_separators(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split([',', '、']).collect();
    let well_grouped = match groups.split_first() {
        Some((_, [])) => true,
        Some((first, rest)) => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
        None => false,
    };
    well_grouped.then(|| groups.concat())
}

/// A number followed by a word: what to leave out.
fn foreign_unit(text: &str) -> Option<FieldProblem> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (number, unit) = text.split_at_checked(end)?;
    parse_number(number).ok()?;
    let unit = unit.trim();
    if unit.starts_with(|c: char| c.is_ascii_punctuation() && c != '%' || c == '、') {
        return None;
    }
    (1..=MAX_UNIT).contains(&unit.chars().count()).then(|| FieldProblem::NumberUnit { unit: unit.to_owned() })
}

impl From<i64> for Decimal {
    fn from(whole: i64) -> Self {
        Self(i128::from(whole) * ONE)
    }
}

impl From<u32> for Decimal {
    fn from(whole: u32) -> Self {
        Self(i128::from(whole) * ONE)
    }
}

impl FromStr for Decimal {
    type Err = FieldProblem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse_typed(text, "")?.ok_or(FieldProblem::Required)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, fraction) =
            (self.0.unsigned_abs() / ONE.unsigned_abs(), self.0.unsigned_abs() % ONE.unsigned_abs());
        write!(f, "{sign}{whole}")?;
        if fraction > 0 {
            let digits = format!("{fraction:0width$}", width = MAX_DECIMALS as usize);
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

impl Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Self::plus)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DecimalVisitor)
    }
}

struct DecimalVisitor;

impl de::Visitor<'_> for DecimalVisitor {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or a text such as \"1200.5\"")
    }

    /// The server takes it as people type it. The browser only reads what the server wrote: it need not load the tables of
    /// widths for that, a quarter of its code.
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
        #[cfg(feature = "ssr")]
        let read = text.parse();
        #[cfg(not(feature = "ssr"))]
        let read = parse_number(text);
        read.map_err(E::custom)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Decimal, E> {
        Ok(Decimal::from(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Decimal, E> {
        self.visit_str(&number.to_string())
    }

    /// By its shortest decimal form, so that 0.1 is one tenth.
    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Decimal, E> {
        self.visit_str(&number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("0", "0")]
    #[case("1200", "1200")]
    #[case("１，２００", "1200")]
    #[case("1,200,000", "1200000")]
    #[case("１、２００", "1200")]
    #[case("１２．５０", "12.5")]
    #[case(".5", "0.5")]
    #[case("007", "7")]
    #[case("+3", "3")]
    #[case("-3", "-3")]
    #[case("－３", "-3")]
    #[case("−3", "-3")]
    #[case("△3", "-3")]
    #[case("▲ 1,200", "-1200")]
    #[case("-0", "0")]
    #[case("1200円", "1200")]
    #[case("１，２００　円", "1200")]
    #[case("¥1,200", "1200")]
    #[case("￥1,200円", "1200")]
    #[case("12345678901234567890.123456789", "12345678901234567890.123456789")]
    #[case("1.0000000000000", "1")]
    fn reads_what_people_type(#[case] typed: &str, #[case] value: &str) {
        assert_eq!(Decimal::parse_typed(typed, "円").map(|n| n.map(|n| n.to_string())), Ok(Some(value.to_owned())));
    }

    #[rstest]
    #[case("約100", FieldProblem::Number)]
    #[case("NaN", FieldProblem::Number)]
    #[case("1e5", FieldProblem::Number)]
    #[case("0x10", FieldProblem::Number)]
    #[case("∞", FieldProblem::Number)]
    #[case("-", FieldProblem::Number)]
    #[case("1.", FieldProblem::Number)]
    #[case("1.2.3", FieldProblem::Number)]
    #[case("--1", FieldProblem::Number)]
    #[case("12,00", FieldProblem::Number)]
    #[case("1,2000", FieldProblem::Number)]
    #[case(",200", FieldProblem::Number)]
    #[case("1 200", FieldProblem::Number)]
    #[case("円", FieldProblem::Number)]
    #[case("１，２００千円", FieldProblem::NumberUnit { unit: "千円".into() })]
    #[case("12人", FieldProblem::NumberUnit { unit: "人".into() })]
    #[case("50%", FieldProblem::NumberUnit { unit: "%".into() })]
    #[case("123456789012345678901", FieldProblem::NumberDigits { max: 20 })]
    #[case("0.1234567891", FieldProblem::TooPrecise { max: 9 })]
    fn refuses_with_a_reason(#[case] typed: &str, #[case] problem: FieldProblem) {
        assert_eq!(Decimal::parse_typed(typed, "円"), Err(problem));
    }

    #[test]
    fn the_unit_of_the_question_may_be_typed_and_blank_is_not_zero() {
        assert_eq!(Decimal::parse_typed("１，２００千円", "千円"), Ok(Some(Decimal::from(1200_u32))));
        assert_eq!(Decimal::parse_typed("５０％", "%"), Ok(Some(Decimal::from(50_u32))));
        assert_eq!(Decimal::parse_typed("　", "円"), Ok(None));
    }

    #[rstest]
    #[case("10", 3, 2, "3.33")]
    #[case("20", 3, 2, "6.67")]
    #[case("-20", 3, 2, "-6.67")]
    #[case("1", 8, 2, "0.13")]
    #[case("-1", 8, 2, "-0.13")]
    #[case("5", 2, 0, "3")]
    #[case("1", 3, 9, "0.333333333")]
    #[case("2", 3, 9, "0.666666667")]
    #[case("7", 7, 4, "1")]
    fn divides_and_rounds(#[case] number: &str, #[case] count: u64, #[case] decimals: u32, #[case] result: &str) {
        let number: Decimal = number.parse().unwrap();
        assert_eq!(number.divided_by(count, decimals).map(|n| n.to_string()), Some(result.to_owned()));
        assert_eq!(number.divided_by(0, decimals), None);
    }

    #[rstest]
    #[case("1234567.5", "1,234,567.5", 1)]
    #[case("-1234", "-1,234", 0)]
    #[case("999", "999", 0)]
    #[case("0.000000001", "0.000000001", 9)]
    fn shows(#[case] number: &str, #[case] grouped: &str, #[case] decimals: u32) {
        let number: Decimal = number.parse().unwrap();
        assert_eq!((number.grouped().as_str(), number.decimals()), (grouped, decimals));
    }

    #[test]
    fn json_takes_numbers_and_texts_and_gives_texts() {
        let numbers: Vec<Decimal> =
            serde_json::from_str(r#"[1200, -3, 0.1, "１，２００", 18446744073709551615]"#).unwrap();
        let json = serde_json::to_string(&numbers).unwrap();
        assert_eq!(json, r#"["1200","-3","0.1","1200","18446744073709551615"]"#);
        for wrong in [r#""""#, r#""many""#, "true", "null", "1e300", "[1]"] {
            assert!(serde_json::from_str::<Decimal>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_spreadsheet_keeps_fifteen_digits() {
        let fits = |text: &str| text.parse::<Decimal>().unwrap().fits_spreadsheet();
        assert!(fits("123456789012345") && !fits("1234567890123456"));
        assert!((Decimal::from(-3_i64).to_f64() + 3.0).abs() < f64::EPSILON);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(billionths in -10_i128.pow(29)..10_i128.pow(29)) {
            let number = Decimal(billionths);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
            prop_assert_eq!(number.grouped().parse(), Ok(number));
        }

        #[test]
        fn sums_do_not_depend_on_order(mut numbers in prop::collection::vec(-10_i128.pow(29)..10_i128.pow(29), 0..20)) {
            let sum: Decimal = numbers.iter().map(|n| Decimal(*n)).sum();
            numbers.reverse();
            prop_assert_eq!(sum, numbers.iter().map(|n| Decimal(*n)).sum());
            prop_assert_eq!(sum, Decimal(numbers.iter().sum()));
        }

        #[test]
        fn rounding_is_within_half_a_step(billionths in -10_i128.pow(20)..10_i128.pow(20), count in 1_u64..2000, decimals in 0_u32..=9) {
            let step = 10_i128.pow(9 - decimals);
            let rounded = Decimal(billionths).divided_by(count, decimals).unwrap().0;
            prop_assert_eq!(rounded % step, 0);
            // |rounded - n/count| <= step/2, without fractions.
            prop_assert!((rounded * i128::from(count) - billionths).abs() * 2 <= step * i128::from(count));
        }

        #[test]
        fn never_panics(input in "[0-9,.、△▲ー−-]{0,30}|\\PC{0,70}", unit in "\\PC{0,4}") {
            let _ = Decimal::parse_typed(&input, &unit);
        }
    }
}
