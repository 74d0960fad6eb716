//! How far a notice has come, reminders, and the call sheet.

use app::domain::actor::Role;
use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    db_test,
    notices::{draft, only, published},
    support::{Person, TestApp},
};

/// Three cities with a reader each, and a notice to all of them that the second has opened and the third confirmed.
async fn three<'a>(app: &'a TestApp, collector: &Person<'_>) -> (String, [Person<'a>; 3]) {
    let bodies =
        [app.body("041009", "仙台市").await, app.body("042021", "石巻市").await, app.body("043010", "蔵王町").await];
    let people = [
        app.named_person(bodies[0], Role::Reader, "阿部 花子").await,
        app.named_person(bodies[1], Role::Reader, "佐藤 次郎").await,
        app.named_person(bodies[2], Role::Reader, "菅原 三郎").await,
    ];
    let id = published(collector, &only(&bodies)).await;
    people[1].get(&format!("/notices/{id}")).await;
    people[2].post(&format!("/notices/{id}/confirm"), &json!({})).await;
    (id, people)
}

fn names(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect()
}

async fn recipients(app: &TestApp, kind: &str) -> Vec<String> {
    app.texts(&format!("SELECT recipient FROM mail WHERE kind = '{kind}' ORDER BY recipient")).await
}

db_test! {
    async fn bodies_are_found_by_their_step(app: TestApp) {
        let collector = app.collector().await;
        let (id, _) = three(&app, &collector).await;
        for (state, expected) in [
            ("all", vec!["仙台市", "石巻市", "蔵王町"]), ("unconfirmed", vec!["仙台市", "石巻市"]),
            ("unread", vec!["仙台市"]), ("opened", vec!["石巻市"]), ("confirmed", vec!["蔵王町"]),
        ] {
            let table = collector.get(&format!("/notices/{id}/deliveries?state={state}")).await.json();
            assert_eq!(names(&table), expected, "{state}");
            assert_eq!(table["counts"][state], json!(expected.len()));
            assert_eq!(table["progress"], json!({ "bodies": 3, "opened": 2, "confirmed": 1 }), "of all, whatever is shown");
        }
        assert_eq!(collector.get(&format!("/notices/{id}/deliveries?state=lost")).await.status, StatusCode::BAD_REQUEST);
    }

    async fn a_reminder_goes_to_those_that_are_missing_once_a_day(app: TestApp) {
        let collector = app.collector().await;
        let (id, [sendai, ishinomaki, zao]) = three(&app, &collector).await;
        let path = format!("/notices/{id}/reminders");
        let first = collector.post(&path, &json!({})).await;
        assert_eq!(first.json(), json!({ "bodies": 2 }), "{}", first.text());
        assert_eq!(collector.post(&path, &json!({})).await.json(), json!({ "bodies": 0 }), "already today");
        app.settle().await;
        let mut expected = vec![sendai.email.clone(), ishinomaki.email.clone()];
        expected.sort();
        assert_eq!(recipients(&app, "notice_reminder").await, expected);

        // Whoever confirms is not asked again, and the others not before the next day in Japan.
        sendai.post(&format!("/notices/{id}/confirm"), &json!({})).await;
        app.advance(TimeDelta::hours(13));
        assert_eq!(collector.post(&path, &json!({})).await.json(), json!({ "bodies": 0 }), "23:00 of the same day");
        app.advance(TimeDelta::hours(2));
        assert_eq!(collector.post(&path, &json!({})).await.json(), json!({ "bodies": 1 }));
        app.settle().await;
        assert_eq!(recipients(&app, "notice_reminder").await.len(), 3);

        // A clock that is set back asks nobody twice for a day.
        app.advance(TimeDelta::hours(-2));
        assert_eq!(collector.post(&path, &json!({})).await.json(), json!({ "bodies": 0 }));
        let audit = app.administrator().await.get("/audit?action=notice.remind").await.json();
        assert_eq!((&audit["total"], &audit["items"][0]["object"]), (&json!(2), &json!(format!("notice:{id}"))));
        let table = collector.get(&format!("/notices/{id}/deliveries")).await.json();
        assert_eq!(table["items"][2]["reminded_at"], Value::Null, "{} has confirmed", zao.email);
        assert_eq!(table["items"][1]["reminded_at"], "2026-06-01T16:00:00Z");
    }

    async fn two_presses_at_the_same_moment_remind_once(app: TestApp) {
        let collector = app.collector().await;
        let (id, _) = three(&app, &collector).await;
        let (path, body) = (format!("/notices/{id}/reminders"), json!({}));
        let (one, two) = tokio::join!(collector.post(&path, &body), collector.post(&path, &body));
        let mut reminded = [one.json()["bodies"].as_u64().unwrap(), two.json()["bodies"].as_u64().unwrap()];
        reminded.sort_unstable();
        assert_eq!(reminded, [0, 2]);
        app.settle().await;
        assert_eq!(recipients(&app, "notice_reminder").await.len(), 2);
    }

    async fn whoever_confirms_before_the_mails_are_written_gets_none(app: TestApp) {
        let collector = app.collector().await;
        let (id, [sendai, ishinomaki, _]) = three(&app, &collector).await;
        collector.post(&format!("/notices/{id}/reminders"), &json!({})).await;
        sendai.post(&format!("/notices/{id}/confirm"), &json!({})).await;
        app.settle().await;
        assert_eq!(recipients(&app, "notice_reminder").await, std::slice::from_ref(&ishinomaki.email));
    }

    async fn a_withdrawn_notice_is_announced_and_asked_for_no_more(app: TestApp) {
        let collector = app.collector().await;
        let (id, _) = three(&app, &collector).await;
        let withdrawn = collector.post(&format!("/notices/{id}/withdraw"), &json!({ "reason": "誤り" })).await;
        assert_eq!(withdrawn.status, StatusCode::NO_CONTENT);
        app.settle().await;
        assert_eq!(recipients(&app, "notice_published").await, [""; 0], "withdrawn before the mails were written");
        let late = collector.post(&format!("/notices/{id}/reminders"), &json!({})).await;
        assert_eq!((late.status, late.code().as_str()), (StatusCode::CONFLICT, "conflict_state"));
        let table = collector.get(&format!("/notices/{id}/deliveries?state=unconfirmed")).await.json();
        assert_eq!(names(&table), [""; 0]);
    }

    async fn a_body_has_its_history(app: TestApp) {
        let mut collector = app.named_person(app.prefecture, Role::Collector, "県 太郎").await;
        let (id, [_, ishinomaki, zao]) = three(&app, &collector).await;
        app.advance(TimeDelta::minutes(5));
        collector.post(&format!("/notices/{id}/reminders"), &json!({})).await;
        app.advance(TimeDelta::minutes(5));
        collector.post(&format!("/notices/{id}/withdraw"), &json!({ "reason": "差し替えるため" })).await;
        let of = async |body| {
            let events = collector.get(&format!("/notices/{id}/deliveries/{body}/events")).await.json();
            let items = events["items"].as_array().unwrap().clone();
            items.into_iter().map(|row| ["event", "name", "detail"].map(|key| row[key].as_str().unwrap().to_owned()).join("/")).collect::<Vec<_>>()
        };
        assert_eq!(of(ishinomaki.body).await, ["publish/県 太郎/", "open/佐藤 次郎/", "remind/県 太郎/", "withdraw/県 太郎/差し替えるため"]);
        assert_eq!(of(zao.body).await, ["publish/県 太郎/", "open/菅原 三郎/", "confirm/菅原 三郎/", "withdraw/県 太郎/差し替えるため"]);
        let stranger = app.body("042030", "塩竈市").await;
        assert_eq!(collector.get(&format!("/notices/{id}/deliveries/{stranger}/events")).await.status, StatusCode::NOT_FOUND);
        collector.sign_in().await;
        let page = collector.open(&format!("/notices/{id}/deliveries/{}", ishinomaki.body)).await;
        assert!(page.status == StatusCode::OK && page.text().contains("石巻市の履歴"), "{}", page.text());
        assert!(page.text().contains("差し替えるため") && page.text().contains("督促"));
    }

    async fn the_call_sheet_names_whom_to_ask(app: TestApp) {
        let mut collector = app.collector().await;
        let (id, [sendai, ishinomaki, _]) = three(&app, &collector).await;
        let editor = app.person(sendai.body, Role::Editor).await;
        for (section, name, phone, duties) in [
            ("総務課", "総務の人", "022-000-0001", json!([])),
            ("財政課", "交付税の人", "022-000-0002", json!(["地方交付税"])),
        ] {
            let entry = json!({ "body_id": sendai.body, "section": section, "name": name, "direct_phone": phone, "duties": duties });
            assert_eq!(editor.post("/contacts", &entry).await.status, StatusCode::CREATED);
        }
        let sheet = collector.get(&format!("/notices/{id}/call_sheet")).await.json();
        assert_eq!(names(&sheet), ["仙台市", "石巻市"], "蔵王町 has confirmed");
        let row = &sheet["items"][0];
        assert_eq!((&row["reason"], row["people"].as_array().unwrap().len()), (&json!("duty"), 1));
        assert_eq!((&row["people"][0]["name"], &row["people"][0]["direct_phone"]), (&json!("交付税の人"), &json!("022-000-0002")));
        assert_eq!(sheet["items"][1]["people"], json!([]), "the directory knows nobody");
        collector.sign_in().await;
        let page = collector.open(&format!("/notices/{id}/call-sheet")).await.text();
        for part in ["電話連絡票", "交付税の人", "直通 022-000-0002", "名簿に電話番号がありません"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("総務の人") && !page.contains("蔵王町"));
        ishinomaki.post(&format!("/notices/{id}/confirm"), &json!({})).await;
        assert_eq!(names(&collector.get(&format!("/notices/{id}/call_sheet")).await.json()), ["仙台市"]);
    }

    async fn the_button_of_the_page_reminds(app: TestApp) {
        let mut collector = app.collector().await;
        let (id, _) = three(&app, &collector).await;
        collector.sign_in().await;
        let page = format!("/notices/{id}/deliveries");
        let before = collector.open(&format!("{page}?state=unconfirmed")).await.text();
        assert!(before.contains("未確認の2団体に督促する") && !before.contains("菅原 三郎"), "{before}");
        let done = collector.submit(&page, "reach/remind", &[("id", &id)]).await;
        assert_eq!(done.header("location"), format!("{page}?state=unconfirmed&done=bodies_reminded.2"));
        let after = collector.open(done.header("location")).await.text();
        assert!(after.contains("2団体に督促しました") && after.contains("今日すでに督促しました"), "{after}");
        let again = collector.submit(&page, "reach/remind", &[("id", &id)]).await;
        assert_eq!(again.header("location"), format!("{page}?state=unconfirmed&done=nobody_reminded"));
    }

    async fn a_list_goes_on_from_the_instant_that_it_is_sorted_by(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (collector, reader) = (app.collector().await, app.person(city, Role::Reader).await);
        for n in 0..53 {
            let mut notice = draft(&only(&[city]));
            notice["title"] = json!(format!("通知{n}"));
            let id = collector.post("/notices", &notice).await.json()["id"].as_str().unwrap().to_owned();
            collector.post(&format!("/notices/{id}/publish"), &json!({ "version": 1 })).await;
            app.advance(TimeDelta::seconds(1));
        }
        // As when the body was added to the receivers a month later.
        crate::support::execute(app.url(), &["UPDATE delivery SET published_at = '2026-07-01T00:00:00+00:00'"]).await;
        for query in ["kind=notification", "year=2026", "state=unconfirmed"] {
            let first = reader.get(&format!("/inbox?{query}")).await.json();
            let cursor = first["next_cursor"].as_str().unwrap();
            let second = reader.get(&format!("/inbox?{query}&cursor={cursor}")).await.json();
            let mut seen: Vec<String> = [&first, &second].iter().flat_map(|page| page["items"].as_array().unwrap())
                .map(|row| row["id"].as_str().unwrap().to_owned()).collect();
            seen.sort();
            seen.dedup();
            assert_eq!((seen.len(), second["items"].as_array().unwrap().len()), (53, 3), "{query}: each once");
        }
    }
}
