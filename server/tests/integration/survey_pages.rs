//! The main job through the pages alone, as a browser without scripts does it.

use std::fmt::Write as _;

use app::domain::actor::Role;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::json;

use crate::{
    db_test,
    support::{Answer, Person, TestApp},
    surveys,
};

/// The text of the first attribute or field `name="…" value="…"` in a page.
fn value_of(page: &str, name: &str) -> String {
    let at = page.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name} in {page}"));
    let tag = &page[page[..at].rfind('<').unwrap()..];
    let tag = &tag[..tag.find('>').unwrap()];
    let value = tag.split("value=\"").nth(1).unwrap_or_else(|| panic!("no value in {tag}"));
    value[..value.find('"').unwrap()].to_owned()
}

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

async fn page(person: &Person<'_>, path: &str) -> String {
    let answer = person.open(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    let text = answer.text();
    assert_eq!(text.matches("<h1").count(), 1, "{path} has one heading");
    text
}

const BASICS: [(&str, &str); 5] = [
    ("title", "職員数調査について（照会）"),
    ("deadline_date", "令和8年6月30日"),
    ("audience", "all"),
    ("description", "# 趣旨\n職員数を調べます。"),
    ("contact", "市町村課 内線2345"),
];

/// Makes a survey with a number and a table by the designer, and gives back its address.
async fn design(collector: &Person<'_>) -> String {
    let form = location(&collector.submit("/surveys/new", "surveys/save", &BASICS).await);
    let survey = form.trim_end_matches("/form").to_owned();
    let edit = async |fields: &[(&str, &str)]| {
        let now = page(collector, &form).await;
        let (id, version) = (value_of(&now, "id"), value_of(&now, "version"));
        let mut all = vec![("id", id.as_str()), ("version", version.as_str())];
        all.extend_from_slice(fields);
        location(&collector.submit(&form, "surveys/edit_form", &all).await)
    };
    edit(&[("do", "add_section"), ("title", "職員")]).await;
    let staff = ("section", "s1");
    edit(&[("do", "add_question"), staff, ("kind", "number"), ("label", "職員数")]).await;
    let number = [("do", "save_question"), ("key", "q1"), ("label", "職員数"), ("required", "true"), ("unit", "人")];
    edit(&number).await;
    edit(&[("do", "add_question"), staff, ("kind", "table"), ("label", "施設")]).await;
    edit(&[
        ("do", "save_question"),
        ("key", "q2"),
        ("label", "施設"),
        ("columns.0.label", "名称"),
        ("columns.0.kind", "short_text"),
        ("columns.1.label", "人数"),
        ("columns.1.kind", "number"),
    ])
    .await;
    edit(&[("do", "add_question"), staff, ("kind", "file"), ("label", "規程")]).await;
    survey
}

async fn publish(collector: &Person<'_>, survey: &str) {
    let preview = page(collector, &format!("{survey}/preview")).await;
    assert!(preview.contains("問1 職員数"), "the preview shows the questions");
    let (id, version) = (value_of(&preview, "id"), value_of(&preview, "version"));
    let answer =
        collector.submit(&format!("{survey}/preview"), "surveys/publish", &[("id", &id), ("version", &version)]).await;
    assert_eq!(location(&answer), format!("{survey}?done=survey_published"));
}

/// The files of the third question: which they are, and whether the next save keeps them.
fn files(form: &str) -> Vec<(String, bool)> {
    let boxes = form.split("<input").filter_map(|rest| rest.split('>').next());
    let boxes = boxes.filter(|tag| tag.contains("name=\"q.q3\"") && tag.contains("type=\"checkbox\""));
    boxes.map(|tag| (tag.split("value=\"").nth(1).unwrap()[..36].to_owned(), tag.contains("checked"))).collect()
}

/// Sends a page as a browser sends a form with a file for the third question.
async fn in_parts(app: &TestApp, by: &Person<'_>, page: &str, fields: &[(&str, &str)], file: (&str, &str)) -> Answer {
    let (name, content) = file;
    let mut body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file.q3\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n{content}\r\n"
    );
    for (name, value) in fields {
        write!(body, "--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").unwrap();
    }
    let request = Request::post(page)
        .header(header::HOST, "127.0.0.1:3000")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, by.cookie())
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    app.send(request.body(Body::from(body + "--x--\r\n")).unwrap()).await
}

db_test! {
    async fn whoever_approves_sends_what_was_read(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (editor, mut approver) = (app.person(city, Role::Editor).await, app.person(city, Role::Approver).await);
        approver.sign_in().await;
        let survey = surveys::opened(&app.collector().await, &surveys::draft(true)).await;
        let mine = surveys::assignment(&editor).await;
        let (check, api) = (format!("/surveys/{survey}/check"), format!("/assignments/{mine}"));
        let ask = async || {
            let key = json!({ "client_key": uuid::Uuid::from_u128(1) });
            assert_eq!(editor.post(&format!("{api}/ask_approval"), &key).await.status, StatusCode::NO_CONTENT);
        };
        surveys::fill(&editor, &mine, "10").await;
        ask().await;
        let read = page(&approver, &check).await;
        assert_eq!(editor.post(&format!("{api}/take_back"), &json!({})).await.status, StatusCode::NO_CONTENT);
        let other = json!({ "base_version": 1, "value": { "type": "number", "value": "98765" } });
        assert_eq!(editor.put(&format!("{api}/values/staff"), &other).await.status, StatusCode::OK);
        ask().await;
        let send = async |read: &str| {
            let (key, version) = (value_of(read, "client_key"), value_of(read, "version"));
            let fields =
                [("survey", survey.as_str()), ("assignment", &mine), ("client_key", &key), ("version", &version)];
            approver.submit(&check, "answers/submit", &fields).await
        };
        let refused = send(&read).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text().contains("98,765"), "what is there now is shown: {}", refused.text());
        assert_eq!(send(&refused.text()).await.status, StatusCode::SEE_OTHER);
    }

    async fn from_the_draft_to_the_table_without_scripts(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        app.body("042030", "塩竈市").await;
        let (mut collector, mut editor) = (app.collector().await, app.person(city, Role::Editor).await);
        collector.sign_in().await;
        editor.sign_in().await;
        assert!(page(&collector, "/surveys").await.contains("調査はまだありません"));
        assert!(page(&editor, "/surveys").await.contains("回答する調査はありません"));
        let survey = design(&collector).await;
        assert_eq!(editor.open(&survey).await.status, StatusCode::NOT_FOUND, "a draft is hidden");
        publish(&collector, &survey).await;
        assert!(page(&editor, "/surveys").await.contains("職員数調査について"));
        assert!(page(&editor, &survey).await.contains("<h2>趣旨</h2>"));

        let answer = format!("{survey}/answer");
        let form = page(&editor, &answer).await;
        assert!(form.contains("formenctype=\"multipart/form-data\""), "a file is sent with the whole page");
        let (id, assignment) = (value_of(&form, "survey"), value_of(&form, "assignment"));
        let ids = [("survey", id.as_str()), ("assignment", assignment.as_str())];
        let wrong = [&ids[..], &[("q.q1", "千二百名くらい"), ("v.q1", "0"), ("q.q2.0.c1", "中央公民館"), ("v.q2", "0"), ("then", "check")]].concat();
        let refused = editor.submit(&answer, "answers/save_form", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let refused = refused.text();
        assert!(refused.contains("千二百名くらい") && refused.contains("中央公民館"), "what was typed stays");
        assert!(refused.contains("href=\"#q.q1\""), "the summary leads to the field");
        assert_eq!(value_of(&refused, "v.q2"), "1", "what was right is saved");
        let right = [&ids[..], &[("q.q1", "１，２００"), ("v.q1", "0"), ("q.q2.0.c1", "中央公民館"), ("q.q2.0.c2", "3"), ("v.q2", "1"), ("then", "check")]].concat();
        assert_eq!(location(&editor.submit(&answer, "answers/save_form", &right).await), format!("{survey}/check"));

        let check = page(&editor, &format!("{survey}/check")).await;
        assert!(check.contains("1,200人") && check.contains("中央公民館"), "{check}");
        let key = value_of(&check, "client_key");
        let sent = [&ids[..], &[("client_key", key.as_str()), ("note", "確認済みです")]].concat();
        let done = location(&editor.submit(&format!("{survey}/check"), "answers/submit", &sent).await);
        assert!(page(&editor, &done).await.contains("提出済みです"));

        let board = page(&collector, &survey).await;
        assert!(board.contains("塩竈市") && board.contains("1／2団体が済みました"), "{board}");
        let table = page(&collector, &format!("{survey}/table")).await;
        assert!(table.contains("1,200") && table.contains("<tfoot>"), "{table}");
        assert_eq!(editor.open(&format!("{survey}/table")).await.status, StatusCode::NOT_FOUND, "not even that it is there");
    }

    async fn a_file_is_sent_with_the_whole_page_and_nothing_typed_is_lost(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (mut collector, mut editor) = (app.collector().await, app.person(city, Role::Editor).await);
        collector.sign_in().await;
        editor.sign_in().await;
        let survey = design(&collector).await;
        publish(&collector, &survey).await;
        let answer = format!("{survey}/answer");
        let form = page(&editor, &answer).await;
        let (id, assignment) = (value_of(&form, "survey"), value_of(&form, "assignment"));
        let ids = [("survey", id.as_str()), ("assignment", assignment.as_str())];
        let typed = [("q.q1", "12"), ("v.q1", "0"), ("q.q2.0.c1", "中央公民館"), ("v.q2", "0"), ("q.q3", ""), ("v.q3", "0")];
        let sent = in_parts(&app, &editor, &answer, &[&ids[..], &typed].concat(), ("規程.txt", "第1条")).await;
        assert_eq!(sent.header("location"), format!("{answer}?done=file_added#q-q3"), "{}", sent.text());
        let form = page(&editor, &answer).await;
        assert!(form.contains("規程.txt") && form.contains("中央公民館") && form.contains("value=\"12\""), "{form}");

        let typed = [("q.q1", "13"), ("v.q1", "1")];
        let refused = in_parts(&app, &editor, &answer, &[&ids[..], &typed].concat(), ("virus.exe", "MZ")).await;
        let back = location(&refused);
        assert!(back.starts_with(&answer) && back.contains("problem=kind"), "{back}");
        let form = page(&editor, &back).await;
        assert!(form.contains("この種類のファイルは受け付けていません") && form.contains("value=\"13\""), "{form}");

        let first = files(&form)[0].0.clone();
        let typed = [("q.q1", "十三名くらい"), ("v.q1", "2"), ("q.q2.0.c1", "東公民館"), ("v.q2", "1"), ("q.q3", &first), ("v.q3", "1")];
        let wrong = in_parts(&app, &editor, &answer, &[&ids[..], &typed].concat(), ("別表.txt", "1")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = wrong.text();
        assert!(form.contains("十三名くらい") && form.contains("東公民館") && form.contains("別表.txt"), "{form}");
        let kept: Vec<bool> = files(&form).into_iter().map(|(_, kept)| kept).collect();
        assert_eq!(kept, [true, true], "the next save drops no file: {form}");
        assert!(!form.contains("question__warning"), "nobody else has saved anything: {form}");
        let nothing = in_parts(&app, &editor, &answer, &ids, ("", "")).await;
        assert!(location(&nothing).contains("problem=empty"));
    }

    async fn what_is_sent_back_shows_its_reason_and_a_lost_race_both_values(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (mut collector, mut editor) = (app.collector().await, app.person(city, Role::Editor).await);
        collector.sign_in().await;
        editor.sign_in().await;
        let survey = design(&collector).await;
        publish(&collector, &survey).await;
        let answer = format!("{survey}/answer");
        let form = page(&editor, &answer).await;
        let (id, assignment) = (value_of(&form, "survey"), value_of(&form, "assignment"));
        let key = value_of(&form, "client_key");
        let ids = [("survey", id.as_str()), ("assignment", assignment.as_str())];
        let save = [&ids[..], &[("q.q1", "5"), ("v.q1", "0")]].concat();
        location(&editor.submit(&answer, "answers/save_form", &save).await);
        let late = [&ids[..], &[("q.q1", "6"), ("v.q1", "0")]].concat();
        let refused = editor.submit(&answer, "answers/save_form", &late).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let refused = refused.text();
        assert!(refused.contains("「5人」") && refused.contains("value=\"6\""), "both values are shown");

        let send = [&ids[..], &[("client_key", key.as_str())]].concat();
        location(&editor.submit(&format!("{survey}/check"), "answers/submit", &send).await);
        let review_page = format!("{survey}/bodies/{city}");
        let review = page(&collector, &review_page).await;
        let (version, body) = (value_of(&review, "version"), city.to_string());
        let back = [("assignment", assignment.as_str()), ("version", &version), ("survey", &id), ("body", &body)];
        let blank = [&back[..], &[("reason", "")]].concat();
        assert_eq!(collector.submit(&review_page, "surveys/send_back", &blank).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let reason = [&back[..], &[("reason", "問1は4月1日現在の人数です。")]].concat();
        location(&collector.submit(&review_page, "surveys/send_back", &reason).await);
        assert!(page(&editor, &answer).await.contains("問1は4月1日現在の人数です。"));
    }

    async fn nothing_to_report_goes_through_approval_as_nothing_to_report(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (mut collector, mut editor) = (app.collector().await, app.person(city, Role::Editor).await);
        let mut approver = app.person(city, Role::Approver).await;
        for person in [&mut collector, &mut editor, &mut approver] {
            person.sign_in().await;
        }
        let survey = design(&collector).await;
        let edit = format!("{survey}/edit");
        let now = page(&collector, &edit).await;
        let (id, version) = (value_of(&now, "id"), value_of(&now, "version"));
        let with_approval = [&BASICS[..], &[("id", &id), ("version", &version), ("needs_approval", "true")]].concat();
        location(&collector.submit(&edit, "surveys/save", &with_approval).await);
        publish(&collector, &survey).await;

        // A draft that lacks a required answer is there as well: it must neither be missed nor sent.
        let (answer, check) = (format!("{survey}/answer"), format!("{survey}/check"));
        let form = page(&editor, &answer).await;
        let (assignment, key) = (value_of(&form, "assignment"), value_of(&form, "client_key"));
        let ids = [("survey", id.as_str()), ("assignment", assignment.as_str())];
        let draft = [&ids[..], &[("q.q2.0.c1", "送らない下書き"), ("v.q2", "0")]].concat();
        location(&editor.submit(&answer, "answers/save_form", &draft).await);
        let ask = [&ids[..], &[("client_key", key.as_str()), ("not_applicable", "true")]].concat();
        location(&editor.submit(&answer, "answers/ask_approval", &ask).await);

        assert!(page(&approver, &answer).await.contains("「該当なし」として決裁に回されています。"));
        let seen = page(&approver, &check).await;
        assert!(seen.contains("該当なし") && !seen.contains("まだ提出できません"), "{seen}");
        assert!(!seen.contains("送らない下書き"), "{seen}");
        assert_eq!(value_of(&seen, "not_applicable"), "true");
        let key = value_of(&seen, "client_key");
        let other = [&ids[..], &[("client_key", key.as_str())]].concat();
        let refused = approver.submit(&check, "answers/submit", &other).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "what is sent is what was asked for");
        let approve = [&other[..], &[("not_applicable", "true")]].concat();
        location(&approver.submit(&check, "answers/submit", &approve).await);
        let sent = page(&collector, &format!("{survey}/bodies/{city}")).await;
        assert!(sent.contains("「該当なし」との回答です。") && !sent.contains("送らない下書き"), "{sent}");
    }

    async fn a_refusal_stands_alone_and_what_was_sent_is_there_for_the_script_to_compare(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let (mut collector, mut editor) = (app.collector().await, app.person(city, Role::Editor).await);
        collector.sign_in().await;
        editor.sign_in().await;
        let survey = design(&collector).await;
        publish(&collector, &survey).await;
        let answer = format!("{survey}/answer");
        let form = page(&editor, &answer).await;
        let (id, assignment) = (value_of(&form, "survey"), value_of(&form, "assignment"));
        let ids = [("survey", id.as_str()), ("assignment", assignment.as_str())];
        let wrong = [&ids[..], &[("q.q1", "多数"), ("v.q1", "0")]].concat();
        let refused = editor.submit(&format!("{answer}?done=draft_saved"), "answers/save_form", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!refused.text().contains("下書きを保存しました"), "{}", refused.text());
        let after_file = format!("{answer}?problem=kind&name=a.exe");
        let refused = editor.submit(&after_file, "answers/save_form", &wrong).await.text();
        assert!(!refused.contains("添付できませんでした"), "{refused}");

        let save = [&ids[..], &[("q.q1", "5"), ("v.q1", "0")]].concat();
        location(&editor.submit(&answer, "answers/save_form", &save).await);
        let key = value_of(&form, "client_key");
        let send = [&ids[..], &[("client_key", key.as_str())]].concat();
        location(&editor.submit(&format!("{survey}/check"), "answers/submit", &send).await);
        let read = page(&editor, &answer).await;
        assert_eq!(value_of(&read, "q.q1"), "5", "{read}");
    }

    async fn an_edit_of_a_form_that_somebody_else_has_changed_is_asked_about(app: TestApp) {
        let mut collector = app.collector().await;
        collector.sign_in().await;
        let survey = design(&collector).await;
        let form = format!("{survey}/form");
        let now = page(&collector, &form).await;
        let (id, version) = (value_of(&now, "id"), value_of(&now, "version"));
        let section = |title: &'static str| {
            [("_form", "section-s1"), ("id", id.as_str()), ("version", version.as_str()), ("do", "save_section"), ("key", "s1"), ("title", title)]
        };
        location(&collector.submit(&form, "surveys/edit_form", &section("先の見出し")).await);
        let late = collector.submit(&form, "surveys/edit_form", &section("後の見出し")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let text = late.text();
        assert!(text.contains("後の見出し") && text.contains("先の見出し"), "{text}");
        assert!(text.contains("この画面の内容で保存し"), "{text}");
        let again = collector.submit(&form, "surveys/edit_form", &section("後の見出し")).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "pressing once more replaces nothing");
    }
}
