use app::domain::ids::BodyId;
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

use super::*;

fn body(number: u128) -> BodyId {
    BodyId(Uuid::from_u128(number))
}

fn member_of(numbers: &[u128]) -> ReaderScope {
    let bodies = numbers.iter().map(|number| AudienceTerm::body(body(*number)));
    ReaderScope::Holding(bodies.chain([AudienceTerm::everybody()]).collect())
}

fn addressed(number: u128, text: &str, bodies: &[u128]) -> IndexDocument {
    let audience = bodies.iter().map(|number| AudienceTerm::body(body(*number))).collect();
    IndexDocument { audience, kind: Some(format!("種{number}")), ..notice(number, "題", text) }
}

#[tokio::test]
async fn hits_totals_and_facets_show_only_what_the_reader_may_see() {
    let (index, _folder) = index_of([
        addressed(1, "極秘の予算", &[7]),
        addressed(2, "予算", &[8]),
        notice(3, "全員", "予算"),
        addressed(4, "予算", &[]),
    ])
    .await;
    let query = SearchQuery { text: "予算".to_owned(), ..SearchQuery::default() };
    let seen = |page: &SearchPage| {
        let mut numbers: Vec<u128> = page.hits.iter().map(|hit| hit.key.id.as_u128()).collect();
        numbers.sort_unstable();
        numbers
    };
    let page = ask(&index, member_of(&[8]), &query).await;
    assert_eq!((seen(&page), page.total), (vec![2, 3], 2));
    assert_eq!(page.facets.kinds.iter().map(|facet| facet.value.as_str()).collect::<Vec<_>>(), ["種2"]);
    assert_eq!(seen(&ask(&index, member_of(&[7, 8]), &query).await), [1, 2, 3]);
    assert_eq!(seen(&ask(&index, ReaderScope::Everything, &query).await), [1, 2, 3, 4]);
    assert_eq!(ask(&index, ReaderScope::Holding(Vec::new()), &query).await, SearchPage::default());
}

#[tokio::test]
async fn an_exclusion_or_an_empty_query_opens_nothing() {
    let (index, _folder) = index_of([addressed(1, "予算", &[7]), addressed(2, "予算", &[8])]).await;
    for typed in ["", "-無い", "\"\"", "-\"\""] {
        let query = SearchQuery { text: typed.to_owned(), ..SearchQuery::default() };
        let found = ask(&index, member_of(&[8]), &query).await;
        assert!(found.hits.iter().all(|hit| hit.key == key(2)), "{typed}");
    }
}

/// C-27: whatever is asked by whom, the hits are those of everything that the reader may see.
#[tokio::test]
async fn random_readers_find_exactly_what_they_may_see() {
    let mut random = ChaCha8Rng::seed_from_u64(27);
    let words = ["予算", "決算", "防災", "税", "東京都", "京都", "LGWAN", "第3号"];
    let documents: Vec<IndexDocument> = (0..120)
        .map(|number| {
            let text: Vec<&str> = (0..4).map(|_| *words.choose(&mut random).unwrap()).collect();
            let bodies: Vec<u128> = (0..random.random_range(0..4)).map(|_| random.random_range(0..6)).collect();
            addressed(number, &text.join("。"), &bodies)
        })
        .collect();
    let (index, _folder) = index_of(documents.clone()).await;
    for _ in 0..400 {
        let bodies: Vec<u128> = (0..random.random_range(0..3)).map(|_| random.random_range(0..6)).collect();
        let typed: Vec<&str> = (0..random.random_range(0..3)).map(|_| *words.choose(&mut random).unwrap()).collect();
        let query = SearchQuery { text: typed.join(" "), ..SearchQuery::default() };
        let request = SearchRequest { limit: 1000, ..SearchRequest::from_query(&query).unwrap() };
        let mut all = index.search(ReaderScope::Everything, request.clone()).await.unwrap().0.hits;
        let readable = |key: DocKey| {
            let document = documents.iter().find(|document| document.key == key).unwrap();
            bodies.iter().any(|number| document.audience.contains(&AudienceTerm::body(body(*number))))
        };
        all.retain(|hit| readable(hit.key));
        let page = index.search(member_of(&bodies), request).await.unwrap().0;
        let keys = |hits: &[SearchHitRef]| {
            let mut keys: Vec<DocKey> = hits.iter().map(|hit| hit.key).collect();
            keys.sort_unstable();
            keys
        };
        assert_eq!(keys(&page.hits), keys(&all), "{bodies:?} {typed:?}");
        assert_eq!(page.total, u64::try_from(all.len()).unwrap());
    }
}
