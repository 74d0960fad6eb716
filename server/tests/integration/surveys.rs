//! Surveys from the draft to the merged table, over REST.

use app::domain::actor::Role;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    db_test,
    support::{Person, TestApp},
};

/// A survey with a question of most kinds.
pub fn draft(needs_approval: bool) -> Value {
    json!({
        "title": "職員数等の調査について（照会）",
        "number": "市町村第123号",
        "description": "# 趣旨\n例年の調査です。",
        "contact": "市町村課 行政班",
        "deadline_date": "令和8年6月12日",
        "needs_approval": needs_approval,
        "audience": { "type": "all" },
        "form": { "sections": [{ "key": "s1", "title": "職員", "questions": [
            { "key": "staff", "label": "職員数", "required": true, "kind": { "type": "number", "min": "0", "unit": "人" } },
            { "key": "plan", "label": "計画", "kind": { "type": "choice", "options": [
                { "code": "yes", "label": "策定済" }, { "code": "no", "label": "未策定" }], "other": true } },
            { "key": "day", "label": "策定日", "kind": { "type": "date" } },
            { "key": "memo", "label": "備考", "kind": { "type": "long_text", "max": 500 } },
            { "key": "halls", "label": "施設", "kind": { "type": "table", "max_rows": 10, "columns": [
                { "key": "name", "label": "名称", "required": true, "kind": { "type": "text", "max": 50 } },
                { "key": "area", "label": "面積", "kind": { "type": "number", "decimals": 1, "unit": "㎡" } }] } }
        ] }] }
    })
}

/// Makes and opens a survey.
pub async fn opened(collector: &Person<'_>, draft: &Value) -> String {
    let made = collector.post("/surveys", draft).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let done = collector.post(&format!("/surveys/{id}/publish"), &json!({ "version": 1 })).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
    id
}

/// The only assignment of somebody's body.
pub async fn assignment(person: &Person<'_>) -> String {
    let list = person.get("/assignments").await.json();
    assert_eq!(list["total"], 1, "{list}");
    list["items"][0]["id"].as_str().unwrap().to_owned()
}

fn number(value: &str) -> Value {
    json!({ "type": "number", "value": value })
}

/// Saves the one question that must be answered.
pub async fn fill(person: &Person<'_>, assignment: &str, staff: &str) {
    let new = json!({ "base_version": 0, "value": number(staff) });
    let saved = person.put(&format!("/assignments/{assignment}/values/staff"), &new).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
}

/// Sends the answers under a key made of `n`.
pub async fn submit(person: &Person<'_>, assignment: &str, n: u128) -> crate::support::Answer {
    let key = uuid::Uuid::from_u128(n);
    person.post(&format!("/assignments/{assignment}/submit"), &json!({ "client_key": key })).await
}

async fn row(collector: &Person<'_>, survey: &str, place: usize) -> Value {
    collector.get(&format!("/surveys/{survey}/board")).await.json()["rows"][place].clone()
}

db_test! {
    async fn a_survey_goes_from_the_draft_to_the_merged_table(app: TestApp) {
        let (sendai, ishinomaki) = (app.body("041009", "仙台市").await, app.body("042021", "石巻市").await);
        let collector = app.collector().await;
        let (first, second) = (app.person(sendai, Role::Editor).await, app.person(ishinomaki, Role::Editor).await);
        let survey = opened(&collector, &draft(false)).await;
        let (mine, other) = (assignment(&first).await, assignment(&second).await);
        fill(&second, &other, "1,200").await;
        let hall = json!([{ "name": { "type": "text", "value": "公民館" }, "area": number("120.5") },
            { "name": { "type": "text", "value": "図書館" }, "area": number("80") }]);
        let values = json!({ "values": [
            { "key": "halls", "base_version": 0, "value": { "type": "table", "value": hall } },
            { "key": "plan", "base_version": 0, "value": { "type": "choice", "value": { "codes": ["other"], "other_text": "=検討中" } } }] });
        let saved = second.put(&format!("/assignments/{other}/values"), &values).await.json();
        assert_eq!(saved["answered"], 3, "{saved}");
        assert_eq!(submit(&second, &other, 1).await.status, StatusCode::OK);
        fill(&first, &mine, "0").await;

        let board = collector.get(&format!("/surveys/{survey}/board")).await.json();
        let states: Vec<&str> = board["rows"].as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["drafting", "submitted"], "in code order");
        let table = collector.get(&format!("/surveys/{survey}/table")).await.json()["table"].clone();
        let of = |table: &Value, key: &str| {
            let columns = table["columns"].as_array().unwrap();
            columns.iter().position(|column| column["question_key"] == key && column["column_key"].is_null()).unwrap()
        };
        let staff = of(&table, "staff");
        assert_eq!(table["rows"][0]["cells"][staff], Value::Null, "a draft is not shown");
        assert_eq!(table["rows"][1]["cells"][staff]["number"], "1200");
        assert_eq!(table["totals"][staff]["sum"], "1200");
        assert_eq!(table["rows"][1]["cells"][of(&table, "halls")]["number"], "2");

        assert_eq!(submit(&first, &mine, 2).await.status, StatusCode::OK);
        let table = collector.get(&format!("/surveys/{survey}/table")).await.json()["table"].clone();
        assert_eq!(table["rows"][0]["cells"][staff]["number"], "0", "zero is an answer");
        assert_eq!(table["totals"][staff]["count"], 2);

        let csv = collector.get(&format!("/surveys/{survey}/export/csv")).await;
        let text = csv.text();
        assert!(text.starts_with('\u{FEFF}') && text.contains("042021,石巻市,提出済"), "{text}");
        assert!(text.contains("'=検討中"), "{text}");
        assert!(csv.header("content-disposition").contains("filename*=UTF-8''%E9%9B%86%E8%A8%88%E8%A1%A8"));
        let xlsx = collector.get(&format!("/surveys/{survey}/export/xlsx")).await;
        assert!(xlsx.body.starts_with(b"PK"), "{:?}", xlsx.status);
    }

    async fn what_is_wrong_with_a_draft_is_told_field_by_field(app: TestApp) {
        let collector = app.collector().await;
        let mut wrong = draft(false);
        (wrong["title"], wrong["deadline_date"]) = (json!(""), json!("令和元年13月"));
        let answer = collector.post("/surveys", &wrong).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "invalid"));
        let fields: Vec<String> = answer.json()["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap().to_owned()).collect();
        assert_eq!(fields, ["title", "deadline_date"]);
        let mut unknown = draft(false);
        unknown["titel"] = json!("x");
        assert_eq!(collector.post("/surveys", &unknown).await.status, StatusCode::BAD_REQUEST);
        // Nobody to ask: there is no body but the prefecture.
        let id = collector.post("/surveys", &draft(false)).await.json()["id"].as_str().unwrap().to_owned();
        let answer = collector.post(&format!("/surveys/{id}/publish"), &json!({ "version": 1 })).await;
        assert_eq!(answer.json()["errors"][0]["field"], "audience");
    }

    async fn a_stale_draft_overwrites_nothing(app: TestApp) {
        app.body("041009", "仙台市").await;
        let collector = app.collector().await;
        let id = collector.post("/surveys", &draft(false)).await.json()["id"].as_str().unwrap().to_owned();
        let change = |version: i32, title: &str| {
            let mut survey = draft(false);
            survey["title"] = json!(title);
            json!({ "version": version, "survey": survey })
        };
        let path = format!("/surveys/{id}");
        assert_eq!(collector.put(&path, &change(1, "先")).await.json()["version"], 2);
        assert_eq!(collector.put(&path, &change(1, "後")).await.code(), "conflict_stale");
        assert_eq!(collector.get(&path).await.json()["title"], "先");
        assert_eq!(collector.post(&format!("{path}/publish"), &json!({ "version": 2 })).await.status, StatusCode::NO_CONTENT);
        assert_eq!(collector.put(&path, &change(3, "公開後")).await.status, StatusCode::FORBIDDEN);
        let copy = collector.post(&format!("{path}/copy"), &json!({})).await.json()["id"].as_str().unwrap().to_owned();
        let copy = collector.get(&format!("/surveys/{copy}")).await.json();
        assert_eq!((copy["state"].as_str(), copy["number"].as_str()), (Some("draft"), None));
        assert!(copy["deadline"].as_str().unwrap().starts_with("2027-06-14"), "{copy}");
    }

    async fn others_see_nothing(app: TestApp) {
        let (sendai, ishinomaki) = (app.body("041009", "仙台市").await, app.body("042021", "石巻市").await);
        let collector = app.collector().await;
        let (editor, stranger) = (app.person(sendai, Role::Editor).await, app.person(ishinomaki, Role::Editor).await);
        let mut only_sendai = draft(false);
        only_sendai["audience"] = json!({ "type": "chosen", "bodies": [sendai] });
        let hidden = collector.post("/surveys", &only_sendai).await.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(editor.get(&format!("/surveys/{hidden}")).await.status, StatusCode::NOT_FOUND, "a draft");
        let survey = opened(&collector, &only_sendai).await;
        let mine = assignment(&editor).await;
        fill(&editor, &mine, "5").await;
        assert_eq!(editor.get(&format!("/surveys/{survey}")).await.status, StatusCode::OK);
        assert_eq!(editor.get(&format!("/surveys/{survey}/board")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(editor.get(&format!("/surveys/{survey}/table")).await.status, StatusCode::NOT_FOUND);
        for path in [format!("/surveys/{survey}"), format!("/assignments/{mine}"), format!("/surveys/{survey}/table"),
            format!("/surveys/{survey}/bodies/{sendai}")] {
            assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let new = json!({ "base_version": 1, "value": number("9") });
        assert_eq!(stranger.put(&format!("/assignments/{mine}/values/staff"), &new).await.status, StatusCode::NOT_FOUND);
        assert_eq!(submit(&stranger, &mine, 3).await.status, StatusCode::NOT_FOUND);
        // Of a draft the collector sees how far it is, not what is in it.
        assert_eq!(row(&collector, &survey, 0).await["answered"], 1);
        assert_eq!(collector.get(&format!("/assignments/{mine}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(collector.get(&format!("/surveys/{survey}/bodies/{sendai}")).await.status, StatusCode::FORBIDDEN);
    }

    async fn returned_answers_are_corrected_and_sent_again(app: TestApp) {
        let sendai = app.body("041009", "仙台市").await;
        let collector = app.collector().await;
        let editor = app.person(sendai, Role::Editor).await;
        let survey = opened(&collector, &draft(false)).await;
        let mine = assignment(&editor).await;
        fill(&editor, &mine, "5").await;
        submit(&editor, &mine, 1).await;
        let version = row(&collector, &survey, 0).await["version"].clone();
        let path = format!("/assignments/{mine}/return");
        let refused = collector.post(&path, &json!({ "version": version, "reason": " " })).await;
        assert_eq!(refused.json()["errors"][0]["field"], "reason");
        let sent_back = collector.post(&path, &json!({ "version": version, "reason": "人数を確かめてください" })).await;
        assert_eq!(sent_back.status, StatusCode::NO_CONTENT, "{}", sent_back.text());
        assert_eq!(collector.post(&path, &json!({ "version": version, "reason": "二度目" })).await.code(), "conflict_stale");
        let view = editor.get(&format!("/assignments/{mine}")).await.json();
        assert_eq!((view["summary"]["state"].as_str(), view["return_reason"].as_str()), (Some("sent_back"), Some("人数を確かめてください")));
        let table = collector.get(&format!("/surveys/{survey}/table")).await.json();
        assert_eq!(table["table"]["rows"][0]["cells"][0], Value::Null, "what was sent back does not count");
        let sent = collector.get(&format!("/surveys/{survey}/bodies/{sendai}")).await;
        assert_eq!(sent.json()["values"]["staff"]["value"], "5", "but can still be read");
        let new = json!({ "base_version": 1, "value": number("6") });
        editor.put(&format!("/assignments/{mine}/values/staff"), &new).await;
        assert_eq!(submit(&editor, &mine, 2).await.json()["revision"], 2);
        let again = row(&collector, &survey, 0).await;
        assert_eq!(again["state"], "resubmitted");
        let accepted = collector.post(&format!("/surveys/{survey}/accept"), &json!({ "assignments": [mine] })).await;
        assert_eq!(accepted.json()["accepted"], 1);
        assert_eq!(row(&collector, &survey, 0).await["state"], "accepted");
        assert_eq!(collector.post(&format!("/surveys/{survey}/accept"), &json!({ "assignments": [mine] })).await.json()["accepted"], 0);
    }

    async fn each_editor_is_written_to_once(app: TestApp) {
        let sendai = app.body("041009", "仙台市").await;
        let collector = app.collector().await;
        let (editor, _reader) = (app.person(sendai, Role::Editor).await, app.person(sendai, Role::Reader).await);
        opened(&collector, &draft(false)).await;
        assert_eq!(mails(&app, "survey_opened").await, std::slice::from_ref(&editor.email));
        // Monday 1 June: the deadline is nine office days away.
        let remind = || server::services::surveys::remind::remind_due_surveys(&app.built.core);
        assert_eq!(remind().await, Ok(0));
        app.advance(chrono::TimeDelta::days(8));
        assert_eq!(remind().await, Ok(1), "Tuesday 9 June: three office days");
        assert_eq!(remind().await, Ok(1));
        assert_eq!(mails(&app, "survey_due").await, std::slice::from_ref(&editor.email));
        let mine = assignment(&editor).await;
        fill(&editor, &mine, "5").await;
        submit(&editor, &mine, 1).await;
        app.advance(chrono::TimeDelta::days(2));
        assert_eq!(remind().await, Ok(1), "Thursday 11 June: one office day");
        assert_eq!(mails(&app, "survey_due").await.len(), 1, "who has sent is left in peace");
    }
}

/// To whom mails of a kind were written.
async fn mails(app: &TestApp, kind: &str) -> Vec<String> {
    let (rows, _) = server::store::mails::list(&app.built.core.store.read(), None, None, 100).await.unwrap();
    rows.into_iter().filter(|mail| mail.kind == kind).map(|mail| mail.recipient).collect()
}
