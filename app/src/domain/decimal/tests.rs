//! Cases and properties of numbers.

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
    let numbers: Vec<Decimal> = serde_json::from_str(r#"[1200, -3, 0.1, "１，２００", 18446744073709551615]"#).unwrap();
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

    /// The short way of reading is taken only where the long one reads the same.
    #[test]
    fn what_is_kept_is_read_as_it_is_typed(text in "-?[0-9+. -]{0,20}(\\.[0-9]{0,10})?") {
        if let Some(number) = Decimal::parse_kept(&text) {
            prop_assert_eq!(Decimal::parse_typed(&text, ""), Ok(Some(number)));
        }
    }

    /// So is the short way to a binary number.
    #[test]
    fn binary_numbers_are_those_of_the_text(billionths in -10_i128.pow(29)..10_i128.pow(29), step in 0_u32..=20) {
        let number = Decimal(billionths / 10_i128.pow(step) * 10_i128.pow(step));
        prop_assert_eq!(number.to_f64().to_bits(), number.to_string().parse::<f64>().unwrap().to_bits());
        let digits = number.to_string().bytes().filter(u8::is_ascii_digit).count();
        prop_assert_eq!(number.fits_spreadsheet(), digits <= 15);
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
