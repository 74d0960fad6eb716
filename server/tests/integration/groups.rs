//! Saved lists of bodies.

use app::domain::actor::Role;
use axum::http::StatusCode;
use serde_json::json;

use crate::{db_test, notices::published};

db_test! {
    async fn a_list_stands_for_its_members(app: TestApp) {
        let (city, town) = (app.body("042021", "石巻市").await, app.body("043010", "蔵王町").await);
        let collector = app.collector().await;
        let made = collector.post("/groups", &json!({ "name": "沿岸", "members": [town, city, town] })).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let group = made.json()["id"].clone();
        assert_eq!(collector.get("/groups").await.json()["items"][0]["members"], json!([city, town]), "in code order");
        let id = published(&collector, &json!({ "type": "chosen", "groups": [group] })).await;
        assert_eq!(collector.get(&format!("/notices/{id}/deliveries")).await.json()["progress"]["bodies"], 2);
        let path = format!("/groups/{}", group.as_str().unwrap());
        let changed = collector.put(&path, &json!({ "name": "沿岸", "members": [city] })).await;
        assert_eq!(changed.status, StatusCode::NO_CONTENT, "{}", changed.text());
        assert_eq!(collector.delete(&path).await.status, StatusCode::NO_CONTENT);
        assert_eq!(collector.delete(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(collector.get(&format!("/notices/{id}/deliveries")).await.json()["progress"]["bodies"], 2);
    }

    async fn what_is_wrong_is_told(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        collector.post("/groups", &json!({ "name": "沿岸", "members": [city] })).await;
        let again = collector.post("/groups", &json!({ "name": "沿岸", "members": [] })).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields: Vec<_> = again.json()["errors"].as_array().unwrap().iter().map(|e| e["field"].clone()).collect();
        assert_eq!(fields, ["name", "members"]);
    }

    async fn lists_are_for_collectors(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let editor = app.person(city, Role::Editor).await;
        assert_eq!(editor.get("/groups").await.status, StatusCode::FORBIDDEN);
        assert_eq!(editor.post("/groups", &json!({ "name": "x", "members": [city] })).await.status, StatusCode::FORBIDDEN);
    }
}
