//! Surveys at their limits: audiences of strangers, tables that no workbook holds, choices of nothing.

use app::domain::actor::Role;
use axum::http::StatusCode;
use calamine::{Reader, Xlsx};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    db_test,
    surveys::{assignment, draft, fill, opened, submit},
};

/// So many identifiers of nothing.
fn strangers(count: u128) -> Vec<Uuid> {
    (1..=count).map(Uuid::from_u128).collect()
}

/// A form of one section.
fn asking(questions: &Value) -> Value {
    let mut survey = draft(false);
    survey["form"]["sections"][0]["questions"] = questions.clone();
    survey
}

db_test! {
    async fn an_audience_is_of_bodies_and_lists_that_exist(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let collector = app.collector().await;
        let id = drafted(&collector).await;
        for audience in [
            json!({ "type": "chosen", "bodies": [city, Uuid::from_u128(9)] }),
            json!({ "type": "chosen", "groups": [Uuid::from_u128(9)] }),
            json!({ "type": "chosen", "bodies": strangers(20_000) }),
        ] {
            let mut survey = draft(false);
            survey["audience"] = audience;
            for answer in [
                collector.post("/surveys", &survey).await,
                collector.put(&format!("/surveys/{id}"), &json!({ "version": 1, "survey": survey })).await,
            ] {
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{:.200}", answer.text());
                let error = &answer.json()["errors"][0];
                assert_eq!((&error["field"], &error["problem"]), (&json!("audience"), &json!("unknown_choice")));
            }
        }
    }

    async fn a_table_that_no_workbook_holds_is_refused_with_the_way_out(app: TestApp) {
        app.body("041009", "仙台市").await;
        let collector = app.collector().await;
        let column = |n: usize| json!({ "key": format!("c{n}"), "label": format!("列{n}"), "kind": { "type": "number" } });
        let columns: Vec<Value> = (0..50).map(column).collect();
        let table = |n: usize| json!({ "key": format!("t{n}"), "label": format!("表{n}"),
            "kind": { "type": "table", "max_rows": 2, "columns": columns } });
        let tables: Vec<Value> = (0..330).map(table).collect();
        let survey = opened(&collector, &asking(&json!(tables))).await;
        let refused = collector.get(&format!("/surveys/{survey}/export/xlsx")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{:.200}", refused.text());
        assert_eq!(refused.json()["errors"][0]["problem"], "too_wide");
        let csv = collector.get(&format!("/surveys/{survey}/export/csv")).await;
        assert_eq!(csv.status, StatusCode::OK);
        assert!(csv.text().lines().next().unwrap().split(',').count() > 16_384);
    }

    async fn a_cell_that_no_workbook_holds_is_cut_and_whole_in_the_data(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let (collector, editor) = (app.collector().await, app.person(city, Role::Editor).await);
        let option = |n: usize| json!({ "code": format!("o{n}"), "label": format!("{n}番{}", "長".repeat(290)) });
        let options: Vec<Value> = (0..200).map(option).collect();
        let codes: Vec<String> = (0..200).map(|n| format!("o{n}")).collect();
        let survey = opened(&collector, &asking(&json!([
            { "key": "staff", "label": "職員数", "required": true, "kind": { "type": "number" } },
            { "key": "all", "label": "該当", "kind": { "type": "choice", "multiple": true, "options": options } },
            { "key": "memo", "label": "備考", "kind": { "type": "long_text", "max": 20_000 } }]))).await;
        let mine = assignment(&editor).await;
        fill(&editor, &mine, "1").await;
        let memo = "𠮷".repeat(20_000);
        for (key, value) in [("all", json!({ "type": "choice", "value": { "codes": codes } })), ("memo", json!({ "type": "text", "value": memo }))] {
            let saved = editor.put(&format!("/assignments/{mine}/values/{key}"), &json!({ "base_version": 0, "value": value })).await;
            assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
        }
        assert_eq!(submit(&editor, &mine, 1).await.status, StatusCode::OK);
        let file = collector.get(&format!("/surveys/{survey}/export/xlsx")).await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.text());
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(file.body)).unwrap();
        let shown = book.worksheet_range("集計表").unwrap();
        let cells: Vec<String> = shown.rows().nth(5).unwrap().iter().map(ToString::to_string).collect();
        let cut = cells.iter().filter(|cell| cell.ends_with("（続きは「データ」シート）")).count();
        assert_eq!(cut, 2, "the choice and the text");
        assert!(cells.iter().all(|cell| cell.encode_utf16().count() <= 32_767));
        let data = book.worksheet_range("データ").unwrap();
        let of_memo = data.rows().filter(|row| row[2] == "memo");
        assert_eq!(of_memo.map(|row| row[6].to_string()).collect::<String>(), memo);
    }

    async fn accepting_nothing_or_too_much_is_refused(app: TestApp) {
        app.body("041009", "仙台市").await;
        let mut collector = app.collector().await;
        let survey = opened(&collector, &draft(false)).await;
        let path = format!("/surveys/{survey}/accept");
        let nothing = collector.post(&path, &json!({ "assignments": [] })).await;
        assert_eq!((nothing.status, &nothing.json()["errors"][0]["problem"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("nothing_ticked")));
        let many = collector.post(&path, &json!({ "assignments": strangers(2_001) })).await;
        assert_eq!(many.json()["errors"][0]["problem"], "too_many");
        collector.sign_in().await;
        let page = collector.submit(&format!("/surveys/{survey}"), "surveys/accept_all", &[("id", &survey)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("一つも選ばれていません"), "{}", page.text());
    }

    async fn how_many_were_accepted_is_said(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let (mut collector, editor) = (app.collector().await, app.person(city, Role::Editor).await);
        let survey = opened(&collector, &draft(false)).await;
        let mine = assignment(&editor).await;
        fill(&editor, &mine, "1").await;
        assert_eq!(submit(&editor, &mine, 1).await.status, StatusCode::OK);
        collector.sign_in().await;
        let page = format!("/surveys/{survey}?state=submitted");
        let done = collector.submit(&page, "surveys/accept_all", &[("id", &survey), ("which", &mine), ("which", &mine)]).await;
        let next = done.header("location").to_owned();
        assert_eq!(next, format!("/surveys/{survey}?state=submitted&done=accepted_many.1"));
        assert!(collector.open(&next).await.text().contains("1団体の回答を受理しました"));
    }

    async fn the_home_page_has_the_next_deadlines_however_many_are_open(app: TestApp) {
        app.body("041009", "仙台市").await;
        let mut collector = app.collector().await;
        let mut urgent = draft(false);
        (urgent["title"], urgent["deadline_date"]) = (json!("至急の調査"), json!("令和8年6月2日"));
        opened(&collector, &urgent).await;
        for _ in 0..51 {
            app.advance(chrono::TimeDelta::seconds(1));
            opened(&collector, &draft(false)).await;
        }
        collector.sign_in().await;
        assert!(collector.open("/").await.text().contains("至急の調査"));
        let first = collector.get("/surveys?state=open&due_first=true").await.json();
        assert_eq!((&first["items"][0]["title"], &first["total"]), (&json!("至急の調査"), &json!(52)));
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = collector.get(&format!("/surveys?state=open&due_first=true&cursor={cursor}")).await.json();
        assert_eq!(second["items"].as_array().unwrap().len(), 2);
        let seen: std::collections::HashSet<&str> = [&first, &second].into_iter()
            .flat_map(|page| page["items"].as_array().unwrap()).map(|row| row["id"].as_str().unwrap()).collect();
        assert_eq!(seen.len(), 52, "each once");
    }
}

async fn drafted(collector: &crate::support::Person<'_>) -> String {
    collector.post("/surveys", &draft(false)).await.json()["id"].as_str().unwrap().to_owned()
}
