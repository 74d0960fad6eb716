//! What lists and boards say, and what their forms lead to.

use app::domain::actor::Role;
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    db_test,
    notices::{draft as notice, only, published},
    support::execute,
    surveys::{assignment, draft, fill, opened, submit},
};

fn number(value: &str) -> Value {
    json!({ "type": "number", "value": value })
}

db_test! {
    async fn only_years_with_notices_are_offered(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (collector, reader) = (app.collector().await, app.person(city, Role::Reader).await);
        for day in ["R8.6.1", "R3.5.1", "S60.5.1"] {
            let mut draft = notice(&only(&[city]));
            draft["issued_on"] = json!(day);
            let id = collector.post("/notices", &draft).await.json()["id"].as_str().unwrap().to_owned();
            collector.post(&format!("/notices/{id}/publish"), &json!({ "version": 1 })).await;
        }
        assert_eq!(reader.get("/inbox/choices").await.json()["years"], json!([2026, 2021, 1985]));
        let mut far = notice(&only(&[city]));
        far["issued_on"] = json!("9026-06-01");
        let refused = collector.post("/notices", &far).await;
        assert_eq!(refused.json()["errors"][0], json!({ "field": "issued_on", "problem": "date_far",
            "message": "令和10年6月1日（木）までの日付にしてください。年を確かめて、入力し直してください。" }));
        let mut survey = draft(false);
        survey["deadline_date"] = json!("令和80年6月12日");
        assert_eq!(collector.post("/surveys", &survey).await.json()["errors"][0]["field"], "deadline_date");
    }

    async fn confirming_leads_back_to_the_same_view(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (collector, mut reader) = (app.collector().await, app.person(city, Role::Reader).await);
        let ids = [published(&collector, &only(&[city])).await, published(&collector, &only(&[city])).await];
        reader.sign_in().await;
        let page = "/notices?list=unconfirmed&kind=notification";
        let nothing = reader.submit(page, "notices/confirm_many", &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.text().contains("一つも選ばれていません"), "{}", nothing.text());
        let done = reader.submit(page, "notices/confirm_many", &[("ids[]", &ids[0]), ("ids[]", &ids[1])]).await;
        assert_eq!(done.header("location"), format!("{page}&done=notices_confirmed.2"));
        assert!(reader.open(done.header("location")).await.text().contains("2件の通知を確認しました"));
    }

    async fn a_conflict_is_told_whole_and_in_the_language_of_the_reader(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let (one, two) = (app.person(city, Role::Editor).await, app.person(city, Role::Editor).await);
        opened(&app.collector().await, &draft(false)).await;
        let mine = assignment(&one).await;
        let row = |name: &str| json!({ "name": { "type": "text", "value": name }, "area": number("1200") });
        let first = json!({ "values": [
            { "key": "halls", "base_version": 0, "value": { "type": "table", "value": [row("公民館"), row("図書館")] } },
            { "key": "memo", "base_version": 0, "value": { "type": "text", "value": "書いた" } }] });
        let path = format!("/assignments/{mine}/values");
        assert_eq!(one.put(&path, &first).await.status, StatusCode::OK);
        one.put(&format!("{path}/memo"), &json!({ "base_version": 1, "value": null })).await;
        let late = json!({ "values": [
            { "key": "halls", "base_version": 0, "value": { "type": "table", "value": [row("別")] } },
            { "key": "memo", "base_version": 0, "value": { "type": "text", "value": "別" } }] });
        let told = two.put(&path, &late).await.json();
        let texts: Vec<&str> = told["fields"].as_array().unwrap().iter().map(|field| field["text"].as_str().unwrap()).collect();
        assert_eq!(texts, ["1行目：名称 公民館、面積 1,200／2行目：名称 図書館、面積 1,200", "（空欄）"]);
        let english = Request::builder().method(Method::PUT).uri(format!("/api/v1{path}"))
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::AUTHORIZATION, format!("Bearer {}", two.token))
            .header(header::ACCEPT_LANGUAGE, "en")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(late.to_string()));
        let told = app.send(english.unwrap()).await.json();
        assert_eq!((told["fields"][0]["text"].as_str(), told["fields"][1]["text"].as_str()),
            (Some("Row 1: 名称 公民館, 面積 1,200 / Row 2: 名称 図書館, 面積 1,200"), Some("(blank)")));
    }

    async fn a_board_is_new_when_a_body_is_renamed_or_an_extension_has_passed(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let (collector, editor, administrator) = (app.collector().await, app.person(city, Role::Editor).await, app.administrator().await);
        let survey = opened(&collector, &draft(false)).await;
        let mine = assignment(&editor).await;
        fill(&editor, &mine, "7").await;
        assert_eq!(submit(&editor, &mine, 1).await.status, StatusCode::OK);
        let table = async || collector.get(&format!("/surveys/{survey}/table")).await.json()["table"]["rows"][0]["body_name"].clone();
        let board = async |stamp: &str| collector.get(&format!("/surveys/{survey}/board?stamp={stamp}")).await;
        assert_eq!(table().await, "仙台市");
        let first = board("").await.json();
        let stamp = first["stamp"].as_str().unwrap().to_owned();
        assert_eq!(board(&stamp).await.status, StatusCode::NO_CONTENT, "nothing has changed");
        let renamed = json!({ "version": 1, "code": "041009", "kind": "city", "name": "新仙台市", "reading": "しんせんだいし" });
        let done = administrator.put(&format!("/bodies/{city}"), &renamed).await;
        assert!(done.status.is_success(), "{}", done.text());
        assert_eq!(table().await, "新仙台市");
        let second = board(&stamp).await.json();
        assert_eq!(second["rows"][0]["body"]["name"], "新仙台市");
        let extend = "UPDATE assignment SET extended_until = '2026-06-20T00:00:00+00:00', state = 'drafting'";
        execute(&app.built.core.config.database.url, &[extend]).await;
        // The deadline of the survey itself, 12 June, is over.
        app.advance(TimeDelta::days(14));
        let before = board("").await.json();
        assert_eq!(before["rows"][0]["flags"], json!(["extended"]));
        app.advance(TimeDelta::days(6));
        let after = board(before["stamp"].as_str().unwrap()).await;
        assert_eq!(after.status, StatusCode::OK, "{}", after.text());
        assert_eq!(after.json()["rows"][0]["flags"], json!(["extended", "overdue"]));
    }

    async fn entries_change_places_and_files_too(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (editor, collector) = (app.person(city, Role::Editor).await, app.collector().await);
        let mut ids = Vec::new();
        for name in ["一", "二", "三"] {
            let entry = json!({ "body_id": city, "section": "企画課", "name": name, "duties": [name] });
            ids.push(editor.post("/contacts", &entry).await.json()["id"].as_str().unwrap().to_owned());
        }
        assert_eq!(editor.post(&format!("/contacts/{}/raise", ids[2]), &json!({})).await.status, StatusCode::NO_CONTENT);
        let listed = editor.get(&format!("/contacts?body_id={city}")).await.json();
        let names: Vec<&str> = listed["items"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["一", "三", "二"]);
        assert_eq!(editor.get("/duties").await.json()["total"], 3);
        let draft = crate::notices::drafted(&collector, &only(&[city])).await;
        let mut files = Vec::new();
        for name in ["a.txt", "b.txt"] {
            let added = collector.upload(Method::POST, &format!("/notices/{draft}/attachments?name={name}"), "application/octet-stream", b"x".to_vec()).await;
            files.push(added.json()["id"].as_str().unwrap().to_owned());
        }
        assert_eq!(collector.post(&format!("/attachments/{}/move", files[1]), &json!({ "up": true })).await.status, StatusCode::NO_CONTENT);
        let shown = collector.get(&format!("/notices/{draft}")).await.json();
        assert_eq!((&shown["attachments"][0]["name"], &shown["attachments"][1]["name"]), (&json!("b.txt"), &json!("a.txt")));
    }

    async fn the_own_sessions_and_password_are_managed_by_rest(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut editor = app.person(city, Role::Editor).await;
        editor.sign_in().await;
        let sessions = editor.get("/me/sessions").await.json();
        assert_eq!((&sessions["total"], &sessions["items"][0]["current"]), (&json!(1), &json!(false)));
        let handle = sessions["items"][0]["handle"].as_str().unwrap();
        assert_eq!(editor.delete(&format!("/me/sessions/{handle}")).await.status, StatusCode::NO_CONTENT);
        assert_eq!(editor.open("/").await.status, StatusCode::SEE_OTHER, "signed out");
        let new = json!({ "current": crate::support::PASSWORD, "new": "青い 自転車 七つの 鍵束" });
        assert_eq!(editor.put("/me/password", &new).await.status, StatusCode::NO_CONTENT);
        assert_eq!(editor.put("/me/password", &new).await.json()["errors"][0]["field"], "current");
        assert_eq!(editor.sign_in().await.status, StatusCode::UNPROCESSABLE_ENTITY, "the old one is void");
    }
}
