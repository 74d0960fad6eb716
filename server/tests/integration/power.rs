//! Who gives out power over others, or takes everybody's answers out, shows the own password first (C-08).

use app::domain::actor::Role;
use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    db_test,
    support::{Answer, PASSWORD, Person},
    surveys,
};

/// The fields that an answer finds wrong.
fn wrong(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    let problem = answer.json();
    problem["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap().to_owned()).collect()
}

fn somebody(email: &str, role: &str, current: &str) -> Value {
    json!({ "email": email, "name": "佐藤", "role": role, "current": current })
}

async fn by_form(person: &Person<'_>, email: &str, role: &str, current: &str) -> Answer {
    let body = person.body.to_string();
    let fields = [("body", body.as_str()), ("email", email), ("name", "佐藤"), ("role", role), ("current", current)];
    person.submit(&format!("/admin/accounts/{body}/new"), "accounts/invite", &fields).await
}

db_test! {
    async fn a_token_needs_the_password_for_every_powerful_role(app: TestApp) {
        let administrator = app.administrator().await;
        assert_eq!(administrator.post("/accounts", &somebody("a@example.jp", "reader", "")).await.status, StatusCode::CREATED);
        for role in ["administrator", "collector"] {
            let email = format!("{role}@example.jp");
            assert_eq!(wrong(&administrator.post("/accounts", &somebody(&email, role, "")).await), ["current"]);
            assert_eq!(wrong(&administrator.post("/accounts", &somebody(&email, role, "wrong")).await), ["current"]);
            let made = administrator.post("/accounts", &somebody(&email, role, PASSWORD)).await;
            assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        }
        let both = administrator.post("/accounts", &somebody("no address", "administrator", "")).await;
        assert_eq!(wrong(&both), ["email"], "what is wrong otherwise is told first");
    }

    async fn a_changed_role_needs_it_and_a_changed_name_does_not(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let administrator = app.person(city, Role::Administrator).await;
        let id = app.person(city, Role::Reader).await.get("/me").await.json()["account_id"].as_str().unwrap().to_owned();
        let path = format!("/accounts/{id}");
        let change = |version: i32, name: &str, role: &str, current: &str| {
            json!({ "version": version, "name": name, "role": role, "current": current })
        };
        assert_eq!(wrong(&administrator.put(&path, &change(1, "佐藤", "administrator", "")).await), ["current"]);
        assert_eq!(administrator.get(&path).await.json()["role"], "reader");
        let done = administrator.put(&path, &change(1, "佐藤", "administrator", PASSWORD)).await;
        assert_eq!(done.json()["role"], "administrator", "{}", done.text());
        assert_eq!(administrator.put(&path, &change(2, "鈴木", "administrator", "")).await.status, StatusCode::OK);
        assert_eq!(administrator.put(&path, &change(3, "鈴木", "editor", "")).await.status, StatusCode::OK);
        let event = app.administrator().await.get("/audit?action=account.change").await.json()["items"][0].clone();
        let detail: Value = serde_json::from_str(event["detail"].as_str().unwrap()).unwrap();
        assert_eq!((&detail["before"]["role"], &detail["after"]["role"]), (&json!("administrator"), &json!("editor")));
    }

    async fn a_password_that_was_shown_is_good_for_five_minutes(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut administrator = app.person(city, Role::Administrator).await;
        administrator.sign_in().await;
        assert_eq!(by_form(&administrator, "a@example.jp", "administrator", "").await.status, StatusCode::SEE_OTHER);
        app.advance(TimeDelta::minutes(6));
        let asked = by_form(&administrator, "b@example.jp", "administrator", "").await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = asked.text();
        assert!(page.contains("href=\"#current\"") && page.contains("value=\"b@example.jp\""), "{page}");
        let wrong = by_form(&administrator, "b@example.jp", "administrator", "wrong-password-here").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!wrong.text().contains("wrong-password-here"));
        assert_eq!(by_form(&administrator, "b@example.jp", "administrator", PASSWORD).await.status, StatusCode::SEE_OTHER);
        app.advance(TimeDelta::minutes(4));
        assert_eq!(by_form(&administrator, "c@example.jp", "administrator", "").await.status, StatusCode::SEE_OTHER);
        app.advance(TimeDelta::minutes(2));
        assert_eq!(by_form(&administrator, "d@example.jp", "administrator", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(by_form(&administrator, "d@example.jp", "editor", "").await.status, StatusCode::SEE_OTHER);
    }

    async fn answers_of_everybody_are_taken_out_by_whoever_has_shown_the_password(app: TestApp) {
        app.body("042021", "石巻市").await;
        let mut collector = app.collector().await;
        let survey = surveys::opened(&collector, &surveys::draft(false)).await;
        let (file, table) = (format!("/surveys/{survey}/export/xlsx"), format!("/surveys/{survey}/table"));
        collector.sign_in().await;
        assert_eq!(collector.open(&file).await.status, StatusCode::OK, "the log-in was a moment ago");
        app.advance(TimeDelta::minutes(6));
        let asked = collector.open(&file).await;
        let confirm = format!("/confirm?next={}", table.replace('/', "%2F").replace('-', "%2D"));
        assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, confirm.as_str()));
        assert!(collector.open(&confirm).await.text().contains(&format!("value=\"{table}\"")));
        assert_eq!(collector.open(&table).await.status, StatusCode::OK, "reading needs nothing");

        let show = async |current: &str| {
            collector.submit(&confirm, "session/confirm", &[("next", &table), ("current", current)]).await
        };
        let wrong = show("wrong-password-here").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("パスワードが違います") && !wrong.text().contains("wrong-password-here"));
        assert_eq!(collector.open(&file).await.status, StatusCode::SEE_OTHER, "a wrong one opens nothing");
        let right = show(PASSWORD).await;
        assert_eq!((right.status, right.header("location")), (StatusCode::SEE_OTHER, format!("{table}?done=password_confirmed").as_str()));
        assert_eq!(collector.open(&file).await.status, StatusCode::OK);
        app.advance(TimeDelta::minutes(6));
        assert_eq!(collector.open(&file).await.status, StatusCode::SEE_OTHER);
        assert_eq!(collector.get(&file).await.status, StatusCode::OK, "the token was made with it");
    }

    async fn a_password_that_is_shown_leads_nowhere_else(app: TestApp) {
        let mut collector = app.collector().await;
        collector.sign_in().await;
        let fields = [("next", "https://evil.example/"), ("current", PASSWORD)];
        let answer = collector.submit("/confirm", "session/confirm", &fields).await;
        assert_eq!(answer.header("location"), "/?done=password_confirmed");
    }
}
