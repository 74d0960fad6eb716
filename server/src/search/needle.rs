//! A needle in the tokens of the index: fewer than a document has, with the same meaning.

use app::domain::fold::{Class, class_of};

use super::tokenizer::{HEAD, MAX_WORD, WORD_WIDTH};

/// What a query looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryTokens {
    /// Offset and text of each token.
    pub tokens: Vec<(usize, String)>,
    /// There is one token, and it stands for every token that begins with it.
    pub prefix: bool,
}

/// A stretch of a needle.
enum Stretch {
    Gap,
    Word(String),
    Japanese(Vec<char>),
}

/// The tokens of a needle (a text of folded units, see [`app::domain::search::Needle::text`]); `word_prefix` if it is
/// one word that may go on.
///
/// Every second pair and the last of a run are enough: 国民健康保険 is 国民 at 0, 健康 at 2, 保険 at 4. Before a gap the
/// last character is asked for alone too, which a document has only where a run ends.
pub(super) fn query_tokens(needle: &str, word_prefix: bool) -> QueryTokens {
    let stretches = stretches(needle);
    let mut tokens = Vec::new();
    let mut offset = 0;
    for (at, stretch) in stretches.iter().enumerate() {
        match stretch {
            Stretch::Gap => {
                if at.checked_sub(1).is_some_and(|at| matches!(stretches.get(at), Some(Stretch::Word(_)))) {
                    tokens.push((offset, " ".to_owned()));
                }
                offset += 1;
            }
            Stretch::Word(word) => {
                tokens.push((offset, word.clone()));
                offset += WORD_WIDTH;
            }
            Stretch::Japanese(chars) => {
                push_run(chars, offset, (at > 0, stretches.get(at + 1)), &mut tokens);
                offset += chars.len();
            }
        }
    }
    let one_character = matches!(stretches.as_slice(), [Stretch::Japanese(chars)] if chars.len() == 1);
    QueryTokens { tokens, prefix: word_prefix || one_character }
}

/// Pairs at 0, 2, 4 … and the last one; where pairs do not show that the run begins or ends, its first or last character.
fn push_run(
    chars: &[char],
    offset: usize,
    (follows, next): (bool, Option<&Stretch>),
    tokens: &mut Vec<(usize, String)>,
) {
    let last_pair = chars.len().saturating_sub(2);
    for (at, pair) in chars.windows(2).enumerate() {
        if at % 2 == 0 || at == last_pair {
            tokens.push((offset + at, pair.iter().collect()));
        }
    }
    let single = chars.len() == 1;
    if let (true, true, Some(first)) = (single, follows, chars.first()) {
        tokens.push((offset, format!("{HEAD}{first}")));
    }
    let ends = if single { next.is_some() || !follows } else { matches!(next, Some(Stretch::Gap)) };
    if let (true, Some(last)) = (ends, chars.last()) {
        tokens.push((offset + chars.len() - 1, last.to_string()));
    }
}

fn stretches(needle: &str) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut class_before = None;
    for ch in needle.chars() {
        let class = class_of(ch);
        match stretches.last_mut() {
            Some(Stretch::Japanese(chars)) if class.is_japanese() => chars.push(ch),
            Some(Stretch::Word(word)) if class_before == Some(class) => {
                if word.chars().count() < MAX_WORD {
                    word.push(ch);
                }
            }
            Some(Stretch::Gap) if class == Class::Gap => {}
            _ if class.is_japanese() => stretches.push(Stretch::Japanese(vec![ch])),
            _ if class.is_word() => stretches.push(Stretch::Word(ch.to_string())),
            _ => stretches.push(Stretch::Gap),
        }
        class_before = Some(class);
    }
    stretches
}

/// The runs of one script in a needle, without hiragana: what ranking compares.
pub(super) fn runs(needle: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut class_before = Class::Gap;
    for ch in needle.chars() {
        let class = class_of(ch);
        let counts = !matches!(class, Class::Gap | Class::Hiragana);
        match runs.last_mut() {
            Some(run) if counts && class == class_before => run.push(ch),
            _ if counts => runs.push(ch.to_string()),
            _ => {}
        }
        class_before = class;
    }
    runs
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("国民健康保険", "国民@0 健康@2 保険@4")]
    #[case("会計年", "会計@0 計年@1")]
    #[case("税", "税@0 *")]
    #[case("令和6年", "令和@0 6@2 ^年@4")]
    #[case("第3号", "第@0 3@1 ^号@3")]
    #[case("r6", "r@0 6@2")]
    #[case("lgwan", "lgwan@0 *")]
    #[case("lgwan asp", "lgwan@0  @2 asp@3")]
    #[case("児童 生徒", "児童@0 童@1 生徒@3")]
    #[case("令和6年度", "令和@0 6@2 年度@4")]
    #[case("3月31日", "3@0 ^月@2 月@2 31@3 ^日@5")]
    #[case("6 1月", "6@0  @2 1@3 ^月@5")]
    #[case("児童 生", "児童@0 童@1 ^生@3")]
    fn tokens_of_a_needle(#[case] needle: &str, #[case] expected: &str) {
        let found = query_tokens(needle, needle == "lgwan");
        let mut shown: Vec<String> = found.tokens.iter().map(|(at, text)| format!("{text}@{at}")).collect();
        shown.extend(found.prefix.then(|| "*".to_owned()));
        assert_eq!(shown.join(" "), expected);
    }

    #[rstest]
    #[case("児童手当の支給", &["児童手当", "支給"])]
    #[case("令和6年度データ", &["令和", "6", "年度", "データ"])]
    #[case("について", &[])]
    fn runs_of_a_needle(#[case] needle: &str, #[case] expected: &[&str]) {
        assert_eq!(runs(needle), expected);
    }
}
