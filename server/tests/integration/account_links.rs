//! Links that set a password, and what ends with the old one (C-34, C-39); sessions of somebody with several bodies.

use app::domain::{actor::Role, error::AppError, ids::BodyId};
use app::ports::{Caller, Origin};
use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::json;

use crate::{
    db_test,
    support::{PASSWORD, Person, TestApp, execute},
};

const NEW: &str = "水色 すべり台 三つ編み";

async fn set_password(by: &Person<'_>, link: &str) -> StatusCode {
    let token = link.split_once("token=").unwrap().1;
    by.submit(link, "session/use_link", &[("token", token), ("new", NEW), ("repeat", NEW)]).await.status
}

async fn id_of(person: &Person<'_>) -> String {
    person.get("/me").await.json()["account_id"].as_str().unwrap().to_owned()
}

/// Mails of one instant have no order, so some time goes by.
async fn ask_for_reset(app: &TestApp, person: &Person<'_>) {
    app.advance(TimeDelta::seconds(1));
    let asked = person.submit("/reset", "session/request_reset", &[("email", &person.email)]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
}

/// Kinds of the mails to somebody, the oldest first.
async fn mails(app: &TestApp, to: &Person<'_>) -> Vec<String> {
    app.texts(&format!("SELECT kind FROM mail WHERE recipient = '{}' ORDER BY id", to.email)).await
}

/// Somebody of a city who may act for a town, too.
async fn of_two(app: &TestApp) -> (Person<'_>, BodyId, BodyId) {
    let (city, town) = (app.body("042021", "石巻市").await, app.body("043010", "蔵王町").await);
    let person = app.person(city, Role::Editor).await;
    let mayor = app.person(town, Role::Administrator).await;
    let invited = mayor.post("/accounts", &json!({ "email": person.email, "name": "佐藤", "role": "editor" })).await;
    assert_eq!(invited.status, StatusCode::CREATED, "{}", invited.text());
    (person, city, town)
}

/// From now on the owner sets another password just when one has been looked at and found right.
async fn replace_passwords_when_they_were_shown(app: &TestApp) {
    let replace = "UPDATE account SET password_hash = 'of the owner';";
    let begin = "CREATE TRIGGER meanwhile AFTER DELETE ON login_failure";
    if app.url().starts_with("sqlite:") {
        return execute(app.url(), &[&format!("{begin} BEGIN {replace} END")]).await;
    }
    let function = format!(
        "CREATE FUNCTION meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {replace} RETURN NULL; END $$"
    );
    execute(app.url(), &[&function, &format!("{begin} FOR EACH ROW EXECUTE FUNCTION meanwhile()")]).await;
}

async fn switch(person: &mut Person<'_>, to: BodyId) -> StatusCode {
    let answer = person.submit("/account", "session/switch_body", &[("body", &to.to_string())]).await;
    if answer.header("set-cookie").starts_with("sid=") {
        person.take_cookie(&answer);
    }
    answer.status
}

db_test! {
    async fn an_older_link_cannot_undo_what_a_newer_one_has_done(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let administrator = app.person(city, Role::Administrator).await;
        let person = app.person(city, Role::Editor).await;
        let send = format!("/accounts/{}/send_link", id_of(&person).await);
        for _ in 0..2 {
            app.advance(TimeDelta::seconds(1));
            assert_eq!(administrator.post(&send, &json!({})).await.status, StatusCode::NO_CONTENT);
        }
        ask_for_reset(&app, &person).await;
        let links = app.links(&person.email).await;
        assert_eq!(links.len(), 3);
        assert_eq!(set_password(&administrator, &links[0]).await, StatusCode::NOT_FOUND, "the administrator has sent another");
        assert_eq!(set_password(&administrator, &links[2]).await, StatusCode::SEE_OTHER);
        assert_eq!(set_password(&administrator, &links[1]).await, StatusCode::NOT_FOUND, "the password was set since");
    }

    async fn changing_the_password_or_disabling_the_account_voids_its_links(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let administrator = app.person(city, Role::Administrator).await;
        let mut person = app.person(city, Role::Editor).await;
        let id = id_of(&person).await;
        person.sign_in().await;
        ask_for_reset(&app, &person).await;
        let change = [("current", PASSWORD), ("new", NEW), ("repeat", NEW)];
        assert_eq!(person.submit("/account", "session/change_password", &change).await.status, StatusCode::SEE_OTHER);
        ask_for_reset(&app, &person).await;
        let links = app.links(&person.email).await;
        assert_eq!(set_password(&administrator, &links[0]).await, StatusCode::NOT_FOUND);
        for what in ["disable", "enable"] {
            let done = administrator.post(&format!("/accounts/{id}/{what}"), &json!({})).await;
            assert_eq!(done.status, StatusCode::NO_CONTENT);
        }
        assert_eq!(set_password(&administrator, &links[1]).await, StatusCode::NOT_FOUND);
        assert!(mails(&app, &person).await.contains(&"password_changed".to_owned()));
    }

    async fn a_reset_puts_everybody_out_and_tells_the_owner(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut person = app.person(city, Role::Editor).await;
        person.sign_in().await;
        let made = person.post("/tokens", &json!({ "name": "集計", "days": "3", "current": PASSWORD })).await;
        assert_eq!(made.status, StatusCode::CREATED);
        ask_for_reset(&app, &person).await;
        let link = app.links(&person.email).await.remove(0);
        let page = person.open(&link).await.text();
        assert!(page.contains("API用のトークンもすべて無効"), "{page}");
        app.advance(TimeDelta::seconds(1));
        assert_eq!(set_password(&person, &link).await, StatusCode::SEE_OTHER);
        assert_eq!(person.open("/").await.status, StatusCode::SEE_OTHER, "sessions end");
        assert_eq!(person.get("/me").await.status, StatusCode::UNAUTHORIZED, "and so do tokens");
        assert_eq!(mails(&app, &person).await, ["token_made", "reset", "password_reset"]);
    }

    async fn what_rests_on_a_password_that_was_replaced_meanwhile_is_not_done(app: TestApp) {
        let mut person = app.administrator().await;
        person.sign_in().await;
        app.advance(TimeDelta::minutes(6));
        let hash = app.texts("SELECT password_hash FROM account").await.remove(0);
        replace_passwords_when_they_were_shown(&app).await;
        let back = format!("UPDATE account SET password_hash = '{hash}'");

        let token = person.post("/tokens", &json!({ "name": "集計", "days": "3", "current": PASSWORD })).await;
        assert_eq!(token.status, StatusCode::UNAUTHORIZED, "{}", token.text());
        execute(app.url(), &[&back]).await;
        let change = [("current", PASSWORD), ("new", NEW), ("repeat", NEW)];
        let changed = person.submit("/account", "session/change_password", &change).await;
        assert_ne!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
        assert_eq!(app.texts("SELECT password_hash FROM account").await, ["of the owner"]);
        execute(app.url(), &[&back]).await;
        let friend = json!({ "email": "a@example.jp", "name": "佐藤", "role": "administrator", "current": PASSWORD });
        assert_eq!(person.post("/accounts", &friend).await.status, StatusCode::UNAUTHORIZED);
        execute(app.url(), &[&back]).await;
        assert!(mails(&app, &person).await.is_empty());
        assert_eq!(app.texts("SELECT name FROM api_token").await, ["test"]);
        assert_eq!(app.texts("SELECT email FROM account").await, [person.email.clone()]);
    }

    async fn names_of_the_own_body_are_no_password(app: TestApp) {
        let city = app.body("042021", "ながくてめずらしい石巻市").await;
        let mut person = app.person(city, Role::Editor).await;
        person.sign_in().await;
        let weak = "ながくてめずらしい石巻市令和8年度";
        let change = [("current", PASSWORD), ("new", weak), ("repeat", weak)];
        let refused = person.submit("/account", "session/change_password", &change).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
        let town = app.body("043010", "蔵王町").await;
        let mut stranger = app.person(town, Role::Editor).await;
        stranger.sign_in().await;
        assert_eq!(stranger.submit("/account", "session/change_password", &change).await.status, StatusCode::SEE_OTHER);
    }

    async fn switching_the_body_does_not_make_a_session_live_longer(app: TestApp) {
        let (mut person, city, town) = of_two(&app).await;
        person.sign_in().await;
        for turn in 0..35 {
            let old = person.cookie().to_owned();
            assert_eq!(switch(&mut person, if turn % 2 == 0 { town } else { city }).await, StatusCode::SEE_OTHER, "turn {turn}");
            assert_ne!(person.cookie(), old);
            app.advance(TimeDelta::minutes(20));
            assert_eq!(person.open("/").await.status, StatusCode::OK, "turn {turn}");
        }
        app.advance(TimeDelta::minutes(20));
        assert_eq!(person.open("/").await.status, StatusCode::SEE_OTHER, "after twelve hours");
    }

    async fn a_session_that_has_ended_cannot_be_switched(app: TestApp) {
        let (mut person, city, town) = of_two(&app).await;
        person.sign_in().await;
        let (token, session) = (person.session_token().to_owned(), &app.built.services.session);
        let actor = session.resolve(&token).await.unwrap().unwrap();
        assert_eq!(actor.body, city);
        person.submit("/", "session/log_out", &[]).await;
        let caller = Caller { actor, origin: Origin::default(), lang: app::domain::lang::Lang::Ja };
        assert_eq!(session.switch_body(&caller, &token, town).await.err(), Some(AppError::Unauthenticated));
        assert!(app.texts("SELECT ip FROM session").await.is_empty());
    }

    async fn a_body_ends_the_sessions_for_itself_and_the_prefecture_all_of_them(app: TestApp) {
        let (mut person, city, town) = of_two(&app).await;
        let local = app.person(city, Role::Administrator).await;
        let mayor = app.person(town, Role::Administrator).await;
        let prefecture = app.administrator().await;
        let id = id_of(&person).await;
        assert_eq!(mayor.post(&format!("/accounts/{id}/end_sessions"), &json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(person.get("/me").await.status, StatusCode::OK, "the token is for the city");
        person.sign_in().await;
        let here = person.cookie().to_owned();
        person.sign_in().await;
        assert_eq!(switch(&mut person, town).await, StatusCode::SEE_OTHER);
        assert_eq!(local.get(&format!("/accounts/{id}")).await.json()["sessions"], 1, "that of the town is none of its business");
        assert_eq!(local.post(&format!("/accounts/{id}/end_sessions"), &json!({})).await.status, StatusCode::NO_CONTENT);
        let request = axum::http::Request::get("/").header("host", "127.0.0.1").header("cookie", here);
        assert_eq!(app.send(request.body(axum::body::Body::empty()).unwrap()).await.status, StatusCode::SEE_OTHER);
        assert_eq!(person.get("/me").await.status, StatusCode::UNAUTHORIZED, "nor does the token work");
        assert_eq!(person.open("/").await.status, StatusCode::OK, "acting for the town");
        assert_eq!(local.delete(&format!("/accounts/{id}")).await.status, StatusCode::NO_CONTENT);
        assert_eq!(person.open("/").await.status, StatusCode::OK, "who left the city still acts for the town");
        let all = format!("/accounts/{id}/end_sessions?body_id={town}");
        assert_eq!(prefecture.post(&all, &json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(person.open("/").await.status, StatusCode::SEE_OTHER);
    }

    async fn who_comes_again_is_told_again(app: TestApp) {
        let (person, _, town) = of_two(&app).await;
        let prefecture = app.administrator().await;
        let id = id_of(&person).await;
        assert_eq!(prefecture.delete(&format!("/accounts/{id}?body_id={town}")).await.status, StatusCode::NO_CONTENT);
        let again = json!({ "email": person.email, "name": "佐藤", "role": "reader" });
        assert_eq!(prefecture.post(&format!("/accounts?body_id={town}"), &again).await.status, StatusCode::CREATED);
        assert_eq!(mails(&app, &person).await, ["joined", "joined"]);
    }
}
