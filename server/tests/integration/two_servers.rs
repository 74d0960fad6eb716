//! Two servers on one PostgreSQL: what one changes, the other obeys with its next request (C-05, C-25).

use app::domain::{actor::Role, ids::BodyId};
use axum::http::StatusCode;
use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::{Backend, Person, TestApp};

/// Writes that meet at both servers.
const WRITES: usize = 12;

async fn city_and_servers() -> (TestApp, TestApp, BodyId) {
    let first = TestApp::start(Backend::Postgres).await;
    let city = first.body("042021", "石巻市").await;
    let second = first.second().await;
    (first, second, city)
}

fn contact(body: BodyId, section: &str) -> Value {
    json!({ "body_id": body, "section": section, "name": "佐藤 花子", "reading": "さとう はなこ", "phone": "022-211-2222" })
}

async fn account(person: &Person<'_>) -> String {
    person.get("/me").await.json()["account_id"].as_str().unwrap().to_owned()
}

mod an_account_that_is_disabled {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        let (first, second, city) = city_and_servers().await;
        let administrator = first.person(city, Role::Administrator).await;
        let mut editor = first.person(city, Role::Editor).await;
        editor.sign_in().await;
        let there = editor.at(&second);
        // Whatever the second server remembers of the session, it has it now.
        assert_eq!(there.open("/").await.status, StatusCode::OK);
        assert_eq!(there.get("/me").await.status, StatusCode::OK);
        let disable = format!("/accounts/{}/disable", account(&editor).await);
        assert_eq!(administrator.post(&disable, &json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(there.open("/").await.status, StatusCode::SEE_OTHER);
        assert_eq!(there.get("/me").await.status, StatusCode::UNAUTHORIZED);
    }
}

mod a_session_that_is_ended {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        let (first, second, city) = city_and_servers().await;
        let mut reader = first.person(city, Role::Reader).await;
        reader.sign_in().await;
        let there = reader.at(&second);
        assert_eq!(there.open("/").await.status, StatusCode::OK);
        reader.submit("/", "session/log_out", &[]).await;
        assert_eq!(there.open("/").await.status, StatusCode::SEE_OTHER);
    }
}

mod a_role_that_is_taken {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        let (first, second, city) = city_and_servers().await;
        let administrator = first.person(city, Role::Administrator).await;
        let editor = first.person(city, Role::Editor).await;
        let (contact, there) = (contact(city, "財政課"), editor.at(&second));
        assert_eq!(there.post("/contacts", &contact).await.status, StatusCode::CREATED);
        let change = json!({ "version": 1, "name": "佐藤 花子", "reading": "さとう はなこ", "role": "reader" });
        let path = format!("/accounts/{}", account(&editor).await);
        assert_eq!(administrator.put(&path, &change).await.json()["role"], "reader");
        assert_eq!(there.post("/contacts", &contact).await.status, StatusCode::FORBIDDEN);
    }
}

mod writes_at_both {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        let (first, second, city) = city_and_servers().await;
        let editor = first.person(city, Role::Editor).await;
        let administrator = first.administrator().await;
        let there = editor.at(&second);
        let write = async |n: usize| {
            let at = if n.is_multiple_of(2) { &editor } else { &there };
            at.post("/contacts", &contact(city, &format!("第{n}係"))).await.status
        };
        let answers = join_all((0..WRITES).map(write)).await;
        assert!(answers.iter().all(|status| *status == StatusCode::CREATED), "{answers:?}");
        // Each took its own number of the audit log, and the chain goes through all of them.
        let told = administrator.post("/audit/verify", &json!({})).await.json();
        assert_eq!(told["whole"], true, "{told}");
        let at_second = administrator.at(&second).get("/contacts").await.json();
        assert_eq!(at_second["total"], WRITES, "{at_second}");
    }
}

mod a_name_that_both_give {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        let (first, second, _) = city_and_servers().await;
        let administrator = first.administrator().await;
        let there = administrator.at(&second);
        let union = json!({ "kind": "union", "name": "広域組合", "reading": "こういきくみあい" });
        let create = async |n: usize| {
            let at = if n.is_multiple_of(2) { &administrator } else { &there };
            at.post("/bodies", &union).await.status
        };
        let answers = join_all((0..WRITES).map(create)).await;
        let made = answers.iter().filter(|status| **status == StatusCode::CREATED).count();
        let refused = answers.iter().filter(|status| **status == StatusCode::UNPROCESSABLE_ENTITY).count();
        assert_eq!((made, refused), (1, WRITES - 1), "{answers:?}");
    }
}
