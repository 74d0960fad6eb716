//! The directory: each body keeps its own entries, everybody searches all of them, the prefecture takes them out.

use app::domain::actor::Role;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{db_test, support::Person};

fn entry(body: &str) -> Value {
    json!({
        "body_id": body, "department": "総務部", "section": "企画課", "post": "課長補佐", "name": "髙橋　花子",
        "reading": "タカハシ ハナコ", "phone": "０２２−２１１−２２２２（内線1234）", "lgwan_mail": "kikaku@city.example.lg.jp",
        "duties": ["選挙", "統計"], "note": "=1+1",
    })
}

async fn add(person: &Person<'_>) -> String {
    let made = person.post("/contacts", &entry(&person.body.to_string())).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    made.json()["id"].as_str().unwrap().to_owned()
}

db_test! {
    async fn an_entry_is_found_by_what_people_type(app: TestApp) {
        let editor = app.person(app.body("042021", "石巻市").await, Role::Editor).await;
        let reader = app.person(app.body("041009", "仙台市").await, Role::Reader).await;
        let id = add(&editor).await;
        for words in ["高橋", "髙橋花子", "たかはし", "ﾀｶﾊｼ", "022-211-2222", "0222112222", "企画課 選挙", "石巻市", "KIKAKU@", "1234"] {
            let query = serde_urlencoded::to_string([("q", words)]).unwrap();
            let found = reader.get(&format!("/contacts?{query}")).await.json();
            assert_eq!(found["total"], 1, "{words}: {found}");
        }
        for (query, expected) in [("duty=%E9%81%B8%E6%8C%99", 1), ("duty=%E9%81%B8", 0), ("q=%25", 0), ("q=_", 0)] {
            assert_eq!(reader.get(&format!("/contacts?{query}")).await.json()["total"], expected, "{query}");
        }
        let one = reader.get(&format!("/contacts/{id}")).await.json();
        assert_eq!((&one["phone"], &one["extension"]), (&json!("022-211-2222"), &json!("1234")));
        assert_eq!((&one["body_name"], &one["version"]), (&json!("石巻市"), &json!(1)));
    }

    async fn only_the_own_body_and_the_prefecture_change_entries(app: TestApp) {
        let editor = app.person(app.body("042021", "石巻市").await, Role::Editor).await;
        let reader = app.person(editor.body, Role::Reader).await;
        let stranger = app.person(app.body("041009", "仙台市").await, Role::Administrator).await;
        let prefecture = app.administrator().await;
        let id = add(&editor).await;
        let change = |version: i32| {
            let mut changed = entry("");
            changed.as_object_mut().unwrap().remove("body_id");
            changed["version"] = json!(version);
            changed
        };
        for refused in [&reader, &stranger] {
            let path = format!("/contacts/{id}");
            assert_eq!(refused.put(&path, &change(1)).await.code(), "forbidden");
            assert_eq!(refused.delete(&format!("{path}?version=1")).await.code(), "forbidden");
            assert_eq!(refused.post("/contacts", &entry(&editor.body.to_string())).await.code(), "forbidden");
        }
        assert_eq!(editor.put(&format!("/contacts/{id}"), &change(1)).await.json()["version"], 2);
        assert_eq!(prefecture.put(&format!("/contacts/{id}"), &change(2)).await.json()["version"], 3);
        assert_eq!(editor.put(&format!("/contacts/{id}"), &change(2)).await.code(), "conflict_stale");
        assert_eq!(editor.delete(&format!("/contacts/{id}?version=2")).await.code(), "conflict_stale");
        assert_eq!(editor.delete(&format!("/contacts/{id}?version=3")).await.status, StatusCode::NO_CONTENT);
        assert_eq!(editor.get(&format!("/contacts/{id}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(editor.put(&format!("/contacts/{id}"), &change(4)).await.status, StatusCode::NOT_FOUND);
        let unknown = entry("00000000-0000-7000-8000-000000000000");
        assert_eq!(prefecture.post("/contacts", &unknown).await.status, StatusCode::NOT_FOUND);
    }

    async fn wrong_fields_are_named_and_nothing_is_kept(app: TestApp) {
        let mut editor = app.person(app.body("042021", "石巻市").await, Role::Editor).await;
        let mut wrong = entry(&editor.body.to_string());
        wrong["section"] = json!("");
        wrong["phone"] = json!("代表");
        wrong["duties"] = json!(["一\n二"]);
        let answer = editor.post("/contacts", &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let problems = answer.json();
        let fields: Vec<&str> =
            problems["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["section", "phone", "duties.0"]);
        assert_eq!(editor.get("/contacts").await.json()["total"], 0);

        editor.sign_in().await;
        let page = format!("/directory/{}/new", editor.body);
        let body = editor.body.to_string();
        let fields = [("body", body.as_str()), ("section", "企画課"), ("name", "佐藤"), ("duties", "選挙、統計"), ("phone", "x")];
        let again = editor.submit(&page, "contacts/create", &fields).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().contains("選挙、統計") && again.text().contains("error-summary"), "{}", again.text());
        let right = editor.submit(&page, "contacts/create", &fields[..4]).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.text());
        assert_eq!(right.header("location"), format!("/directory/{}?done=contact_saved", editor.body));
        let shown = editor.open(&format!("/directory/{}", editor.body)).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.text().contains("佐藤") && shown.text().contains("統計"), "{}", shown.text());
    }

    async fn a_page_holds_fifty_and_the_cursor_leads_on_in_code_order(app: TestApp) {
        let (later, first) = (app.body("042021", "石巻市").await, app.body("041009", "仙台市").await);
        let (later, first) = (app.person(later, Role::Editor).await, app.person(first, Role::Editor).await);
        for _ in 0..30 {
            add(&later).await;
            add(&first).await;
        }
        let page = first.get("/contacts").await.json();
        assert_eq!((page["items"].as_array().unwrap().len(), &page["total"]), (50, &json!(60)));
        assert_eq!((&page["items"][0]["body_code"], &page["items"][49]["body_code"]), (&json!("041009"), &json!("042021")));
        let rest = first.get(&format!("/contacts?cursor={}", page["next_cursor"].as_str().unwrap())).await.json();
        assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next_cursor"]), (10, &json!(null)));
        let all: std::collections::HashSet<String> = page["items"].as_array().unwrap().iter()
            .chain(rest["items"].as_array().unwrap()).map(|row| row["id"].to_string()).collect();
        assert_eq!(all.len(), 60);
        assert_eq!(first.get("/contacts?cursor=x").await.status, StatusCode::BAD_REQUEST);
    }

    async fn the_prefecture_takes_the_directory_out(app: TestApp) {
        let mut editor = app.person(app.body("042021", "石巻市").await, Role::Editor).await;
        add(&editor).await;
        let mut collector = app.collector().await;
        let file = collector.get("/contacts/export/csv").await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(file.body.starts_with("\u{FEFF}団体コード,団体名,部,".as_bytes()));
        assert!(file.text().contains("042021,石巻市,総務部,企画課") && file.text().contains("'=1+1"), "{}", file.text());
        assert!(file.header("content-disposition").contains("filename*=UTF-8''%E6%8B%85"));
        assert_eq!(collector.get("/contacts/export/xlsx").await.body.get(..2), Some(&b"PK"[..]));
        assert_eq!(collector.get("/contacts/export/pdf").await.status, StatusCode::NOT_FOUND);
        assert_eq!(editor.get("/contacts/export/csv").await.code(), "forbidden");
        collector.sign_in().await;
        editor.sign_in().await;
        assert_eq!(collector.open("/directory/export/csv?q=%E7%B5%B1%E8%A8%88").await.status, StatusCode::OK);
        assert_eq!(editor.open("/directory/export/csv").await.status, StatusCode::FORBIDDEN);
        assert_eq!(app.get("/directory/export/csv").await.status, StatusCode::SEE_OTHER);
    }

    async fn pages_leave_out_what_one_may_not_do(app: TestApp) {
        let mut editor = app.person(app.body("042021", "石巻市").await, Role::Editor).await;
        let mut stranger = app.person(app.body("041009", "仙台市").await, Role::Editor).await;
        let id = add(&editor).await;
        editor.sign_in().await;
        stranger.sign_in().await;
        let page = format!("/directory/{}", editor.body);
        assert!(editor.open(&page).await.text().contains(&format!("{page}/{id}")));
        let seen = stranger.open(&page).await;
        assert!(seen.text().contains("髙橋") && !seen.text().contains(&format!("{page}/{id}")));
        assert_eq!(stranger.open(&format!("{page}/{id}")).await.status, StatusCode::FORBIDDEN);
        assert_eq!(stranger.open(&format!("{page}/new")).await.status, StatusCode::FORBIDDEN);
        let moved = stranger.submit(&page, "contacts/raise", &[("id", &id)]).await;
        assert_eq!(moved.status, StatusCode::FORBIDDEN);
        assert_eq!(editor.open("/directory?q=%E9%AB%98%E6%A9%8B").await.status, StatusCode::OK);
        assert_eq!(editor.open("/directory/nothing").await.status, StatusCode::NOT_FOUND);
        assert_eq!(editor.call(Method::PATCH, "/contacts", None).await.status, StatusCode::METHOD_NOT_ALLOWED);
    }
}
