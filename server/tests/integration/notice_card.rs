//! The card of a notice: dates, seal, laws, whom to ask, whether and by when it is to be confirmed, how long it is kept.

use app::domain::{actor::Role, ids::BodyId};
use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    db_test,
    notices::{draft, only},
    support::{Person, migrate},
};

const LAW: &str = "地方自治法（昭和22年法律第67号）第245条の4第1項";

/// A right draft with this much more.
fn card(bodies: &[BodyId], more: &Value) -> Value {
    let mut card = draft(&only(bodies));
    for (name, value) in more.as_object().unwrap() {
        card[name] = value.clone();
    }
    card
}

async fn made(by: &Person<'_>, card: &Value) -> String {
    let made = by.post("/notices", card).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    made.json()["id"].as_str().unwrap().to_owned()
}

async fn publish(by: &Person<'_>, card: &Value) -> String {
    let id = made(by, card).await;
    let answer = by.post(&format!("/notices/{id}/publish"), &json!({ "version": 1 })).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    id
}

/// An entry of the directory of the person's body.
async fn entry(by: &Person<'_>, name: &str) -> String {
    let entry = json!({
        "body_id": by.body, "section": "市町村課", "unit": "財政第一班", "post": "主査", "name": name,
        "phone": "022-211-2211", "extension": "2311", "lgwan_mail": "zaisei@pref.example.lg.jp",
    });
    let made = by.post("/contacts", &entry).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    made.json()["id"].as_str().unwrap().to_owned()
}

fn wrong_fields(answer: &Value) -> Vec<String> {
    let errors = answer["errors"].as_array().unwrap();
    errors.iter().map(|error| error["field"].as_str().unwrap().to_owned()).collect()
}

db_test! {
    async fn what_is_posted_is_read_back_and_shown(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut collector = app.collector().await;
        let mut reader = app.person(city, Role::Reader).await;
        let facts = json!({
            "kind": "submission", "effective_on": "令和9年4月1日", "received_on": "R8.5.29", "seal": "omitted",
            "laws": [LAW, "地方財政法第2条"], "confirm_by": "2026/6/10", "retention": "y10", "contact": "財政係",
        });
        let id = publish(&collector, &card(&[city], &facts)).await;
        let own = collector.get(&format!("/notices/{id}")).await.json();
        let expected = json!({
            "kind": "submission", "effective_on": "2027-04-01", "received_on": "2026-05-29", "seal": "omitted",
            "laws": [LAW, "地方財政法第2条"], "needs_confirm": true, "confirm_by": "2026-06-10", "retention": "y10",
            "contact": "財政係", "contact_id": null,
        });
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&own[name], value, "{name}");
        }
        let theirs = reader.get(&format!("/notices/{id}")).await.json();
        assert!(theirs["retention"].is_null(), "how long it is kept is the sender's business");
        assert_eq!(theirs["laws"], own["laws"]);
        let row = &reader.get("/inbox").await.json()["items"][0];
        assert_eq!((&row["needs_confirm"], &row["confirm_by"]), (&json!(true), &json!("2026-06-10")));
        reader.sign_in().await;
        collector.sign_in().await;
        let page = reader.open(&format!("/notices/{id}")).await.text();
        for words in ["進達", "令和9年4月1日", "令和8年5月29日", "公印省略", LAW, "地方財政法第2条", "令和8年6月10日（水）まで", "財政係"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("保存期間"), "{page}");
        let page = collector.open(&format!("/notices/{id}")).await.text();
        assert!(page.contains("10年（令和19年3月31日") && page.contains("確認 0／1団体"), "{page}");
    }

    async fn the_form_keeps_what_was_typed_and_says_what_is_wrong(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut collector = app.collector().await;
        collector.sign_in().await;
        let laws = format!("{LAW}\r\n\r\n・地方財政法第2条");
        let fields = [
            ("title", "件名"), ("kind", "consultation"), ("issued_on", "R8.6.1"), ("audience", "all"), ("body", "本文"),
            ("effective_on", "R9.4.1"), ("received_on", "R8.5.29"), ("seal", "sealed"), ("laws", laws.as_str()),
            ("contact_id", ""), ("needs_confirm", "yes"), ("confirm_by", "令和8年6月10日"), ("retention", "y30"),
        ];
        let typed = |changes: &[(&'static str, &'static str)]| {
            let mut fields: Vec<(&str, String)> = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
            for (name, value) in changes {
                fields.iter_mut().filter(|(field, _)| field == name).for_each(|(_, old)| (*value).clone_into(old));
            }
            fields
        };
        let submit = async |page: &str, action: &str, fields: &[(&str, String)]| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            collector.submit(page, action, &fields).await
        };
        let wrong = [("effective_on", "施行の日"), ("received_on", "令和80年6月1日"), ("confirm_by", "六月の末"), ("seal", "wax")];
        let refused = submit("/notices/new", "notices/create", &typed(&wrong)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        for (name, value) in [("effective_on", "施行の日"), ("received_on", "令和80年6月1日"), ("confirm_by", "六月の末")] {
            assert!(text.contains(value) && text.contains(&format!("id=\"{name}-error\"")), "{name}: {text}");
        }
        assert!(text.contains("施行日：") && text.contains("地方財政法第2条"), "{text}");
        let refused = submit("/notices/new", "notices/create", &typed(&[("needs_confirm", "no")])).await;
        assert!(refused.text().contains("確認を求めない通知に、確認期限は付けられません"), "{}", refused.text());

        let made = submit("/notices/new", "notices/create", &typed(&[])).await;
        let id = made.header("location").split('/').nth(2).unwrap().to_owned();
        let kept = collector.get(&format!("/notices/{id}")).await.json();
        assert_eq!(kept["laws"], json!([LAW, "地方財政法第2条"]), "one a line");
        let edit = format!("/notices/{id}/edit");
        let page = collector.open(&edit).await.text();
        for words in ["value=\"令和9年4月1日（木）\"", "value=\"令和8年6月10日（水）\"", "地方財政法第2条"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let mut again = typed(&[("laws", "地方交付税法"), ("confirm_by", "R8.6.20"), ("needs_confirm", "yes")]);
        again.extend([("id", id.clone()), ("version", "1".to_owned())]);
        assert_eq!(submit(&edit, "notices/save", &again).await.status, StatusCode::SEE_OTHER);
        let mut late = typed(&[("laws", "水道法"), ("confirm_by", ""), ("needs_confirm", "no"), ("retention", "y1")]);
        late.extend([("id", id.clone()), ("version", "1".to_owned())]);
        let late = submit(&edit, "notices/save", &late).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let text = late.text();
        for words in ["水道法", "地方交付税法", "令和8年6月20日", "今保存されている内容：<span>30年", "今保存されている内容：<span>確認を求める"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert_ne!(city, app.prefecture);
    }

    async fn a_wrong_card_is_refused_field_by_field(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        let wrong = json!({
            "effective_on": "1860-01-01", "received_on": "2026-06-02", "seal": "wax", "laws": ["水道法", "あ".repeat(201)],
            "confirm_by": "2026-06-31", "retention": "y7",
        });
        let answer = collector.post("/notices", &card(&[city], &wrong)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong_fields(&answer.json()), ["effective_on", "received_on", "seal", "laws.1", "confirm_by", "retention"]);
        let unknown = json!({ "contact_id": "00000000-0000-7000-8000-000000000000" });
        assert_eq!(wrong_fields(&collector.post("/notices", &card(&[city], &unknown)).await.json()), ["contact_id"]);
        let unreadable = collector.post("/notices", &card(&[city], &json!({ "contact_id": "somebody" }))).await;
        assert_eq!(unreadable.status, StatusCode::BAD_REQUEST);
        // A day that was right when it was typed may be over when the notice goes out.
        let id = made(&collector, &card(&[city], &json!({ "confirm_by": "2026-06-02" }))).await;
        app.advance(TimeDelta::days(2));
        let late = collector.post(&format!("/notices/{id}/publish"), &json!({ "version": 1 })).await;
        assert_eq!(wrong_fields(&late.json()), ["confirm_by"]);
    }

    async fn what_asks_for_no_confirmation_is_never_unconfirmed(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut collector = app.collector().await;
        let mut reader = app.person(city, Role::Reader).await;
        let quiet = json!({ "title": "読むだけの通知", "needs_confirm": false });
        let read_only = publish(&collector, &card(&[city], &quiet)).await;
        let asked = publish(&collector, &card(&[city], &json!({ "title": "確認する通知", "confirm_by": "R8.6.3" }))).await;
        assert_eq!(reader.get("/inbox/waiting").await.json(), json!({ "unread": 2, "unconfirmed": 1 }));
        for query in ["state=unconfirmed", "state=unconfirmed&kind=notification"] {
            let waiting = reader.get(&format!("/inbox?{query}")).await.json();
            assert_eq!((&waiting["total"], &waiting["items"][0]["id"]), (&json!(1), &json!(asked)), "{query}");
        }
        assert_eq!(reader.get("/inbox").await.json()["total"], 2);
        reader.sign_in().await;
        let page = reader.open(&format!("/notices/{read_only}")).await.text();
        assert!(page.contains("確認の操作は要りません") && !page.contains("notices/confirm"), "{page}");
        let list = reader.open("/notices").await.text();
        assert!(list.contains("確認不要") && list.contains("令和8年6月3日"), "{list}");
        assert!(!list.contains("「読むだけの通知」を選ぶ") && list.contains("「確認する通知」を選ぶ"), "{list}");
        assert!(!list.contains("期限を過ぎました"), "{list}");
        let home = reader.open("/").await.text();
        assert!(home.contains("確認する通知") && !home.contains("読むだけの通知"), "{home}");
        collector.sign_in().await;
        let ladder = collector.open(&format!("/notices/{read_only}/deliveries")).await.text();
        assert!(ladder.contains("state=unread") && !ladder.contains("state=unconfirmed"), "nobody is late: {ladder}");
        assert!(!ladder.contains("call-sheet") && !ladder.contains("reach/remind"), "{ladder}");
        for page in ["deliveries", "call-sheet"] {
            let page = collector.open(&format!("/notices/{asked}/{page}")).await.text();
            assert!(page.contains("確認期限：") && page.contains("令和8年6月3日"), "{page}");
        }

        app.advance(TimeDelta::days(3));
        reader.sign_in().await;
        for path in ["/notices", "/notices?list=unconfirmed", "/", &format!("/notices/{asked}")] {
            let late = reader.open(path).await.text();
            assert!(late.contains("期限を過ぎました"), "the words say it, not the colour alone: {path} {late}");
        }
        reader.post(&format!("/notices/{asked}/confirm"), &json!({})).await;
        let list = reader.open("/notices").await.text();
        assert!(!list.contains("期限を過ぎました"), "nothing is left to do: {list}");
        assert_eq!(reader.get("/inbox/waiting").await.json(), json!({ "unread": 0, "unconfirmed": 0 }));

        collector.sign_in().await;
        let sent = collector.open("/notices").await.text();
        assert!(sent.contains("閲覧 1／1団体") && sent.contains("確認 1／1団体"), "{sent}");
        app.settle().await;
        let mails = app.texts("SELECT text FROM mail WHERE kind = 'notice_published' ORDER BY created_at, id").await;
        assert!(mails.iter().any(|text| text.contains("確認期限: 令和8年6月3日")), "{mails:?}");
        assert!(mails.iter().any(|text| !text.contains("「確認」を押して")), "{mails:?}");
    }

    async fn whom_to_ask_is_said_as_it_was_when_it_went_out(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let mut collector = app.collector().await;
        let administrator = app.administrator().await;
        let reader = app.person(city, Role::Reader).await;
        let own = entry(&administrator, "佐藤　健一").await;
        let foreign = entry(&app.person(city, Role::Editor).await, "阿部　花子").await;
        let refused = collector.post("/notices", &card(&[city], &json!({ "contact_id": foreign }))).await;
        assert_eq!(wrong_fields(&refused.json()), ["contact_id"], "one names people of the own body");
        let chosen = card(&[city], &json!({ "contact_id": own, "contact": "平日のみ" }));
        let (id, other) = (made(&collector, &chosen).await, made(&collector, &chosen).await);
        collector.sign_in().await;
        let edit = collector.open(&format!("/notices/{id}/edit")).await.text();
        assert!(edit.contains("市町村課　財政第一班　佐藤　健一"), "{edit}");
        let line = "市町村課　財政第一班　主査　佐藤　健一　電話022-211-2211（内線2311）　zaisei@pref.example.lg.jp　平日のみ";
        let preview = collector.open(&format!("/notices/{id}/preview")).await.text();
        assert!(preview.contains(line) && preview.contains("notices/publish"), "{preview}");
        let done = collector.post(&format!("/notices/{id}/publish"), &json!({ "version": 1 })).await;
        assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());

        let gone = administrator.delete(&format!("/contacts/{own}?version=1")).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.text());
        let shown = reader.get(&format!("/notices/{id}")).await.json();
        assert_eq!((&shown["contact"], &shown["contact_id"]), (&json!(line), &json!(own)));
        let preview = collector.open(&format!("/notices/{other}/preview")).await.text();
        assert!(preview.contains("問合せ先（名簿から選ぶ）：") && !preview.contains("notices/publish"), "{preview}");
        let edit = collector.open(&format!("/notices/{other}/edit")).await.text();
        assert!(edit.contains("名簿から外れた担当者"), "{edit}");
        let late = collector.post(&format!("/notices/{other}/publish"), &json!({ "version": 1 })).await;
        assert_eq!(wrong_fields(&late.json()), ["contact_id"]);
    }

    async fn notices_are_listed_and_found_by_their_law(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        let mut reader = app.person(city, Role::Reader).await;
        let first = publish(&collector, &card(&[city], &json!({ "laws": [LAW], "ministry": "総務省自治行政局" }))).await;
        app.advance(TimeDelta::seconds(1));
        let second = publish(&collector, &card(&[city], &json!({ "laws": ["水道法", "地方自治法第252条の2"] }))).await;
        publish(&collector, &card(&[city], &json!({}))).await;
        for law in ["地方自治法", LAW, "「地方自治法」第一条"] {
            let query = serde_urlencoded::to_string([("law", law)]).unwrap();
            for found in [reader.get(&format!("/inbox?{query}")).await, collector.get(&format!("/notices?{query}")).await] {
                let found = found.json();
                let ids: Vec<&Value> = found["items"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
                assert_eq!((&found["total"], ids), (&json!(2), vec![&json!(second), &json!(first)]), "{law}");
            }
        }
        assert_eq!(reader.get("/inbox?law=x").await.json()["total"], 0);
        reader.sign_in().await;
        let query = serde_urlencoded::to_string([("law", LAW)]).unwrap();
        let page = reader.open(&format!("/notices/{first}")).await.text();
        assert!(page.contains(&format!("href=\"/notices?{query}\"")), "{page}");
        let list = reader.open(&format!("/notices?{query}")).await.text();
        assert!(list.contains(&second) && list.contains(&format!("value=\"{LAW}\"")), "{list}");
        app.settle().await;
        for words in ["水道法", "自治行政局"] {
            let query = serde_urlencoded::to_string([("q", words)]).unwrap();
            let found = reader.get(&format!("/search?{query}")).await.json();
            assert_eq!(found["total"], 1, "{words}: {found}");
            assert!(found["items"][0]["snippets"].to_string().contains(words), "{found}");
        }
    }

    async fn the_schema_goes_down_and_up_with_notices_in_it(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        let facts = json!({ "laws": [LAW], "needs_confirm": false, "seal": "sealed", "retention": "y30" });
        publish(&collector, &card(&[city], &facts)).await;
        assert_eq!(app.texts("SELECT law_key FROM notice_law").await, ["地方自治法"]);
        migrate(app.url(), "m20261123_000001_notice_facts", false).await;
        assert_eq!(app.texts("SELECT number FROM notice").await, ["市町村第123号"]);
        assert_eq!(app.texts("SELECT state FROM delivery").await, ["unread"]);
        migrate(app.url(), "m20261123_000001_notice_facts", true).await;
        let facts = "SELECT seal || ' ' || retention FROM notice WHERE needs_confirm AND effective_on IS NULL";
        assert_eq!(app.texts(facts).await, ["none y5"], "what is not known is as it was before");
        assert!(app.texts("SELECT text FROM notice_law").await.is_empty());
    }
}
