//! 根拠法令: the laws and articles that a notice rests on, as a line each, and the key under which one law is found
//! however it was cited.

use super::fold::{fold, number_key};

/// Most laws of a notice.
pub const LAWS_MAX: usize = 20;
/// Longest citation.
pub const LAW_MAX: usize = 200;

/// What a law is divided into, behind its name: where one of these follows a number, the name has ended.
const DIVISIONS: [&str; 6] = ["編", "章", "節", "款", "条", "項"];
/// Parts of a law without a number.
const TAILS: [&str; 3] = ["附則", "別表", "別記"];

/// The citations of a text, one a line, without the mark of a list before them.
pub fn split_laws(text: &str) -> Vec<String> {
    let bare = |line: &str| line.trim().trim_start_matches(['・', '-', '－', '○', '●']).trim().to_owned();
    text.lines().map(bare).filter(|line| !line.is_empty()).collect()
}

/// The key of the law that a citation names: the same for 「地方自治法」, 「地方自治法（昭和22年法律第67号）第245条の4」 and
/// 「地方自治法　第二百四十五条の四第１項」. The number of the law and its articles do not count, because most citations
/// leave the one out and a list of what rests on a law wants every article; a citation of nothing but a number
/// （平成30年総務省告示第179号） is its own key.
pub fn law_key(citation: &str) -> String {
    let folded = fold(citation);
    let name = without_brackets(&folded);
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '「' | '」' | '『' | '』'));
    let key = number_key(name.get(..articles_at(name)).unwrap_or(name));
    if key.is_empty() { number_key(&folded) } else { key }
}

/// Drops what stands in brackets: the number of the law, an abbreviation (以下「法」という。).
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '〔' => depth += 1,
            ')' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// Where the name ends: before 第2条, 第3章, 附則, 別表.
fn articles_at(name: &str) -> usize {
    let numbered = name.match_indices('第').map(|(at, _)| at).find(|at| begins_with_division(name.get(*at..)));
    let tail = TAILS.iter().filter_map(|tail| name.find(tail)).min();
    numbered.into_iter().chain(tail).min().unwrap_or(name.len())
}

/// 第…条 with a number between: 第三者 is no division, 第67号 is the number of a law.
fn begins_with_division(text: Option<&str>) -> bool {
    let Some(rest) = text.and_then(|text| text.strip_prefix('第')) else { return false };
    let number = |c: char| c.is_ascii_digit() || "〇一二三四五六七八九十百千".contains(c) || c.is_whitespace();
    let after = rest.trim_start_matches(number);
    after.len() < rest.len() && DIVISIONS.iter().any(|division| after.starts_with(division))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("地方自治法", "地方自治法")]
    #[case("地方自治法（昭和22年法律第67号）第245条の4第1項", "地方自治法")]
    #[case("地方自治法(昭和二十二年法律第六十七号)", "地方自治法")]
    #[case("「地方自治法」　第二百四十五条の四第１項", "地方自治法")]
    #[case("地方自治法施行令第168条", "地方自治法施行令")]
    #[case("災害対策基本法（昭和36年法律第223号。以下「法」という。）第8条第2項（第3号を除く。）", "災害対策基本法")]
    #[case("公職選挙法第２章", "公職選挙法")]
    #[case("消防法施行規則 別表第1の2", "消防法施行規則")]
    #[case("住民基本台帳法附則第3条", "住民基本台帳法")]
    #[case("第三者機関設置法第2条", "3者機関設置法")]
    #[case("平成30年総務省告示第179号", "平成30年総務省告示179")]
    #[case("平成三十年総務省告示第百七十九号", "平成30年総務省告示179")]
    #[case("ＤＸ推進条例", "dx推進条例")]
    #[case("第5条", "5条")]
    #[case("（昭和22年法律第67号）", "昭和22年法律67")]
    #[case("", "")]
    fn one_law_has_one_key(#[case] citation: &str, #[case] key: &str) {
        assert_eq!(law_key(citation), key, "{citation}");
    }

    #[test]
    fn a_line_is_a_citation() {
        let typed = "地方自治法第245条の4第1項\r\n\n　・地方財政法第2条 \n- 地方交付税法";
        assert_eq!(split_laws(typed), ["地方自治法第245条の4第1項", "地方財政法第2条", "地方交付税法"]);
        assert!(split_laws(" \n").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_has_a_key_and_articles_do_not_change_it(name in "[あ-ん]{1,8}法", article in 1..999_u32) {
            let key = law_key(&name);
            prop_assert!(!key.is_empty());
            prop_assert_eq!(law_key(&format!("{name}第{article}条の2第1項")), key.clone());
            prop_assert_eq!(law_key(&format!("{name}（平成15年法律第{article}号）第１条")), key);
        }

        #[test]
        fn nothing_typed_breaks_it(text in "\\PC{0,60}|[第条項（）「」0-9一二三法附則別表]{0,20}") {
            let _ = law_key(&text);
        }
    }
}
