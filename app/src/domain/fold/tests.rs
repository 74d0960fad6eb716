use proptest::prelude::*;
use rstest::rstest;

use super::{variants::PAIRS, *};

#[rstest]
#[case("ﾏｲﾅﾝﾊﾞｰ", "マイナンバー")]
#[case("ＡＢＣ１２", "abc12")]
#[case("サ−バ", "サーバ")]
#[case("サ-バ―", "サーバー")]
#[case("髙﨑", "高崎")]
#[case("國廣邉", "国広辺")]
#[case("葛\u{E0100}城", "葛城")]
#[case("カ\u{3099}ス", "ガス")]
#[case("か゛", "が")]
#[case("㈱山田①", "(株)山田1")]
#[case("霞ヶ関", "霞ケ関")]
#[case("LGWAN－ASP", "lgwan-asp")]
#[case("⼀⽇", "一日")]
#[case("\u{200B}令和\u{FEFF}", "令和")]
#[case("4月1日〜５日～", "4月1日~5日~")]
#[case("", "")]
fn one_spelling(#[case] written: &str, #[case] folded: &str) {
    assert_eq!(fold(written), folded);
}

#[test]
fn the_table_is_sorted_unique_and_ends_in_standard_forms() {
    assert!(PAIRS.len() >= 400);
    assert!(PAIRS.is_sorted_by(|a, b| a.0 < b.0));
    for &(variant, standard) in PAIRS {
        assert_eq!(variants::standard(variant), standard);
        assert_eq!(variants::standard(standard), standard, "{variant} → {standard} goes on");
    }
}

#[test]
fn a_range_leads_back_to_the_original() {
    let text = "第ﾊﾞ㈱髙";
    let folded = Folded::new(text);
    assert_eq!(folded.text(), "第バ(株)高");
    let original = |part: &str| {
        let at = folded.text().find(part).unwrap();
        &text[folded.original(at..at + part.len())]
    };
    assert_eq!(original("バ"), "ﾊﾞ");
    assert_eq!(original("株"), "㈱");
    assert_eq!(original("バ(株)"), "ﾊﾞ㈱");
    assert_eq!(original("高"), "髙");
}

#[rstest]
#[case("市町村第１２３号", "市町村123")]
#[case("市町村第123号", "市町村123")]
#[case("「市町村 第百二十三号」", "市町村123")]
#[case("市町村第一二三号", "市町村123")]
#[case("市町村第千二百号", "市町村1200")]
#[case("市町村第二万三千号", "市町村23000")]
#[case("市町村第十号", "市町村10")]
#[case("市町村第００７号", "市町村7")]
#[case("６総行第123号の２", "6総行123-2")]
#[case("6総行第123－2号", "6総行123-2")]
#[case("防災第5号", "防災5")]
#[case("", "")]
fn document_numbers_share_a_key(#[case] written: &str, #[case] key: &str) {
    assert_eq!(number_key(written), key);
}

#[rstest]
#[case("市町村第123号", &["123", "市町村123"])]
#[case("第123号の2", &["123-2"])]
#[case("事務連絡", &["事務連絡"])]
#[case("", &[])]
fn a_number_is_found_by_its_end_too(#[case] written: &str, #[case] keys: &[&str]) {
    assert_eq!(number_keys(written), keys);
}

#[rstest]
#[case("通　　知", "通知")]
#[case("児童手\r\n当", "児童手当")]
#[case("児童\n\n手当", "児童 手当")]
#[case("税\t金", "税 金")]
#[case("（1）「提出」、期限", " 1 提出 期限")]
#[case("LGWAN ASP", "lgwan asp")]
#[case("第 1 号", "第 1 号")]
#[case("終わり。", "終わり")]
fn gaps_are_one_and_japanese_closes_up(#[case] written: &str, #[case] units: &str) {
    assert_eq!(Units::new(written).map(|unit| unit.ch).collect::<String>(), units);
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn spans_are_in_order_and_inside_the_text(text in "\\PC{0,40}") {
        let mut last = 0;
        for folded in FoldedChars::new(&text) {
            prop_assert!(folded.start >= last && folded.start < folded.end && folded.end <= text.len());
            prop_assert!(text.is_char_boundary(folded.start) && text.is_char_boundary(folded.end));
            last = folded.start;
        }
    }

    #[test]
    fn number_keys_take_anything(text in "\\PC{0,40}", numerals in "[〇一二三四五六七八九十百千万]{0,30}") {
        let _ = number_keys(&text);
        let key = number_key(&numerals);
        prop_assert!(key.chars().all(|ch| ch.is_ascii_digit()));
    }
}
