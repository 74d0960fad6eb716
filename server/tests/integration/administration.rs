//! Bodies, accounts, tokens, mails and the audit log over REST.

use app::domain::actor::Role;
use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    db_test,
    support::{Answer, Person},
};

/// The fields that an answer finds wrong.
fn wrong_fields(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    let problem = answer.json();
    problem["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap().to_owned()).collect()
}

fn town(version: Option<i32>) -> Value {
    let mut body =
        json!({ "code": "043010", "kind": "town", "name": "蔵王町", "reading": "ザオウマチ", "name_en": "Zao Town" });
    if let Some(version) = version {
        body["version"] = json!(version);
    }
    body
}

async fn invited(by: &Person<'_>, email: &str, role: &str) -> String {
    let made = by
        .post("/accounts", &json!({ "email": email, "name": "佐藤　花子", "reading": "さとう はなこ", "role": role }))
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    made.json()["id"].as_str().unwrap().to_owned()
}

/// What the log says was done, newest first.
async fn actions(administrator: &Person<'_>, object: &str) -> Vec<String> {
    let page = administrator.get(&format!("/audit?object={object}")).await.json();
    page["items"].as_array().unwrap().iter().map(|event| event["action"].as_str().unwrap().to_owned()).collect()
}

db_test! {
    async fn the_prefecture_keeps_the_register_of_bodies(app: TestApp) {
        app.body("042021", "石巻市").await;
        let administrator = app.administrator().await;
        let made = administrator.post("/bodies", &town(None)).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let path = format!("/bodies/{}", made.json()["id"].as_str().unwrap());
        let found = administrator.get(&path).await.json();
        assert_eq!((&found["reading"], &found["version"], &found["accounts"]), (&json!("ざおうまち"), &json!(1), &json!(0)));
        let names: Vec<Value> = administrator.get("/bodies").await.json()["items"].as_array().unwrap().iter().map(|b| b["name"].clone()).collect();
        assert_eq!(names, ["宮城県", "石巻市", "蔵王町"], "in code order");

        let mut changed = town(Some(1));
        changed["name"] = json!("新蔵王町");
        assert_eq!(administrator.put(&path, &changed).await.json()["version"], 2);
        assert_eq!(administrator.put(&path, &changed).await.code(), "conflict_stale");
        assert_eq!(actions(&administrator, "body:").await, ["body.change", "body.create"]);
        let event = administrator.get("/audit?action=body.change").await.json()["items"][0]["detail"].clone();
        let detail: Value = serde_json::from_str(event.as_str().unwrap()).unwrap();
        assert_eq!((&detail["before"]["name"], &detail["after"]["name"]), (&json!("蔵王町"), &json!("新蔵王町")));
    }

    async fn wrong_bodies_are_told_field_by_field(app: TestApp) {
        app.body("042021", "石巻市").await;
        let administrator = app.administrator().await;
        let make = |change: fn(&mut Value)| {
            let mut body = town(None);
            change(&mut body);
            body
        };
        for (body, fields) in [
            (make(|b| b["code"] = json!("043011")), vec!["code"]),
            (make(|b| b["code"] = json!("")), vec!["code"]),
            (make(|b| b["code"] = json!("042021")), vec!["code"]),
            (make(|b| b["name"] = json!("石巻市")), vec!["name"]),
            (make(|b| b["kind"] = json!("prefecture")), vec!["kind"]),
            (make(|b| { b["kind"] = json!("county"); b["reading"] = json!(""); b["name"] = json!(" "); }), vec!["kind", "name", "reading"]),
        ] {
            assert_eq!(wrong_fields(&administrator.post("/bodies", &body).await), fields, "{body}");
        }
        let own = json!({ "code": "040002", "kind": "city", "name": "宮城県", "reading": "みやぎけん", "version": 1 });
        let path = format!("/bodies/{}", administrator.body);
        assert_eq!(wrong_fields(&administrator.put(&path, &own).await), ["kind"], "the prefecture stays the prefecture");
        assert_eq!(administrator.get("/bodies").await.json()["total"], 2);
    }

    async fn a_renamed_body_is_found_by_its_new_name(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let editor = app.person(city, Role::Editor).await;
        let administrator = app.administrator().await;
        let entry = json!({ "body_id": city, "section": "企画課", "name": "髙橋", "reading": "たかはし" });
        assert_eq!(editor.post("/contacts", &entry).await.status, StatusCode::CREATED);
        let renamed = json!({ "code": "042021", "kind": "city", "name": "新石巻市", "reading": "しんいしのまきし", "version": 1 });
        assert_eq!(administrator.put(&format!("/bodies/{city}"), &renamed).await.status, StatusCode::OK);
        app.settle().await;
        let query = "q=%E6%96%B0%E7%9F%B3%E5%B7%BB%E5%B8%82";
        assert_eq!(editor.get(&format!("/contacts?{query}")).await.json()["total"], 1);
        assert_eq!(editor.get(&format!("/search?{query}")).await.json()["total"], 1);
    }

    async fn nobody_acts_for_a_body_that_was_closed(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut editor = app.person(city, Role::Editor).await;
        editor.sign_in().await;
        let administrator = app.administrator().await;
        let path = format!("/bodies/{city}");
        assert_eq!(administrator.post(&format!("{path}/close"), &json!({ "version": 7 })).await.code(), "conflict_stale");
        assert_eq!(administrator.post(&format!("{path}/close"), &json!({ "version": 1 })).await.status, StatusCode::NO_CONTENT);
        assert_eq!(editor.open("/").await.status, StatusCode::SEE_OTHER);
        assert_eq!(editor.get("/me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(editor.sign_in().await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(administrator.get("/bodies").await.json()["total"], 1);
        assert_eq!(administrator.get("/bodies/register").await.json()["total"], 2);
        assert_eq!(administrator.post(&format!("{path}/close"), &json!({ "version": 2 })).await.code(), "conflict_state");
        assert_eq!(administrator.post(&format!("{path}/reopen"), &json!({ "version": 2 })).await.status, StatusCode::NO_CONTENT);
        assert_eq!(editor.sign_in().await.status, StatusCode::SEE_OTHER);
        let own = format!("/bodies/{}/close", administrator.body);
        assert_eq!(administrator.post(&own, &json!({ "version": 1 })).await.code(), "conflict_state");
    }

    async fn an_administrator_invites_changes_and_disables(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let administrator = app.person(city, Role::Administrator).await;
        let id = invited(&administrator, "Hanako@city.example.jp", "reader").await;
        let path = format!("/accounts/{id}");
        let account = administrator.get(&path).await.json();
        assert_eq!((&account["state"], &account["email"]), (&json!("invited"), &json!("hanako@city.example.jp")));
        let change = json!({ "version": 1, "name": "佐藤 花子", "reading": "さとう はなこ", "role": "editor" });
        assert_eq!(administrator.put(&path, &change).await.json()["role"], "editor");
        assert_eq!(administrator.put(&path, &change).await.code(), "conflict_stale");
        assert_eq!(administrator.post(&format!("{path}/send_link"), &json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(administrator.post(&format!("{path}/disable"), &json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(administrator.post(&format!("{path}/send_link"), &json!({})).await.code(), "conflict_state");
        assert_eq!(administrator.post(&format!("{path}/enable"), &json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(administrator.post(&format!("{path}/end_sessions"), &json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(administrator.delete(&path).await.status, StatusCode::NO_CONTENT);
        assert_eq!(administrator.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(administrator.get("/accounts").await.json()["total"], 1);
        let again = json!({ "email": "not-an-address", "name": "", "role": "collector" });
        assert_eq!(wrong_fields(&administrator.post("/accounts", &again).await), ["email", "name", "role"]);
    }

    async fn disabling_ends_sessions_and_tokens_at_once(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let administrator = app.person(city, Role::Administrator).await;
        let mut editor = app.person(city, Role::Editor).await;
        editor.sign_in().await;
        let id = editor.get("/me").await.json()["account_id"].as_str().unwrap().to_owned();
        assert_eq!(administrator.get(&format!("/accounts/{id}")).await.json()["sessions"], 1);
        assert_eq!(administrator.post(&format!("/accounts/{id}/disable"), &json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(editor.open("/").await.status, StatusCode::SEE_OTHER);
        assert_eq!(editor.get("/me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(administrator.post(&format!("/accounts/{id}/enable"), &json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(editor.get("/me").await.status, StatusCode::UNAUTHORIZED, "the token has ended for good");
    }

    async fn who_comes_back_does_not_find_the_old_tokens_at_work(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let administrator = app.person(city, Role::Administrator).await;
        let editor = app.person(city, Role::Editor).await;
        let id = editor.get("/me").await.json()["account_id"].as_str().unwrap().to_owned();
        assert_eq!(administrator.delete(&format!("/accounts/{id}")).await.status, StatusCode::NO_CONTENT);
        let again = json!({ "email": editor.email, "name": "佐藤", "role": "editor" });
        assert_eq!(administrator.post("/accounts", &again).await.status, StatusCode::CREATED);
        assert_eq!(editor.get("/me").await.status, StatusCode::UNAUTHORIZED);
    }

    async fn the_last_administrator_of_the_prefecture_stays(app: TestApp) {
        let administrator = app.administrator().await;
        let id = administrator.get("/me").await.json()["account_id"].as_str().unwrap().to_owned();
        assert_eq!(administrator.delete(&format!("/accounts/{id}")).await.code(), "conflict_state");
        assert_eq!(administrator.post(&format!("/accounts/{id}/disable"), &json!({})).await.code(), "conflict_state");
        let change = json!({ "version": 1, "name": "administrator", "role": "reader" });
        assert_eq!(administrator.put(&format!("/accounts/{id}"), &change).await.code(), "conflict_state");
        assert_eq!(administrator.get("/audit").await.status, StatusCode::OK);
    }

    async fn accounts_of_other_bodies_are_out_of_reach(app: TestApp) {
        let (city, town) = (app.body("042021", "石巻市").await, app.body("043010", "蔵王町").await);
        let administrator = app.person(city, Role::Administrator).await;
        let stranger = app.person(town, Role::Administrator).await;
        let prefecture = app.administrator().await;
        let id = invited(&administrator, "hanako@city.example.jp", "editor").await;
        let unknown = "00000000-0000-7000-8000-000000000000";
        for of in ["", &format!("?body_id={city}"), &format!("?body_id={unknown}")] {
            let (known, not) = (stranger.get(&format!("/accounts/{id}{of}")).await, stranger.get(&format!("/accounts/{unknown}{of}")).await);
            assert!(known.status == StatusCode::NOT_FOUND || known.status == StatusCode::FORBIDDEN, "{}", known.text());
            assert_eq!((known.status, known.text()), (not.status, not.text()), "{of}");
        }
        let seen = prefecture.get(&format!("/accounts/{id}?body_id={city}")).await;
        assert_eq!(seen.json()["email"], "hanako@city.example.jp");
        assert_eq!(prefecture.get(&format!("/accounts/{id}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_token_is_shown_once_and_ends_when_it_is_revoked(app: TestApp) {
        let mut person = app.collector().await;
        let wrong = json!({ "name": "", "days": "400", "current": "wrong" });
        let mut fields = wrong_fields(&person.post("/tokens", &wrong).await);
        fields.sort();
        assert_eq!(fields, ["current", "days", "name"]);
        let made = person.post("/tokens", &json!({ "name": "集計", "days": "３０", "current": "灯台 鉛筆 みかん 七時" })).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let secret = made.json()["secret"].as_str().unwrap().to_owned();
        assert!(secret.len() >= 43, "256 bits");
        let listed = person.get("/tokens").await;
        assert!(!listed.text().contains(&secret) && listed.text().contains("集計"));
        let first = std::mem::replace(&mut person.token, secret.clone());
        assert_eq!(person.get("/me").await.json()["role"], "collector");
        person.token = first;
        let path = format!("/tokens/{}", made.json()["id"].as_str().unwrap());
        let other = app.collector().await;
        assert_eq!(other.delete(&path).await.status, StatusCode::NOT_FOUND, "one of somebody else");
        assert_eq!(person.delete(&path).await.status, StatusCode::NO_CONTENT);
        assert_eq!(person.delete(&path).await.status, StatusCode::NOT_FOUND);
        person.token = secret;
        assert_eq!(person.get("/me").await.status, StatusCode::UNAUTHORIZED);
    }

    async fn a_token_ends_by_itself(app: TestApp) {
        let mut person = app.collector().await;
        let made = person.post("/tokens", &json!({ "name": "集計", "days": "1", "current": "灯台 鉛筆 みかん 七時" })).await;
        made.json()["secret"].as_str().unwrap().clone_into(&mut person.token);
        assert_eq!(person.get("/me").await.status, StatusCode::OK);
        app.advance(TimeDelta::hours(25));
        assert_eq!(person.get("/me").await.status, StatusCode::UNAUTHORIZED);
    }

    async fn own_log_ins_are_listed_refused_ones_included(app: TestApp) {
        let mut person = app.collector().await;
        person.sign_in().await;
        person.submit("/login", "session/log_in", &[("email", &person.email), ("password", "wrong-password-here")]).await;
        let rows = person.get("/sign_ins").await.json();
        assert_eq!((&rows["items"][0]["done"], &rows["items"][1]["done"], &rows["total"]), (&json!(false), &json!(true), &json!(2)));
    }

    async fn mails_are_kept_shown_and_sent_again(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let local = app.person(city, Role::Administrator).await;
        invited(&local, "hanako@city.example.jp", "reader").await;
        let administrator = app.administrator().await;
        app.settle().await;
        let kept = administrator.get("/mails?state=kept").await.json();
        assert_eq!(kept["total"], 1);
        let path = format!("/mails/{}", kept["items"][0]["id"].as_str().unwrap());
        let mail = administrator.get(&path).await.json();
        assert_eq!(mail["recipient"], "hanako@city.example.jp");
        assert!(mail["text"].as_str().unwrap().contains("/link?token="), "no mail server: the link has to be handed over");
        assert!(actions(&administrator, "mail:").await.contains(&"mail.read_link".to_owned()), "which is on record");
        assert_eq!(administrator.post(&format!("{path}/retry"), &json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(administrator.post(&format!("{path}/retry"), &json!({})).await.code(), "conflict_state");
        assert_eq!(administrator.get("/mails?state=queued").await.json()["total"], 1);
        assert_eq!(administrator.get("/mails?state=lost").await.status, StatusCode::BAD_REQUEST);
        assert_eq!(administrator.get("/mails?cursor=x").await.status, StatusCode::BAD_REQUEST);
        assert_eq!(local.get(&path).await.code(), "forbidden");
    }

    async fn the_log_is_paged_narrowed_and_verified(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let administrator = app.administrator().await;
        let collector = app.collector().await;
        for number in 0..60 {
            let made = collector.post("/groups", &json!({ "name": format!("組{number}"), "members": [city] })).await;
            assert_eq!(made.status, StatusCode::CREATED);
        }
        let page = administrator.get("/audit?action=group.create").await.json();
        assert_eq!((page["items"].as_array().unwrap().len(), &page["total"]), (50, &json!(60)));
        let rest = administrator.get(&format!("/audit?action=group.create&cursor={}", page["next_cursor"].as_str().unwrap())).await.json();
        assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next_cursor"]), (10, &json!(null)));
        assert_eq!(administrator.get("/audit?cursor=x").await.status, StatusCode::BAD_REQUEST);
        assert_eq!(administrator.get("/audit?colour=x").await.status, StatusCode::BAD_REQUEST);
        let report = administrator.post("/audit/verify", &json!({})).await.json();
        assert_eq!((&report["whole"], &report["broken_at"]), (&json!(true), &json!(null)));
        assert_eq!(administrator.get("/audit?action=audit.verify").await.json()["total"], 1);
        assert_eq!(collector.post("/audit/verify", &json!({})).await.code(), "forbidden");
    }
}
