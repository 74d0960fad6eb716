//! Cases of answers, field by field.

use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::domain::{decimal::Decimal, error::FieldError, ids::AttachmentId, lang::Lang, problem::FieldProblem};

fn question(kind: QuestionKind) -> Question {
    Question { key: "a".into(), label: "設問".into(), help: String::new(), required: true, kind }
}

fn form_of(questions: Vec<Question>) -> FormDefinition {
    let section = FormSection { key: "s".into(), title: "節".into(), description: String::new(), questions };
    FormDefinition { sections: vec![section] }
}

fn number(min: Option<i64>, max: Option<i64>, decimals: u32, unit: &str) -> NumberRule {
    NumberRule { min: min.map(Into::into), max: max.map(Into::into), decimals, unit: unit.into() }
}

fn options(codes: &[&str]) -> Vec<ChoiceOption> {
    codes.iter().map(|code| ChoiceOption { code: (*code).into(), label: format!("選択肢{code}") }).collect()
}

fn choice(multiple: bool, other: bool) -> QuestionKind {
    QuestionKind::Choice(ChoiceRule { options: options(&["x", "y", "z"]), multiple, other })
}

fn column(key: &str, required: bool, kind: ColumnKind) -> Column {
    Column { key: key.into(), label: key.into(), required, kind }
}

fn table() -> TableRule {
    let columns = vec![
        column("name", true, ColumnKind::Text { max: 5 }),
        column("count", false, ColumnKind::Number(number(Some(0), None, 0, "人"))),
        column("kind", false, ColumnKind::Choice { options: options(&["x", "y"]) }),
        column("day", false, ColumnKind::Date),
    ];
    TableRule { columns, min_rows: 2, max_rows: 3 }
}

/// Posts these fields for one question and gives what was read.
fn post(question: &Question, pairs: &[(&str, &str)]) -> Result<Option<Value>, Vec<FieldError>> {
    let raw = RawAnswers::from_pairs(pairs.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())));
    parse_input(question, &raw.with_files(&files()).get("a").cloned().unwrap_or_default())
}

fn files() -> Vec<FileRef> {
    (1..=3).map(|n| FileRef { id: AttachmentId(Uuid::from_u128(n)), name: format!("様式{n}.xlsx"), size: 10 }).collect()
}

fn one(field: &str, problem: FieldProblem) -> Result<Option<Value>, Vec<FieldError>> {
    Err(vec![FieldError::new(field, problem)])
}

#[rstest]
#[case::blank(" 　", Ok(None))]
#[case::trimmed(" 石巻市\r\n", Ok(Some(Value::Text("石巻市".into()))))]
#[case::long("一二三四五六", one("q.a", FieldProblem::TooLong { max: 5 }))]
#[case::private("\u{E000}", one("q.a", FieldProblem::PrivateUse { position: 1 }))]
fn short_text(#[case] typed: &str, #[case] read: Result<Option<Value>, Vec<FieldError>>) {
    assert_eq!(post(&question(QuestionKind::ShortText { max: 5 }), &[("q.a", typed)]), read);
}

#[test]
fn long_text_keeps_lines() {
    let long = question(QuestionKind::LongText { max: 50 });
    assert_eq!(post(&long, &[("q.a", "一\r\n二\r\n")]), Ok(Some(Value::Text("一\n二".into()))));
}

#[rstest]
#[case::blank("", Ok(None))]
#[case::zero("0", Ok(Some(Value::Number(Decimal::ZERO))))]
#[case::full_width("１，２００", Ok(Some(Value::Number(Decimal::from(1200_i64)))))]
#[case::unit("１，２００千円", Ok(Some(Value::Number(Decimal::from(1200_i64)))))]
#[case::other_unit("12円", one("q.a", FieldProblem::NumberUnit { unit: "円".into() }))]
#[case::small("△1", one("q.a", FieldProblem::TooSmall { min: "0".into() }))]
#[case::large("2001", one("q.a", FieldProblem::TooLarge { max: "2,000".into() }))]
#[case::precise("1.25", one("q.a", FieldProblem::TooPrecise { max: 1 }))]
#[case::trailing_zero("1.50", Ok(Some(Value::Number("1.5".parse().unwrap()))))]
#[case::nan("NaN", one("q.a", FieldProblem::Number))]
fn numbers(#[case] typed: &str, #[case] read: Result<Option<Value>, Vec<FieldError>>) {
    let rule = number(Some(0), Some(2000), 1, "千円");
    assert_eq!(post(&question(QuestionKind::Number(rule)), &[("q.a", typed)]), read);
}

#[test]
fn whole_numbers() {
    let people = question(QuestionKind::Number(number(None, None, 0, "人")));
    assert_eq!(post(&people, &[("q.a", "1.5")]), one("q.a", FieldProblem::NotWhole));
}

#[rstest]
#[case::none(&[("q.a", "")], Ok(None))]
#[case::one(&[("q.a", ""), ("q.a", "y")], Ok(Some(Value::choice("y"))))]
#[case::two(&[("q.a", "y"), ("q.a", "x")], one("q.a", FieldProblem::OneChoice))]
#[case::same_twice(&[("q.a", "y"), ("q.a", "y")], Ok(Some(Value::choice("y"))))]
#[case::unknown(&[("q.a", "w")], one("q.a", FieldProblem::UnknownChoice))]
#[case::other_not_offered(&[("q.a", "other")], one("q.a", FieldProblem::UnknownChoice))]
fn single_choice(#[case] pairs: &[(&str, &str)], #[case] read: Result<Option<Value>, Vec<FieldError>>) {
    assert_eq!(post(&question(choice(false, false)), pairs), read);
}

#[test]
fn multiple_choice_with_other() {
    let several = question(choice(true, true));
    let chosen = Value::Choice(ChoiceValue {
        codes: vec!["x".into(), "z".into(), "other".into()],
        other_text: Some("検討中".into()),
    });
    let pairs = [("q.a", "other"), ("q.a", "z"), ("q.a", "x"), ("q.a.other", " 検討中 ")];
    assert_eq!(post(&several, &pairs), Ok(Some(chosen)), "codes come in the order of the form");
    assert_eq!(post(&several, &[("q.a", "x"), ("q.a.other", "検討中")]), one("q.a.other", FieldProblem::OtherText));
    assert_eq!(post(&several, &[("q.a", "x"), ("q.a.other", " ")]), Ok(Some(Value::choice("x"))));
}

#[test]
fn other_without_text_is_kept_as_draft_and_missed_at_submit() {
    let several = question(choice(true, true));
    let value = post(&several, &[("q.a", "other"), ("q.a.other", "")]).unwrap().unwrap();
    let values: Values = [("a".to_owned(), value)].into_iter().collect();
    let expected = [FieldError::new("q.a.other", FieldProblem::OtherText)];
    assert_eq!(check_complete(&form_of(vec![several]), &values), expected);
}

#[rstest]
#[case("令和8年4月1日", Ok(Some(Value::Date("2026-04-01".parse().unwrap()))))]
#[case("", Ok(None))]
#[case("令和元年13月", one("q.a", FieldProblem::Date))]
#[case("平成31年5月1日", one("q.a", FieldProblem::EraBoundary))]
fn dates(#[case] typed: &str, #[case] read: Result<Option<Value>, Vec<FieldError>>) {
    assert_eq!(post(&question(QuestionKind::Date), &[("q.a", typed)]), read);
}

#[test]
fn files_are_those_that_were_uploaded() {
    let two = question(QuestionKind::File { max_count: 2 });
    let id = |n: u128| Uuid::from_u128(n).to_string();
    let all = files();
    assert_eq!(
        post(&two, &[("q.a", ""), ("q.a", &id(2)), ("q.a", &id(1))]),
        Ok(Some(Value::Files(vec![all[1].clone(), all[0].clone()])))
    );
    assert_eq!(post(&two, &[("q.a", &id(9))]), one("q.a", FieldProblem::UnknownFile));
    assert_eq!(post(&two, &[("q.a", "../../etc/passwd")]), one("q.a", FieldProblem::UnknownFile));
    assert_eq!(
        post(&two, &[("q.a", &id(1)), ("q.a", &id(2)), ("q.a", &id(3))]),
        one("q.a", FieldProblem::TooMany { max: 2 })
    );
    assert_eq!(post(&two, &[("q.a", "")]), Ok(None));
}

#[test]
fn tables_drop_blank_rows_and_take_labels() {
    let question = question(QuestionKind::Table(table()));
    let pairs = [
        ("q.a.0.name", " "),
        ("q.a.0.count", ""),
        ("q.a.1.name", "本庁"),
        ("q.a.1.count", "１，２００人"),
        ("q.a.1.kind", "選択肢y"),
        ("q.a.1.day", "R8.4.1"),
        ("q.a.5.name", "支所"),
        ("q.a.5.count", "0"),
        ("q.a.5.kind", ""),
    ];
    let Ok(Some(Value::Table(rows))) = post(&question, &pairs) else { panic!("two rows") };
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].get("count"), Some(&Value::Number(Decimal::from(1200_i64))));
    assert_eq!(rows[0].get("kind"), Some(&Value::choice("y")));
    assert_eq!(rows[1].get("count"), Some(&Value::Number(Decimal::ZERO)), "zero is no blank");
    assert_eq!(rows[1].get("kind"), None);
    assert_eq!(post(&question, &[("q.a", ""), ("q.a.0.name", "")]), Ok(None));
}

#[test]
fn every_wrong_cell_is_named() {
    let question = question(QuestionKind::Table(table()));
    let pairs = [
        ("q.a.0.name", "一二三四五六"),
        ("q.a.0.count", "多数"),
        ("q.a.3.kind", "w"),
        ("q.a.3.day", "2026-02-30"),
        ("q.a.3.phone", "1"),
    ];
    let errors = post(&question, &pairs).unwrap_err();
    let named: Vec<(&str, &FieldProblem)> = errors.iter().map(|e| (e.field.as_str(), &e.problem)).collect();
    let expected = [
        ("q.a.0.count", &FieldProblem::Number),
        ("q.a.0.name", &FieldProblem::TooLong { max: 5 }),
        ("q.a.3.day", &FieldProblem::Date),
        ("q.a.3.kind", &FieldProblem::UnknownChoice),
        ("q.a.3.phone", &FieldProblem::UnknownQuestion),
    ];
    assert_eq!(named, expected);
}

#[test]
fn a_table_has_its_size() {
    let question = question(QuestionKind::Table(table()));
    let rows =
        |n: usize| -> Vec<(String, String)> { (0..n).map(|i| (cell_field("a", i, "name"), "支所".into())).collect() };
    let read = |n: usize| parse_input(&question, RawAnswers::from_pairs(rows(n)).get("a").unwrap());
    assert_eq!(read(4), one("q.a", FieldProblem::TooMany { max: 3 }));
    let one_row: Values = [("a".to_owned(), read(1).unwrap().unwrap())].into_iter().collect();
    let form = form_of(vec![question.clone()]);
    assert_eq!(check_complete(&form, &one_row), [FieldError::new("q.a", FieldProblem::TooFew { min: 2 })]);
}

#[test]
fn values_of_another_kind_are_refused() {
    let date = Value::Date("2026-04-01".parse().unwrap());
    let kinds = [
        QuestionKind::ShortText { max: 9 },
        QuestionKind::Number(NumberRule::default()),
        choice(true, true),
        QuestionKind::File { max_count: 1 },
        QuestionKind::Table(table()),
    ];
    for kind in kinds {
        assert_eq!(validate_value(&question(kind), &date), [FieldError::new("q.a", FieldProblem::WrongKind)]);
    }
    let old = Value::Date("1600-09-15".parse().unwrap());
    assert_eq!(
        validate_value(&question(QuestionKind::Date), &old),
        [FieldError::new("q.a", FieldProblem::BeforeMeiji)]
    );
    let nested: Row = [("name".to_owned(), Value::Table(vec![]))].into_iter().collect();
    let errors = validate_value(&question(QuestionKind::Table(table())), &Value::Table(vec![nested]));
    assert_eq!(errors, [FieldError::new("q.a.0.name", FieldProblem::WrongKind)]);
}

#[test]
fn completeness_names_what_is_missing_and_what_is_strange() {
    let optional = Question { key: "b".into(), required: false, ..question(QuestionKind::Date) };
    let list = Question { key: "c".into(), ..question(QuestionKind::Table(TableRule { min_rows: 0, ..table() })) };
    let form = form_of(vec![question(QuestionKind::ShortText { max: 5 }), optional, list]);
    let row: Row = [("count".to_owned(), Value::Number(Decimal::from(1_i64)))].into_iter().collect();
    let mut values = Values::default();
    values.set("c", Some(Value::Table(vec![row])));
    values.set("zz", Some(Value::Text("迷子".into())));
    let expected = [
        FieldError::new("q.a", FieldProblem::Required),
        FieldError::new("q.c.0.name", FieldProblem::Required),
        FieldError::new("q.zz", FieldProblem::UnknownQuestion),
    ];
    assert_eq!(check_complete(&form, &values), expected);
    assert_eq!(progress(&form, &values), Progress { answered: 1, total: 3, required_missing: 1 });
    assert_eq!(progress(&form, &values).percent(), 33);
    assert_eq!(progress(&FormDefinition::default(), &values).percent(), 0);
}

#[test]
fn warnings_do_not_refuse() {
    let optional = Question { key: "b".into(), required: false, ..question(QuestionKind::Date) };
    let list = Question { key: "c".into(), ..question(QuestionKind::Table(table())) };
    let form = form_of(vec![question(QuestionKind::ShortText { max: 50 }), optional, list]);
    let row = |name: &str| -> Row { [("name".to_owned(), Value::Text(name.into()))].into_iter().collect() };
    let mut values = Values::default();
    values.set("a", Some(Value::Text("㈱石巻①".into())));
    values.set("c", Some(Value::Table(vec![row("甲"), row("乙"), row("甲")])));
    let expected = [
        Warning { field: "q.a".into(), kind: WarningKind::MachineDependent { character: '㈱' } },
        Warning { field: "q.b".into(), kind: WarningKind::Unanswered },
        Warning { field: "q.c.2.name".into(), kind: WarningKind::RepeatedRow { same_as: 1 } },
    ];
    assert_eq!(warnings(&form, &values), expected);
    assert_eq!(check_complete(&form, &values), []);
    assert!(expected.iter().all(|warning| !warning.kind.message(Lang::Ja).contains('{')));
}
