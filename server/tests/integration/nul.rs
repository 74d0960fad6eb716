//! U+0000: PostgreSQL keeps no text with it, so it is refused at the door, or left out where it comes from a file.

use app::domain::{actor::Role, error::AppError};
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::json;
use server::store::accounts;

use crate::{
    db_test,
    notices::{drafted, only},
};

db_test! {
    async fn no_address_form_or_json_brings_one_in(app: TestApp) {
        let mut administrator = app.administrator().await;
        for path in ["/audit?action=%00", "/audit?object=%00", "/inbox?tag=a%00", "/notices?tag=%00", "/contacts?q=%00",
            "/contacts?duty=%00", "/search?q=a%00b", "/search?q=a&tag=%00", "/mails?cursor=%00"] {
            let answer = administrator.get(path).await;
            assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "malformed"), "{path}");
        }
        let group = administrator.upload(Method::POST, "/groups", "application/json", br#"{"name":"a\u0000","members":[]}"#.to_vec()).await;
        assert_eq!((group.status, group.code().as_str()), (StatusCode::BAD_REQUEST, "malformed"), "{}", group.text());
        administrator.sign_in().await;
        for (page, action, field) in [("/login", "session/log_in", "email"), ("/reset", "session/request_reset", "email"),
            ("/admin/groups/new", "groups/create", "name")] {
            let answer = administrator.submit(page, action, &[(field, "a\0b"), ("password", "x")]).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{action}: {}", answer.text());
        }
        for path in ["/notices?tag=%00", "/directory?duty=%00", "/admin/audit?action=%00", "/directory/export/csv?duty=%00"] {
            assert_eq!(administrator.open(path).await.status, StatusCode::BAD_REQUEST, "{path}");
        }
    }

    async fn what_only_looks_like_one_is_a_text(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        let mut notice = crate::notices::draft(&only(&[city]));
        notice["body"] = json!("C言語の \\u0000 と %00 について");
        let made = collector.post("/notices", &notice).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        assert_eq!(collector.get("/notices?drafts=true&tag=%2500").await.status, StatusCode::OK);
    }

    async fn what_gets_as_far_as_the_database_is_no_fault_of_the_server(app: TestApp) {
        let since = app.now() - TimeDelta::minutes(1);
        let found = accounts::failures(&app.built.core.store.read(), "a\0b", since).await;
        match found {
            Ok((count, _)) => assert_eq!(count, 0),
            Err(error) => assert_eq!(error, AppError::Malformed { at: "U+0000".to_owned() }),
        }
    }

    async fn a_file_with_one_is_found_by_the_rest_of_its_text(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (collector, reader) = (app.collector().await, app.person(city, Role::Reader).await);
        let notice = drafted(&collector, &only(&[city])).await;
        let path = format!("/notices/{notice}/attachments?name=a.txt");
        let text = "避難所\0一覧\n".as_bytes().to_vec();
        let added = collector.upload(Method::POST, &path, "application/octet-stream", text).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.text());
        collector.post(&format!("/notices/{notice}/publish"), &json!({ "version": 1 })).await;
        app.settle().await;
        let found = reader.get("/search?q=%E9%81%BF%E9%9B%A3%E6%89%80%E4%B8%80%E8%A6%A7").await.json();
        assert_eq!(found["total"], 1, "{found}");
        assert_eq!(found["items"][0]["doc_kind"], "attachment");
    }
}
