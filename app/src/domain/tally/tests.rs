//! Cases and properties of the merged table.

use proptest::{collection::vec, option, prelude::*};

use super::*;
use crate::domain::{
    form::{ChoiceOption, ChoiceRule, ChoiceValue, Column, ColumnKind, FileRef, FormSection, NumberRule},
    ids::AttachmentId,
    lang::Lang,
};

fn number(decimals: u32, unit: &str) -> NumberRule {
    NumberRule { min: None, max: None, decimals, unit: unit.into() }
}

fn question(key: &str, kind: QuestionKind) -> Question {
    Question { key: key.into(), label: format!("設問{key}"), help: String::new(), required: false, kind }
}

fn form() -> FormDefinition {
    let option = |code: &str| ChoiceOption { code: code.into(), label: format!("選択肢{code}") };
    let column =
        |key: &str, kind: ColumnKind| Column { key: key.into(), label: format!("列{key}"), required: false, kind };
    let choice = ChoiceRule { options: vec![option("x"), option("y")], multiple: true, other: true };
    let columns = vec![
        column("name", ColumnKind::Text { max: 50 }),
        column("men", ColumnKind::Number(number(0, "人"))),
        column("cost", ColumnKind::Number(number(1, "千円"))),
    ];
    let table = TableRule { columns, min_rows: 0, max_rows: 10 };
    let questions = vec![
        question("memo", QuestionKind::LongText { max: 100 }),
        question("staff", QuestionKind::Number(number(1, "人"))),
        question("plan", QuestionKind::Choice(choice)),
        question("day", QuestionKind::Date),
        question("file", QuestionKind::File { max_count: 3 }),
        question("list", QuestionKind::Table(table)),
    ];
    let section = FormSection { key: "s".into(), title: "節".into(), description: String::new(), questions };
    FormDefinition { sections: vec![section] }
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn row(cells: &[(&str, Value)]) -> Row {
    cells.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}

fn values(answers: &[(&str, Value)]) -> Values {
    answers.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}

fn entry<'v>(code: &str, name: &str, values: Option<&'v Values>) -> TallyEntry<'v> {
    let body_code = (!code.is_empty()).then(|| code.parse().unwrap());
    let sort_key = if code.is_empty() { format!("9{name}") } else { code.to_owned() };
    let state = AssignmentState::Submitted;
    TallyEntry { body_code, body_name: name.into(), sort_key, state, not_applicable: false, values }
}

fn ishinomaki() -> Values {
    let choice = ChoiceValue { codes: vec!["y".into(), "other".into()], other_text: Some("検討中".into()) };
    let file =
        |n: u128| FileRef { id: AttachmentId(uuid::Uuid::from_u128(n)), name: format!("様式{n}.xlsx"), size: 1 };
    let number = |text: &str| Value::Number(decimal(text));
    let rows = vec![
        row(&[("name", Value::Text("本庁".into())), ("men", number("10")), ("cost", number("0.1"))]),
        row(&[("name", Value::Text("支所".into())), ("cost", number("0.2"))]),
    ];
    values(&[
        ("memo", Value::Text("特になし".into())),
        ("staff", number("10.5")),
        ("plan", Value::Choice(choice)),
        ("day", Value::Date("2026-04-01".parse().unwrap())),
        ("file", Value::Files(vec![file(1), file(2)])),
        ("list", Value::Table(rows)),
    ])
}

#[test]
fn columns_follow_the_form() {
    let table = merge(&form(), &[]);
    let columns: Vec<(&str, Option<&str>, &str, &str)> = table
        .columns
        .iter()
        .map(|c| (c.question_key.as_str(), c.column_key.as_deref(), c.kind.code(), c.unit.as_str()))
        .collect();
    let expected = [
        ("memo", None, "text", ""),
        ("staff", None, "number", "人"),
        ("plan", None, "choice", ""),
        ("plan", None, "other_text", ""),
        ("day", None, "date", ""),
        ("file", None, "file_count", ""),
        ("list", None, "row_count", ""),
        ("list", Some("men"), "column_sum", "人"),
        ("list", Some("cost"), "column_sum", "千円"),
    ];
    assert_eq!(columns, expected);
    assert_eq!(table.columns.last().map(|c| c.label.as_str()), Some("設問list 列cost"));
    assert_eq!(table.totals.len(), columns.len());
}

#[test]
fn bodies_come_in_code_order_and_blank_is_not_zero() {
    let (answers, zero) = (ishinomaki(), values(&[("staff", Value::Number(Decimal::ZERO))]));
    let entries = [
        entry("", "黒川地域行政事務組合", None),
        entry("042030", "塩竈市", Some(&zero)),
        entry("042021", "石巻市", Some(&answers)),
        entry("041009", "仙台市", None),
    ];
    let table = merge(&form(), &entries);
    let names: Vec<&str> = table.rows.iter().map(|r| r.body_name.as_str()).collect();
    assert_eq!(names, ["仙台市", "石巻市", "塩竈市", "黒川地域行政事務組合"]);
    let staff = &table.totals[1];
    assert_eq!((staff.count, staff.blanks), (2, 2));
    assert_eq!((staff.sum, staff.min, staff.max), (Some(decimal("10.5")), Some(Decimal::ZERO), Some(decimal("10.5"))));
    assert_eq!(staff.mean, Some(decimal("5.25")), "blanks do not lower the mean");
    assert_eq!(table.rows[0].cells, vec![None; 9]);
}

#[test]
fn every_kind_of_cell() {
    let answers = ishinomaki();
    let table = merge(&form(), &[entry("042021", "石巻市", Some(&answers))]);
    let number = |text: &str| Some(Cell::Number(decimal(text)));
    let expected = vec![
        Some(Cell::Text("特になし".into())),
        number("10.5"),
        Some(Cell::Choice(vec!["y".into(), "other".into()])),
        Some(Cell::Text("検討中".into())),
        Some(Cell::Date("2026-04-01".parse().unwrap())),
        number("2"),
        number("2"),
        number("10"),
        number("0.3"),
    ];
    assert_eq!(table.rows[0].cells, expected);
    let shown: Vec<String> =
        table.columns.iter().zip(&expected).map(|(c, cell)| c.cell_text(cell.as_ref().unwrap(), Lang::Ja)).collect();
    assert_eq!(shown, ["特になし", "10.5", "選択肢y、その他", "検討中", "R8.4.1", "2", "2", "10", "0.3"]);
    let counts: Vec<(&str, usize)> = table.totals[2].choices.iter().map(|c| (c.code.as_str(), c.count)).collect();
    assert_eq!(counts, [("x", 0), ("y", 1), ("other", 1)]);
}

#[test]
fn not_applicable_and_values_of_another_version_are_blank() {
    let answers = ishinomaki();
    let none = TallyEntry { not_applicable: true, ..entry("042021", "石巻市", Some(&answers)) };
    let old = values(&[("staff", Value::Text("多数".into())), ("gone", Value::Text("旧設問".into()))]);
    let table = merge(&form(), &[none.clone(), entry("042030", "塩竈市", Some(&old))]);
    assert!(table.rows.iter().all(|r| r.cells == vec![None; 9]));
    assert!(table.rows[0].not_applicable);
    assert!(long_form(&form(), &[none]).is_empty());
}

#[test]
fn long_form_has_one_record_per_datum() {
    let answers = ishinomaki();
    let form = form();
    let entries = [entry("042021", "石巻市", Some(&answers))];
    let records: Vec<String> = long_form(&form, &entries)
        .iter()
        .map(|r| {
            let place = r.row.map(|n| format!("[{n}].{}", r.column_key.unwrap_or("?"))).unwrap_or_default();
            format!("{} {}{place} {} {}{}", r.body_code, r.question_key, r.kind, r.value, r.unit)
        })
        .collect();
    let expected = [
        "042021 memo text 特になし",
        "042021 staff number 10.5人",
        "042021 plan choice y",
        "042021 plan choice other",
        "042021 plan other_text 検討中",
        "042021 day date 2026-04-01",
        "042021 file file_name 様式1.xlsx",
        "042021 file file_name 様式2.xlsx",
        "042021 list[1].name text 本庁",
        "042021 list[1].men number 10人",
        "042021 list[1].cost number 0.1千円",
        "042021 list[2].name text 支所",
        "042021 list[2].cost number 0.2千円",
    ];
    assert_eq!(records, expected);
}

#[test]
fn json_carries_the_table() {
    let answers = ishinomaki();
    let table = merge(&form(), &[entry("042021", "石巻市", Some(&answers)), entry("041009", "仙台市", None)]);
    let json = serde_json::to_string(&table).unwrap();
    assert!(json.contains(r#""cells":[{"text":"特になし"},{"number":"10.5"},{"choice":["y","other"]}"#), "{json}");
    assert_eq!(serde_json::from_str::<MergedTable>(&json).unwrap(), table);
}

/// Answers with some blanks: staff, chosen codes, and rows of men.
type Sample = (Option<i64>, Vec<bool>, Option<Vec<Option<i64>>>);

fn sample_values((staff, chosen, men): &Sample) -> Values {
    let number =
        |n: i64| Value::Number(decimal(&format!("{}{}.{}", if n < 0 { "-" } else { "" }, n.abs() / 10, n.abs() % 10)));
    let codes: Vec<String> =
        ["x", "y"].iter().zip(chosen).filter(|(_, on)| **on).map(|(c, _)| (*c).to_owned()).collect();
    let mut out = Values::default();
    out.set("staff", staff.map(number));
    out.set("plan", (!codes.is_empty()).then_some(Value::Choice(ChoiceValue { codes, other_text: None })));
    let rows = men
        .as_ref()
        .map(|men| men.iter().map(|m| m.map_or_else(Row::default, |m| row(&[("men", number(m))]))).collect());
    out.set("list", rows.map(Value::Table));
    out
}

fn samples() -> impl Strategy<Value = Vec<Sample>> {
    let men = option::of(vec(option::of(-1_000_000_i64..1_000_000), 0..6));
    vec((option::of(-10_i64.pow(15)..10_i64.pow(15)), vec(any::<bool>(), 2), men), 0..60)
}

fn table_of(all: &[(usize, Values)]) -> MergedTable {
    let entries: Vec<TallyEntry<'_>> = all
        .iter()
        .map(|(n, values)| TallyEntry { sort_key: format!("{n:04}"), ..entry("", &format!("団体{n}"), Some(values)) })
        .collect();
    merge(&form(), &entries)
}

proptest! {
    #[test]
    fn totals_are_the_naive_ones(samples in samples()) {
        let all: Vec<(usize, Values)> = samples.iter().map(sample_values).enumerate().collect();
        let table = table_of(&all);
        let tenths = |n: i128| Decimal::from(i64::try_from(n).unwrap()).divided_by(10, 9).unwrap();

        let staff: Vec<i128> = samples.iter().filter_map(|s| s.0).map(i128::from).collect();
        prop_assert_eq!(table.totals[1].sum, (!staff.is_empty()).then(|| tenths(staff.iter().sum())));
        prop_assert_eq!(table.totals[1].min, staff.iter().min().map(|n| tenths(*n)));
        prop_assert_eq!(table.totals[1].max, staff.iter().max().map(|n| tenths(*n)));
        prop_assert_eq!((table.totals[1].count, table.totals[1].blanks), (staff.len(), samples.len() - staff.len()));

        for (at, counted) in table.totals[2].choices.iter().take(2).enumerate() {
            prop_assert_eq!(counted.count, samples.iter().filter(|s| s.1[at]).count());
        }

        let tables: Vec<&Vec<Option<i64>>> = samples.iter().filter_map(|s| s.2.as_ref()).collect();
        let rows: usize = tables.iter().map(|men| men.len()).sum();
        prop_assert_eq!(table.totals[6].sum, (!tables.is_empty()).then(|| count(rows)));
        let men: Vec<i128> = tables.iter().flat_map(|men| men.iter().flatten()).map(|m| i128::from(*m)).collect();
        prop_assert_eq!(table.totals[7].sum, (!men.is_empty()).then(|| tenths(men.iter().sum())));
    }

    #[test]
    fn the_order_of_entries_does_not_matter(samples in samples(), seed in any::<u64>()) {
        let mut all: Vec<(usize, Values)> = samples.iter().map(sample_values).enumerate().collect();
        let table = table_of(&all);
        all.sort_by_key(|(n, _)| (u64::try_from(*n).unwrap() + 1).wrapping_mul(seed | 1));
        prop_assert_eq!(table_of(&all), table);
    }
}
