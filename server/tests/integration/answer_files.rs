//! Files of answers that nobody names any more.

use app::domain::actor::Role;
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    db_test,
    support::{Person, TestApp},
    surveys::{assignment, draft, fill, opened, submit},
    upkeep::kept,
};

fn with_files() -> Value {
    let mut survey = draft(false);
    let questions = survey["form"]["sections"][0]["questions"].as_array_mut().unwrap();
    questions.push(json!({ "key": "proof", "label": "根拠資料", "kind": { "type": "file", "max_count": 5 } }));
    survey
}

async fn attach(editor: &Person<'_>, assignment: &str, name: &str) -> Value {
    let path = format!("/assignments/{assignment}/files/proof?name={name}");
    let added = editor.upload(Method::POST, &path, "application/octet-stream", name.as_bytes().to_vec()).await;
    assert!(added.status.is_success(), "{}", added.text());
    added.json()
}

/// Saves these files as the answer that has been saved `base` times.
async fn keep(editor: &Person<'_>, assignment: &str, base: i32, files: &[&Value]) {
    let value = if files.is_empty() { Value::Null } else { json!({ "type": "files", "value": files }) };
    let saved = editor
        .put(&format!("/assignments/{assignment}/values/proof"), &json!({ "base_version": base, "value": value }))
        .await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
}

async fn status(editor: &Person<'_>, file: &Value) -> u16 {
    editor.get(&format!("/answer_files/{}", file["id"].as_str().unwrap())).await.status.as_u16()
}

async fn tidy(app: &TestApp) {
    for _ in 0..3 {
        // Longer than the clock of the test is behind that of the disk.
        app.advance(TimeDelta::days(300));
        server::services::tidying::remove_orphans(&app.built.core).await.unwrap();
    }
}

db_test! {
    async fn what_is_taken_out_of_an_answer_is_removed_with_its_content(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let (collector, editor) = (app.collector().await, app.person(city, Role::Editor).await);
        opened(&collector, &with_files()).await;
        let mine = assignment(&editor).await;
        let (one, two) = (attach(&editor, &mine, "a.txt").await, attach(&editor, &mine, "b.txt").await);
        tidy(&app).await;
        assert_eq!((status(&editor, &one).await, status(&editor, &two).await, kept(&app).len()), (200, 200, 2));
        keep(&editor, &mine, 2, &[&two]).await;
        assert_eq!((status(&editor, &one).await, status(&editor, &two).await), (404, 200));
        tidy(&app).await;
        assert_eq!(kept(&app).len(), 1, "nobody can come to it any more");
        keep(&editor, &mine, 3, &[]).await;
        tidy(&app).await;
        assert_eq!((status(&editor, &two).await, kept(&app).len()), (404, 0));
    }

    async fn what_was_sent_stays(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let (collector, editor) = (app.collector().await, app.person(city, Role::Editor).await);
        let survey = opened(&collector, &with_files()).await;
        let mine = assignment(&editor).await;
        fill(&editor, &mine, "3").await;
        let (sent, never) = (attach(&editor, &mine, "a.txt").await, attach(&editor, &mine, "b.txt").await);
        keep(&editor, &mine, 2, &[&sent]).await;
        assert_eq!(submit(&editor, &mine, 1).await.status, StatusCode::OK);
        let board = collector.get(&format!("/surveys/{survey}/board")).await.json();
        let back = json!({ "version": board["rows"][0]["version"], "reason": "差し替えてください" });
        assert_eq!(collector.post(&format!("/assignments/{mine}/return"), &back).await.status, StatusCode::NO_CONTENT);
        keep(&editor, &mine, 3, &[]).await;
        tidy(&app).await;
        assert_eq!((status(&editor, &sent).await, status(&editor, &never).await), (200, 404));
        assert_eq!(status(&collector, &sent).await, 200, "the collector still reads what was sent");
    }
}
