//! Objects of a city that calls are made with: a fresh one for each call, so that calls cannot disturb each other.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicU64, Ordering},
};

use app::domain::{actor::Role, ids::BodyId};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    notices::{drafted, only, published},
    support::{Person, TestApp},
    surveys,
};

/// An identifier of nothing.
pub const UNKNOWN: &str = "00000000-0000-7000-8000-00000000ffff";
const PASSWORD: &str = "灯台 鉛筆 みかん 七時";

/// What was made for a call, by name.
pub type Made = HashMap<String, String>;

/// Makes objects.
pub struct Objects<'a> {
    pub app: &'a TestApp,
    /// The city whose they are.
    pub city: BodyId,
    administrator: Person<'a>,
    collector: Person<'a>,
    editor: Person<'a>,
    count: AtomicU64,
}

/// A survey for the city alone.
pub fn survey(city: BodyId, needs_approval: bool) -> Value {
    let mut draft = surveys::draft(needs_approval);
    draft["audience"] = only(&[city]);
    let questions = draft["form"]["sections"][0]["questions"].as_array_mut().unwrap();
    questions.push(json!({ "key": "proof", "label": "根拠資料", "kind": { "type": "file", "max_count": 3 } }));
    draft
}

fn id(answer: &crate::support::Answer) -> String {
    assert!(answer.status.is_success(), "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

impl<'a> Objects<'a> {
    pub async fn new(app: &'a TestApp) -> Self {
        let city = app.body("042021", "石巻市").await;
        Self {
            app,
            city,
            administrator: app.administrator().await,
            collector: app.collector().await,
            editor: app.person(city, Role::Editor).await,
            count: AtomicU64::new(0),
        }
    }

    fn unique(&self) -> String {
        format!("{:04}", self.count.fetch_add(1, Ordering::Relaxed))
    }

    /// Makes the object of this name for a call of `caller`, with what belongs to it.
    pub async fn make(&self, name: &str, caller: Option<&Person<'_>>, made: &mut Made) {
        if made.contains_key(name) && name != "unique" {
            return;
        }
        let value = match name {
            "city" => self.city.to_string(),
            "own_body" => caller.map_or(self.city, |caller| caller.body).to_string(),
            "key" => uuid::Uuid::from_u128(u128::from(self.count.fetch_add(1, Ordering::Relaxed)) + 1).to_string(),
            "unique" => self.unique(),
            "password" => PASSWORD.to_owned(),
            "draft" => drafted(&self.collector, &only(&[self.city])).await,
            "notice" => published(&self.collector, &only(&[self.city])).await,
            "draft_file" | "notice_file" => self.file(name == "notice_file").await,
            "contact" => {
                let entry = json!({ "body_id": self.city, "section": "企画課", "name": "佐藤" });
                id(&self.editor.post("/contacts", &entry).await)
            }
            "survey_draft" => id(&self.collector.post("/surveys", &survey(self.city, false)).await),
            "survey" => self.opened(false).await,
            "union" | "closed_union" => self.union(name == "closed_union").await,
            "group" => {
                id(&self.collector.post("/groups", &json!({ "name": self.unique(), "members": [self.city] })).await)
            }
            "account" => self.account().await,
            "mail" => self.mail().await,
            "token" => self.token(caller).await,
            "session" => session(caller).await,
            // Made together with the assignment that they belong to.
            "submitted_survey" | "version" => return Box::pin(self.make("submitted", caller, made)).await,
            "assignment_survey" => return Box::pin(self.make("assignment", caller, made)).await,
            "filled_survey" => return Box::pin(self.make("filled", caller, made)).await,
            "filled_for_approval_survey" => return Box::pin(self.make("filled_for_approval", caller, made)).await,
            "approval_survey" => return Box::pin(self.make("approval", caller, made)).await,
            _ => return self.assignment(name, made).await,
        };
        made.insert(name.to_owned(), value);
    }

    async fn opened(&self, needs_approval: bool) -> String {
        surveys::opened(&self.collector, &survey(self.city, needs_approval)).await
    }

    async fn file(&self, publish: bool) -> String {
        let draft = drafted(&self.collector, &only(&[self.city])).await;
        let path = format!("/notices/{draft}/attachments?name=a.txt");
        let file = id(&self.collector.upload(Method::POST, &path, "application/octet-stream", b"x".to_vec()).await);
        if publish {
            let done = self.collector.post(&format!("/notices/{draft}/publish"), &json!({ "version": 1 })).await;
            assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
        }
        file
    }

    async fn union(&self, closed: bool) -> String {
        let new = json!({ "kind": "union", "name": format!("第{}組合", self.unique()), "reading": "くみあい" });
        let union = id(&self.administrator.post("/bodies", &new).await);
        if closed {
            let done = self.administrator.post(&format!("/bodies/{union}/close"), &json!({ "version": 1 })).await;
            assert_eq!(done.status, StatusCode::NO_CONTENT);
        }
        union
    }

    async fn account(&self) -> String {
        let new = json!({ "email": format!("a{}@city.example.jp", self.unique()), "name": "佐藤", "role": "reader" });
        id(&self.administrator.post(&format!("/accounts?body_id={}", self.city), &new).await)
    }

    /// A kept mail: no mail server is configured.
    async fn mail(&self) -> String {
        self.account().await;
        self.app.settle().await;
        let mails = self.administrator.get("/mails?state=kept").await.json();
        mails["items"][0]["id"].as_str().unwrap().to_owned()
    }

    async fn token(&self, caller: Option<&Person<'_>>) -> String {
        let new = json!({ "name": "x", "days": "3", "current": PASSWORD });
        match caller {
            Some(caller) => id(&caller.post("/tokens", &new).await),
            None => id(&self.editor.post("/tokens", &new).await),
        }
    }

    /// A survey at the city that has come as far as the name says, and what is known of it.
    async fn assignment(&self, name: &str, made: &mut Made) {
        let survey = self.opened(matches!(name, "approval" | "filled_for_approval")).await;
        let list = self.editor.get("/assignments").await.json();
        let found = list["items"].as_array().unwrap().iter().find(|row| row["survey"] == json!(survey)).unwrap();
        let id = found["id"].as_str().unwrap().to_owned();
        let mut value = id.clone();
        if name != "assignment" && name != "answer_file" {
            surveys::fill(&self.editor, &id, "3").await;
        }
        match name {
            "assignment" | "filled" | "filled_for_approval" => {}
            "submitted" => {
                let key = u128::from(self.count.fetch_add(1, Ordering::Relaxed)) + (1 << 64);
                assert_eq!(surveys::submit(&self.editor, &id, key).await.status, StatusCode::OK);
                let board = self.collector.get(&format!("/surveys/{survey}/board")).await.json();
                made.insert("version".to_owned(), board["rows"][0]["version"].to_string());
            }
            "approval" => {
                let asked = self
                    .editor
                    .post(&format!("/assignments/{id}/ask_approval"), &json!({ "client_key": UNKNOWN }))
                    .await;
                assert_eq!(asked.status, StatusCode::NO_CONTENT, "{}", asked.text());
            }
            "answer_file" => {
                let path = format!("/assignments/{id}/files/proof?name=a.txt");
                let added = self.editor.upload(Method::POST, &path, "application/octet-stream", b"x".to_vec()).await;
                value = self::id(&added);
            }
            other => panic!("no object is called {other}"),
        }
        made.insert(format!("{name}_survey"), survey);
        made.insert(name.to_owned(), value);
    }
}

/// Another session of the caller.
async fn session(caller: Option<&Person<'_>>) -> String {
    let Some(caller) = caller else { return "0".repeat(16) };
    let open = async || -> Vec<String> {
        let rows = caller.get("/me/sessions").await.json()["items"].as_array().cloned().unwrap_or_default();
        rows.iter().map(|row| row["handle"].as_str().unwrap().to_owned()).collect()
    };
    let before = open().await;
    let again = [("email", caller.email.as_str()), ("password", PASSWORD)];
    let entered = caller.submit("/login", "session/log_in", &again).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let new = open().await.into_iter().find(|handle| !before.contains(handle));
    new.unwrap_or_else(|| panic!("no session beside {before:?}"))
}
