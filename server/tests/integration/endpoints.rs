//! Every endpoint of the binary, called by everybody, against a golden file (C-21, C-22); and with the identifiers of
//! somebody else, which must look like identifiers of nothing (C-23, C-28).

mod objects;

use std::{collections::BTreeSet, fmt::Write};

use app::domain::actor::Role;
use axum::{
    body::Body,
    http::{Method, Request, header},
};
use leptos::server_fn::axum::server_fn_paths;
use serde_json::{Value, json};

use self::objects::{Objects, UNKNOWN};
use crate::{
    db_test, notices,
    support::{Answer, Person, TestApp},
};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/integration/golden/endpoints.txt");

/// Routes that neither the document of REST, nor the registry of server functions, nor the router of the pages lists.
const OTHER: [&str; 11] = [
    "GET /api/v1/openapi.json",
    "GET /healthz",
    "POST /csp-report",
    "GET /readyz",
    "GET /attachments/{id}",
    "POST /notices/{id}/edit",
    "GET /notices/{id}/deliveries.csv",
    "GET /directory/export/{format}",
    "GET /surveys/{id}/export/{format}",
    "POST /surveys/{id}/answer",
    "GET /answer-files/{id}",
];

/// Objects that everybody may know of: for those, "forbidden" and "not found" may differ.
const PUBLIC: [&str; 7] = ["city", "own_body", "contact", "key", "unique", "version", "password"];

/// A row of the golden file.
struct Row {
    endpoint: String,
    path: String,
    body: String,
    statuses: String,
}

fn rows() -> Vec<Row> {
    let text = std::fs::read_to_string(GOLDEN).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let parts: Vec<&str> = line.split('|').collect();
            let [endpoint, path, body, statuses] = parts[..] else { panic!("four parts in {line:?}") };
            let [endpoint, path, body, statuses] = [endpoint, path, body, statuses].map(|part| part.trim().to_owned());
            Row { endpoint, path, body, statuses }
        })
        .collect()
}

/// Every endpoint that the binary answers to, from its own lists.
fn endpoints() -> BTreeSet<String> {
    let mut all: BTreeSet<String> = OTHER.into_iter().map(str::to_owned).collect();
    let document = serde_json::to_value(server::http::rest::document()).unwrap();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| ["get", "post", "put", "delete", "patch"].contains(&key.as_str()))
        {
            all.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    all.extend(server_fn_paths().map(|(path, method)| format!("{method} {path}")));
    let pages = leptos_axum::generate_route_list(app::shell::App);
    all.extend(pages.iter().map(|page| format!("GET {}", page.path())));
    all
}

fn names(text: &str) -> Vec<&str> {
    text.split('<').skip(1).filter_map(|part| part.split_once('>').map(|(name, _)| name)).collect()
}

/// The text with every `<name>` replaced by what `value` says.
fn filled(text: &str, mut value: impl FnMut(&str) -> String) -> String {
    names(text).into_iter().fold(text.to_owned(), |text, name| text.replacen(&format!("<{name}>"), &value(name), 1))
}

/// Sends what a row says, as REST, as a server function, or as a browser.
async fn call(app: &TestApp, person: Option<&Person<'_>>, row: &Row, path: &str, body: String) -> Answer {
    let method: Method = row.endpoint.split(' ').next().unwrap().parse().unwrap();
    let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000");
    let rest = path.starts_with("/api/v1/");
    if !rest {
        request = request.header("sec-fetch-site", "same-origin");
    }
    if let Some(person) = person {
        request = if rest {
            request.header(header::AUTHORIZATION, format!("Bearer {}", person.token))
        } else {
            request.header(header::COOKIE, person.cookie())
        };
    }
    let (kind, body) = match row.body.as_str() {
        "@bytes" => ("application/octet-stream", "内容".to_owned()),
        "@file" => (
            "multipart/form-data; boundary=xx",
            "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nx\r\n--xx\r\nContent-Disposition: form-data; name=\"file.proof\"; filename=\"a.txt\"\r\n\r\nx\r\n--xx--\r\n"
                .to_owned(),
        ),
        _ if rest || body.starts_with('{') => ("application/json", body),
        _ => ("application/x-www-form-urlencoded", encoded(&body)),
    };
    app.send(request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()).await
}

/// A form as a browser sends it.
fn encoded(fields: &str) -> String {
    let pairs: Vec<(&str, &str)> = fields.split('&').filter_map(|pair| pair.split_once('=')).collect();
    serde_urlencoded::to_string(pairs).unwrap()
}

fn with_samples(body: &str, city: app::domain::ids::BodyId) -> String {
    let notice: Value = notices::draft(&notices::only(&[city]));
    body.replace("@notice", &notice.to_string()).replace("@survey", &objects::survey(city, false).to_string())
}

/// What a row answers to somebody, with objects made for this call.
async fn answer(objects: &Objects<'_>, person: Option<&mut Person<'_>>, row: &Row) -> Answer {
    let app = objects.app;
    let person = match person {
        // REST needs the token alone.
        Some(person) if row.path.starts_with("/api/v1/") => Some(&*person),
        Some(person) => {
            // The oldest session is ended beyond some; with a clock that stands still any could be the oldest.
            app.advance(chrono::TimeDelta::seconds(1));
            person.sign_in().await;
            Some(&*person)
        }
        None => None,
    };
    let mut made = std::collections::HashMap::new();
    for name in names(&row.path).into_iter().chain(names(&row.body)) {
        objects.make(name, person, &mut made).await;
    }
    let value = |name: &str| made.get(name).unwrap_or_else(|| panic!("no {name}")).clone();
    let body = with_samples(&filled(&row.body, value), objects.city);
    call(app, person, row, &filled(&row.path, value), body).await
}

db_test! {
    async fn every_endpoint_has_its_row(_app: TestApp) {
        let known: BTreeSet<String> = rows().into_iter().map(|row| row.endpoint).collect();
        let all = endpoints();
        assert!(all.len() > 150, "only {} endpoints were found", all.len());
        let (missing, stale): (Vec<_>, Vec<_>) = (all.difference(&known).collect(), known.difference(&all).collect());
        assert!(missing.is_empty() && stale.is_empty(), "without a row: {missing:#?}\nof nothing: {stale:#?}");
    }

    async fn everybody_gets_what_the_golden_file_says(app: TestApp) {
        let objects = Objects::new(&app).await;
        let mut people = vec![];
        for role in [Role::Reader, Role::Editor, Role::Approver, Role::Administrator] {
            people.push(app.person(objects.city, role).await);
        }
        people.push(app.collector().await);
        people.push(app.administrator().await);
        let (mut found, mut differences) = (String::new(), String::new());
        let old = std::fs::read_to_string(GOLDEN).unwrap();
        let mut lines = old.lines();
        for row in rows() {
            for line in lines.by_ref().take_while(|line| line.is_empty() || line.starts_with('#')) {
                writeln!(found, "{line}").unwrap();
            }
            // The clock goes on with each log-in, and what works beside requests is silent here.
            if row.path == "/readyz" {
                app.get_ready().await;
            }
            let mut statuses = vec![answer(&objects, None, &row).await.status.as_u16().to_string()];
            for person in &mut people {
                let answer = answer(&objects, Some(person), &row).await;
                assert!(!answer.status.is_server_error(), "{}: {}", row.endpoint, answer.text());
                statuses.push(answer.status.as_u16().to_string());
            }
            let statuses = statuses.join(" ");
            if statuses != row.statuses {
                writeln!(differences, "{}: {} and not {:?}", row.endpoint, statuses, row.statuses).unwrap();
            }
            writeln!(found, "{} | {} | {} | {statuses}", row.endpoint, row.path, row.body).unwrap();
        }
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(GOLDEN, found).unwrap();
        } else {
            assert!(differences.is_empty(), "review with UPDATE_GOLDEN=1 and `git diff`:\n{differences}");
        }
    }

    async fn identifiers_of_others_look_like_identifiers_of_nothing(app: TestApp) {
        let objects = Objects::new(&app).await;
        let town = app.body("043010", "蔵王町").await;
        let mut swept = 0;
        for role in [Role::Administrator, Role::Reader] {
            let mut stranger = app.person(town, role).await;
            for row in rows() {
                let secret = |name: &&str| !PUBLIC.contains(name);
                if !names(&row.path).iter().chain(&names(&row.body)).any(secret) || row.endpoint.contains("confirm_many") {
                    continue;
                }
                app.advance(chrono::TimeDelta::seconds(1));
                stranger.sign_in().await;
                let mut made = std::collections::HashMap::new();
                for name in names(&row.path).into_iter().chain(names(&row.body)) {
                    objects.make(name, None, &mut made).await;
                }
                let known = |name: &str| made[name].clone();
                let unknown = |name: &str| if PUBLIC.contains(&name) { made[name].clone() } else { UNKNOWN.to_owned() };
                let foreign_path = filled(&row.path, known);
                let foreign = call(&app, Some(&stranger), &row, &foreign_path, with_samples(&filled(&row.body, known), objects.city)).await;
                let nothing = call(&app, Some(&stranger), &row, &filled(&row.path, unknown), with_samples(&filled(&row.body, unknown), objects.city)).await;
                let place = format!("{} as {role:?}", row.endpoint);
                assert_eq!(foreign.status, nothing.status, "{place}: {} and {}", foreign.text(), nothing.text());
                assert!(foreign.status.is_client_error(), "{place}: {} {}", foreign.status, foreign.text());
                assert_eq!(masked(&foreign, &made), masked(&nothing, &made), "{place}");
                assert!(!foreign.text().contains("職員数等の調査") && !foreign.text().contains("地方交付税の算定"), "{place} leaks");
                swept += 1;
            }
        }
        assert!(swept > 120, "only {swept} calls");
    }

    async fn a_refusal_is_on_record(app: TestApp) {
        let objects = Objects::new(&app).await;
        let town = app.body("043010", "蔵王町").await;
        let mut stranger = app.person(town, Role::Reader).await;
        let administrator = app.administrator().await;
        let mut made = std::collections::HashMap::new();
        objects.make("notice", None, &mut made).await;
        stranger.sign_in().await;
        let (page, rest) = (format!("/notices/{}", made["notice"]), format!("/notices/{}", made["notice"]));
        assert_eq!(stranger.open(&page).await.status.as_u16(), 404);
        assert_eq!(stranger.get(&rest).await.status.as_u16(), 404);
        assert_eq!(stranger.open("/admin/audit").await.status.as_u16(), 403);
        assert_eq!(stranger.submit("/notices", "notices/create", &[("title", "x")]).await.status.as_u16(), 403);
        assert_eq!(stranger.open("/no-such-page").await.status.as_u16(), 404);
        let events = administrator.get("/audit?action=access.refused&refused=true").await.json();
        let objects: Vec<&str> = events["items"].as_array().unwrap().iter().map(|event| event["object"].as_str().unwrap()).collect();
        assert_eq!(objects, ["/notices", "/admin/audit", &format!("/api/v1{rest}"), &page], "newest first, nothing else");
        assert_eq!(events["items"][0]["body_name"], json!("蔵王町"));
        assert_eq!(administrator.post("/audit/verify", &json!({})).await.json()["whole"], true);
    }
}

/// The answer without what differs in any two answers: the identifiers that were asked for, and the nonce of scripts.
fn masked(answer: &Answer, made: &std::collections::HashMap<String, String>) -> String {
    let mut text = answer.text().replace(UNKNOWN, "ID");
    for value in made.values().filter(|value| value.len() > 20) {
        text = text.replace(value.as_str(), "ID");
    }
    let policy = answer.header("content-security-policy");
    match policy.split_once("'nonce-").and_then(|(_, rest)| rest.split_once('\'')) {
        Some((nonce, _)) => text.replace(nonce, "NONCE"),
        None => text,
    }
}
