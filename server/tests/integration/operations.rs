//! What operators rely on: readiness, metrics, limits, and the way a server ends.

use app::domain::actor::Role;
use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    db_test,
    notices::{draft, only, published},
    support::Person,
};

fn problems(readiness: &Value) -> Vec<(&str, &str)> {
    let checks = readiness["checks"].as_array().unwrap();
    let broken = checks.iter().filter(|check| check["ok"] == false);
    broken.map(|check| (check["name"].as_str().unwrap(), check["problem"].as_str().unwrap())).collect()
}

db_test! {
    async fn readiness_names_what_is_missing(app: TestApp) {
        let before = app.get("/readyz").await;
        assert_eq!(before.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(before.header("retry-after"), "5");
        assert_eq!(problems(&before.json()), [("index", "is being built"), ("jobs", "are not running")]);
        app.get_ready().await;
        let ready = app.get("/readyz").await;
        assert_eq!((ready.status, &ready.json()["ready"]), (StatusCode::OK, &json!(true)), "{}", ready.text());
        app.advance(TimeDelta::minutes(2));
        assert_eq!(problems(&app.get("/readyz").await.json()), [("jobs", "are not running")]);
        // A folder that is there and takes nothing, not even from root.
        let incoming = app.folder.path().join("files/incoming");
        std::fs::remove_dir_all(&incoming).unwrap();
        std::os::unix::fs::symlink("/proc/self", &incoming).unwrap();
        assert_eq!(problems(&app.get("/readyz").await.json())[0], ("files", "cannot be kept"));
        std::fs::remove_dir_all(app.folder.path().join("files")).unwrap();
        std::fs::write(app.folder.path().join("files"), "no folder").unwrap();
        let files = app.get("/readyz").await.json();
        assert_eq!(problems(&files)[0], ("files", "cannot be kept"));
    }

    async fn exports_are_made_a_few_at_a_time(app: TestApp) {
        let [first, second] = [app.administrator().await, app.collector().await];
        let third = app.collector().await;
        let path = "/contacts/export/csv";
        assert_eq!(first.get(path).await.status, StatusCode::OK);
        let turns = [app.built.core.exports.enter().await.unwrap(), app.built.core.exports.enter().await.unwrap()];
        let mut waiting = Vec::new();
        for _ in 0..8 {
            let exports = app.built.core.exports.clone();
            waiting.push(tokio::spawn(async move { exports.enter().await.map(drop) }));
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        let refused = second.get(path).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::SERVICE_UNAVAILABLE, "unavailable"));
        assert_eq!(refused.header("retry-after"), "5");
        drop(turns);
        for one in waiting {
            one.await.unwrap().unwrap();
        }
        assert_eq!(third.get(path).await.status, StatusCode::OK, "the turns were given back");
        assert_eq!(second.get(path).await.status, StatusCode::OK, "a refusal is not counted as running");
    }

    async fn a_filter_offers_only_what_the_body_has_received(app: TestApp) {
        let [near, far] = [app.body("042021", "石巻市").await, app.body("042030", "塩竈市").await];
        let collector = app.collector().await;
        let mut here = app.person(near, Role::Reader).await;
        here.sign_in().await;
        let secret = |audience: &Value| {
            let mut notice = draft(audience);
            (notice["tags"], notice["issued_on"]) = (json!(["機密の件名"]), json!("2024-01-10"));
            notice
        };
        assert!(!here.open("/notices").await.text().contains("機密の件名"));
        send(&collector, &secret(&only(&[far]))).await;
        published(&collector, &only(&[near])).await;
        let page = here.open("/notices").await.text();
        let options = page.matches("<option").count();
        assert!(!page.contains("機密の件名"), "a tag of what only another body received (C-27)");
        assert!(page.contains("<option value=\"2026\">") && !page.contains("<option value=\"2023\">"), "{page}");
        send(&collector, &secret(&only(&[near]))).await;
        let page = here.open("/notices").await.text();
        assert!(page.contains("機密の件名") && page.contains("<option value=\"2023\">"), "{page}");
        assert!(page.matches("<option").count() > options);
    }

    async fn a_remembered_list_changes_with_what_it_shows(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        let mut reader = app.person(city, Role::Editor).await;
        reader.sign_in().await;
        let unread = |page: &str| page.matches("notices__item--unread").count();
        for expected in 1..=3 {
            let last = published(&collector, &only(&[city])).await;
            assert_eq!(unread(&reader.open("/notices").await.text()), expected);
            assert_eq!(unread(&reader.open("/notices").await.text()), expected, "from memory");
            if expected == 3 {
                reader.open(&format!("/notices/{last}")).await;
                assert_eq!(unread(&reader.open("/notices").await.text()), 2, "opened");
                assert_eq!(reader.open("/notices?list=unread").await.text().matches("notices__title").count(), 2);
                let confirmed = reader.post(&format!("/notices/{last}/confirm"), &json!({})).await;
                assert!(confirmed.status.is_success(), "{}", confirmed.text());
                let waiting = reader.open("/notices").await.text();
                assert_eq!(waiting.matches("type=\"checkbox\"").count(), 2, "confirmed");
                let reason = json!({ "reason": "誤り" });
                let withdrawn = collector.post(&format!("/notices/{last}/withdraw"), &reason).await;
                assert!(withdrawn.status.is_success(), "{}", withdrawn.text());
                assert!(reader.open("/notices").await.text().contains("取下げ"), "withdrawn");
            }
        }
    }
}

async fn send(by: &Person<'_>, notice: &Value) {
    let made = by.post("/notices", notice).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let path = format!("/notices/{}/publish", made.json()["id"].as_str().unwrap());
    assert_eq!(by.post(&path, &json!({ "version": 1 })).await.status, StatusCode::NO_CONTENT);
}
