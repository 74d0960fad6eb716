//! Editing forms and reading what their authors type.

use super::*;
use crate::domain::form::ChoiceOption;

fn form(sections: &[&[&str]]) -> FormDefinition {
    let mut form = FormDefinition::default();
    for questions in sections {
        let section = form.edit(FormEdit::AddSection { title: "節".into() }).unwrap();
        for label in *questions {
            let edit =
                FormEdit::AddQuestion { section: section.clone(), kind: KindCode::Date, label: (*label).to_owned() };
            form.edit(edit).unwrap();
        }
    }
    form
}

fn order(form: &FormDefinition) -> Vec<String> {
    form.sections.iter().map(|s| s.questions.iter().map(|q| q.key.as_str()).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn questions_move_inside_and_between_sections() {
    let mut form = form(&[&["a", "b"], &["c"]]);
    assert_eq!(order(&form), ["q1 q2", "q3"]);
    let step = |form: &mut FormDefinition, key: &str, up| {
        form.edit(FormEdit::MoveQuestion { key: key.into(), up }).unwrap();
        order(form)
    };
    assert_eq!(step(&mut form, "q2", true), ["q2 q1", "q3"]);
    assert_eq!(step(&mut form, "q1", false), ["q2", "q1 q3"]);
    assert_eq!(step(&mut form, "q3", false), ["q2", "q1 q3"], "the last stays");
    assert_eq!(step(&mut form, "q1", true), ["q2 q1", "q3"]);
    assert_eq!(form.edit(FormEdit::MoveQuestion { key: "q9".into(), up: true }), Err(AppError::NotFound));
}

#[test]
fn copies_and_new_questions_get_keys_of_their_own() {
    let mut form = form(&[&["a", "b"]]);
    assert_eq!(form.edit(FormEdit::CopyQuestion { key: "q1".into() }).as_deref(), Ok("q3"));
    assert_eq!(order(&form), ["q1 q3 q2"]);
    form.edit(FormEdit::RemoveQuestion { key: "q1".into() }).unwrap();
    let edit = FormEdit::AddQuestion { section: "s1".into(), kind: KindCode::Number, label: "数".into() };
    assert_eq!(form.edit(edit).as_deref(), Ok("q4"));
    assert!(form.check().is_empty());
}

fn typed(kind: QuestionKind, pairs: &[(&str, &str)]) -> Result<Question, Vec<FieldError>> {
    let old = Question { key: "q1".into(), label: "旧".into(), help: String::new(), required: false, kind };
    let pairs: Vec<_> = pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Typed(&pairs).question(&old)
}

#[test]
fn options_keep_their_codes() {
    let old = [ChoiceOption { code: "o1".into(), label: "あり".into() }];
    let new = read_options("なし\r\nあり\n\nna｜該当なし\n検討中", &old);
    let codes: Vec<_> = new.iter().map(|o| (o.code.as_str(), o.label.as_str())).collect();
    assert_eq!(codes, [("o2", "なし"), ("o1", "あり"), ("na", "該当なし"), ("o3", "検討中")]);
    assert_eq!(read_options(&write_options(&new), &new), new);
}

#[test]
fn a_table_is_read_column_by_column() {
    let rule = TableRule {
        columns: vec![Column {
            key: "c1".into(),
            label: "名称".into(),
            required: true,
            kind: ColumnKind::Text { max: 200 },
        }],
        min_rows: 0,
        max_rows: 10,
    };
    let question = typed(
        QuestionKind::Table(rule),
        &[
            ("label", "施設一覧"),
            ("max_rows", "５０"),
            ("columns.0.key", "c1"),
            ("columns.0.label", "施設名"),
            ("columns.0.kind", "text"),
            ("columns.1.label", ""),
            ("columns.2.label", "面積"),
            ("columns.2.kind", "number"),
            ("columns.2.unit", "㎡"),
            ("columns.2.decimals", "2"),
        ],
    )
    .unwrap();
    let QuestionKind::Table(rule) = question.kind else { panic!("a table stays a table") };
    let columns: Vec<_> = rule.columns.iter().map(|c| (c.key.as_str(), c.label.as_str(), c.required)).collect();
    assert_eq!(columns, [("c1", "施設名", false), ("c2", "面積", false)]);
    assert_eq!((rule.max_rows, rule.min_rows), (50, 0));
}

#[test]
fn what_the_page_of_a_table_does_not_show_stays_as_it_was() {
    let column = |key: &str, kind| Column { key: key.into(), label: key.into(), required: false, kind };
    let number = NumberRule { min: Some(Decimal::ZERO), max: Some(100_u32.into()), decimals: 1, unit: "人".into() };
    let columns = vec![column("c1", ColumnKind::Text { max: 40 }), column("c2", ColumnKind::Number(number.clone()))];
    let fields = [
        ("label", "施設"),
        ("columns.0.key", "c1"),
        ("columns.0.label", "名称"),
        ("columns.0.kind", "short_text"),
        ("columns.1.key", "c2"),
        ("columns.1.label", "人数"),
        ("columns.1.kind", "number"),
        ("columns.1.unit", "名"),
        ("columns.1.decimals", "0"),
    ];
    let rule = TableRule { columns, min_rows: 0, max_rows: 10 };
    let QuestionKind::Table(saved) = typed(QuestionKind::Table(rule), &fields).unwrap().kind else { panic!("a table") };
    let kinds: Vec<ColumnKind> = saved.columns.into_iter().map(|column| column.kind).collect();
    let renamed = NumberRule { decimals: 0, unit: "名".into(), ..number };
    assert_eq!(kinds, [ColumnKind::Text { max: 40 }, ColumnKind::Number(renamed)]);
}

#[test]
fn what_is_wrong_is_named_by_its_field() {
    let fields = |kind, pairs: &[(&str, &str)]| -> Vec<String> {
        typed(kind, pairs).unwrap_err().into_iter().map(|error| error.field).collect()
    };
    let number = || QuestionKind::of(KindCode::Number);
    assert_eq!(fields(number(), &[("label", ""), ("min", "1"), ("max", "2")]), ["label"]);
    assert_eq!(fields(number(), &[("label", "数"), ("min", "多い"), ("decimals", "1.5")]), ["min", "decimals"]);
    assert_eq!(fields(number(), &[("label", "数"), ("min", "3"), ("max", "2")]), ["min"]);
    assert_eq!(fields(QuestionKind::of(KindCode::Choice), &[("label", "数")]), ["options"]);
    let twice = [("label", "選択"), ("options", "a|甲\na|乙\na|丙")];
    assert_eq!(fields(QuestionKind::of(KindCode::Choice), &twice), ["options"]);
    let table = [("label", "表"), ("columns.0.label", "区分"), ("columns.0.kind", "choice")];
    assert_eq!(fields(QuestionKind::of(KindCode::Table), &table), ["columns.0.options"]);
}
