//! Notices, from the draft to the confirmation of the last body.

use app::domain::{actor::Role, ids::BodyId};
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{db_test, support::Person};

/// A right draft for `audience`.
pub fn draft(audience: &Value) -> Value {
    json!({
        "title": "令和8年度地方交付税の算定について（通知）", "number": "市町村第123号", "kind": "notification",
        "issued_on": "R8.6.1", "body": "## 記\n1. 提出期限", "tags": ["地方交付税"], "audience": audience,
    })
}

/// The audience of these bodies.
pub fn only(bodies: &[BodyId]) -> Value {
    json!({ "type": "chosen", "bodies": bodies })
}

/// Makes a draft and answers its id.
pub async fn drafted(by: &Person<'_>, audience: &Value) -> String {
    let made = by.post("/notices", &draft(audience)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    made.json()["id"].as_str().unwrap().to_owned()
}

/// Makes and publishes a notice and answers its id.
pub async fn published(by: &Person<'_>, audience: &Value) -> String {
    let id = drafted(by, audience).await;
    let answer = by.post(&format!("/notices/{id}/publish"), &json!({ "version": 1 })).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    id
}

mod create {
    use super::*;

    db_test! {
        async fn keeps_what_was_written(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let id = drafted(&collector, &only(&[city])).await;
            let notice = collector.get(&format!("/notices/{id}")).await.json();
            assert_eq!(notice["state"], "draft");
            assert_eq!(notice["issued_on"], "2026-06-01");
            assert_eq!(notice["tags"], json!(["地方交付税"]));
            assert_eq!(notice["audience"]["bodies"], json!([city]));
            assert_eq!(collector.get("/notices?drafts=true").await.json()["items"][0]["id"], json!(id));
        }

        async fn tells_every_wrong_field(app: TestApp) {
            let collector = app.collector().await;
            let wrong = json!({ "title": " ", "kind": "letter", "issued_on": "13月", "audience": only(&[app.prefecture]) });
            let answer = collector.post("/notices", &wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            let fields: Vec<String> = answer.json()["errors"].as_array().unwrap().iter().map(|e| e["field"].to_string()).collect();
            assert_eq!(fields, ["\"title\"", "\"kind\"", "\"issued_on\""]);
        }

        async fn refuses_a_body_that_does_not_exist(app: TestApp) {
            let collector = app.collector().await;
            let unknown = draft(&json!({ "type": "chosen", "bodies": ["00000000-0000-7000-8000-000000000000"] }));
            let answer = collector.post("/notices", &unknown).await;
            assert_eq!(answer.json()["errors"][0]["field"], "audience");
        }

        async fn is_for_collectors_only(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let editor = app.person(city, Role::Editor).await;
            assert_eq!(editor.post("/notices", &draft(&only(&[city]))).await.status, StatusCode::FORBIDDEN);
        }
    }
}

mod save {
    use super::*;

    db_test! {
        async fn the_slower_of_two_is_told_and_overwrites_nothing(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let (first, second) = (app.collector().await, app.collector().await);
            let id = drafted(&first, &only(&[city])).await;
            let mut notice = draft(&only(&[city]));
            notice["title"] = json!("先に直した");
            let saved = first.put(&format!("/notices/{id}"), &json!({ "version": 1, "notice": notice })).await;
            assert_eq!(saved.json()["version"], 2, "{}", saved.text());
            notice["title"] = json!("後から直した");
            let late = second.put(&format!("/notices/{id}"), &json!({ "version": 1, "notice": notice })).await;
            assert_eq!((late.status, late.code().as_str()), (StatusCode::CONFLICT, "conflict_stale"));
            assert_eq!(first.get(&format!("/notices/{id}")).await.json()["title"], "先に直した");
        }

        async fn the_page_shows_both_texts_after_a_conflict(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let mut collector = app.collector().await;
            collector.sign_in().await;
            let id = drafted(&collector, &only(&[city])).await;
            let page = format!("/notices/{id}/edit");
            let body = city.to_string();
            let fields = |version: &'static str, title: &'static str| {
                vec![("id", id.clone()), ("version", version.to_owned()), ("title", title.to_owned()),
                     ("kind", "memo".to_owned()), ("issued_on", "令和8年6月2日".to_owned()),
                     ("audience", "chosen".to_owned()), ("bodies[]", body.clone()), ("tags", "選挙、決算".to_owned())]
            };
            let send = |fields: Vec<(&'static str, String)>| {
                let (collector, page) = (&collector, page.clone());
                async move {
                    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    collector.submit(&page, "notices/save", &fields).await
                }
            };
            let saved = send(fields("1", "保存された件名")).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
            let stored = collector.get(&format!("/notices/{id}")).await.json();
            assert_eq!((&stored["tags"], &stored["audience"]["bodies"]), (&json!(["選挙", "決算"]), &json!([city])));
            let late = send(fields("1", "入力した件名")).await;
            assert_eq!(late.status, StatusCode::CONFLICT);
            assert!(late.text().contains("保存された件名") && late.text().contains("入力した件名"));
            assert!(late.text().contains("この画面の内容で保存し"), "nothing is replaced by pressing once more");
            let again = send(fields("1", "入力した件名")).await;
            assert_eq!(again.status, StatusCode::CONFLICT);
            let wrong_and_late = send(fields("1", "")).await;
            assert_eq!(wrong_and_late.status, StatusCode::UNPROCESSABLE_ENTITY);
            let text = wrong_and_late.text();
            assert!(text.contains("name=\"version\" value=\"1\""), "the change of the other one is noticed later: {text}");
            let wrong = send(fields("2", "")).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.text().contains("選挙、決算"), "what was typed is kept");
        }

        async fn nobody_else_learns_of_a_draft(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let editor = app.person(city, Role::Editor).await;
            let id = drafted(&collector, &only(&[city])).await;
            let change = json!({ "version": 1, "notice": { "title": "" } });
            for answer in [
                editor.get(&format!("/notices/{id}")).await,
                editor.put(&format!("/notices/{id}"), &change).await,
                editor.post(&format!("/notices/{id}/publish"), &json!({ "version": 1 })).await,
                editor.post(&format!("/notices/{id}/confirm"), &json!({})).await,
                editor.get(&format!("/notices/{id}/messages")).await,
                editor.post(&format!("/notices/{id}/messages"), &json!({ "text": "" })).await,
                editor.get(&format!("/notices/{id}/deliveries")).await,
            ] {
                assert_eq!((answer.status, answer.code().as_str()), (StatusCode::NOT_FOUND, "not_found"));
            }
            assert_eq!(editor.get("/inbox").await.json()["total"], 0);
        }

        async fn a_discarded_draft_is_gone(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let id = drafted(&collector, &only(&[city])).await;
            assert_eq!(collector.delete(&format!("/notices/{id}")).await.status, StatusCode::NO_CONTENT);
            assert_eq!(collector.get(&format!("/notices/{id}")).await.status, StatusCode::NOT_FOUND);
        }
    }
}

mod publish {
    use super::*;

    db_test! {
        async fn everybody_means_every_body_but_the_sender(app: TestApp) {
            let (a, b) = (app.body("042021", "石巻市").await, app.body("041009", "仙台市").await);
            let collector = app.collector().await;
            let id = published(&collector, &json!({ "type": "all" })).await;
            let table = collector.get(&format!("/notices/{id}/deliveries")).await.json();
            let names: Vec<&str> = table["items"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
            assert_eq!(names, ["仙台市", "石巻市"], "in code order");
            assert_eq!(table["progress"], json!({ "bodies": 2, "opened": 0, "confirmed": 0 }));
            assert_ne!(a, b);
        }

        async fn needs_receivers_and_the_newest_version(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let nobody = drafted(&collector, &only(&[])).await;
            let answer = collector.post(&format!("/notices/{nobody}/publish"), &json!({ "version": 1 })).await;
            assert_eq!(answer.json()["errors"][0]["field"], "audience");
            let id = drafted(&collector, &only(&[city])).await;
            let stale = collector.post(&format!("/notices/{id}/publish"), &json!({ "version": 7 })).await;
            assert_eq!(stale.code(), "conflict_stale");
        }

        async fn the_second_press_finds_it_done(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let id = published(&collector, &only(&[city])).await;
            let again = collector.post(&format!("/notices/{id}/publish"), &json!({ "version": 1 })).await;
            assert_eq!((again.status, again.code().as_str()), (StatusCode::CONFLICT, "conflict_state"));
            let change = json!({ "version": 2, "notice": draft(&only(&[city])) });
            assert_eq!(collector.put(&format!("/notices/{id}"), &change).await.code(), "conflict_state");
        }
    }
}

mod receive {
    use super::*;

    db_test! {
        async fn from_unread_to_confirmed_by_whom_and_when(app: TestApp) {
            let (city, town) = (app.body("042021", "石巻市").await, app.body("043010", "蔵王町").await);
            let collector = app.collector().await;
            let reader = app.named_person(city, Role::Reader, "阿部 花子").await;
            let other = app.named_person(city, Role::Editor, "佐藤 次郎").await;
            let id = published(&collector, &only(&[city, town])).await;
            assert_eq!(reader.get("/inbox/waiting").await.json(), json!({ "unread": 1, "unconfirmed": 1 }));
            let shown = reader.get(&format!("/notices/{id}")).await.json();
            assert_eq!((&shown["delivery"]["state"], &shown["delivery"]["opened_by"]), (&json!("opened"), &json!("阿部 花子")));
            assert!(shown["audience"].is_null() && shown["progress"].is_null(), "only for the publisher");
            for person in [&other, &reader, &other] {
                assert_eq!(person.post(&format!("/notices/{id}/confirm"), &json!({})).await.status, StatusCode::NO_CONTENT);
            }
            let table = collector.get(&format!("/notices/{id}/deliveries")).await.json();
            assert_eq!(table["progress"], json!({ "bodies": 2, "opened": 1, "confirmed": 1 }));
            assert_eq!(table["items"][0]["opened_by"], "阿部 花子");
            assert_eq!(table["items"][0]["confirmed_by"], "佐藤 次郎", "the first press counts");
            assert_eq!(table["items"][1]["state"], "unread");
            let sent = collector.get("/notices").await.json();
            assert_eq!(sent["items"][0]["progress"], json!({ "bodies": 2, "opened": 1, "confirmed": 1 }));
            assert_eq!(reader.get("/inbox?state=unconfirmed").await.json()["total"], 0);
        }

        async fn the_publisher_opens_nothing(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let id = published(&collector, &only(&[city])).await;
            collector.get(&format!("/notices/{id}")).await;
            let table = collector.get(&format!("/notices/{id}/deliveries")).await.json();
            assert_eq!(table["items"][0]["state"], "unread");
            assert_eq!(collector.post(&format!("/notices/{id}/confirm"), &json!({})).await.status, StatusCode::FORBIDDEN);
        }

        async fn another_body_finds_nothing(app: TestApp) {
            let (city, town) = (app.body("042021", "石巻市").await, app.body("043010", "蔵王町").await);
            let collector = app.collector().await;
            let stranger = app.person(town, Role::Editor).await;
            let id = published(&collector, &only(&[city])).await;
            for path in ["", "/messages", "/deliveries"] {
                assert_eq!(stranger.get(&format!("/notices/{id}{path}")).await.status, StatusCode::NOT_FOUND);
            }
            assert_eq!(stranger.post(&format!("/notices/{id}/confirm"), &json!({})).await.status, StatusCode::NOT_FOUND);
            assert_eq!(stranger.get("/inbox").await.json()["total"], 0);
            assert_eq!(stranger.get("/notices").await.status, StatusCode::FORBIDDEN);
        }

        async fn several_at_once_or_none(app: TestApp) {
            let (city, town) = (app.body("042021", "石巻市").await, app.body("043010", "蔵王町").await);
            let collector = app.collector().await;
            let reader = app.person(city, Role::Reader).await;
            let own = published(&collector, &only(&[city])).await;
            let foreign = published(&collector, &only(&[town])).await;
            let both = reader.post("/inbox/confirm", &json!({ "ids": [own, foreign] })).await;
            assert_eq!(both.status, StatusCode::NOT_FOUND);
            assert_eq!(reader.get("/inbox/waiting").await.json()["unconfirmed"], 1, "none of them was confirmed");
            assert_eq!(reader.post("/inbox/confirm", &json!({ "ids": [own] })).await.status, StatusCode::NO_CONTENT);
            assert_eq!(reader.get("/inbox/waiting").await.json(), json!({ "unread": 0, "unconfirmed": 0 }));
            assert_eq!(reader.post("/inbox/confirm", &json!({ "ids": [] })).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }

        async fn the_form_of_the_page_confirms(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let mut reader = app.person(city, Role::Reader).await;
            reader.sign_in().await;
            let id = published(&collector, &only(&[city])).await;
            let page = reader.open(&format!("/notices/{id}")).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.text());
            assert!(page.text().contains("<h2>記</h2>"));
            let list = reader.open("/notices").await;
            assert!(list.text().contains("令和8年度地方交付税"), "{}", list.text());
            let done = reader.submit("/notices", "notices/confirm_many", &[("ids[]", &id)]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
            assert_eq!(reader.get("/inbox/waiting").await.json()["unconfirmed"], 0);
        }
    }
}

mod list {
    use super::*;

    db_test! {
        async fn narrows_and_pages(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let reader = app.person(city, Role::Reader).await;
            let mut ids = Vec::new();
            for n in 0..52 {
                let mut notice = draft(&only(&[city]));
                notice["title"] = json!(format!("通知{n}"));
                if n == 3 {
                    notice["kind"] = json!("memo");
                    notice["issued_on"] = json!("2025-03-31");
                    notice["tags"] = json!(["消防"]);
                }
                let id = collector.post("/notices", &notice).await.json()["id"].as_str().unwrap().to_owned();
                collector.post(&format!("/notices/{id}/publish"), &json!({ "version": 1 })).await;
                ids.push(id);
                app.advance(chrono::TimeDelta::seconds(i64::from(n % 2)));
            }
            for state in ["all", "unread", "unconfirmed"] {
                let first = reader.get(&format!("/inbox?state={state}")).await.json();
                assert_eq!((&first["total"], first["items"].as_array().unwrap().len()), (&json!(52), 50));
                let cursor = first["next_cursor"].as_str().unwrap();
                let second = reader.get(&format!("/inbox?state={state}&cursor={cursor}")).await.json();
                assert!(second["next_cursor"].is_null());
                let mut seen: Vec<String> = [&first, &second].iter().flat_map(|page| page["items"].as_array().unwrap().clone())
                    .map(|row| row["id"].as_str().unwrap().to_owned()).collect();
                assert_eq!(seen.len(), 52);
                seen.sort();
                seen.dedup();
                assert_eq!(seen.len(), 52, "each once");
            }
            for query in ["kind=memo", "year=2024", "tag=%E6%B6%88%E9%98%B2", "kind=memo&state=unread"] {
                let found = reader.get(&format!("/inbox?{query}")).await.json();
                assert_eq!((&found["total"], &found["items"][0]["id"]), (&json!(1), &json!(ids[3])), "{query}");
            }
            assert_eq!(reader.get("/inbox?kind=reply").await.json()["total"], 0);
            assert_eq!(reader.get("/inbox?cursor=x").await.status, StatusCode::BAD_REQUEST);
            assert_eq!(reader.get("/inbox?colour=red").await.status, StatusCode::BAD_REQUEST);
        }
    }
}

mod withdraw {
    use super::*;

    db_test! {
        async fn stays_visible_and_asks_nothing_more(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let reader = app.person(city, Role::Reader).await;
            let id = published(&collector, &only(&[city])).await;
            let empty = collector.post(&format!("/notices/{id}/withdraw"), &json!({ "reason": " " })).await;
            assert_eq!(empty.json()["errors"][0]["field"], "reason");
            let done = collector.post(&format!("/notices/{id}/withdraw"), &json!({ "reason": "誤りがあったため" })).await;
            assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
            let shown = reader.get(&format!("/notices/{id}")).await.json();
            assert_eq!((&shown["state"], &shown["withdrawal_reason"]), (&json!("withdrawn"), &json!("誤りがあったため")));
            assert_eq!(reader.get("/inbox/waiting").await.json(), json!({ "unread": 0, "unconfirmed": 0 }));
            let late = reader.post(&format!("/notices/{id}/confirm"), &json!({})).await;
            assert_eq!(late.code(), "conflict_state");
            let foreign = reader.post(&format!("/notices/{id}/withdraw"), &json!({ "reason": "x" })).await;
            assert_eq!(foreign.status, StatusCode::FORBIDDEN);
        }
    }
}

mod thread {
    use super::*;

    db_test! {
        async fn every_receiver_reads_it(app: TestApp) {
            let (city, town) = (app.body("042021", "石巻市").await, app.body("043010", "蔵王町").await);
            let collector = app.collector().await;
            let asker = app.named_person(city, Role::Editor, "阿部 花子").await;
            let other = app.person(town, Role::Reader).await;
            let id = published(&collector, &only(&[city, town])).await;
            let path = format!("/notices/{id}/messages");
            let posted = asker.post(&path, &json!({ "text": "様式2は<b>必要</b>ですか。" })).await;
            assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.text());
            assert_eq!(asker.post(&path, &json!({ "text": " \n" })).await.json()["errors"][0]["field"], "text");
            let read = other.get(&path).await.json();
            assert_eq!((&read["items"][0]["author"], &read["items"][0]["body_name"]), (&json!("阿部 花子"), &json!("石巻市")));
        }
    }
}
