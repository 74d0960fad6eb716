//! Search through the whole hub: what is found, what is shown of it, and what nobody learns.

use std::collections::BTreeSet;

use app::domain::{
    actor::Role,
    ids::AttachmentId,
    search::{DocKind, MAX_PAGE},
};
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use futures::FutureExt;
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use server::{
    search::{Cursor, DocumentSource, SourceError},
    services::tidying,
    store::{
        attachments::{self, ExtractState},
        search_source::SearchSource,
    },
};

use crate::{
    db_test,
    notices::{draft, drafted, only},
    support::{Person, TestApp},
    surveys,
};

async fn attach(by: &Person<'_>, notice: &str, name: &str, content: &str) {
    let path = format!("/notices/{notice}/attachments?name={name}");
    let added = by.upload(Method::POST, &path, "application/octet-stream", content.as_bytes().to_vec()).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.text());
}

async fn search(by: &Person<'_>, words: &str, more: &str) -> Value {
    let query = serde_urlencoded::to_string([("q", words)]).unwrap();
    let answer = by.get(&format!("/search?{query}{more}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

async fn publish(by: &Person<'_>, notice: &str) {
    let done = by.post(&format!("/notices/{notice}/publish"), &json!({ "version": 1 })).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
}

db_test! {
    async fn of_a_very_long_file_the_beginning_is_shown(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (collector, reader) = (app.collector().await, app.person(city, Role::Reader).await);
        let notice = drafted(&collector, &only(&[city])).await;
        let long = format!("冒頭の合言葉です。\n{}\n末尾の呪文です。", "本文が続きます。\n".repeat(40_000));
        attach(&collector, &notice, "long.txt", &long).await;
        publish(&collector, &notice).await;
        app.settle().await;
        let near = search(&reader, "合言葉", "").await;
        assert!(near["items"][0]["snippets"][0]["segments"].to_string().contains("合言葉"), "{near}");
        let far = search(&reader, "呪文", "").await;
        assert_eq!(far["total"], 1, "found it is, wherever it stands");
        let shown = far["items"][0]["snippets"][0]["segments"].to_string();
        assert!(shown.contains("冒頭") && !shown.contains("呪文"), "only the beginning of it is read: {shown}");
    }

    async fn entries_of_a_body_that_ceased_to_exist_are_not_found(app: TestApp) {
        let (city, town) = (app.body("042021", "石巻市").await, app.body("043010", "蔵王町").await);
        let (administrator, reader) = (app.administrator().await, app.person(town, Role::Reader).await);
        let entry = json!({ "body_id": city, "section": "防災推進室", "name": "佐藤" });
        assert_eq!(administrator.post("/contacts", &entry).await.status, StatusCode::CREATED);
        app.settle().await;
        assert_eq!(search(&reader, "防災推進室", "").await["total"], 1);
        let close = |closed: &str, version: i32| {
            let (administrator, path) = (&administrator, format!("/bodies/{city}/{closed}"));
            async move { administrator.post(&path, &json!({ "version": version })).await.status }
        };
        assert_eq!(close("close", 1).await, StatusCode::NO_CONTENT);
        assert_eq!(search(&reader, "防災推進室", "").await["items"], json!([]), "not even before the index has heard of it");
        app.settle().await;
        let gone = search(&reader, "防災推進室", "").await;
        assert_eq!((&gone["total"], &gone["facets"]["doc_kinds"]), (&json!(0), &json!([])));
        assert_eq!(close("reopen", 2).await, StatusCode::NO_CONTENT);
        app.settle().await;
        assert_eq!(search(&reader, "防災推進室", "").await["total"], 1);
    }

    async fn a_rebuild_passes_over_the_files_of_drafts(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        let hidden = drafted(&collector, &only(&[city])).await;
        for number in 0..7 {
            attach(&collector, &hidden, &format!("{number}.txt"), "下書き").await;
        }
        let shown = drafted(&collector, &only(&[city])).await;
        attach(&collector, &shown, "last.txt", "公開").await;
        publish(&collector, &shown).await;
        let source = SearchSource::new(app.built.core.store.clone());
        let (mut after, mut titles) = (None, Vec::new());
        loop {
            // Fewer at a time than the draft has files.
            let part = source.snapshot(after, 3).await.unwrap();
            titles.extend(part.documents.into_iter().filter(|document| document.key.kind == DocKind::Attachment).map(|document| document.title));
            after = part.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(titles, ["last.txt"]);
    }

    async fn documents_come_in_portions_of_some_megabytes(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        let notice = drafted(&collector, &only(&[city])).await;
        let before = app.built.core.store.outbox_position().await.unwrap();
        for name in ["a.txt", "b.txt", "c.txt"] {
            attach(&collector, &notice, name, "短い").await;
        }
        publish(&collector, &notice).await;
        let files = collector.get(&format!("/notices/{notice}")).await.json()["attachments"].clone();
        for file in files.as_array().unwrap() {
            let id: AttachmentId = file["id"].as_str().unwrap().parse().unwrap();
            let write = app.built.core.store.write((), move |tx, ()| {
                let text = "長い本文です。\n".repeat(400_000);
                async move { attachments::keep_text(tx, id, ExtractState::Ok, &text, "[]").await }.boxed()
            });
            assert_eq!(write.await, Ok(true));
        }
        let source = SearchSource::new(app.built.core.store.clone());
        let (mut cursor, mut sizes) = (Cursor(before), Vec::new());
        loop {
            let part = source.changes_after(cursor, 200).await.unwrap();
            if part.up_to == cursor {
                break;
            }
            cursor = part.up_to;
            sizes.push(part.documents.into_iter().filter_map(|(_, document)| document).map(|document| document.body.len()).sum::<usize>());
        }
        assert!(sizes.len() > 1 && sizes.iter().all(|bytes| *bytes < 30 << 20), "{sizes:?}");
        assert!(sizes.iter().sum::<usize>() >= 24 << 20, "nothing is left out: {sizes:?}");
    }

    async fn an_index_that_missed_what_was_trimmed_is_built_anew(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (collector, reader) = (app.collector().await, app.person(city, Role::Reader).await);
        let first = drafted(&collector, &only(&[city])).await;
        publish(&collector, &first).await;
        app.settle().await;
        let read = app.built.core.store.outbox_position().await.unwrap();
        let mut later = draft(&only(&[city]));
        later["title"] = json!("見落とされた通知");
        let second = collector.post("/notices", &later).await.json()["id"].as_str().unwrap().to_owned();
        publish(&collector, &second).await;
        assert_eq!(tidying::trim_outbox(&app.built.core).await, Ok(0), "what is young stays");
        app.advance(TimeDelta::days(31));
        assert!(tidying::trim_outbox(&app.built.core).await.unwrap() > 1);
        let source = SearchSource::new(app.built.core.store.clone());
        assert!(matches!(source.changes_after(Cursor(read), 10).await, Err(SourceError::Trimmed)));
        let head = app.built.core.store.outbox_position().await.unwrap();
        assert!(source.changes_after(Cursor(head), 10).await.is_ok(), "who has read everything misses nothing");
        app.settle().await;
        assert_eq!(search(&reader, "見落とされた通知", "").await["total"], 1);
    }

    async fn the_last_page_leads_nowhere(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        publish(&collector, &drafted(&collector, &only(&[city])).await).await;
        app.settle().await;
        let last = search(&collector, "地方交付税", &format!("&page={MAX_PAGE}")).await;
        assert_eq!((&last["total"], &last["next_cursor"]), (&json!(1), &Value::Null));
    }

    async fn nobody_learns_more_by_searching_than_by_asking(app: TestApp) {
        let hub = Hub::of(&app).await;
        let rounds: usize = std::env::var("KAIRAN_SEARCH_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(300);
        let mut dice = ChaCha8Rng::seed_from_u64(20_261_122);
        let mut found = 0;
        for round in 0..rounds {
            let (person, allowed) = hub.readers.choose(&mut dice).unwrap();
            let words = words(&mut dice);
            let narrow = ["", "", "&doc_kind=notice", "&doc_kind=attachment", "&doc_kind=survey", "&kind=notification", "&year=2026", "&tag=%E9%81%B8%E6%8C%99"];
            let narrow = narrow.choose(&mut dice).unwrap();
            let page = search(person, &words, narrow).await;
            let place = format!("round {round}: {} asks {words:?}{narrow}: {page}", person.email);
            let (items, total) = (page["items"].as_array().unwrap(), page["total"].as_u64().unwrap());
            for hit in items {
                let id = hit["parent_id"].as_str().unwrap();
                assert!(allowed.contains(id) || hit["doc_kind"] == "contact", "{place}");
            }
            // No count is of more than what is shown, or where that is a full page, of more than may be read at all.
            let readable = 2 * allowed.len() as u64;
            assert!(total == items.len() as u64 || items.len() == 20 && total <= readable, "{place}");
            for facet in page["facets"].as_object().unwrap().values().flat_map(|facets| facets.as_array().unwrap()) {
                assert!(facet["count"].as_u64().unwrap() <= total, "{place}");
            }
            found += items.len();
        }
        assert!(found > rounds / 2, "only {found} hits in {rounds} rounds");
    }
}

/// A hub with notices, files and surveys for one body or another, and who may read which of them.
struct Hub<'a> {
    readers: Vec<(Person<'a>, BTreeSet<String>)>,
}

/// Words that stand in texts for some bodies and not for others.
const WORDS: [&str; 8] = ["避難所", "選挙", "予算", "交付税", "職員", "上下水道", "地方", "台帳"];

impl<'a> Hub<'a> {
    async fn of(app: &'a TestApp) -> Self {
        let bodies = [
            app.body("041009", "仙台市").await,
            app.body("042021", "石巻市").await,
            app.body("043010", "蔵王町").await,
        ];
        let (collector, other) = (app.collector().await, app.collector().await);
        let mut known = Vec::new();
        for (number, word) in (0_usize..).zip(WORDS) {
            let audience = match number % 4 {
                0 => json!({ "type": "all" }),
                at => only(&bodies[..at]),
            };
            let mut notice = draft(&audience);
            (notice["title"], notice["body"]) =
                (json!(format!("{word}について")), json!(format!("{word}の{}", WORDS[(number + 1) % 8])));
            notice["tags"] = json!([word]);
            let id = collector.post("/notices", &notice).await.json()["id"].as_str().unwrap().to_owned();
            attach(&collector, &id, "a.txt", &format!("別紙 {word} {}", WORDS[(number + 3) % 8])).await;
            // Every fifth stays a draft.
            if number % 5 != 4 {
                publish(&collector, &id).await;
                known.push(id);
            }
            let mut survey = surveys::draft(false);
            (survey["title"], survey["audience"]) = (json!(format!("{word}の調査")), only(&bodies[2 - number % 3..]));
            known.push(surveys::opened(&other, &survey).await);
        }
        app.settle().await;
        let mut readers = Vec::new();
        for body in bodies {
            readers.push(app.person(body, Role::Reader).await);
        }
        readers.push(collector);
        let mut with_rights = Vec::new();
        for reader in readers {
            let mut allowed = BTreeSet::new();
            for id in &known {
                for path in [format!("/notices/{id}"), format!("/surveys/{id}")] {
                    if reader.get(&path).await.status == StatusCode::OK {
                        allowed.insert(id.clone());
                    }
                }
            }
            assert!(!allowed.is_empty() && (allowed.len() < known.len() || reader.body == app.prefecture));
            with_rights.push((reader, allowed));
        }
        Self { readers: with_rights }
    }
}

/// One word or several, as phrases, with some left out, or nonsense.
fn words(dice: &mut ChaCha8Rng) -> String {
    let count = dice.random_range(0..4);
    let word = |dice: &mut ChaCha8Rng| {
        let word = WORDS.choose(dice).unwrap();
        match dice.random_range(0..6) {
            0 => format!("-{word}"),
            1 => format!("\"{word}\""),
            2 => format!("{word}の"),
            3 => word.chars().take(1).collect(),
            _ => (*word).to_owned(),
        }
    };
    (0..count).map(|_| word(dice)).collect::<Vec<_>>().join(" ")
}
