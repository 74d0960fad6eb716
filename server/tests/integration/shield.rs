//! The shield around every address (C-11 to C-20, C-28, C-53, C-62).

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use leptos::server_fn::axum::server_fn_paths;

use crate::{
    db_test,
    support::{Backend, TestApp},
};

db_test! {
    async fn every_server_function_refuses_other_sites(app: TestApp) {
        let mut person = app.administrator().await;
        person.sign_in().await;
        let mut checked = 0;
        for (path, method) in server_fn_paths() {
            assert_eq!(method, Method::POST, "{path} must not run on GET");
            for (name, value) in [
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-site", "same-site"),
                ("sec-fetch-site", "none"),
                ("origin", "https://evil.example"),
                ("origin", "null"),
                ("x-nothing", "at-all"),
            ] {
                let request = Request::post(path)
                    .header(header::HOST, "127.0.0.1:3000")
                    .header(header::COOKIE, person.cookie())
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .header(name, value)
                    .body(Body::empty());
                let answer = app.send(request.unwrap()).await;
                assert_eq!((answer.status, answer.code().as_str()), (StatusCode::FORBIDDEN, "cross_site"), "{path} {name}: {value}");
                checked += 1;
            }
        }
        assert!(checked >= 40, "only {checked} combinations");
    }

    async fn every_server_function_survives_nonsense(app: TestApp) {
        let mut person = app.administrator().await;
        person.sign_in().await;
        for (path, _) in server_fn_paths() {
            for body in ["", "a=b&a=c", "%ff%fe=%00", "id[]=1&id[0][0][0]=2", &"x[".repeat(2000)] {
                let request = Request::post(path)
                    .header(header::HOST, "127.0.0.1:3000")
                    .header(header::COOKIE, person.cookie())
                    .header("sec-fetch-site", "same-origin")
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .body(Body::from(body.to_owned()));
                let status = app.send(request.unwrap()).await.status;
                assert!(!status.is_server_error(), "{path} answers {status} to {body:.20}");
            }
        }
    }

    async fn unknown_hosts_types_paths_and_sizes_are_refused(app: TestApp) {
        let post = |path: &str, host: &str, kind: &str, body: Vec<u8>| {
            Request::post(path)
                .header(header::HOST, host)
                .header("sec-fetch-site", "same-origin")
                .header(header::CONTENT_TYPE, kind)
                .body(Body::from(body))
                .unwrap()
        };
        let form = "application/x-www-form-urlencoded";
        assert_eq!(app.send(post("/login", "evil.example", form, vec![])).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(app.send(post("/login", "127.0.0.1", "text/plain", vec![])).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(app.send(post("/login", "127.0.0.1", form, vec![b'a'; 3 << 20])).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(app.send(post("/api/fn/no/such", "127.0.0.1", form, vec![])).await.status, StatusCode::NOT_FOUND);
        let unknown = post("/login", "127.0.0.1", form, b"_action=no/such".to_vec());
        assert_eq!(app.send(unknown).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_is_too_large_is_told_the_limit_of_its_own_route(app: TestApp) {
        for (path, limit) in [("/login", "2MB"), ("/notices/x/edit", "20484MB"), ("/surveys/x/answer", "10244MB")] {
            let request = Request::post(path)
                .header(header::HOST, "127.0.0.1:3000")
                .header("sec-fetch-site", "same-origin")
                .header(header::ACCEPT, "text/html")
                .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
                .header(header::CONTENT_LENGTH, (1_u64 << 40).to_string());
            let answer = app.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
            assert!(answer.text().contains(&format!("（上限{limit}）")), "{path}: {}", answer.text());
        }
    }

    async fn json_is_typed_and_shallow(app: TestApp) {
        let person = app.collector().await;
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let bodies = [deep, format!("{{\"title\":{}", "{\"a\":".repeat(10_000)), "{\"titel\":\"x\"}".to_owned(), "null".to_owned()];
        for body in bodies {
            let answer = person.upload(Method::POST, "/notices", "application/json", body.into_bytes()).await;
            assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "malformed"));
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert!(answer.text().len() < 1000, "the input is not repeated");
        }
    }

    async fn every_kind_of_answer_carries_the_headers(app: TestApp) {
        let mut person = app.collector().await;
        person.sign_in().await;
        let answers = [
            person.open("/").await,
            person.open("/no-such-page").await,
            app.get("/notices").await,
            app.get("/api/v1/me").await,
            app.get("/pkg/none.css").await,
            app.get("/healthz").await,
        ];
        let mut policies = std::collections::HashSet::new();
        for answer in &answers {
            let policy = answer.header("content-security-policy");
            assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
            let mut words = policy.split([' ', ';']);
            assert!(!words.any(|word| ["'unsafe-inline'", "'unsafe-eval'", "*", "https:"].contains(&word)), "{policy}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
            assert_eq!(answer.header("access-control-allow-origin"), "");
            policies.insert(policy.to_owned());
        }
        assert_eq!(policies.len(), answers.len(), "each answer has its own nonce");
        assert_eq!(answers[1].status, StatusCode::NOT_FOUND);
    }

    async fn browsers_report_what_a_policy_forbids(app: TestApp) {
        let report = |kind: &str, body: Vec<u8>| {
            Request::post("/csp-report")
                .header(header::HOST, "127.0.0.1:3000")
                .header("sec-fetch-site", "cross-site")
                .header(header::CONTENT_TYPE, kind)
                .body(Body::from(body))
                .unwrap()
        };
        let policy = app.get("/login").await;
        assert!(policy.header("content-security-policy").ends_with("report-uri /csp-report"), "{policy:?}");
        let kind = "application/csp-report";
        let body = br#"{"csp-report":{"blocked-uri":"https://evil.example/x","effective-directive":"script-src"}}"#.to_vec();
        assert_eq!(app.send(report(kind, body.clone())).await.status, StatusCode::NO_CONTENT);
        assert_eq!(app.send(report(kind, b"[".repeat(5000))).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(app.send(report(kind, vec![b' '; 17 << 10])).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        let mut last = StatusCode::NO_CONTENT;
        for _ in 0..100 {
            last = app.send(report(kind, body.clone())).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    }
}

/// Who asks too often waits, and nobody else does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_has_its_share_of_requests() {
    let app = TestApp::start_with(Backend::Sqlite, |config| {
        (config.http.requests_per_second, config.http.request_burst) = (1, 20);
    })
    .await;
    let (hasty, other) = (app.collector().await, app.administrator().await);
    let mut answers = Vec::new();
    for _ in 0..30 {
        answers.push(hasty.get("/me").await);
    }
    assert!(answers[..20].iter().all(|answer| answer.status == StatusCode::OK));
    let refused = answers.iter().find(|answer| answer.status != StatusCode::OK).unwrap();
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "too_many_requests"));
    assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
    assert_eq!(other.get("/me").await.status, StatusCode::OK);
    assert_eq!(app.get("/login").await.status, StatusCode::OK);

    let mut hasty = hasty;
    hasty.sign_in().await;
    let page = Request::get("/notices")
        .header(header::HOST, "127.0.0.1:3000")
        .header(header::COOKIE, hasty.cookie())
        .header(header::ACCEPT, "text/html");
    let page = app.send(page.body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text().contains("<h1") && page.text().contains("秒待って"), "a person reads a page: {}", page.text());
    assert!(page.header("retry-after").parse::<u64>().unwrap() >= 1);
}
