use rstest::rstest;

use super::*;

fn texts(needles: &[Needle]) -> Vec<&str> {
    needles.iter().map(Needle::text).collect()
}

#[rstest]
#[case("児童手当　給付", &["児童手当", "給付"], &[])]
#[case("\"児童 手当\" -中止", &["児童手当"], &["中止"])]
#[case("「災害 対策」の通知", &["災害対策", "の通知"], &[])]
#[case("-「令和5年度 予算」　予算", &["予算"], &["令和5年度予算"])]
#[case("ＬＧＷＡＮ-ASP", &["lgwan asp"], &[])]
#[case("ﾏｲﾅﾝﾊﾞｰ　髙橋", &["マイナンバー", "高橋"], &[])]
#[case("(調査)(回答)", &["調査", "回答"], &[])]
#[case("調査 調査", &["調査"], &[])]
#[case("- 予算", &["予算"], &[])]
#[case("－予算", &[], &["予算"])]
#[case("\"閉じない 引用", &["閉じない引用"], &[])]
#[case("a:(^", &["a"], &[])]
fn queries_are_read(#[case] typed: &str, #[case] required: &[&str], #[case] excluded: &[&str]) {
    let parsed = ParsedQuery::parse(typed).unwrap();
    assert_eq!(texts(&parsed.required), required);
    assert_eq!(texts(&parsed.excluded), excluded);
    assert!(!parsed.unsearchable);
}

#[test]
fn a_thousand_parentheses_are_too_long_and_two_hundred_find_nothing() {
    assert_eq!(ParsedQuery::parse(&"(".repeat(1000)), Err(QueryProblem::TooLong));
    let parsed = ParsedQuery::parse(&"(".repeat(200)).unwrap();
    assert!(parsed.unsearchable && parsed.is_empty());
}

#[test]
fn nothing_typed_is_not_the_same_as_nothing_searchable() {
    assert!(!ParsedQuery::parse("　 ").unwrap().unsearchable);
    assert!(ParsedQuery::parse("。、!?").unwrap().unsearchable);
}

#[test]
fn words_are_limited() {
    let words = |n: usize| (0..n).map(|i| format!("w{i}")).collect::<Vec<_>>().join(" ");
    assert!(ParsedQuery::parse(&words(16)).is_ok());
    assert_eq!(ParsedQuery::parse(&words(17)), Err(QueryProblem::TooManyTerms));
}

#[rstest]
#[case("第１２３号", Some("123"))]
#[case("市町村第百二十三号", Some("市町村123"))]
#[case("123", None)]
#[case("番号", None)]
fn document_numbers_are_recognised(#[case] typed: &str, #[case] key: Option<&str>) {
    assert_eq!(Needle::new(typed, false).unwrap().number(), key);
}

#[rstest]
#[case("123", "1234", false)]
#[case("123", "第123号", true)]
#[case("lgw", "lgwan", true)]
#[case("gwan", "lgwan", false)]
#[case("京都", "東京都", true)]
#[case("r6", "r6 4 1", true)]
#[case("r6", "hr6", false)]
fn words_count_only_as_a_whole(#[case] needle: &str, #[case] text: &str, #[case] found: bool) {
    let needle = Needle::new(needle, false).unwrap();
    assert_eq!(needle.find_in(text).next().is_some(), found);
}

#[test]
fn a_quoted_word_is_not_a_prefix() {
    assert!(Needle::new("lgw", true).unwrap().find_in("lgwan").next().is_none());
}
