//! The audit log: no change without its event (C-60), what an event tells (C-58), and its witness outside of the database
//! (C-59).

use app::domain::actor::Role;
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::{Value, json};
use server::{
    telemetry::Scope,
    upkeep::{self, Finding},
};

use crate::{
    db_test,
    notices::{drafted, only},
    support::{Answer, TestApp, execute},
};

fn detail(event: &Value) -> Value {
    serde_json::from_str(event["detail"].as_str().unwrap()).unwrap()
}

async fn heads(app: &TestApp) -> Vec<Finding> {
    let mut findings = upkeep::verify(&app.built.core.config).await.unwrap();
    findings.retain(|finding| ["audit", "heads"].contains(&finding.part));
    findings
}

/// The reference that the user is told, which is that of the request.
fn reference(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{}", answer.text());
    let given = answer.header("x-request-id").to_owned();
    assert_eq!(given.len(), 16, "{given}");
    given
}

db_test! {
    async fn nothing_is_changed_that_cannot_be_recorded(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (collector, administrator) = (app.collector().await, app.administrator().await);
        let editor = app.person(city, Role::Editor).await;
        let draft = drafted(&collector, &only(&[city])).await;
        let publish = format!("/notices/{draft}/publish");
        let contact = json!({ "body_id": city, "section": "企画課", "name": "佐藤" });
        let body = json!({ "kind": "union", "name": "広域組合", "reading": "こういきくみあい" });
        let account = json!({ "email": "a@example.jp", "name": "佐藤", "role": "reader" });
        let group = json!({ "name": "沿岸", "members": [city] });
        app.break_writes("INSERT ON audit_event", true).await;
        for answer in [
            editor.post("/contacts", &contact).await,
            administrator.post("/bodies", &body).await,
            administrator.post(&format!("/accounts?body_id={city}"), &account).await,
            collector.post("/groups", &group).await,
            collector.post(&publish, &json!({ "version": 1 })).await,
            collector.call(Method::DELETE, &format!("/notices/{draft}"), None).await,
        ] {
            assert!(answer.status.is_server_error(), "{} {}", answer.status, answer.text());
        }
        let unsigned = editor.submit("/login", "session/log_in", &[("email", &editor.email), ("password", crate::support::PASSWORD)]).await;
        assert!(unsigned.header("set-cookie").is_empty(), "nobody gets in without a trace");
        app.break_writes("INSERT ON audit_event", false).await;
        assert_eq!(editor.get("/contacts").await.json()["total"], 0);
        assert_eq!(administrator.get("/bodies/register").await.json()["total"], 2);
        assert_eq!(administrator.get(&format!("/accounts?body_id={city}")).await.json()["total"], 1);
        assert_eq!(collector.get("/groups").await.json()["total"], 0);
        assert_eq!(collector.get(&format!("/notices/{draft}")).await.json()["state"], "draft");
        assert_eq!(administrator.post("/audit/verify", &json!({})).await.json()["whole"], true);
        let done = collector.post(&publish, &json!({ "version": 1 })).await;
        assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
    }

    async fn an_event_names_its_session_or_token_and_its_request(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut editor = app.person(city, Role::Editor).await;
        let administrator = app.administrator().await;
        editor.sign_in().await;
        let body = city.to_string();
        let saved = editor.submit(&format!("/directory/{city}/new"), "contacts/create", &[("body", &body), ("section", "企画課"), ("name", "佐藤")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let entry = json!({ "body_id": city, "section": "企画課", "name": "鈴木" });
        let made = editor.post("/contacts", &entry).await;
        let events = administrator.get("/audit?object=contact:").await.json()["items"].clone();
        let log_in = administrator.get("/audit?action=session.log_in").await.json()["items"][0].clone();
        let (by_token, by_session) = (&events[0], &events[1]);
        assert_eq!(by_session["session"], log_in["session"], "the session is found from its log-in on");
        assert_eq!(by_session["session"].as_str().unwrap().len(), 16);
        assert_ne!(by_token["session"], by_session["session"]);
        assert_eq!(by_session["request_id"], saved.header("x-request-id"));
        assert_eq!(by_token["request_id"], made.header("x-request-id"));
        assert!(!events.to_string().contains(editor.session_token()));
        assert_eq!(administrator.post("/audit/verify", &json!({})).await.json()["whole"], true);
        let page = {
            let mut reader = app.administrator().await;
            reader.sign_in().await;
            reader.open("/admin/audit").await.text()
        };
        assert!(page.contains(log_in["session"].as_str().unwrap()), "{page}");
    }

    async fn events_from_before_there_was_a_session_still_follow_from_each_other(app: TestApp) {
        let administrator = app.administrator().await;
        // Nobody is signed in: no session, and hashed as ever.
        administrator.submit("/login", "session/log_in", &[("email", "nobody@example.jp"), ("password", "x")]).await;
        assert_eq!(administrator.get("/audit").await.json()["items"][0]["session"], "");
        assert_eq!(administrator.post("/audit/verify", &json!({})).await.json()["whole"], true);
        let sqlite = app.url().starts_with("sqlite:");
        let unlock = if sqlite { "DROP TRIGGER audit_event_no_update" } else { "DROP TRIGGER audit_event_append_only ON audit_event" };
        execute(app.url(), &[unlock, "UPDATE audit_event SET session = '0123456789abcdef' WHERE seq = 1"]).await;
        assert_eq!(administrator.post("/audit/verify", &json!({})).await.json()["broken_at"], 1);
    }

    async fn changes_tell_what_was_before_and_after(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (collector, administrator) = (app.collector().await, app.administrator().await);
        let editor = app.person(city, Role::Editor).await;
        let entry = |name: &str| json!({ "body_id": city, "section": "企画課", "name": name, "phone": "0225-00-0000" });
        let made = editor.post("/contacts", &entry("佐藤")).await.json();
        let mut changed = entry("鈴木");
        changed.as_object_mut().unwrap().remove("body_id");
        changed["version"] = json!(1);
        let path = format!("/contacts/{}", made["id"].as_str().unwrap());
        assert_eq!(editor.put(&path, &changed).await.status, StatusCode::OK);
        let event = administrator.get("/audit?action=contact.change").await.json()["items"][0].clone();
        let told = detail(&event);
        assert_eq!(told["changed"], json!(["name"]));
        assert!(told["before"] != told["after"] && !event.to_string().contains("0225"), "{event}");
        let draft = drafted(&collector, &only(&[city])).await;
        collector.post(&format!("/notices/{draft}/publish"), &json!({ "version": 1 })).await;
        let told = detail(&administrator.get("/audit?action=notice.publish").await.json()["items"][0]);
        assert_eq!((&told["before"], &told["after"]), (&json!("draft"), &json!("published")));
        let id = editor.get("/me").await.json()["account_id"].as_str().unwrap().to_owned();
        let disabled = administrator.post(&format!("/accounts/{id}/disable?body_id={city}"), &json!({})).await;
        assert_eq!(disabled.status, StatusCode::NO_CONTENT);
        let told = detail(&administrator.get("/audit?action=account.disable").await.json()["items"][0]);
        assert_eq!((&told["before"], &told["after"]), (&json!("active"), &json!("disabled")));
    }

    async fn the_log_is_searched_without_minding_the_case(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (collector, administrator) = (app.collector().await, app.administrator().await);
        collector.post("/groups", &json!({ "name": "沿岸", "members": [city] })).await;
        assert_eq!(administrator.get("/audit?action=GROUP.Create").await.json()["total"], 1);
        assert_eq!(administrator.get("/audit?object=Group%3A").await.json()["total"], 1);
        assert_eq!(administrator.get("/audit?object=COLLECTOR").await.json()["total"], 1, "by the name of the person");
    }

    async fn what_was_witnessed_cannot_be_cut_off(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        app.settle().await;
        assert!(heads(&app).await.iter().all(|finding| finding.whole && !finding.text.contains("agrees")), "an empty log has no end");
        for number in 0..3 {
            collector.post("/groups", &json!({ "name": format!("組{number}"), "members": [city] })).await;
        }
        app.settle().await;
        let found = heads(&app).await;
        assert!(found.iter().all(|finding| finding.whole) && found[1].text.contains("agrees with the 1"), "{found:?}");
        let sqlite = app.url().starts_with("sqlite:");
        let unlock = if sqlite { "DROP TRIGGER audit_event_no_delete" } else { "DROP TRIGGER audit_event_append_only ON audit_event" };
        execute(app.url(), &[
            unlock,
            "DELETE FROM audit_event WHERE seq = 3",
            "UPDATE chain_head SET audit_seq = 2, audit_hash = (SELECT hash FROM audit_event WHERE seq = 2)",
        ]).await;
        let found = heads(&app).await;
        assert!(found[0].whole, "the chain itself does not tell: {found:?}");
        assert!(!found[1].whole && found[1].text.starts_with("event 3 is missing"), "{found:?}");
        collector.post("/groups", &json!({ "name": "別の組", "members": [city] })).await;
        let found = heads(&app).await;
        assert!(found[0].whole && found[1].text.starts_with("event 3 is not the one"), "{found:?}");
    }

    async fn heads_are_written_daily_and_signed(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        let file = app.folder.path().join("audit-heads.jsonl");
        for day in 1..=3 {
            collector.post("/groups", &json!({ "name": format!("組{day}"), "members": [city] })).await;
            app.settle().await;
            app.settle().await;
            assert_eq!(std::fs::read_to_string(&file).unwrap().lines().count(), day);
            app.advance(TimeDelta::hours(25));
        }
        assert!(heads(&app).await[1].text.contains("agrees with the 3"));
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, text.replace("\"seq\":2", "\"seq\":1")).unwrap();
        let found = heads(&app).await;
        assert!(!found[1].whole && found[1].text.starts_with("line 2 of "), "{found:?}");
        std::fs::remove_file(app.folder.path().join("audit-heads.key")).unwrap();
        assert!(heads(&app).await[1].text.contains("is missing, with which"), "without the key nothing can be said");
    }

    async fn what_the_user_is_told_to_quote_is_in_the_log(app: TestApp) {
        let mut collector = app.collector().await;
        collector.sign_in().await;
        execute(app.url(), &["ALTER TABLE body_group RENAME TO body_group_gone"]).await;
        let read = collector.get("/groups").await;
        assert_eq!(read.json()["reference"], reference(&read));
        let written = collector.post("/groups", &json!({ "name": "沿岸", "members": [] })).await;
        assert_eq!(written.json()["reference"], reference(&written), "also from the writer, which all requests share");
        let page = collector.open("/admin/groups").await;
        let given = reference(&page);
        assert!(page.text().contains(&format!("番号「{given}」")), "{}", page.text());
        assert_ne!(reference(&read), given);
    }

    async fn a_write_that_panics_fails_with_the_reference_of_its_request(app: TestApp) {
        use futures::FutureExt;
        let store = app.built.core.store.clone();
        let outcome = Scope::of_request("0123456789abcdef").run(store.write((), |tx, ()| {
            async move {
                assert!(tx.now() < chrono::DateTime::UNIX_EPOCH, "on purpose");
                Ok(())
            }
            .boxed()
        }));
        let reference = "0123456789abcdef".to_owned();
        assert_eq!(outcome.await, Err(app::domain::error::AppError::Internal { reference }));
    }
}
