//! Whether a definition can be published. Fields are named by their place, such as `sections.0.questions.3.label`.

use std::collections::HashSet;

use crate::domain::{checker::Checker, decimal::MAX_DECIMALS, error::FieldError, problem::FieldProblem};

use super::definition::{
    ChoiceOption, ChoiceRule, Column, ColumnKind, FormDefinition, NumberRule, OTHER_CODE, Question, QuestionKind,
    TableRule,
};

/// Most questions of a form.
pub const QUESTIONS_MAX: usize = 500;
/// Most sections of a form.
pub const SECTIONS_MAX: usize = 100;
/// Most options of a choice.
pub const OPTIONS_MAX: usize = 500;
/// Most columns of a table.
pub const COLUMNS_MAX: usize = 50;
/// Most rows of a table.
pub const ROWS_MAX: usize = 5000;
/// Most files of an answer.
pub const FILES_MAX: usize = 50;
/// Longest short text.
pub const SHORT_TEXT_MAX: usize = 1000;
/// Longest long text.
pub const LONG_TEXT_MAX: usize = 20_000;
/// Longest key or code.
const KEY_MAX: usize = 40;
/// Longest label, heading or option.
const LABEL_MAX: usize = 300;
/// Longest hint or description.
const HELP_MAX: usize = 5000;
/// Longest unit.
const UNIT_MAX: usize = 20;

impl FormDefinition {
    /// Everything that keeps the form from being published; empty when it is fine.
    pub fn check(&self) -> Vec<FieldError> {
        let mut checker = Checker::default();
        let mut section_keys = HashSet::new();
        let mut question_keys = HashSet::new();
        for (index, section) in self.sections.iter().enumerate() {
            let at = format!("sections.{index}");
            check_key(&mut checker, &format!("{at}.key"), &section.key, &mut section_keys);
            checker.required_line(&format!("{at}.title"), &section.title, LABEL_MAX);
            checker.text(&format!("{at}.description"), &section.description, HELP_MAX);
            for (index, question) in section.questions.iter().enumerate() {
                let at = format!("{at}.questions.{index}");
                check_key(&mut checker, &format!("{at}.key"), &question.key, &mut question_keys);
                check_question(&mut checker, &at, question);
            }
        }
        let count = self.questions().count();
        if count == 0 {
            checker.problem("sections", FieldProblem::NoQuestions);
        }
        if count > QUESTIONS_MAX {
            checker.problem("sections", FieldProblem::TooMany { max: QUESTIONS_MAX });
        }
        if self.sections.len() > SECTIONS_MAX {
            checker.problem("sections", FieldProblem::TooMany { max: SECTIONS_MAX });
        }
        checker.into_errors()
    }
}

/// Whether a key or code is well made.
fn is_key(key: &str) -> bool {
    (1..=KEY_MAX).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn check_key<'k>(checker: &mut Checker, field: &str, key: &'k str, seen: &mut HashSet<&'k str>) {
    if !is_key(key) {
        checker.problem(field, FieldProblem::Key);
    }
    if !seen.insert(key) {
        checker.problem(field, FieldProblem::Duplicate);
    }
}

fn check_question(checker: &mut Checker, at: &str, question: &Question) {
    checker.required_line(&format!("{at}.label"), &question.label, LABEL_MAX);
    checker.text(&format!("{at}.help"), &question.help, HELP_MAX);
    let at = format!("{at}.kind");
    match &question.kind {
        QuestionKind::ShortText { max } => check_limit(checker, &format!("{at}.max"), *max, 1, SHORT_TEXT_MAX),
        QuestionKind::LongText { max } => check_limit(checker, &format!("{at}.max"), *max, 1, LONG_TEXT_MAX),
        QuestionKind::Number(rule) => check_number(checker, &at, rule),
        QuestionKind::Choice(rule) => check_choice(checker, &at, rule),
        QuestionKind::Date => {}
        QuestionKind::File { max_count } => check_limit(checker, &format!("{at}.max_count"), *max_count, 1, FILES_MAX),
        QuestionKind::Table(rule) => check_table(checker, &at, rule),
    }
}

fn check_limit(checker: &mut Checker, field: &str, value: usize, min: usize, max: usize) {
    if !(min..=max).contains(&value) {
        checker.problem(field, FieldProblem::OutOfRange { min, max });
    }
}

fn check_number(checker: &mut Checker, at: &str, rule: &NumberRule) {
    checker.line(&format!("{at}.unit"), &rule.unit, UNIT_MAX);
    if rule.decimals > MAX_DECIMALS {
        let max = MAX_DECIMALS as usize;
        checker.problem(format!("{at}.decimals"), FieldProblem::OutOfRange { min: 0, max });
    }
    if rule.min.zip(rule.max).is_some_and(|(min, max)| min > max) {
        checker.problem(format!("{at}.min"), FieldProblem::RangeReversed);
    }
}

fn check_choice(checker: &mut Checker, at: &str, rule: &ChoiceRule) {
    check_options(checker, at, &rule.options, rule.other);
}

fn check_options(checker: &mut Checker, at: &str, options: &[ChoiceOption], other: bool) {
    if options.is_empty() {
        checker.problem(format!("{at}.options"), FieldProblem::TooFew { min: 1 });
    }
    if options.len() > OPTIONS_MAX {
        checker.problem(format!("{at}.options"), FieldProblem::TooMany { max: OPTIONS_MAX });
    }
    let mut codes: HashSet<&str> = other.then_some(OTHER_CODE).into_iter().collect();
    for (index, option) in options.iter().enumerate() {
        let at = format!("{at}.options.{index}");
        check_key(checker, &format!("{at}.code"), &option.code, &mut codes);
        checker.required_line(&format!("{at}.label"), &option.label, LABEL_MAX);
    }
}

fn check_table(checker: &mut Checker, at: &str, rule: &TableRule) {
    check_limit(checker, &format!("{at}.max_rows"), rule.max_rows, 1, ROWS_MAX);
    if rule.min_rows > rule.max_rows {
        checker.problem(format!("{at}.min_rows"), FieldProblem::RangeReversed);
    }
    if rule.columns.is_empty() {
        checker.problem(format!("{at}.columns"), FieldProblem::TooFew { min: 1 });
    }
    if rule.columns.len() > COLUMNS_MAX {
        checker.problem(format!("{at}.columns"), FieldProblem::TooMany { max: COLUMNS_MAX });
    }
    let mut keys = HashSet::new();
    for (index, column) in rule.columns.iter().enumerate() {
        let at = format!("{at}.columns.{index}");
        check_key(checker, &format!("{at}.key"), &column.key, &mut keys);
        check_column(checker, &at, column);
    }
}

fn check_column(checker: &mut Checker, at: &str, column: &Column) {
    checker.required_line(&format!("{at}.label"), &column.label, LABEL_MAX);
    let at = format!("{at}.kind");
    match &column.kind {
        ColumnKind::Text { max } => check_limit(checker, &format!("{at}.max"), *max, 1, SHORT_TEXT_MAX),
        ColumnKind::Number(rule) => check_number(checker, &at, rule),
        ColumnKind::Choice { options } => check_options(checker, &at, options, false),
        ColumnKind::Date => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{decimal::Decimal, form::FormSection};
    use rstest::rstest;

    fn question(key: &str, kind: QuestionKind) -> Question {
        Question { key: key.into(), label: "設問".into(), help: String::new(), required: false, kind }
    }

    fn form(questions: Vec<Question>) -> FormDefinition {
        let section = FormSection { key: "s".into(), title: "節".into(), description: String::new(), questions };
        FormDefinition { sections: vec![section] }
    }

    fn problems(questions: Vec<Question>) -> Vec<(String, FieldProblem)> {
        form(questions)
            .check()
            .into_iter()
            .map(|e| (e.field.replace("sections.0.questions.0.", ""), e.problem))
            .collect()
    }

    fn option(code: &str) -> ChoiceOption {
        ChoiceOption { code: code.into(), label: "選択肢".into() }
    }

    fn choice(codes: &[&str], other: bool) -> QuestionKind {
        QuestionKind::Choice(ChoiceRule { options: codes.iter().map(|c| option(c)).collect(), multiple: false, other })
    }

    fn number(min: i64, max: i64, decimals: u32) -> QuestionKind {
        let rule = NumberRule { min: Some(min.into()), max: Some(Decimal::from(max)), decimals, unit: "人".into() };
        QuestionKind::Number(rule)
    }

    #[test]
    fn a_good_form_has_no_problems() {
        let column = Column { key: "n".into(), label: "数".into(), required: true, kind: ColumnKind::Date };
        let table = TableRule { columns: vec![column], min_rows: 1, max_rows: 1000 };
        let kinds = [
            QuestionKind::ShortText { max: 200 },
            QuestionKind::LongText { max: 2000 },
            number(0, 10, 2),
            choice(&["yes", "no"], true),
            QuestionKind::Date,
            QuestionKind::File { max_count: 3 },
            QuestionKind::Table(table),
        ];
        let questions = kinds.into_iter().enumerate().map(|(i, kind)| question(&format!("q{i}"), kind)).collect();
        assert_eq!(problems(questions), []);
    }

    #[rstest]
    #[case(QuestionKind::ShortText { max: 0 }, "kind.max", FieldProblem::OutOfRange { min: 1, max: 1000 })]
    #[case(QuestionKind::LongText { max: 20_001 }, "kind.max", FieldProblem::OutOfRange { min: 1, max: 20_000 })]
    #[case(QuestionKind::File { max_count: 51 }, "kind.max_count", FieldProblem::OutOfRange { min: 1, max: 50 })]
    #[case(number(2, 1, 0), "kind.min", FieldProblem::RangeReversed)]
    #[case(number(1, 2, 10), "kind.decimals", FieldProblem::OutOfRange { min: 0, max: 9 })]
    #[case(choice(&[], false), "kind.options", FieldProblem::TooFew { min: 1 })]
    #[case(choice(&["a", "a"], false), "kind.options.1.code", FieldProblem::Duplicate)]
    #[case(choice(&["a", "other"], true), "kind.options.1.code", FieldProblem::Duplicate)]
    #[case(choice(&["はい"], false), "kind.options.0.code", FieldProblem::Key)]
    #[case(QuestionKind::Table(TableRule { columns: vec![], min_rows: 0, max_rows: 5 }), "kind.columns", FieldProblem::TooFew { min: 1 })]
    fn one_wrong_setting(#[case] kind: QuestionKind, #[case] field: &str, #[case] problem: FieldProblem) {
        assert_eq!(problems(vec![question("a", kind)]), [(field.to_owned(), problem)]);
    }

    #[test]
    fn keys_labels_and_number_of_questions() {
        assert_eq!(problems(vec![]), [("sections".to_owned(), FieldProblem::NoQuestions)]);
        let twice = problems(vec![question("a", QuestionKind::Date), question("a", QuestionKind::Date)]);
        assert_eq!(twice, [("sections.0.questions.1.key".to_owned(), FieldProblem::Duplicate)]);
        let unnamed = Question { label: " ".into(), ..question("A-1", QuestionKind::Date) };
        let expected = [("key".to_owned(), FieldProblem::Key), ("label".to_owned(), FieldProblem::Required)];
        assert_eq!(problems(vec![unnamed]), expected);
        let many = |n: usize| problems((0..n).map(|i| question(&format!("q{i}"), QuestionKind::Date)).collect());
        assert_eq!(many(500), []);
        assert_eq!(many(501), [("sections".to_owned(), FieldProblem::TooMany { max: 500 })]);
    }
}
