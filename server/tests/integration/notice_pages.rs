//! Writing a notice through its pages, as a browser without scripts does it.

use axum::http::StatusCode;
use serde_json::json;

use crate::db_test;

db_test! {
    async fn some_bodies_ticked_beside_all_of_them_are_asked_about(app: TestApp) {
        let city = app.body("042021", "石巻市").await.to_string();
        let mut collector = app.collector().await;
        collector.sign_in().await;
        let fields = [("title", "件名"), ("kind", "memo"), ("issued_on", "R8.6.1"), ("audience", "all"), ("bodies[]", city.as_str())];
        let refused = collector.submit("/notices/new", "notices/create", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("「全ての団体」のほかに"), "{}", refused.text());
        let survey = [("title", "調査"), ("deadline_date", "R9.6.1"), ("audience", "all"), ("bodies", city.as_str())];
        let refused = collector.submit("/surveys/new", "surveys/save", &survey).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
        let new = collector.open("/surveys/new").await.text();
        let chosen = new.split("<input").find(|tag| tag.contains("name=\"audience\"") && tag.contains(" checked"));
        assert!(chosen.is_some_and(|tag| tag.contains("value=\"chosen\"")), "nobody is asked by default");
    }

    async fn a_notice_without_receivers_or_content_cannot_go_out(app: TestApp) {
        let mut collector = app.collector().await;
        collector.sign_in().await;
        let fields = [("title", "件名"), ("kind", "memo"), ("issued_on", "R8.6.1"), ("audience", "chosen")];
        let made = collector.submit("/notices/new", "notices/create", &fields).await;
        let id = made.header("location").split('/').nth(2).unwrap().to_owned();
        let page = collector.open(&format!("/notices/{id}/preview")).await;
        assert_eq!(page.status, StatusCode::OK);
        let page = page.text();
        assert!(page.contains("送付先を一つ以上選んでください。") && page.contains("本文を入力するか"), "{page}");
        assert!(!page.contains("notices/publish"), "there is no button: {page}");
    }

    async fn the_publisher_writes_and_follows_it(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut collector = app.collector().await;
        collector.sign_in().await;
        assert_eq!(collector.open("/notices/new").await.status, StatusCode::OK);
        let fields = [("title", "件名"), ("kind", "memo"), ("issued_on", "R8.6.1"), ("audience", "all"), ("body", "本文")];
        let made = collector.submit("/notices/new", "notices/create", &fields).await;
        let to = made.header("location").to_owned();
        assert!(to.contains("/edit?done=notice_saved"), "{to} {}", made.text());
        let edit = collector.open(&to).await;
        assert_eq!(edit.status, StatusCode::OK, "{}", edit.text());
        assert!(edit.text().contains("石巻市"));
        let id = to.split('/').nth(2).unwrap().to_owned();
        let page = format!("/notices/{id}/edit");
        let mut again = fields.to_vec();
        again.extend([("id", id.as_str()), ("version", "1"), ("then", "check")]);
        let check = collector.submit(&page, "notices/save", &again).await.header("location").to_owned();
        assert_eq!(check, format!("/notices/{id}/preview"));
        let seen = collector.open(&check).await.text();
        assert!(seen.contains("1団体に発出する") && seen.contains("石巻市") && seen.contains("本文"), "{seen}");
        let drafts = collector.get("/notices?drafts=true").await.json();
        assert_eq!(drafts["items"][0]["id"], json!(id), "looking publishes nothing");
        let publish = [("id", id.as_str()), ("version", "2")];
        let out = collector.submit(&check, "notices/publish", &publish).await;
        assert!(out.header("location").contains("done=notice_published"), "{}", out.text());
        for path in [format!("/notices/{id}"), format!("/notices/{id}/deliveries"), "/notices".to_owned(), "/notices?list=drafts".to_owned()] {
            assert_eq!(collector.open(&path).await.status, StatusCode::OK, "{path}");
        }
        let csv = collector.open(&format!("/notices/{id}/deliveries.csv")).await;
        assert!(csv.text().starts_with('\u{feff}') && csv.text().contains("042021,石巻市,未読"), "{}", csv.text());
        assert_eq!(collector.open(&page).await.status, StatusCode::CONFLICT);
        assert_ne!(city, app.prefecture);
    }
}
