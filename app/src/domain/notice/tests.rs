//! What a draft may say.

use chrono::NaiveDate;
use rstest::rstest;

use super::*;
use crate::domain::{
    audience::Audience,
    error::FieldError,
    ids::ContactId,
    problem::FieldProblem::{self, BeforeMeiji, ConfirmNotAsked, Date, DateFar, DatePast, TooMany, UnknownChoice},
};

fn draft() -> NoticeDraft {
    NoticeDraft {
        title: " 令和8年度地方交付税の算定について（通知） ".into(),
        number: "市町村第123号".into(),
        kind: "notification".into(),
        issued_on: "R8.4.1".into(),
        body: "記\r\n1 提出期限".into(),
        tags: vec!["地方交付税".into(), " ".into(), "地方交付税".into()],
        audience: Audience::All,
        ..NoticeDraft::default()
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 4, 1).unwrap()
}

#[test]
fn a_year_typed_wrong_is_refused() {
    let on = |date: &str| NoticeDraft { issued_on: date.into(), ..draft() }.check(today()).map(drop);
    assert_eq!(on("2028-04-01"), Ok(()));
    for far in ["2028-04-02", "9026-04-01", "令和80年4月1日"] {
        let until = NaiveDate::from_ymd_opt(2028, 4, 1).unwrap();
        assert_eq!(on(far), Err(vec![FieldError::new("issued_on", FieldProblem::DateFar { until })]), "{far}");
    }
}

#[test]
fn a_right_draft_is_tidied() {
    let content = draft().check(today()).unwrap();
    assert_eq!(content.title, "令和8年度地方交付税の算定について（通知）");
    assert_eq!(content.issued_on.to_string(), "2026-04-01");
    assert_eq!(content.body, "記\n1 提出期限");
    assert_eq!(content.tags, ["地方交付税"]);
    assert_eq!(content.fiscal_year().year(), 2026);
    assert!(content.publish_problems(0, today()).is_empty());
}

#[test]
fn every_problem_is_told_at_once() {
    let draft = NoticeDraft {
        title: "　".into(),
        number: "あ".repeat(61),
        kind: "letter".into(),
        issued_on: "令和元年13月".into(),
        body: "あ".repeat(BODY_MAX + 1),
        tags: vec!["短い".into(), "あ".repeat(31)],
        section: "\u{0}".into(),
        ..NoticeDraft::default()
    };
    let errors = draft.check(today()).unwrap_err();
    let fields: Vec<&str> = errors.iter().map(|e| e.field.as_str()).collect();
    assert_eq!(fields, ["title", "number", "kind", "issued_on", "section", "body", "tags.1"]);
}

#[test]
fn at_most_twenty_tags() {
    let with = |n: usize| NoticeDraft { tags: (0..n).map(|i| format!("札{i}")).collect(), ..draft() };
    assert_eq!(with(20).check(today()).unwrap().tags.len(), 20);
    assert_eq!(with(21).check(today()), Err(vec![FieldError::new("tags", FieldProblem::TooMany { max: 20 })]));
}

#[test]
fn a_memo_needs_no_number_and_publishing_needs_receivers_and_content() {
    let draft = NoticeDraft { number: String::new(), body: String::new(), audience: Audience::default(), ..draft() };
    let content = draft.check(today()).unwrap();
    assert_eq!(content.number, None);
    assert_eq!(content.publish_problems(0, today()).len(), 2);
    assert_eq!(content.publish_problems(1, today()), [FieldError::new("audience", FieldProblem::NoAudience)]);
}

#[test]
fn tags_are_typed_in_one_line() {
    assert_eq!(split_tags(" 選挙、地方交付税, 消防，，\n"), ["選挙", "地方交付税", "消防"]);
    assert!(split_tags(" ").is_empty());
}

#[test]
fn a_misspelt_field_is_refused() {
    assert!(serde_json::from_str::<NoticeDraft>(r#"{"titel":"x"}"#).is_err());
}

fn day(date: &str) -> NaiveDate {
    date.parse().unwrap()
}

#[test]
fn the_card_is_read_and_survives_the_way_back() {
    let entry = ContactId("00000000-0000-7000-8000-000000000001".parse().unwrap());
    let typed = NoticeDraft {
        effective_on: "令和10年10月1日".into(),
        received_on: "R8.3.30".into(),
        seal: "omitted".into(),
        laws: vec!["地方自治法第245条の4第1項".into(), String::new(), "地方自治法第245条の4第1項".into()],
        contact_id: Some(entry),
        confirm_by: "2026/4/10".into(),
        retention: "y10".into(),
        ..draft()
    };
    let content = typed.check(today()).unwrap();
    assert_eq!(content.effective_on, Some(day("2028-10-01")));
    assert_eq!(content.received_on, Some(day("2026-03-30")));
    assert_eq!((content.seal, content.retention), (SealNote::Omitted, Retention::Y10));
    assert_eq!(content.laws, ["地方自治法第245条の4第1項"]);
    assert_eq!((content.needs_confirm, content.confirm_by), (true, Some(day("2026-04-10"))));
    assert_eq!(NoticeDraft::from(content.clone()).check(today()), Ok(content));
}

#[test]
fn what_is_left_blank_asks_for_a_confirmation_and_is_kept_five_years() {
    let content = serde_json::from_str::<NoticeDraft>(r#"{"title":"件名","kind":"memo","issued_on":"R8.4.1"}"#);
    let content = content.unwrap().check(today()).unwrap();
    assert_eq!((content.needs_confirm, content.confirm_by), (true, None));
    assert_eq!((content.seal, content.retention), (SealNote::None, Retention::Y5));
    assert_eq!((content.effective_on, content.received_on, content.contact_id), (None, None, None));
}

#[rstest]
#[case("effective_on", NoticeDraft { effective_on: "明日".into(), ..draft() }, Date)]
#[case("effective_on", NoticeDraft { effective_on: "慶応3年1月1日".into(), ..draft() }, Date)]
#[case("effective_on", NoticeDraft { effective_on: "1860-01-01".into(), ..draft() }, BeforeMeiji)]
#[case("effective_on", NoticeDraft { effective_on: "2036-04-02".into(), ..draft() }, DateFar { until: day("2036-04-01") })]
#[case("received_on", NoticeDraft { received_on: "2026-04-02".into(), ..draft() }, DateFar { until: today() })]
#[case("seal", NoticeDraft { seal: "wax".into(), ..draft() }, UnknownChoice)]
#[case("retention", NoticeDraft { retention: "y7".into(), ..draft() }, UnknownChoice)]
#[case("confirm_by", NoticeDraft { confirm_by: "4月31日".into(), ..draft() }, Date)]
#[case("confirm_by", NoticeDraft { needs_confirm: false, confirm_by: "R8.4.9".into(), ..draft() }, ConfirmNotAsked)]
#[case("laws", NoticeDraft { laws: (0..21).map(|n| format!("法律第{n}号")).collect(), ..draft() }, TooMany { max: 20 })]
#[case("laws.1", NoticeDraft { laws: vec!["法".into(), "あ".repeat(201)], ..draft() }, FieldProblem::TooLong { max: 200 })]
fn a_wrong_card_is_refused(#[case] field: &str, #[case] draft: NoticeDraft, #[case] problem: FieldProblem) {
    assert_eq!(draft.check(today()), Err(vec![FieldError::new(field, problem)]));
}

#[test]
fn nobody_is_asked_to_confirm_by_a_day_that_is_over() {
    let content = NoticeDraft { confirm_by: "R8.4.1".into(), ..draft() }.check(today()).unwrap();
    assert_eq!(content.publish_problems(0, today()), []);
    assert_eq!(content.publish_problems(0, day("2026-04-02")), [FieldError::new("confirm_by", DatePast)]);
}

#[test]
fn the_contact_is_the_entry_and_what_was_typed_besides() {
    let entry = || Some("総務部市町村課".to_owned());
    assert_eq!(contact_line(entry(), Some("平日のみ")).as_deref(), Some("総務部市町村課　平日のみ"));
    assert_eq!(contact_line(entry(), None), entry());
    assert_eq!(contact_line(None, Some("財政係")).as_deref(), Some("財政係"));
    assert_eq!(contact_line(None, None), None);
}
