use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn parse(typed: &str) -> ParsedQuery {
    ParsedQuery::parse(typed).unwrap()
}

/// Segments as text, matches in brackets.
fn shown(segments: &[Segment]) -> String {
    segments.iter().map(|s| if s.marked { format!("[{}]", s.text) } else { s.text.clone() }).collect()
}

#[rstest]
#[case("児童手当", "児童手当の支給と児童の手当", "[児童手当]の支給と児童の手当")]
#[case("マイナンバーカード", "ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞの交付", "[ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ]の交付")]
#[case("高橋", "髙橋と髙\u{E0101}橋", "[髙橋]と[髙\u{E0101}橋]")]
#[case("ガス", "か\u{3099}すとカ\u{3099}ス", "か\u{3099}すと[カ\u{3099}ス]")]
#[case("都市 市計", "都市計画", "[都市計]画")]
#[case("通知", "通　　知", "[通　　知]")]
#[case("手当", "児童手\n当", "児童[手\n当]")]
#[case("株", "㈱山田", "[㈱]山田")]
#[case("asp", "ＬＧＷＡＮ－ＡＳＰ", "ＬＧＷＡＮ－[ＡＳＰ]")]
#[case("無し", "何も出ない", "何も出ない")]
fn titles_are_marked_in_the_original(#[case] typed: &str, #[case] text: &str, #[case] marked: &str) {
    assert_eq!(shown(&highlight(text, &parse(typed))), marked);
}

#[test]
fn a_passage_begins_at_its_sentence_and_says_what_it_left_out() {
    let text = format!("{}。本調査の回答期限は四月一日です。{}", "前".repeat(300), "後".repeat(300));
    let found = snippets(&text, &parse("回答期限"), 3);
    assert_eq!(found.len(), 1);
    let snippet = &found[0];
    assert!(snippet.cut_before && snippet.cut_after);
    assert!(shown(&snippet.segments).starts_with("本調査の[回答期限]は四月一日です。後"));
}

#[test]
fn the_passage_with_more_of_the_words_is_chosen_and_order_is_kept() {
    let gap = "あ".repeat(400);
    let text = format!("予算だけ。{gap}予算と決算。{gap}決算だけ。{gap}予算、決算");
    let found: Vec<String> = snippets(&text, &parse("予算 決算"), 2).iter().map(|s| shown(&s.segments)).collect();
    assert_eq!(found.len(), 2);
    assert!(found[0].contains("あ[予算]と[決算]。"));
    assert!(found[1].ends_with("[予算]、[決算]"));
}

#[test]
fn a_match_across_the_border_of_two_chunks_is_marked_once() {
    let text = format!("{}国民健康保険{}", "あ".repeat(CHUNK / 3 - 3), "い".repeat(CHUNK));
    let found = snippets(&text, &parse("国民健康保険"), 5);
    assert_eq!(found.len(), 1);
    assert!(shown(&found[0].segments).contains("[国民健康保険]"));
}

#[test]
fn no_match_no_snippet_but_a_lead() {
    assert_eq!(snippets("本文", &parse("別"), 3), Vec::new());
    assert_eq!(shown(&lead("本文").segments), "本文");
    assert!(lead(&"長".repeat(200)).cut_after);
}

proptest! {
    /// Whatever is typed and written, the pieces are the text: nothing is lost, doubled or cut inside a character.
    #[test]
    fn marking_never_changes_the_text(text in "[あガ髙高ﾊﾞ㈱a1 　\n。\u{3099}-]{0,60}", typed in "[あガ髙高ﾊﾞ㈱a1 -]{1,8}") {
        let pieces: String = highlight(&text, &parse(&typed)).into_iter().map(|s| s.text).collect();
        prop_assert_eq!(pieces, text);
    }

    /// A piece of a text finds that text and marks at least that piece.
    #[test]
    fn a_part_of_japanese_is_found(before in "[東京都知事。]{0,9}", part in "[東京都知事]{1,5}", after in "[東京都知事。]{0,9}") {
        let text = format!("{before}{part}{after}");
        let marked: String = highlight(&text, &parse(&part)).into_iter().filter(|s| s.marked).map(|s| s.text).collect();
        prop_assert!(marked.contains(&part));
    }
}
