//! 全国地方公共団体コード: the six digits that name a body, and the order in which every list is shown.
//!
//! Two digits of the prefecture (JIS X 0401), three of the municipality or union (JIS X 0402) and a check digit.
//! Kept as text: as a number it would lose its leading zero, as it does in a spreadsheet.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::problem::FieldProblem;

/// Weights of the first five digits.
const WEIGHTS: [u32; 5] = [6, 5, 4, 3, 2];

/// A 団体コード of six digits whose check digit is right. Its order is 団体コード順 (建制順).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(try_from = "String", into = "String")]
pub struct BodyCode(String);

impl BodyCode {
    /// Reads a code as people type it: full-width digits, spaces and hyphens are fine, and so are codes that lost
    /// their leading zero in a spreadsheet (`42021`) or never had the check digit (`04202`).
    ///
    /// # Errors
    /// [`FieldProblem::BodyCode`] when it is no code, [`FieldProblem::BodyCodeCheckDigit`] when the last of six digits
    /// does not fit, [`FieldProblem::BodyCodeAmbiguous`] when five digits could mean two bodies.
    pub fn parse(input: &str) -> Result<Self, FieldProblem> {
        let typed: String = input.nfkc().filter(|c| !c.is_whitespace() && *c != '-').take(7).collect();
        if typed.is_empty() {
            return Err(FieldProblem::Required);
        }
        if !typed.bytes().all(|b| b.is_ascii_digit()) {
            return Err(FieldProblem::BodyCode);
        }
        match typed.len() {
            6 => Self::from_six(&typed),
            5 => Self::from_short(&typed),
            4 => Self::from_five(&format!("0{typed}")).ok_or(FieldProblem::BodyCode),
            _ => Err(FieldProblem::BodyCode),
        }
    }

    /// The code as six digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form without check digit, as in statistics and geodata (標準地域コード).
    pub fn five_digits(&self) -> &str {
        self.0.get(..5).unwrap_or(&self.0)
    }

    /// The two digits of the prefecture.
    pub fn prefecture_part(&self) -> &str {
        self.0.get(..2).unwrap_or(&self.0)
    }

    /// Whether this is a prefecture itself.
    pub fn is_prefecture(&self) -> bool {
        self.0.get(2..5) == Some("000")
    }

    fn from_six(six: &str) -> Result<Self, FieldProblem> {
        let five = six.get(..5).ok_or(FieldProblem::BodyCode)?;
        if !has_prefecture(five) {
            return Err(FieldProblem::BodyCode);
        }
        if !six.ends_with(check_digit(five)) {
            return Err(FieldProblem::BodyCodeCheckDigit);
        }
        Ok(Self(six.to_owned()))
    }

    /// Five digits: the leading zero is missing, or the check digit is.
    fn from_short(short: &str) -> Result<Self, FieldProblem> {
        let zero_lost = Self::from_six(&format!("0{short}")).ok().filter(Self::names_a_body);
        let unchecked = Self::from_five(short);
        match (zero_lost, unchecked) {
            (Some(_), Some(_)) => Err(FieldProblem::BodyCodeAmbiguous),
            (Some(code), None) | (None, Some(code)) => Ok(code),
            (None, None) => Err(FieldProblem::BodyCode),
        }
    }

    /// Five digits without check digit.
    fn from_five(five: &str) -> Option<Self> {
        has_prefecture(five).then(|| Self(format!("{five}{}", check_digit(five)))).filter(Self::names_a_body)
    }

    /// JIS X 0402 has no municipality below 100; 000 is the prefecture.
    fn names_a_body(&self) -> bool {
        self.is_prefecture() || self.0.as_bytes().get(2).is_some_and(|digit| *digit != b'0')
    }
}

/// Whether the first two digits are a prefecture (01 to 47).
fn has_prefecture(digits: &str) -> bool {
    digits.get(..2).and_then(|p| p.parse::<u8>().ok()).is_some_and(|p| (1..=47).contains(&p))
}

/// `(11 − Σ weight × digit mod 11) mod 10`.
fn check_digit(five: &str) -> char {
    let sum: u32 = five.chars().zip(WEIGHTS).map(|(digit, weight)| digit.to_digit(10).unwrap_or(0) * weight).sum();
    char::from_digit((11 - sum % 11) % 10, 10).unwrap_or('0')
}

impl fmt::Display for BodyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BodyCode {
    type Err = FieldProblem;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse(input)
    }
}

impl TryFrom<String> for BodyCode {
    type Error = FieldProblem;

    fn try_from(input: String) -> Result<Self, Self::Error> {
        Self::parse(&input)
    }
}

impl From<BodyCode> for String {
    fn from(code: BodyCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::miyagi("040002", "040002")]
    #[case::sendai("041009", "041009")]
    #[case::ishinomaki("042021", "042021")]
    #[case::tokyo_shinjuku("131041", "131041")]
    #[case::okinawa_yonaguni("473821", "473821")]
    #[case::full_width("０４２０２１", "042021")]
    #[case::spaced(" 04 2021 ", "042021")]
    #[case::hyphen("04202-1", "042021")]
    #[case::zero_lost("42021", "042021")]
    #[case::zero_lost_prefecture("40002", "040002")]
    #[case::no_check_digit("04202", "042021")]
    #[case::no_check_digit_no_zero("4202", "042021")]
    #[case::no_check_digit_two_digit_prefecture("13104", "131041")]
    fn reads_what_people_type(#[case] typed: &str, #[case] code: &str) {
        assert_eq!(BodyCode::parse(typed).map(String::from), Ok(code.to_owned()));
    }

    #[rstest]
    #[case::empty("", FieldProblem::Required)]
    #[case::spaces("　", FieldProblem::Required)]
    #[case::wrong_check("042022", FieldProblem::BodyCodeCheckDigit)]
    #[case::swapped("024021", FieldProblem::BodyCodeCheckDigit)]
    #[case::no_such_prefecture("482013", FieldProblem::BodyCode)]
    #[case::prefecture_zero("002021", FieldProblem::BodyCode)]
    #[case::letters("0420A1", FieldProblem::BodyCode)]
    #[case::too_long("0420210", FieldProblem::BodyCode)]
    #[case::too_short("042", FieldProblem::BodyCode)]
    #[case::kanji("石巻市", FieldProblem::BodyCode)]
    fn refuses_with_a_reason(#[case] typed: &str, #[case] problem: FieldProblem) {
        assert_eq!(BodyCode::parse(typed), Err(problem));
    }

    #[test]
    fn five_digits_that_could_be_two_bodies_are_refused() {
        let five_of_both: Vec<String> = (10_000..48_000)
            .map(|n: u32| n.to_string())
            .filter(|n| BodyCode::parse(n) == Err(FieldProblem::BodyCodeAmbiguous))
            .collect();
        assert!(
            five_of_both.iter().any(|n| n == "13102"),
            "013102 is in Hokkaido, 13102 is Chuo in Tokyo without check digit"
        );
        assert!(!five_of_both.iter().any(|n| n == "42021"));
    }

    #[test]
    fn parts_of_a_code() {
        let code = BodyCode::parse("042021").unwrap();
        assert_eq!((code.prefecture_part(), code.five_digits(), code.is_prefecture()), ("04", "04202", false));
        assert!(BodyCode::parse("040002").unwrap().is_prefecture());
    }

    #[test]
    fn orders_as_text_and_travels_as_text() {
        let mut codes: Vec<BodyCode> = ["043613", "040002", "042021"].iter().map(|c| c.parse().unwrap()).collect();
        codes.sort();
        assert_eq!(serde_json::to_string(&codes).unwrap(), r#"["040002","042021","043613"]"#);
        assert!(serde_json::from_str::<BodyCode>("42021").is_err(), "a JSON number is no code");
        assert!(serde_json::from_str::<BodyCode>("\"042022\"").is_err());
    }

    proptest! {
        #[test]
        fn a_code_survives_its_check_digit_being_dropped(prefecture in 1_u32..=47, rest in 100_u32..1000) {
            let five = format!("{prefecture:02}{rest}");
            let code = BodyCode::from_five(&five).unwrap();
            prop_assert_eq!(BodyCode::parse(code.as_str()), Ok(code.clone()));
            prop_assert_eq!(code.five_digits(), five);
        }

        #[test]
        fn one_wrong_digit_is_found(prefecture in 1_u32..=47, rest in 100_u32..1000, at in 2_usize..5, add in 1_u32..10) {
            let code = BodyCode::from_five(&format!("{prefecture:02}{rest}")).unwrap();
            let wrong: String = code.as_str().chars().enumerate().map(|(i, c)| {
                if i == at { char::from_digit((c.to_digit(10).unwrap() + add) % 10, 10).unwrap() } else { c }
            }).collect();
            // Remainders 0 and 10 share the check digit 1: those pairs are the weakness of the scheme itself.
            let sum = |c: &str| c.chars().zip(WEIGHTS).map(|(d, w)| d.to_digit(10).unwrap() * w).sum::<u32>() % 11;
            let blind = |r: u32| r == 0 || r == 10;
            prop_assume!(!(blind(sum(&wrong)) && blind(sum(code.as_str()))));
            prop_assert!(BodyCode::parse(&wrong).is_err());
        }

        #[test]
        fn never_panics(input in "\\PC{0,12}") {
            let _ = BodyCode::parse(&input);
        }
    }
}
