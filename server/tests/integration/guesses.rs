//! Guessing passwords is slow, leaves its traces, and fills no disk (C-33, C-40).

use std::time::{Duration, Instant};

use app::domain::actor::Role;
use axum::http::StatusCode;
use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::json;

use crate::{
    db_test,
    support::{Backend, PASSWORD, Person, TestApp},
};

async fn log_in(person: &Person<'_>, email: &str, password: &str) -> StatusCode {
    person.submit("/login", "session/log_in", &[("email", email), ("password", password)]).await.status
}

db_test! {
    async fn guesses_at_the_same_time_pass_the_limit_no_more_than_one_by_one(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut person = app.person(city, Role::Editor).await;
        let guesses = join_all((0..30).map(|_| log_in(&person, &person.email, "wrong-password-here"))).await;
        let count = |status| guesses.iter().filter(|guess| **guess == status).count();
        assert_eq!((count(StatusCode::UNPROCESSABLE_ENTITY), count(StatusCode::TOO_MANY_REQUESTS)), (10, 20), "{guesses:?}");
        app.advance(TimeDelta::minutes(1));
        assert_eq!(person.sign_in().await.status, StatusCode::SEE_OTHER);
        let left = app.texts("SELECT subject FROM login_failure").await;
        assert!(!left.iter().any(|subject| subject.starts_with("account:")), "{left:?}");
        assert_eq!(left.len(), 20, "the right one counts for nothing, those before for the network and the hub: {left:?}");
    }

    async fn what_is_no_address_is_written_nowhere(app: TestApp) {
        let person = app.collector().await;
        let administrator = app.administrator().await;
        let long = format!("{}@example.jp", "a".repeat(1 << 20));
        for typed in [long.as_str(), "灯台 鉛筆 みかん 七時"] {
            assert_eq!(log_in(&person, typed, "x").await, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(person.submit("/reset", "session/request_reset", &[("email", typed)]).await.status, StatusCode::SEE_OTHER);
        }
        let events = administrator.get("/audit").await;
        assert!(events.body.len() < 10_000 && !events.text().contains("灯台"), "{}", events.text());
        assert_eq!(events.json()["items"][0]["object"], "login:-");
        let subjects = app.texts("SELECT subject FROM login_failure").await;
        assert!(subjects.len() >= 8 && subjects.iter().all(|subject| subject.len() < 60), "{subjects:?}");
    }

    async fn one_network_cannot_ask_for_links_without_end(app: TestApp) {
        let person = app.collector().await;
        let mut last = StatusCode::SEE_OTHER;
        for number in 0..31 {
            let email = format!("nobody{number}@example.jp");
            last = person.submit("/reset", "session/request_reset", &[("email", &email)]).await.status;
            assert!(number == 30 || last == StatusCode::SEE_OTHER, "{number}: {last}");
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn whoever_has_taken_a_session_cannot_guess_its_password(app: TestApp) {
        let mut person = app.collector().await;
        let administrator = app.administrator().await;
        person.sign_in().await;
        let change = [("current", "wrong-password-here"), ("new", "水色 すべり台 三つ編み"), ("repeat", "水色 すべり台 三つ編み")];
        for _ in 0..5 {
            assert_eq!(person.submit("/account", "session/change_password", &change).await.status, StatusCode::UNPROCESSABLE_ENTITY);
            let token = person.post("/tokens", &json!({ "name": "集計", "days": "3", "current": "wrong-password-here" })).await;
            assert_eq!(token.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(person.submit("/account", "session/change_password", &change).await.status, StatusCode::TOO_MANY_REQUESTS);
        let token = person.post("/tokens", &json!({ "name": "集計", "days": "3", "current": PASSWORD })).await;
        assert_eq!(token.status, StatusCode::TOO_MANY_REQUESTS, "even with the right one");
        assert_eq!(log_in(&person, &person.email, PASSWORD).await, StatusCode::TOO_MANY_REQUESTS, "nor at the log-in");
        let events = administrator.get("/audit?action=account.confirm_password&refused=true").await.json();
        assert_eq!(events["total"], 10);
        app.advance(TimeDelta::minutes(1));
        let token = person.post("/tokens", &json!({ "name": "集計", "days": "3", "current": PASSWORD })).await;
        assert_eq!(token.status, StatusCode::CREATED, "{}", token.text());
    }
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}

/// Medians of refused log-ins: of an address that has an account, and of one that has none.
async fn refusals(app: &TestApp, person: &Person<'_>) -> (f64, f64) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for number in 0..40 {
        // Beyond the window of the throttle.
        app.advance(TimeDelta::minutes(16));
        let stranger = format!("{number:020}@example.jp");
        for (email, times) in [(person.email.as_str(), &mut known), (stranger.as_str(), &mut unknown)] {
            let begun = Instant::now();
            assert_eq!(log_in(person, email, "wrong-password-here").await, StatusCode::UNPROCESSABLE_ENTITY);
            times.push(begun.elapsed());
        }
    }
    (median(known), median(unknown))
}

/// With hashes that cost what they should, so that leaving one out would show.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_time_of_a_refusal_does_not_tell_whether_there_is_an_account() {
    let dear = |config: &mut server::config::Config| (config.auth.argon2_kib, config.auth.argon2_passes) = (19_456, 2);
    let app = TestApp::start_with(Backend::Sqlite, dear).await;
    let mut person = app.collector().await;
    assert_eq!(person.sign_in().await.status, StatusCode::SEE_OTHER);
    let hashes = app.texts("SELECT password_hash FROM account").await;
    assert!(hashes[0].contains("m=19456,t=2"), "a log-in makes the hash as strong as is asked for today: {hashes:?}");
    let mut seen = Vec::new();
    // Other work of the machine may disturb some rounds, but not hide a hash that is left out in every one.
    for _ in 0..8 {
        let (known, unknown) = refusals(&app, &person).await;
        seen.push((known, unknown));
        if (known / unknown - 1.0).abs() < 0.1 {
            return;
        }
    }
    panic!("medians in seconds with and without an account: {seen:?}");
}
