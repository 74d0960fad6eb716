//! Numbers as offices write and add them: exact, with up to nine digits after the point.
//!
//! Budgets are added up to the last yen, so binary fractions will not do. JSON carries the number as text for the same
//! reason, and also takes JSON numbers.

use std::{
    fmt,
    iter::{self, Sum},
    str::FromStr,
};

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
const BILLION: u64 = 10_u64.pow(MAX_DECIMALS);
/// The first whole number with more digits than a spreadsheet keeps.
const SPREADSHEET_WHOLE: u128 = 10_u128.pow(15);

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
        // Most are whole and not huge, and need no way over text.
        let (whole, fraction) = self.parts();
        match u32::try_from(whole) {
            Ok(whole) if fraction == 0 => f64::from(whole).copysign(if self.0 < 0 { -1.0 } else { 1.0 }),
            _ => self.to_string().parse().unwrap_or_default(),
        }
    }

    /// Whether a spreadsheet, which keeps 15 digits, shows it unchanged.
    pub fn fits_spreadsheet(self) -> bool {
        let (whole, fraction) = self.parts();
        let plainly = fraction == 0 && whole < SPREADSHEET_WHOLE;
        plainly || self.to_string().bytes().filter(u8::is_ascii_digit).count() <= 15
    }

    /// What stands before the point, and the billionths behind it, without the sign. Most numbers fit into 64 bits, which
    /// are divided much faster than 128.
    fn parts(self) -> (u128, u128) {
        let size = self.0.unsigned_abs();
        match u64::try_from(size) {
            Ok(size) => (u128::from(size / BILLION), u128::from(size % BILLION)),
            Err(_) => (size / ONE.unsigned_abs(), size % ONE.unsigned_abs()),
        }
    }

    /// Reads a number as it is kept, such as `-1200.5`: thousands of them make a table. `None` for what needs a closer look.
    fn parse_kept(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let width = MAX_DECIMALS as usize;
        // More digits before the point might not fit into 64 bits.
        if !(1..=2 * width).contains(&whole.len()) || !(1..=width).contains(&fraction.len()) {
            return None;
        }
        let whole = digits_value(whole.bytes())?;
        let billionths = digits_value(fraction.bytes().chain(iter::repeat(b'0')).take(width))?;
        Some(Self(sign * (i128::from(whole) * ONE + i128::from(billionths))))
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

/// The number that at most 18 digits are; `None` when one of them is none.
fn digits_value(mut digits: impl Iterator<Item = u8>) -> Option<u64> {
    digits.try_fold(0_u64, |value, digit| digit.is_ascii_digit().then(|| value * 10 + u64::from(digit - b'0')))
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
        match Self::parse_kept(text) {
            Some(number) => Ok(number),
            None => Self::parse_typed(text, "")?.ok_or(FieldProblem::Required),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, fraction) = self.parts();
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
mod tests;
