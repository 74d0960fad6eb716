//! Answering: saving fields, conflicts, approval, submitting exactly once.

use app::domain::actor::Role;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    db_test,
    support::Person,
    surveys::{assignment, draft, fill, opened, submit},
};

async fn put(person: &Person<'_>, assignment: &str, key: &str, base: i32, value: Value) -> crate::support::Answer {
    let new = json!({ "base_version": base, "value": value });
    person.put(&format!("/assignments/{assignment}/values/{key}"), &new).await
}

fn number(value: &str) -> Value {
    json!({ "type": "number", "value": value })
}

fn text(value: &str) -> Value {
    json!({ "type": "text", "value": value })
}

db_test! {
    async fn the_second_of_two_saves_is_told_and_overwrites_nothing(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let (one, two) = (app.person(city, Role::Editor).await, app.person(city, Role::Editor).await);
        let survey = opened(&app.collector().await, &draft(false)).await;
        let mine = assignment(&one).await;
        fill(&one, &mine, "10").await;
        assert_eq!(put(&two, &mine, "staff", 0, number("20")).await.code(), "conflict_stale");
        assert_eq!(put(&two, &mine, "memo", 0, text("別の欄")).await.status, StatusCode::OK, "other fields never collide");
        // The same value again is no conflict: the answer to the first try was lost on its way.
        assert_eq!(put(&one, &mine, "staff", 0, number("10")).await.json()["version"], 1);
        assert_eq!(put(&two, &mine, "staff", 1, number("20")).await.json()["version"], 2);
        assert_eq!(put(&two, &mine, "staff", 7, number("30")).await.code(), "conflict_stale", "a version that never was");
        let both = json!({ "values": [{ "key": "staff", "base_version": 1, "value": number("99") },
            { "key": "day", "base_version": 0, "value": { "type": "date", "value": "2026-04-01" } }] });
        let outcome = one.put(&format!("/assignments/{mine}/values"), &both).await.json();
        assert_eq!(outcome["fields"][0]["outcome"], "conflict");
        assert_eq!((&outcome["fields"][0]["text"], &outcome["fields"][0]["version"]), (&json!("20人"), &json!(2)));
        assert_eq!(outcome["fields"][1]["outcome"], "saved");
        assert_eq!(outcome["answered"], 3);
        assert_eq!(put(&one, &mine, "memo", 1, Value::Null).await.status, StatusCode::OK);
        let view = one.get(&format!("/assignments/{mine}")).await.json();
        assert_eq!((&view["summary"]["answered"], &view["summary"]["survey"]), (&json!(2), &json!(survey)));
    }

    async fn what_does_not_fit_is_refused_with_its_field(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let editor = app.person(city, Role::Editor).await;
        opened(&app.collector().await, &draft(false)).await;
        let mine = assignment(&editor).await;
        for (key, value, field, problem) in [
            ("staff", number("-1"), "q.staff", "too_small"),
            ("staff", number("1.5"), "q.staff", "not_whole"),
            ("staff", text("多数"), "q.staff", "wrong_kind"),
            ("plan", json!({ "type": "choice", "value": { "codes": ["maybe"] } }), "q.plan", "unknown_choice"),
            ("nothing", number("1"), "q.nothing", "unknown_question"),
            ("halls", json!({ "type": "table", "value": [{ "area": text("広い") }] }), "q.halls.0.area", "wrong_kind"),
        ] {
            let answer = put(&editor, &mine, key, 0, value).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}: {}", answer.text());
            let error = &answer.json()["errors"][0];
            assert_eq!((error["field"].as_str(), error["problem"].as_str()), (Some(field), Some(problem)));
        }
        let missing = submit(&editor, &mine, 1).await;
        assert_eq!(missing.json()["errors"][0]["field"], "q.staff");
        let unknown = json!({ "base_version": 0, "valu": number("1") });
        assert_eq!(editor.put(&format!("/assignments/{mine}/values/staff"), &unknown).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(editor.get(&format!("/assignments/{mine}")).await.json()["summary"]["state"], "not_started");
    }

    async fn a_submission_counts_once(app: TestApp) {
        let (city, town) = (app.body("041009", "仙台市").await, app.body("042021", "石巻市").await);
        let (editor, other) = (app.person(city, Role::Editor).await, app.person(town, Role::Editor).await);
        let collector = app.collector().await;
        let survey = opened(&collector, &draft(false)).await;
        let (mine, theirs) = (assignment(&editor).await, assignment(&other).await);
        fill(&editor, &mine, "10").await;
        let (first, second) = tokio::join!(submit(&editor, &mine, 1), submit(&editor, &mine, 1));
        assert_eq!((first.status, second.status), (StatusCode::OK, StatusCode::OK));
        assert_eq!(first.json()["number"], second.json()["number"]);
        assert_eq!(submit(&editor, &mine, 1).await.json(), first.json());
        assert_eq!(submit(&editor, &mine, 2).await.status, StatusCode::FORBIDDEN, "it is with the collector");
        fill(&other, &theirs, "1").await;
        assert_eq!(submit(&other, &theirs, 1).await.code(), "conflict_duplicate", "a key of somebody else");
        let board = collector.get(&format!("/surveys/{survey}/board")).await.json();
        assert_eq!((&board["rows"][0]["revision"], &board["rows"][1]["revision"]), (&json!(1), &json!(0)));
        assert_eq!(put(&editor, &mine, "staff", 1, number("11")).await.status, StatusCode::FORBIDDEN);
    }

    async fn nothing_is_saved_after_closing(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let editor = app.person(city, Role::Editor).await;
        let collector = app.collector().await;
        let survey = opened(&collector, &draft(false)).await;
        let mine = assignment(&editor).await;
        fill(&editor, &mine, "10").await;
        let close = format!("/surveys/{survey}/close");
        assert_eq!(collector.post(&close, &json!({ "version": 1 })).await.code(), "conflict_stale");
        assert_eq!(collector.post(&close, &json!({ "version": 2 })).await.status, StatusCode::NO_CONTENT);
        assert_eq!(put(&editor, &mine, "staff", 1, number("11")).await.status, StatusCode::FORBIDDEN);
        assert_eq!(submit(&editor, &mine, 1).await.status, StatusCode::FORBIDDEN);
        let view = editor.get(&format!("/assignments/{mine}")).await.json();
        assert_eq!((&view["survey_state"], &view["rights"]["fill"]), (&json!("closed"), &json!(false)));
        assert_eq!(editor.get("/assignments?closed=true").await.json()["total"], 1);
    }

    async fn nothing_to_report_is_an_answer(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let editor = app.person(city, Role::Editor).await;
        let collector = app.collector().await;
        let survey = opened(&collector, &draft(false)).await;
        let mine = assignment(&editor).await;
        fill(&editor, &mine, "10").await;
        let nothing = json!({ "client_key": uuid::Uuid::from_u128(1), "not_applicable": true, "note": "対象施設なし" });
        assert_eq!(editor.post(&format!("/assignments/{mine}/submit"), &nothing).await.status, StatusCode::OK);
        let board = collector.get(&format!("/surveys/{survey}/board")).await.json();
        assert_eq!(board["rows"][0]["flags"], json!(["not_applicable"]));
        let table = collector.get(&format!("/surveys/{survey}/table")).await.json()["table"].clone();
        assert_eq!((&table["rows"][0]["not_applicable"], &table["rows"][0]["cells"][0]), (&json!(true), &Value::Null));
        let sent = collector.get(&format!("/surveys/{survey}/bodies/{city}")).await.json();
        assert_eq!((&sent["note"], &sent["values"]), (&json!("対象施設なし"), &json!({})), "the draft stays with the body");
    }

    async fn where_approval_is_needed_only_who_approves_sends(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let (editor, approver) = (app.person(city, Role::Editor).await, app.person(city, Role::Approver).await);
        let reader = app.person(city, Role::Reader).await;
        opened(&app.collector().await, &draft(true)).await;
        let mine = assignment(&editor).await;
        let ask = |n: u128| json!({ "client_key": uuid::Uuid::from_u128(n), "note": "確認をお願いします" });
        let path = format!("/assignments/{mine}/ask_approval");
        assert_eq!(editor.post(&path, &ask(1)).await.json()["errors"][0]["field"], "q.staff", "not before it is complete");
        assert_eq!(put(&reader, &mine, "staff", 0, number("1")).await.status, StatusCode::FORBIDDEN);
        fill(&editor, &mine, "10").await;
        assert_eq!(submit(&editor, &mine, 1).await.status, StatusCode::FORBIDDEN);
        assert_eq!(editor.post(&path, &ask(1)).await.status, StatusCode::NO_CONTENT);
        assert_eq!(put(&editor, &mine, "staff", 1, number("11")).await.status, StatusCode::FORBIDDEN, "it waits");
        let back = format!("/assignments/{mine}/take_back");
        assert_eq!(approver.post(&back, &json!({ "reason": "人数が違う" })).await.status, StatusCode::NO_CONTENT);
        assert_eq!(approver.post(&back, &json!({})).await.code(), "conflict_state");
        assert_eq!(put(&editor, &mine, "staff", 1, number("11")).await.status, StatusCode::OK);
        assert_eq!(editor.post(&path, &ask(1)).await.status, StatusCode::NO_CONTENT);
        let version = approver.get(&format!("/assignments/{mine}")).await.json()["version"].as_i64().unwrap();
        let seen = json!({ "client_key": uuid::Uuid::from_u128(2), "version": version - 1 });
        assert_eq!(approver.post(&format!("/assignments/{mine}/submit"), &seen).await.code(), "conflict_state");
        let seen = json!({ "client_key": uuid::Uuid::from_u128(2), "version": version });
        assert_eq!(approver.post(&format!("/assignments/{mine}/submit"), &seen).await.status, StatusCode::OK);
        let view = editor.get(&format!("/assignments/{mine}")).await.json();
        assert_eq!(view["summary"]["state"], "submitted");
    }

    async fn fields_are_saved_by_the_island_and_by_the_plain_form(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let mut editor = app.person(city, Role::Editor).await;
        let survey = opened(&app.collector().await, &draft(false)).await;
        let mine = assignment(&editor).await;
        editor.sign_in().await;
        let fields = |version: &'static str, staff: &'static str| -> Vec<(String, String)> {
            [("survey", survey.as_str()), ("assignment", mine.as_str()), ("v.staff", version), ("q.staff", staff),
                ("q.plan", ""), ("q.plan", "other"), ("q.plan.other", "検討中"), ("q.halls.0.name", "公民館"),
                ("q.halls.0.area", "１２０．５"), ("q.halls.1.name", ""), ("then", "check")]
                .into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
        };
        let post = async |fields: Vec<(String, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            editor.submit(&format!("/surveys/{survey}/answer"), "answers/save_form", &fields).await
        };
        let done = post(fields("0", "１，２００人")).await;
        assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, format!("/surveys/{survey}/check").as_str()), "{}", done.text());
        let view = editor.get(&format!("/assignments/{mine}")).await.json();
        let value = |key: &str| view["fields"].as_array().unwrap().iter().find(|f| f["key"] == key).unwrap()["value"].clone();
        assert_eq!(value("staff"), number("1200"));
        assert_eq!(value("halls")["value"].as_array().unwrap().len(), 1, "blank rows are dropped");
        assert_eq!(value("plan")["value"]["other_text"], "検討中");
        assert_eq!(post(fields("1", "１，２００千円")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(post(fields("0", "7")).await.status, StatusCode::CONFLICT);
    }
}
