//! The pages of administration in a browser without scripts.

use app::domain::actor::Role;
use axum::http::StatusCode;

use crate::{
    db_test,
    support::{Answer, Person, TestApp},
};

/// Where the page `href` begins, followed by an identifier.
fn linked(page: &str, href: &str) -> String {
    let at = page.find(&format!("href=\"{href}/0")).unwrap_or_else(|| panic!("no link to {href} in {page}"));
    page[at + 6..].split('"').next().unwrap().to_owned()
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

fn is_framed(path: &str, page: &Answer) {
    let text = page.text();
    assert_eq!(page.status, StatusCode::OK, "{path}: {text}");
    assert_eq!(text.matches("<h1").count(), 1, "{path}");
    assert!(text.contains("aria-current=\"page\"") && text.contains("breadcrumbs"), "{path}");
    assert_eq!(text.matches("<table").count(), text.matches("<tbody>").count(), "{path}");
    assert_eq!(text.matches("<table").count(), text.matches("<caption").count(), "{path}");
}

async fn signed_in(app: &TestApp, role: Role) -> Person<'_> {
    let mut person = app.person(app.prefecture, role).await;
    person.sign_in().await;
    person
}

const HUB: [&str; 9] = [
    "/admin/bodies",
    "/admin/bodies/new",
    "/admin/audit",
    "/admin/audit/verify",
    "/admin/mails",
    "/admin/mails?state=kept",
    "/admin/audit?action=log_in&refused=true",
    "/admin/groups",
    "/admin/groups/new",
];

db_test! {
    async fn everybody_sees_the_rooms_that_are_open_to_them(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let administrator = signed_in(&app, Role::Administrator).await;
        let index = administrator.open("/admin").await;
        is_framed("/admin", &index);
        for way in ["/admin/accounts", "/admin/bodies", "/admin/groups", "/admin/audit", "/admin/mails"] {
            assert!(index.text().contains(&format!("href=\"{way}\"")), "{way}");
        }
        for path in HUB {
            is_framed(path, &administrator.open(path).await);
        }
        let collector = signed_in(&app, Role::Collector).await;
        let index = collector.open("/admin").await.text();
        assert!(index.contains("/admin/groups") && !index.contains("/admin/audit"), "{index}");
        assert!(collector.open("/").await.text().contains("href=\"/admin\""));
        let mut local = app.person(city, Role::Administrator).await;
        local.sign_in().await;
        let index = local.open("/admin").await.text();
        assert!(index.contains(&format!("/admin/accounts/{city}")) && !index.contains("/admin/bodies"), "{index}");
        for path in HUB.into_iter().chain([&*format!("/admin/accounts/{}", app.prefecture)]) {
            assert_eq!(local.open(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        let mut editor = app.person(city, Role::Editor).await;
        editor.sign_in().await;
        assert!(!editor.open("/").await.text().contains("href=\"/admin\""));
        for path in HUB.into_iter().chain(["/admin", "/admin/accounts"]) {
            assert_eq!(editor.open(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(app.get("/admin").await.header("location"), "/login?next=%2Fadmin");
    }

    async fn somebody_is_invited_changed_and_removed_by_forms(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut local = app.person(city, Role::Administrator).await;
        local.sign_in().await;
        let (list, body) = (format!("/admin/accounts/{city}"), city.to_string());
        let new = format!("{list}/new");
        is_framed(&new, &local.open(&new).await);
        let wrong = [("body", body.as_str()), ("email", "hanako"), ("name", "佐藤　花子"), ("role", "collector")];
        let refused = local.submit(&new, "accounts/invite", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        assert!(text.contains("href=\"#email\"") && text.contains("value=\"佐藤　花子\"") && text.contains("value=\"hanako\""), "{text}");
        let right = [("body", body.as_str()), ("email", "hanako@city.example.jp"), ("name", "佐藤　花子"), ("reading", "さとう"), ("role", "reader")];
        let done = local.submit(&new, "accounts/invite", &right).await;
        assert_eq!(done.header("location"), format!("{list}?done=account_invited"), "{}", done.text());
        let page = local.open(&list).await;
        is_framed(&list, &page);
        let others = local.get("/accounts").await.json();
        let id = others["items"].as_array().unwrap().iter().find(|a| a["email"] == "hanako@city.example.jp").unwrap()["id"].as_str().unwrap().to_owned();
        let path = format!("{list}/{id}");
        assert!(page.text().contains(&format!("href=\"{path}\"")));
        is_framed(&path, &local.open(&path).await);

        let named = [("body", body.as_str()), ("id", id.as_str())];
        let with = |more: &[(&'static str, &'static str)]| [named.to_vec(), more.to_vec()].concat();
        let wrong = local.submit(&path, "accounts/save", &with(&[("version", "1"), ("name", ""), ("reading", "漢字"), ("role", "editor")])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("value=\"漢字\""));
        let saved = local.submit(&path, "accounts/save", &with(&[("version", "1"), ("name", "佐藤 花子"), ("role", "editor")])).await;
        assert_eq!(saved.header("location"), format!("{path}?done=account_saved"), "{}", saved.text());
        let stale = local.submit(&path, "accounts/save", &with(&[("version", "1"), ("name", "佐藤 花"), ("role", "editor")])).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text().contains("value=\"佐藤 花\""), "what was typed is kept");
        for (action, more, to) in [
            ("accounts/send_link", vec![], format!("{path}?done=link_sent")),
            ("accounts/set_enabled", vec![("enabled", "false")], format!("{path}?done=account_disabled")),
            ("accounts/set_enabled", vec![("enabled", "true")], format!("{path}?done=account_enabled")),
            ("accounts/end_sessions", vec![], format!("{path}?done=account_sessions_ended")),
            ("accounts/leave", vec![], format!("{list}?done=account_left")),
        ] {
            let done = local.submit(&path, action, &with(&more)).await;
            assert_eq!(done.header("location"), to, "{action}: {}", done.text());
        }
        assert_eq!(local.open(&path).await.status, StatusCode::NOT_FOUND);
    }

    async fn forms_of_other_bodies_are_refused(app: TestApp) {
        let (city, town) = (app.body("042021", "石巻市").await, app.body("043010", "蔵王町").await);
        let mut local = app.person(city, Role::Administrator).await;
        let victim = app.person(town, Role::Editor).await;
        local.sign_in().await;
        let id = victim.get("/me").await.json()["account_id"].as_str().unwrap().to_owned();
        let (list, town, own) = (format!("/admin/accounts/{city}"), town.to_string(), city.to_string());
        for (body, status) in [(&town, StatusCode::FORBIDDEN), (&own, StatusCode::NOT_FOUND)] {
            for action in ["accounts/send_link", "accounts/end_sessions", "accounts/leave"] {
                let refused = local.submit(&list, action, &[("body", body), ("id", &id)]).await;
                assert_eq!(refused.status, status, "{action}");
            }
        }
        let made = local.submit(&list, "bodies/create", &[("kind", "town"), ("code", "043028"), ("name", "七ヶ宿町"), ("reading", "しちかしゅくまち")]).await;
        assert_eq!(made.status, StatusCode::FORBIDDEN);
        assert_eq!(victim.get("/me").await.status, StatusCode::OK);
    }

    async fn a_body_is_added_changed_and_closed_by_forms(app: TestApp) {
        let administrator = signed_in(&app, Role::Administrator).await;
        let new = "/admin/bodies/new";
        let typed = |code: &'static str| [("kind", "town"), ("code", code), ("name", "蔵王町"), ("reading", "ざおうまち")];
        let refused = administrator.submit(new, "bodies/create", &typed("043011")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("href=\"#code\"") && refused.text().contains("value=\"043011\"") && refused.text().contains("蔵王町"));
        let done = administrator.submit(new, "bodies/create", &typed("043010")).await;
        assert_eq!(done.header("location"), "/admin/bodies?done=body_saved", "{}", done.text());
        let list = administrator.open("/admin/bodies").await.text();
        let at = list.find("蔵王町").unwrap();
        let path = linked(&list[list[..at].rfind("<a ").unwrap()..], "/admin/bodies");
        is_framed(&path, &administrator.open(&path).await);
        let id = last(&path).to_owned();
        let changed = [("id", id.as_str()), ("version", "1"), ("kind", "town"), ("code", "43010"), ("name", "新蔵王町"), ("reading", "しんざおうまち")];
        assert_eq!(administrator.submit(&path, "bodies/save", &changed).await.header("location"), "/admin/bodies?done=body_saved");
        assert_eq!(administrator.submit(&path, "bodies/save", &changed).await.status, StatusCode::CONFLICT);
        let close = [("id", id.as_str()), ("version", "2"), ("closed", "true")];
        assert_eq!(administrator.submit(&path, "bodies/set_closed", &close).await.header("location"), "/admin/bodies?done=body_closed");
        assert!(administrator.open("/admin/bodies").await.text().contains("廃止"));
        let reopen = [("id", id.as_str()), ("version", "3"), ("closed", "false")];
        assert_eq!(administrator.submit(&path, "bodies/set_closed", &reopen).await.header("location"), "/admin/bodies?done=body_reopened");
    }

    async fn a_list_of_bodies_is_kept_by_forms(app: TestApp) {
        let (city, town) = (app.body("042021", "石巻市").await.to_string(), app.body("043010", "蔵王町").await.to_string());
        let collector = signed_in(&app, Role::Collector).await;
        assert!(collector.open("/admin/groups").await.text().contains("送付先グループはまだありません"));
        let new = "/admin/groups/new";
        let refused = collector.submit(new, "groups/create", &[("name", ""), ("members[]", &city)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        let tick = &text[text.find(&format!("value=\"{city}\"")).unwrap()..];
        assert!(tick[..60].contains("checked"), "the tick is kept: {}", &tick[..60]);
        let none = collector.submit(new, "groups/create", &[("name", "沿岸")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.text().contains("href=\"#members[]\"") && none.text().contains("value=\"沿岸\""), "{}", none.text());
        let done = collector.submit(new, "groups/create", &[("name", "沿岸"), ("members[]", &city), ("members[]", &town)]).await;
        assert_eq!(done.header("location"), "/admin/groups?done=group_saved", "{}", done.text());
        let path = linked(&collector.open("/admin/groups").await.text(), "/admin/groups");
        is_framed(&path, &collector.open(&path).await);
        let id = last(&path).to_owned();
        let page = collector.open(&path).await.text();
        let at = page.find("name=\"version\" value=\"").unwrap() + 22;
        let version = page[at..].split('"').next().unwrap().to_owned();
        let change = [("id", id.as_str()), ("version", &version), ("name", "沿岸部"), ("members[]", &town)];
        let saved = collector.submit(&path, "groups/save", &change).await;
        assert_eq!(saved.header("location"), "/admin/groups?done=group_saved", "{}", saved.text());
        assert!(collector.open("/admin/groups").await.text().contains("1団体"));
        let late = collector.submit(&path, "groups/save", &change).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "somebody has saved since: {}", late.text());
        assert_eq!(collector.submit(&path, "groups/delete", &[("id", &id)]).await.header("location"), "/admin/groups?done=group_deleted");
        assert_eq!(collector.open(&path).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_kept_mail_is_shown_and_sent_again_by_a_form(app: TestApp) {
        let administrator = signed_in(&app, Role::Administrator).await;
        administrator.submit("/reset", "session/request_reset", &[("email", &administrator.email)]).await;
        app.settle().await;
        let list = administrator.open("/admin/mails?state=kept").await.text();
        let path = linked(&list, "/admin/mails");
        let page = administrator.open(&path).await;
        is_framed(&path, &page);
        assert!(page.text().contains("/link?token=") && page.text().contains(&administrator.email));
        let id = last(&path).to_owned();
        assert_eq!(administrator.submit(&path, "mails/retry", &[("id", &id)]).await.header("location"), format!("{path}?done=mail_retried"));
        assert_eq!(administrator.submit(&path, "mails/retry", &[("id", &id)]).await.status, StatusCode::CONFLICT);
    }

    async fn the_log_shows_what_was_done_in_words(app: TestApp) {
        let administrator = signed_in(&app, Role::Administrator).await;
        let page = administrator.open("/admin/audit?action=log_in").await.text();
        assert!(page.contains("認証：ログイン") && page.contains("session.log_in"), "{page}");
        let none = administrator.open("/admin/audit?object=nothing-like-it").await.text();
        assert!(none.contains("該当する記録はありません") && none.contains("value=\"nothing-like-it\""));
        assert!(administrator.open("/admin/audit/verify").await.text().contains("記録は全て正しくつながっています"));
    }

    async fn a_token_is_made_by_a_form_and_shown_this_once(app: TestApp) {
        let mut person = signed_in(&app, Role::Collector).await;
        let refused = person.submit("/account", "tokens/create", &[("_form", "token"), ("name", "集計"), ("days", "x"), ("current", "wrong-password-here")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        assert!(text.contains("value=\"集計\"") && text.contains("href=\"#token-days\"") && !text.contains("wrong-password-here"), "{text}");
        let made = person.submit("/account", "tokens/create", &[("_form", "token"), ("name", "集計"), ("days", "30"), ("current", "灯台 鉛筆 みかん 七時")]).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text());
        assert_eq!(made.header("cache-control"), "no-store");
        let text = made.text();
        let at = text.find("トークンの値").unwrap();
        let secret = text[at..].split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
        person.token = secret.clone();
        assert_eq!(person.get("/me").await.json()["role"], "collector");
        let again = person.open("/account").await;
        is_framed("/account", &again);
        assert!(!again.text().contains(&secret) && again.text().contains("集計"));
        let id = person.get("/tokens").await.json()["items"].as_array().unwrap().iter().find(|t| t["name"] == "集計").unwrap()["id"].as_str().unwrap().to_owned();
        assert_eq!(person.submit("/account", "tokens/revoke", &[("id", &id)]).await.header("location"), "/account?done=token_revoked");
        assert_eq!(person.get("/me").await.status, StatusCode::UNAUTHORIZED);
    }

    async fn the_account_tells_of_the_last_log_in(app: TestApp) {
        let mut person = signed_in(&app, Role::Collector).await;
        app.advance(chrono::TimeDelta::minutes(5));
        person.sign_in().await;
        let page = person.open("/account").await.text();
        assert!(page.contains("前回のログイン：") && page.contains("最近のログイン"), "{page}");
    }
}
