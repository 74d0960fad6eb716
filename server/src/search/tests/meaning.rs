use app::domain::{fold::Units, search::Needle};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

use super::*;

const CHARS: &[char] =
    &['東', '京', '都', '税', 'か', 'ガ', 'ﾊ', 'ﾞ', 'a', 'B', '1', '2', '。', ' ', '　', '\n', '髙', 'ー'];

fn random_text(random: &mut ChaCha8Rng, longest: usize) -> String {
    (0..random.random_range(1..=longest)).map(|_| *CHARS.choose(random).unwrap()).collect()
}

fn units(text: &str) -> String {
    Units::new(text).map(|unit| unit.ch).collect()
}

/// The index finds a document exactly when the highlighter finds the words in its text: pairs, positions, heads and
/// tails of runs, words and gaps say the same as comparing characters.
#[tokio::test]
async fn the_index_finds_what_comparing_characters_finds() {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let texts: Vec<String> = (0..250).map(|_| random_text(&mut random, 14)).collect();
    let documents = (0..).zip(&texts).map(|(number, text)| notice(number, "", text));
    let (index, _folder) = index_of(documents).await;
    let (mut matched, mut gaps) = (0, 0);
    for _ in 0..800 {
        let typed = random_text(&mut random, 6);
        let Some(needle) = Needle::new(&typed, true) else { continue };
        let query = SearchQuery { text: format!("\"{typed}\""), ..SearchQuery::default() };
        let request = SearchRequest { limit: 1000, ..SearchRequest::from_query(&query).unwrap() };
        let page = index.search(ReaderScope::Everything, request).await.unwrap().0;
        let mut found: Vec<u128> = page.hits.iter().map(|hit| hit.key.id.as_u128()).collect();
        found.sort_unstable();
        let holds = |text: &String| needle.find_in(&units(text)).next().is_some();
        let expected: Vec<u128> = (0..).zip(&texts).filter(|(_, text)| holds(text)).map(|(number, _)| number).collect();
        assert_eq!(found, expected, "{typed:?} as {:?}", needle.text());
        matched += expected.len();
        gaps += usize::from(needle.text().contains(' ') && !expected.is_empty());
    }
    assert!(matched > 500 && gaps > 20, "the texts are too different to show anything");
}
