use app::domain::search::{Facet, SearchOrder};
use rstest::rstest;

use super::*;

async fn sorted(index: &SearchIndex, typed: &str) -> Vec<u128> {
    let mut found = numbers(index, typed).await;
    found.sort_unstable();
    found
}

#[rstest]
#[case::pairs_in_order("児童手当", &["児童手当の支給", "児童の手当", "手当児童", "児童手続、当番"], &[0])]
#[case::odd_length("会計年度任用", &["会計年度任用職員", "会計年度の任用"], &[0])]
#[case::half_width_kana("マイナンバー", &["ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ", "マイナンバ"], &[0])]
#[case::typed_half_width("ﾏｲﾅﾝﾊﾞｰ", &["マイナンバー制度"], &[0])]
#[case::old_kanji("高橋", &["髙橋", "高橋", "高槗"], &[0, 1, 2])]
#[case::typed_old_kanji("髙﨑", &["高崎市", "高先"], &[0])]
#[case::decomposed("ガス", &["カ\u{3099}ス", "カス"], &[0])]
#[case::dash_after_kana("サーバ", &["サ−バの更新"], &[0])]
#[case::one_character_at_the_end("税", &["固定資産税", "税制", "地方税法", "無関係"], &[0, 1, 2])]
#[case::one_character_alone("税", &["税", "脱"], &[0])]
#[case::spaced_title("通知", &["通　　知", "通報\n\n知事"], &[0])]
#[case::line_break_in_a_word("災害対策", &["災害対\n策本部"], &[0])]
#[case::year_goes_on("令和6年", &["令和6年度", "令和６年", "令和60年", "令和16年", "令和6月年"], &[0, 1])]
#[case::day_at_the_end("4月1日", &["4月1日現在", "14月1日", "4月1日"], &[0, 2])]
#[case::part_of_a_compound("asp", &["LGWAN-ASP", "LGWANASP"], &[0])]
#[case::beginning_of_a_word("lgw", &["LGWAN接続", "XLGW"], &[0])]
#[case::whole_number("123", &["第123号", "1234", "0123"], &[0])]
#[case::word_next_to_japanese("PDF形式", &["ＰＤＦ形式", "PDF方式"], &[0])]
#[case::gap_is_a_gap("児童・生徒", &["児童・生徒", "児童生徒", "児童、生徒数"], &[0, 2])]
#[case::gap_before_one("「児童・生」", &["児童・生徒", "児童生", "児童・学生"], &[0])]
#[case::both_words("予算 決算", &["予算と決算", "予算", "決算"], &[0])]
#[case::exclusion("予算 -中止", &["予算", "予算の中止"], &[0])]
#[case::only_exclusion("-中止", &["予算", "予算の中止"], &[0])]
#[case::nothing_searchable("！？", &["予算"], &[])]
#[case::parentheses("((((((((", &["予算"], &[])]
#[case::known_bad_query("a:(^", &["予算", "a案"], &[1])]
#[tokio::test]
async fn the_right_notices_are_found(#[case] typed: &str, #[case] bodies: &[&str], #[case] expected: &[u128]) {
    let documents = (0..).zip(bodies).map(|(number, body)| notice(number, "題名", body));
    let (index, _folder) = index_of(documents).await;
    assert_eq!(sorted(&index, typed).await, expected);
}

#[tokio::test]
async fn the_word_itself_stands_before_a_longer_one_that_holds_it() {
    let (index, _folder) = index_of([
        notice(1, "東京都からの連絡", "東京都東京都東京都"),
        notice(2, "視察について", "視察先は京都である。予定は次のとおり。"),
        notice(3, "会議", "京都府の担当者"),
    ])
    .await;
    assert_eq!(numbers(&index, "京都").await, [2, 3, 1]);
}

#[tokio::test]
async fn a_word_in_the_title_counts_more_and_the_newest_of_equals_is_first() {
    let (index, _folder) = index_of([
        notice(1, "調査", "避難所の一覧"),
        notice(2, "避難所", "調査の一覧表"),
        notice(3, "同じ題", "同じ本文"),
        notice(4, "同じ題", "同じ本文"),
    ])
    .await;
    assert_eq!(numbers(&index, "避難所").await, [2, 1]);
    assert_eq!(numbers(&index, "同じ本文").await, [4, 3]);
}

#[tokio::test]
async fn a_document_number_is_found_in_every_spelling_and_comes_first() {
    let numbered =
        IndexDocument { number: Some("市町村第１２３号".to_owned()), ..notice(1, "依頼", "本文") };
    let (index, _folder) = index_of([numbered, notice(2, "参考", "市町村第123号で依頼した")]).await;
    for typed in ["市町村第123号", "市町村第百二十三号", "第123号", "第１２３号"] {
        assert_eq!(numbers(&index, typed).await.first(), Some(&1), "{typed}");
    }
    assert_eq!(numbers(&index, "市町村第123号").await, [1, 2]);
    assert_eq!(numbers(&index, "第12号").await, [0_u128; 0]);
}

#[tokio::test]
async fn tags_are_found_but_a_phrase_does_not_reach_from_title_to_body() {
    let tagged = IndexDocument { tags: vec!["防災".to_owned()], ..notice(1, "題名東", "京都") };
    let (index, _folder) = index_of([tagged]).await;
    assert_eq!(numbers(&index, "防災").await, [1]);
    assert_eq!(numbers(&index, "東京").await, [0_u128; 0]);
}

#[tokio::test]
async fn filters_totals_facets_and_pages_belong_together() {
    let documents = (0..60_u128).map(|number| IndexDocument {
        kind: Some(if number % 3 == 0 { "照会" } else { "通知" }.to_owned()),
        year: Some(if number < 45 { 2024 } else { 2025 }),
        tags: vec!["防災".to_owned()],
        ..notice(number, "共通", "本文")
    });
    let (index, _folder) = index_of(documents).await;
    let query =
        SearchQuery { text: "共通".to_owned(), order: SearchOrder::Newest, page: 2, ..SearchQuery::default() };
    let page = ask(&index, ReaderScope::Everything, &query).await;
    assert_eq!(page.total, 60);
    assert_eq!(
        page.hits.iter().map(|hit| hit.key.id.as_u128()).collect::<Vec<_>>(),
        (20..40).rev().collect::<Vec<_>>()
    );
    let facet = |value: &str, count| Facet { value: value.to_owned(), count };
    assert_eq!(page.facets.kinds, [facet("通知", 40), facet("照会", 20)]);
    assert_eq!(page.facets.years, [facet("2025", 15), facet("2024", 45)]);
    assert_eq!(page.facets.doc_kinds, [facet("notice", 60)]);
    assert_eq!(page.facets.tags, [facet("防災", 60)]);

    let narrowed = SearchQuery { kind: Some("照会".to_owned()), year: Some(2025), page: 1, ..query };
    let page = ask(&index, ReaderScope::Everything, &narrowed).await;
    assert_eq!((page.total, page.hits.len()), (5, 5));
    assert_eq!(page.facets.years, [facet("2025", 5)]);
}

#[tokio::test]
async fn without_words_everything_is_listed_newest_first() {
    let (index, _folder) = index_of([notice(1, "古い", ""), notice(2, "新しい", "")]).await;
    assert_eq!(numbers(&index, "").await, [2, 1]);
}

#[tokio::test]
async fn a_phrase_is_left_out_wherever_its_documents_stand() {
    let documents = (1..=6).map(|number| {
        let more = if [4, 6].contains(&number) { "避難所一覧" } else { "" };
        notice(number, "題", &format!("予算 {more}"))
    });
    let (index, _folder) = index_of(documents).await;
    let mut found = numbers(&index, "予算 -\"避難所一覧\"").await;
    found.sort_unstable();
    assert_eq!(found, [1, 2, 3, 5]);
    assert_eq!(numbers(&index, "-\"避難所一覧\"").await.len(), 4);
}
