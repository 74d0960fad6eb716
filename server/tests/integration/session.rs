//! Log-in and sessions (C-01 to C-10, C-33, C-40).

use app::domain::actor::Role;
use axum::http::StatusCode;
use chrono::TimeDelta;

use crate::{db_test, support::PASSWORD};

db_test! {
    async fn log_in_opens_the_page_that_was_asked_for(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut person = app.person(city, Role::Editor).await;
        assert_eq!(app.get("/notices?kind=x").await.header("location"), "/login?next=%2Fnotices%3Fkind%3Dx");
        let answer = person.sign_in().await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert_eq!(answer.header("location"), "/");
        let cookie = answer.header("set-cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
        let home = person.open("/").await;
        assert_eq!(home.status, StatusCode::OK);
        assert!(home.text().contains("石巻市"));
        assert_eq!(home.header("cache-control"), "no-store");
    }

    async fn a_refusal_keeps_the_address_and_not_the_password(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let person = app.person(city, Role::Editor).await;
        let fields = [("email", person.email.as_str()), ("password", "wrong-password-here")];
        let answer = person.submit("/login", "session/log_in", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(&person.email));
        assert!(!answer.text().contains("wrong-password-here"));
        let unknown = person.submit("/login", "session/log_in", &[("email", "nobody@example.jp"), ("password", "x")]).await;
        assert_eq!(unknown.status, answer.status);
    }

    async fn the_eleventh_guess_has_to_wait_and_the_owner_gets_in_later(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut person = app.person(city, Role::Editor).await;
        let wrong = [("email", person.email.clone()), ("password", "wrong-password-here".to_owned())];
        let wrong: Vec<_> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
        for _ in 0..10 {
            assert_eq!(person.submit("/login", "session/log_in", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(person.submit("/login", "session/log_in", &wrong).await.status, StatusCode::TOO_MANY_REQUESTS);
        app.advance(TimeDelta::minutes(1));
        assert_eq!(person.sign_in().await.status, StatusCode::SEE_OTHER);
    }

    async fn a_session_ends_when_idle_and_after_half_a_day(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut idle = app.person(city, Role::Editor).await;
        let mut busy = app.person(city, Role::Reader).await;
        idle.sign_in().await;
        busy.sign_in().await;
        for _ in 0..36 {
            app.advance(TimeDelta::minutes(20));
            if busy.open("/").await.status != StatusCode::OK {
                break;
            }
        }
        assert_eq!(idle.open("/").await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.now().to_rfc3339(), "2026-06-01T13:00:00+00:00", "the busy session lives twelve hours");
    }

    async fn the_session_of_an_administrator_ends_sooner(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut administrator = app.person(city, Role::Administrator).await;
        let mut editor = app.person(city, Role::Editor).await;
        administrator.sign_in().await;
        editor.sign_in().await;
        app.advance(TimeDelta::minutes(14));
        assert_eq!(administrator.open("/").await.status, StatusCode::OK);
        app.advance(TimeDelta::minutes(16));
        assert_eq!(administrator.open("/").await.status, StatusCode::SEE_OTHER);
        app.advance(TimeDelta::seconds(-90));
        assert_eq!(editor.open("/").await.status, StatusCode::OK, "after 28 minutes");
    }

    async fn a_session_that_cannot_be_noted_as_used_is_used_all_the_same(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut person = app.person(city, Role::Editor).await;
        person.sign_in().await;
        app.advance(TimeDelta::minutes(5));
        app.break_writes("UPDATE ON session", true).await;
        assert_eq!(person.open("/notices").await.status, StatusCode::OK);
        app.break_writes("UPDATE ON session", false).await;
        app.advance(TimeDelta::minutes(1));
        assert_eq!(person.open("/notices").await.status, StatusCode::OK);
    }

    async fn the_home_page_tells_the_log_in_before(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut person = app.person(city, Role::Editor).await;
        person.sign_in().await;
        assert!(!person.open("/").await.text().contains("前回のログイン"), "there was none");
        app.advance(TimeDelta::hours(3));
        person.sign_in().await;
        let home = person.open("/").await.text();
        assert!(home.contains("前回のログイン：令和8年6月1日"), "{home}");
        assert!(home.contains("（unknown）"), "{home}");
    }

    async fn a_secret_opens_only_the_door_it_was_made_for(app: TestApp) {
        let mut person = app.collector().await;
        person.sign_in().await;
        assert_eq!(person.open("/").await.status, StatusCode::OK);
        assert_eq!(person.get("/me").await.status, StatusCode::OK);
        let session = person.session_token().to_owned();
        let request = |path: &str, name: &str, value: String| {
            axum::http::Request::get(path).header("host", "127.0.0.1").header(name, value).body(axum::body::Body::empty()).unwrap()
        };
        let as_token = app.send(request("/api/v1/me", "authorization", format!("Bearer {session}"))).await;
        assert_eq!(as_token.status, StatusCode::UNAUTHORIZED, "{}", as_token.text());
        let as_cookie = app.send(request("/", "cookie", format!("sid={}", person.token))).await;
        assert_eq!(as_cookie.status, StatusCode::SEE_OTHER);
    }

    async fn logging_out_ends_the_session_at_once(app: TestApp) {
        let mut person = app.collector().await;
        person.sign_in().await;
        assert_eq!(person.open("/").await.status, StatusCode::OK);
        let answer = person.submit("/", "session/log_out", &[]).await;
        assert_eq!(answer.header("location"), "/login");
        assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
        assert_eq!(person.open("/").await.status, StatusCode::SEE_OTHER);
    }

    async fn the_session_that_makes_room_is_in_the_log(app: TestApp) {
        let administrator = app.administrator().await;
        let mut person = app.collector().await;
        for _ in 0..6 {
            person.sign_in().await;
            app.advance(TimeDelta::seconds(1));
        }
        let events = administrator.get("/audit?action=session.end").await.json();
        assert_eq!(events["total"], 1, "five may be open: {events}");
    }

    async fn a_form_sent_after_the_session_has_ended_is_kept(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut person = app.person(city, Role::Administrator).await;
        person.sign_in().await;
        app.advance(TimeDelta::hours(13));
        let page = format!("/directory/{city}/new");
        let typed = [("section", "総務課 \"法規\""), ("name", "佐藤 <花子>"), ("email", "wrong")];
        let asked = person.submit(&page, "contacts/create", &typed).await;
        assert!(asked.text().contains("ログインの有効時間が過ぎました"), "{}", asked.text());
        let kept = hidden(&asked.text(), "kept");
        let own = person.email.clone();
        let log_in = |password: &'static str| [("email", own.clone()), ("password", password.to_owned()), ("kept", kept.clone())];
        let wrong = log_in("wrong-password-here");
        let wrong: Vec<_> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused = person.submit(&page, "session/log_in", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(hidden(&refused.text(), "kept"), kept);
        let right = log_in(PASSWORD);
        let right: Vec<_> = right.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let back = person.submit(&page, "session/log_in", &right).await;
        assert_eq!(back.status, StatusCode::OK);
        assert!(back.header("set-cookie").starts_with("sid="), "{}", back.header("set-cookie"));
        let text = back.text();
        assert!(text.contains("まだ送られていません"), "{text}");
        assert!(text.contains("佐藤 &lt;花子"), "{text}");
        assert!(text.contains("総務課 &quot;法規&quot;"), "{text}");
    }

    async fn a_kept_form_does_not_replace_what_others_saved_meanwhile(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut person = app.person(city, Role::Editor).await;
        person.sign_in().await;
        let contact = |name: &str| serde_json::json!({ "body_id": city, "section": "総務課", "name": name, "version": 1 });
        let id = person.post("/contacts", &contact("佐藤 花子")).await.json()["id"].as_str().unwrap().to_owned();
        app.advance(TimeDelta::hours(13));
        let page = format!("/directory/{city}/{id}");
        let typed = [("id", id.as_str()), ("version", "1"), ("section", "総務課"), ("name", "鈴木 一郎")];
        let kept = hidden(&person.submit(&page, "contacts/save", &typed).await.text(), "kept");
        assert!(kept.contains("鈴木"), "{kept}");
        let other = app.person(city, Role::Editor).await;
        assert_eq!(other.put(&format!("/contacts/{id}"), &contact("高橋 次郎")).await.json()["version"], 2);
        let log_in = [("email", person.email.as_str()), ("password", PASSWORD), ("kept", &kept)];
        let back = person.submit(&page, "session/log_in", &log_in).await;
        assert_eq!(back.status, StatusCode::OK, "{}", back.text());
        assert_eq!(hidden(&back.text(), "version"), "1", "of which the form was made");
    }

    async fn a_kept_form_is_given_to_nobody_else(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (mut person, mut next) = (app.person(city, Role::Editor).await, app.person(city, Role::Approver).await);
        person.sign_in().await;
        app.advance(TimeDelta::hours(13));
        let page = format!("/directory/{city}/new");
        let kept = hidden(&person.submit(&page, "contacts/create", &[("name", "鈴木 一郎")]).await.text(), "kept");
        let log_in = [("email", next.email.as_str()), ("password", PASSWORD), ("kept", &kept)];
        let answer = next.submit(&page, "session/log_in", &log_in).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, page.as_str()));
        next.take_cookie(&answer);
        assert!(!next.open(&page).await.text().contains("鈴木 一郎"));
        let log_in = [("email", person.email.as_str()), ("password", PASSWORD), ("kept", &kept)];
        assert!(person.submit(&page, "session/log_in", &log_in).await.text().contains("鈴木 一郎"));
    }

    async fn the_language_of_a_page_changes_after_the_session_has_ended(app: TestApp) {
        let person = app.collector().await;
        let answer = person.submit("/notices", "session/set_lang", &[("lang", "en"), ("next", "/notices")]).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/notices"), "{}", answer.text());
        assert!(answer.header("set-cookie").contains("en"), "{}", answer.header("set-cookie"));
    }

    async fn a_kept_form_carries_no_password_and_log_out_none_at_all(app: TestApp) {
        let person = app.collector().await;
        let typed = [("current", "secret-one"), ("new", "secret-two"), ("repeat", "secret-two")];
        let asked = person.submit("/account", "session/change_password", &typed).await;
        assert!(!hidden(&asked.text(), "kept").contains("secret"));
        assert_eq!(person.submit("/", "session/log_out", &[]).await.header("location"), "/login");
    }

    async fn changing_the_password_ends_the_other_sessions(app: TestApp) {
        let mut here = app.collector().await;
        here.sign_in().await;
        let elsewhere = here.cookie().to_owned();
        here.sign_in().await;
        let weak = [("current", "灯台 鉛筆 みかん 七時"), ("new", "short"), ("repeat", "short")];
        assert_eq!(here.submit("/account", "session/change_password", &weak).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let good = [("current", "灯台 鉛筆 みかん 七時"), ("new", "水色 すべり台 三つ編み"), ("repeat", "水色 すべり台 三つ編み")];
        assert_eq!(here.submit("/account", "session/change_password", &good).await.status, StatusCode::SEE_OTHER);
        assert_eq!(here.open("/").await.status, StatusCode::OK);
        let request = axum::http::Request::get("/").header("host", "127.0.0.1").header("cookie", elsewhere);
        let other = app.send(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(other.status, StatusCode::SEE_OTHER);
    }

    async fn a_rest_token_names_its_account(app: TestApp) {
        let person = app.collector().await;
        let me = person.get("/me").await;
        assert_eq!(me.json()["role"], "collector");
        let request = axum::http::Request::get("/api/v1/me").header("host", "127.0.0.1");
        let nobody = app.send(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!((nobody.status, nobody.code().as_str()), (StatusCode::UNAUTHORIZED, "unauthenticated"));
    }
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let marked = format!("name=\"{name}\" value=\"");
    let value = page.split(&marked).nth(1).unwrap().split('"').next().unwrap();
    value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
