//! Pages in a browser without scripts: their frame, log-in, links, language, search.

use app::domain::actor::Role;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

use crate::{
    db_test,
    notices::{only, published},
    support::{Answer, Person, TestApp},
};

/// Pages that everybody who is signed in may open.
const PAGES: [&str; 6] = ["/", "/notices", "/account", "/search", "/search?q=%E4%BA%A4%E4%BB%98%E7%A8%8E", "/help"];
/// Pages that need no log-in.
const OPEN: [&str; 3] = ["/login", "/reset", "/help"];

/// What every page has: one heading, the content to skip to, its language.
fn has_frame(path: &str, page: &Answer, lang: &str) {
    let text = page.text();
    assert_eq!(text.matches("<h1").count(), 1, "{path}: {text}");
    assert_eq!(text.matches("<main id=\"main\"").count(), 1, "{path}: {text}");
    assert!(text.contains(&format!("<html lang=\"{lang}\"")), "{path}: {text}");
}

/// The link of the newest mail to `email`, as a path.
async fn mailed_link(app: &TestApp, email: &str) -> String {
    let db = app.built.core.store.read();
    let (mails, _) = server::store::mails::list(&db, None, None, 10).await.unwrap();
    let mail = mails.into_iter().find(|mail| mail.recipient == email).unwrap();
    let at = mail.text.find("/link?token=").unwrap();
    mail.text[at..].split_whitespace().next().unwrap().to_owned()
}

async fn set_password(person: &Person<'_>, link: &str, password: &str) -> Answer {
    let token = link.split_once("token=").unwrap().1;
    person.submit(link, "session/use_link", &[("token", token), ("new", password), ("repeat", password)]).await
}

/// Points at which a page is left half made.
const STOPS: usize = 120;

db_test! {
    async fn a_page_half_made_lends_its_reader_to_no_other_request(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (mut collector, mut editor) = (app.collector().await, app.person(city, Role::Editor).await);
        collector.sign_in().await;
        editor.sign_in().await;
        let fields = [("title", "成りすまし"), ("deadline_date", "令和8年6月30日"), ("audience", "all")];
        for stop in 0..STOPS {
            // One thread serves both, and the page of the collector waits for its data.
            let mut page = Box::pin(collector.open("/surveys"));
            for _ in 0..stop {
                if futures::poll!(page.as_mut()).is_ready() {
                    break;
                }
                tokio::task::yield_now().await;
            }
            let answer = editor.submit("/surveys", "surveys/save", &fields).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "stop {stop}: an editor made a survey as the collector");
        }
    }

    async fn every_page_has_its_frame_for_every_role(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut people = vec![app.collector().await, app.administrator().await];
        for role in [Role::Administrator, Role::Editor, Role::Approver, Role::Reader] {
            people.push(app.person(city, role).await);
        }
        for person in &mut people {
            person.sign_in().await;
            for path in PAGES {
                let page = person.open(path).await;
                assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
                has_frame(path, &page, "ja");
            }
            let missing = person.open("/no-such-page").await;
            assert_eq!(missing.status, StatusCode::NOT_FOUND);
            has_frame("/no-such-page", &missing, "ja");
        }
    }

    async fn what_went_wrong_is_a_page_for_people_and_a_problem_for_programs(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut editor = app.person(city, Role::Editor).await;
        editor.sign_in().await;
        let send = async |method: &str, path: &str, kind: &str, body: Vec<u8>, accept: &str| {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header(header::HOST, "127.0.0.1:3000")
                .header("sec-fetch-site", "same-origin")
                .header(header::COOKIE, editor.cookie())
                .header(header::CONTENT_TYPE, kind)
                .header(header::ACCEPT, accept);
            app.send(request.body(Body::from(body)).unwrap()).await
        };
        let (form, parts) = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x");
        let nothing = "00000000-0000-7000-8000-000000000000";
        let large = vec![b'a'; 3 << 20];
        for (method, path, kind, body, status) in [
            ("POST", "/notices".to_owned(), form, large.clone(), 413),
            ("POST", "/notices".to_owned(), form, b"x=1".to_vec(), 400),
            ("POST", "/notices".to_owned(), form, b"_action=no/such".to_vec(), 404),
            ("POST", format!("/surveys/{nothing}/answer"), parts, b"--x--\r\n".to_vec(), 404),
            ("POST", format!("/notices/{nothing}/edit"), parts, b"no parts".to_vec(), 400),
            ("GET", format!("/attachments/{nothing}"), form, vec![], 404),
            ("GET", format!("/answer-files/{nothing}"), form, vec![], 404),
        ] {
            let page = send(method, &path, kind, body.clone(), "text/html,*/*;q=0.8").await;
            assert_eq!(page.status.as_u16(), status, "{path}: {}", page.text());
            has_frame(&path, &page, "ja");
            assert!(page.text().contains("表示できません"), "{path}: {}", page.text());
            let problem = send(method, &path, kind, body, "*/*").await;
            assert_eq!(problem.status.as_u16(), status, "{path}");
            assert!(!problem.text().contains("<html"), "{path}: {}", problem.text());
        }
    }

    async fn a_board_left_open_keeps_no_session_alive(app: TestApp) {
        let mut collector = app.collector().await;
        collector.sign_in().await;
        let body = serde_urlencoded::to_string([("id", "00000000-0000-7000-8000-000000000000"), ("stamp", "x")]).unwrap();
        let ask = async || {
            let request = Request::post("/api/fn/surveys/board_stamp")
                .header(header::HOST, "127.0.0.1:3000")
                .header("sec-fetch-site", "same-origin")
                .header(header::COOKIE, collector.cookie())
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            app.send(request.body(Body::from(body.clone())).unwrap()).await.status
        };
        // Half an hour without use ends a session.
        let mut minutes = 0;
        while ask().await != StatusCode::UNAUTHORIZED {
            app.advance(chrono::TimeDelta::minutes(5));
            minutes += 5;
            assert!(minutes < 60, "the session is alive after {minutes} minutes of asking");
        }
        assert!(minutes >= 30, "it ended after {minutes} minutes");
    }

    async fn log_in_reset_and_help_are_open(app: TestApp) {
        for path in OPEN {
            let page = app.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            has_frame(path, &page, "ja");
        }
        assert_eq!(app.get("/account").await.header("location"), "/login?next=%2Faccount");
    }

    async fn a_refused_log_in_keeps_address_and_goal(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let person = app.person(city, Role::Editor).await;
        let fields = [("email", person.email.as_str()), ("password", "wrong-password-here"), ("next", "/help")];
        let page = person.submit("/login?next=%2Fhelp", "session/log_in", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        has_frame("/login", &page, "ja");
        let text = page.text();
        assert!(text.contains(&format!("value=\"{}\"", person.email)), "{text}");
        assert!(text.contains("name=\"next\" value=\"/help\""), "{text}");
        assert!(!text.contains("wrong-password-here"));
        assert!(text.contains("autocomplete=\"username\"") && text.contains("autocomplete=\"current-password\""));
    }

    async fn a_reset_link_sets_the_password_once(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let person = app.person(city, Role::Editor).await;
        let asked = person.submit("/reset", "session/request_reset", &[("email", &person.email)]).await;
        assert_eq!(asked.header("location"), "/reset?done=reset_sent", "{}", asked.text());
        let link = mailed_link(&app, &person.email).await;
        let page = app.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        has_frame("/link", &page, "ja");
        assert!(page.text().contains(&person.email));

        let weak = set_password(&person, &link, "short").await;
        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(weak.text().contains("href=\"#new\""), "the summary leads to the field: {}", weak.text());

        let new = "風鈴 縁側 すいか 九時";
        assert_eq!(set_password(&person, &link, new).await.header("location"), "/login?done=password_set");
        let again = set_password(&person, &link, new).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
        let used = app.get(&link).await;
        assert_eq!(used.status, StatusCode::NOT_FOUND);
        has_frame("/link", &used, "ja");
        assert!(used.text().contains("href=\"/reset\""), "the way to a new link");
        let entered = person.submit("/login", "session/log_in", &[("email", &person.email), ("password", new)]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    }

    async fn english_is_kept_in_a_cookie(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut person = app.person(city, Role::Reader).await;
        person.sign_in().await;
        let fields = [("lang", "en"), ("next", "/account")];
        let chosen = person.submit("/account", "session/set_lang", &fields).await;
        assert_eq!((chosen.status, chosen.header("location")), (StatusCode::SEE_OTHER, "/account"));
        let lang = chosen.header("set-cookie").split(';').next().unwrap().to_owned();
        let request = axum::http::Request::get("/account")
            .header("host", "127.0.0.1:3000")
            .header("cookie", format!("{}; {lang}", person.cookie()));
        let page = app.send(request.body(axum::body::Body::empty()).unwrap()).await;
        has_frame("/account", &page, "en");
        assert!(page.text().contains("Change your password"), "{}", page.text());
    }

    async fn the_account_shows_its_sessions_and_changes_the_password(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut person = app.person(city, Role::Editor).await;
        person.sign_in().await;
        person.sign_in().await;
        let page = person.open("/account").await.text();
        assert!(page.contains("石巻市") && page.contains("取りまとめ担当"));
        assert_eq!(page.matches("value=\"session/end\"").count(), 1, "the other session can be ended: {page}");
        let wrong = [("current", "not-my-password"), ("new", "風鈴 縁側 すいか 九時"), ("repeat", "風鈴 縁側 すいか 九時")];
        let refused = person.submit("/account", "session/change_password", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("href=\"#current\"") && !refused.text().contains("not-my-password"));
    }

    async fn search_finds_a_published_notice_and_marks_it(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let other = app.body("042030", "塩竈市").await;
        let collector = app.collector().await;
        let id = published(&collector, &only(&[city])).await;
        app.settle().await;
        let (mut reader, mut stranger) = (app.person(city, Role::Reader).await, app.person(other, Role::Reader).await);
        reader.sign_in().await;
        stranger.sign_in().await;
        let path = "/search?q=%E5%9C%B0%E6%96%B9%E4%BA%A4%E4%BB%98%E7%A8%8E&doc_kind=notice";
        let page = reader.open(path).await;
        assert_eq!(page.status, StatusCode::OK);
        has_frame(path, &page, "ja");
        let text = page.text();
        assert!(text.contains(&format!("href=\"/notices/{id}\"")), "{text}");
        assert!(text.contains("<mark>地方交付税</mark>"), "{text}");
        assert!(text.contains("検索結果（1件）") && text.contains("令和8年度"), "{text}");
        let nothing = stranger.open(path).await.text();
        assert!(!nothing.contains(&id) && nothing.contains("見つかりませんでした"), "{nothing}");
    }

    async fn a_query_that_is_too_long_is_kept_and_explained(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut person = app.person(city, Role::Reader).await;
        person.sign_in().await;
        let long = "a".repeat(2000);
        let page = person.open(&format!("/search?q={long}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        has_frame("/search", &page, "ja");
        assert!(page.text().contains(&format!("value=\"{long}\"")), "what was typed is kept");
        assert!(page.text().contains("検索できませんでした"));
    }
}
