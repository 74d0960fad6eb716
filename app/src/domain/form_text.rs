//! How a value reads: on the page to check, in the merged table, in a conflict.

use super::{
    calendar::format_date,
    form::{ChoiceOption, ChoiceValue, Column, ColumnKind, OTHER_CODE, OTHER_TEXT, Question, QuestionKind, Row, Value},
    lang::{Lang, Text},
};

const OTHER_WITH: Text = Text { ja: "その他（{text}）", en: "Other ({text})" };
const ROWS: Text = Text { ja: "{n}行", en: "{n} row(s)" };
const SEPARATOR: Text = Text { ja: "、", en: ", " };
const ROW: Text = Text { ja: "{n}行目：{cells}", en: "Row {n}: {cells}" };
const NEXT_ROW: Text = Text { ja: "／", en: " / " };
const MORE_ROWS: Text = Text { ja: "ほか{n}行", en: "{n} more row(s)" };
/// What stands for an answer that was emptied.
pub const BLANK: Text = Text { ja: "（空欄）", en: "(blank)" };

/// Rows of a table that are told one by one.
const ROWS_TOLD: usize = 20;

const BRACKETS: Text = Text { ja: "（{text}）", en: " ({text})" };

/// A list in one line.
pub fn join<T: AsRef<str>>(items: &[T], lang: Lang) -> String {
    items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(SEPARATOR.get(lang))
}

/// Behind what it belongs to: a unit, a system.
pub fn in_brackets(text: &str, lang: Lang) -> String {
    BRACKETS.fill(lang, &[("text", text)])
}

/// A value in words. Of a table only how many rows it has.
pub fn value_text(question: &Question, value: &Value, lang: Lang) -> String {
    match (&question.kind, value) {
        (QuestionKind::Number(rule), Value::Number(number)) => format!("{}{}", number.grouped(), rule.unit),
        (QuestionKind::Choice(rule), Value::Choice(choice)) => choice_text(&rule.options, choice, lang),
        (_, value) => plain(value, lang),
    }
}

/// A value in words, to be compared with another one: the rows of a table too, and that it is blank.
pub fn whole_text(question: &Question, value: Option<&Value>, lang: Lang) -> String {
    match (&question.kind, value) {
        (_, None) => BLANK.get(lang).to_owned(),
        (QuestionKind::Table(rule), Some(Value::Table(rows))) => {
            let told = (1..).zip(rows).take(ROWS_TOLD).map(|(number, row)| {
                let cells = row_text(&rule.columns, row, lang);
                ROW.fill(lang, &[("n", &number.to_string()), ("cells", &cells)])
            });
            let left = rows.len().saturating_sub(ROWS_TOLD);
            let more = (left > 0).then(|| MORE_ROWS.fill(lang, &[("n", &left.to_string())]));
            told.chain(more).collect::<Vec<_>>().join(NEXT_ROW.get(lang))
        }
        (_, Some(value)) => value_text(question, value, lang),
    }
}

/// The cells of a row that are not blank, each behind its heading.
fn row_text(columns: &[Column], row: &Row, lang: Lang) -> String {
    let cell = |column: &Column| {
        let value = row.get(&column.key)?;
        Some(format!("{} {}", column.label, cell_text(column, value, lang)))
    };
    columns.iter().filter_map(cell).collect::<Vec<_>>().join(SEPARATOR.get(lang))
}

/// A cell of a table in words.
pub fn cell_text(column: &Column, value: &Value, lang: Lang) -> String {
    match (&column.kind, value) {
        (ColumnKind::Choice { options }, Value::Choice(choice)) => choice_text(options, choice, lang),
        (_, value) => plain(value, lang),
    }
}

fn plain(value: &Value, lang: Lang) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.grouped(),
        Value::Date(date) => format_date(*date, lang),
        Value::Choice(choice) => choice_text(&[], choice, lang),
        Value::Files(files) => join(&files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), lang),
        Value::Table(rows) => ROWS.fill(lang, &[("n", &rows.len().to_string())]),
    }
}

fn choice_text(options: &[ChoiceOption], choice: &ChoiceValue, lang: Lang) -> String {
    let label = |code: &String| match (options.iter().find(|option| option.code == *code), &choice.other_text) {
        (Some(option), _) => option.label.clone(),
        (None, Some(text)) if code == OTHER_CODE => OTHER_WITH.fill(lang, &[("text", text)]),
        (None, None) if code == OTHER_CODE => OTHER_TEXT.get(lang).to_owned(),
        (None, _) => code.clone(),
    };
    join(&choice.codes.iter().map(label).collect::<Vec<_>>(), lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::{ChoiceRule, NumberRule, TableRule};

    fn question(kind: QuestionKind) -> Question {
        Question { key: "a".into(), label: "あ".into(), help: String::new(), required: false, kind }
    }

    #[test]
    fn a_table_is_told_row_by_row_and_a_blank_is_said() {
        let column = |key: &str, label: &str, kind: ColumnKind| Column {
            key: key.into(),
            label: label.into(),
            required: false,
            kind,
        };
        let columns = vec![
            column("name", "名称", ColumnKind::Text { max: 50 }),
            column("area", "面積", ColumnKind::Number(NumberRule::default())),
        ];
        let table = question(QuestionKind::Table(TableRule { columns, min_rows: 0, max_rows: 50 }));
        let rows = |count: usize| -> Value {
            let row = r#"{"name":{"type":"text","value":"公民館"},"area":{"type":"number","value":"1200"}}"#;
            let rows = vec![row; count].join(",");
            serde_json::from_str(&format!(r#"{{"type":"table","value":[{rows}]}}"#)).unwrap()
        };
        let two = whole_text(&table, Some(&rows(2)), Lang::Ja);
        assert_eq!(two, "1行目：名称 公民館、面積 1,200／2行目：名称 公民館、面積 1,200");
        assert!(whole_text(&table, Some(&rows(23)), Lang::En).ends_with("/ 3 more row(s)"));
        assert_eq!(whole_text(&table, None, Lang::Ja), "（空欄）");
    }

    #[test]
    fn values_in_words() {
        let number = question(QuestionKind::Number(NumberRule { unit: "人".into(), ..NumberRule::default() }));
        assert_eq!(value_text(&number, &Value::Number(1200_u32.into()), Lang::Ja), "1,200人");
        let options = vec![ChoiceOption { code: "a".into(), label: "策定済".into() }];
        let choice = question(QuestionKind::Choice(ChoiceRule { options, multiple: true, other: true }));
        let both = ChoiceValue { codes: vec!["a".into(), "other".into()], other_text: Some("検討中".into()) };
        assert_eq!(value_text(&choice, &Value::Choice(both.clone()), Lang::Ja), "策定済、その他（検討中）");
        let unsaid = ChoiceValue { other_text: None, ..both };
        assert_eq!(value_text(&choice, &Value::Choice(unsaid), Lang::En), "策定済, Other");
        assert_eq!(value_text(&question(QuestionKind::Date), &Value::Table(vec![]), Lang::Ja), "0行");
    }
}
