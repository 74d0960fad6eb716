//! How a value reads: on the page to check, in the merged table, in a conflict.

use super::{
    calendar::format_date,
    form::{ChoiceOption, ChoiceValue, Column, ColumnKind, OTHER_CODE, OTHER_TEXT, Question, QuestionKind, Value},
    lang::{Lang, Text},
};

const OTHER_WITH: Text = Text { ja: "その他（{text}）", en: "Other ({text})" };
const ROWS: Text = Text { ja: "{n}行", en: "{n} row(s)" };
const SEPARATOR: Text = Text { ja: "、", en: ", " };
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
    use crate::domain::form::{ChoiceRule, NumberRule};

    fn question(kind: QuestionKind) -> Question {
        Question { key: "a".into(), label: "あ".into(), help: String::new(), required: false, kind }
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
