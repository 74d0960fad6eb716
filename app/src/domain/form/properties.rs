//! What holds for every form and every answer.

use proptest::{collection::vec, option, prelude::*, strategy::ValueTree, test_runner::TestRunner};
use uuid::Uuid;

use super::*;
use crate::domain::{decimal::Decimal, ids::AttachmentId};

const CODES: [&str; 3] = ["a", "b", "c"];

fn arb_number_rule() -> impl Strategy<Value = NumberRule> {
    (option::of(-1000_i64..0), option::of(0_i64..100_000), 0_u32..=3, "|円|千円|人").prop_map(
        |(min, max, decimals, unit)| NumberRule {
            min: min.map(Decimal::from),
            max: max.map(Decimal::from),
            decimals,
            unit,
        },
    )
}

fn arb_options() -> impl Strategy<Value = Vec<ChoiceOption>> {
    (1_usize..=3).prop_map(|n| {
        CODES.iter().take(n).map(|code| ChoiceOption { code: (*code).into(), label: format!("選択肢{code}") }).collect()
    })
}

fn arb_column_kind() -> impl Strategy<Value = ColumnKind> {
    prop_oneof![
        (1_usize..20).prop_map(|max| ColumnKind::Text { max }),
        arb_number_rule().prop_map(ColumnKind::Number),
        arb_options().prop_map(|options| ColumnKind::Choice { options }),
        Just(ColumnKind::Date),
    ]
}

fn arb_table() -> impl Strategy<Value = TableRule> {
    (vec((any::<bool>(), arb_column_kind()), 1..5), 0_usize..3, 3_usize..6).prop_map(|(kinds, min_rows, max_rows)| {
        let column = |(index, (required, kind)): (usize, (bool, ColumnKind))| Column {
            key: format!("c{index}"),
            label: format!("列{index}"),
            required,
            kind,
        };
        TableRule { columns: kinds.into_iter().enumerate().map(column).collect(), min_rows, max_rows }
    })
}

fn arb_kind() -> impl Strategy<Value = QuestionKind> {
    prop_oneof![
        (1_usize..20).prop_map(|max| QuestionKind::ShortText { max }),
        (1_usize..40).prop_map(|max| QuestionKind::LongText { max }),
        arb_number_rule().prop_map(QuestionKind::Number),
        (arb_options(), any::<bool>(), any::<bool>())
            .prop_map(|(options, multiple, other)| QuestionKind::Choice(ChoiceRule { options, multiple, other })),
        Just(QuestionKind::Date),
        (1_usize..4).prop_map(|max_count| QuestionKind::File { max_count }),
        arb_table().prop_map(QuestionKind::Table),
    ]
}

fn arb_form() -> impl Strategy<Value = FormDefinition> {
    vec((any::<bool>(), arb_kind()), 1..8).prop_map(|kinds| {
        let question = |(index, (required, kind)): (usize, (bool, QuestionKind))| Question {
            key: format!("k{index}"),
            label: format!("設問{index}"),
            help: String::new(),
            required,
            kind,
        };
        let questions = kinds.into_iter().enumerate().map(question).collect();
        let section = FormSection { key: "s".into(), title: "節".into(), description: String::new(), questions };
        FormDefinition { sections: vec![section] }
    })
}

/// Texts that fit no kind in particular.
fn arb_noise() -> BoxedStrategy<String> {
    prop_oneof!["[あ-ん漢字 　\n]{0,12}", "\\PC{0,8}", Just(String::new())].boxed()
}

fn arb_number() -> BoxedStrategy<String> {
    prop_oneof!["[0-9]{1,3}", "[0-9]{1,4}\\.[0-9]{1,3}", "[△-]?[１２３]{1,3}(，[０-９]{3})?(円|千円|人)?"].boxed()
}

fn arb_date() -> BoxedStrategy<String> {
    prop_oneof!["令和[1-8]年[1-9]月[1-9]日", "2026-0[1-9]-[0-3][0-9]", "R8\\.4\\.[1-9]"].boxed()
}

/// What somebody might type into a cell: mostly what fits.
fn arb_cell(kind: &ColumnKind) -> BoxedStrategy<String> {
    let fitting = match kind {
        ColumnKind::Text { .. } => "[あ-ん漢字 　\n]{0,8}".boxed(),
        ColumnKind::Number(_) => arb_number(),
        ColumnKind::Choice { .. } => "a|b|c|選択肢a".boxed(),
        ColumnKind::Date => arb_date(),
    };
    prop_oneof![9 => fitting, 1 => arb_noise()].boxed()
}

/// The fields that somebody might post for a question.
fn arb_fields(question: &Question) -> BoxedStrategy<Vec<(String, String)>> {
    let at = field(&question.key);
    let single = |text: BoxedStrategy<String>| {
        prop_oneof![9 => text, 1 => arb_noise()].prop_map({
            let at = at.clone();
            move |text| vec![(at.clone(), text)]
        })
    };
    match &question.kind {
        QuestionKind::ShortText { .. } | QuestionKind::LongText { .. } => single(arb_noise()).boxed(),
        QuestionKind::Number(_) => single(arb_number()).boxed(),
        QuestionKind::Date => single(arb_date()).boxed(),
        QuestionKind::Choice(_) => {
            let other = other_field(&question.key);
            (vec("a|b|c|other|", 1..3), option::of("[あ-ん]{0,3}"))
                .prop_map(move |(codes, text)| {
                    let codes = codes.into_iter().map(|code| (at.clone(), code));
                    codes.chain(text.map(|text| (other.clone(), text))).collect()
                })
                .boxed()
        }
        QuestionKind::File { .. } => vec(1_u128..5, 0..4)
            .prop_map(move |ids| ids.into_iter().map(|id| (at.clone(), Uuid::from_u128(id).to_string())).collect())
            .boxed(),
        QuestionKind::Table(rule) => {
            let cell = |column: &Column| option::of(arb_cell(&column.kind)).boxed();
            let row: Vec<BoxedStrategy<Option<String>>> = rule.columns.iter().map(cell).collect();
            let (key, columns) = (question.key.clone(), rule.columns.clone());
            let name =
                move |row: usize, at: usize, text: String| Some((cell_field(&key, row, &columns.get(at)?.key), text));
            vec(row, 0..5)
                .prop_map(move |rows| {
                    let cells = rows.into_iter().enumerate().flat_map(|(row, cells)| {
                        cells.into_iter().enumerate().filter_map(move |(at, text)| Some((row, at, text?)))
                    });
                    cells.filter_map(|(row, at, text)| name(row, at, text)).collect()
                })
                .boxed()
        }
    }
}

/// A form and what somebody posted for it.
fn arb_posted() -> impl Strategy<Value = (FormDefinition, RawAnswers)> {
    arb_form().prop_flat_map(|form| {
        let fields: Vec<BoxedStrategy<Vec<(String, String)>>> = form.questions().map(arb_fields).collect();
        let posted = (fields, vec(("q\\.[a-z0-9.]{0,8}", arb_noise()), 0..3));
        posted.prop_map(move |(fields, strangers)| {
            let pairs = fields.into_iter().flatten().chain(strangers);
            (form.clone(), RawAnswers::from_pairs(pairs).with_files(&uploads()))
        })
    })
}

fn uploads() -> Vec<FileRef> {
    (1..4).map(|n| FileRef { id: AttachmentId(Uuid::from_u128(n)), name: format!("{n}.pdf"), size: 1 }).collect()
}

/// What a form keeps of what was posted.
fn read(form: &FormDefinition, raw: &RawAnswers) -> Values {
    let kept = |q: &Question| Some((q.key.clone(), parse_input(q, raw.get(&q.key)?).ok()??));
    form.questions().filter_map(kept).collect()
}

/// Properties that never meet an answer prove nothing.
#[test]
fn every_kind_of_answer_is_generated() {
    let mut runner = TestRunner::deterministic();
    let mut met = std::collections::HashMap::new();
    for _ in 0..100 {
        let (form, raw) = arb_posted().new_tree(&mut runner).unwrap().current();
        for (_, value) in read(&form, &raw).iter() {
            *met.entry(std::mem::discriminant(value)).or_insert(0) += 1;
        }
    }
    assert_eq!(met.len(), 6);
    assert!(met.values().all(|count| *count >= 10), "{met:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_kept_is_valid_and_stays_as_it_is((form, raw) in arb_posted()) {
        let values = read(&form, &raw);
        for question in form.questions() {
            if let Some(value) = values.get(&question.key) {
                prop_assert_eq!(clean_value(question, value.clone()), Ok(Some(value.clone())));
            }
        }
    }

    #[test]
    fn what_is_kept_can_be_shown_and_posted_again((form, raw) in arb_posted()) {
        let values = read(&form, &raw);
        let shown = values.iter().flat_map(|(key, value)| input_pairs(key, value));
        let again = RawAnswers::from_pairs(shown).with_files(&uploads());
        prop_assert_eq!(read(&form, &again), values);
    }

    #[test]
    fn json_carries_forms_and_values((form, raw) in arb_posted()) {
        let values = read(&form, &raw);
        let json = serde_json::to_string(&(&form, &values)).unwrap();
        let (form_again, values_again): (FormDefinition, Values) = serde_json::from_str(&json).unwrap();
        prop_assert_eq!((form_again, values_again), (form, values));
    }

    #[test]
    fn answers_that_are_kept_lack_only_completeness((form, raw) in arb_posted()) {
        use crate::domain::problem::FieldProblem;
        let values = read(&form, &raw);
        for error in check_complete(&form, &values) {
            let incomplete = matches!(error.problem, FieldProblem::Required | FieldProblem::TooFew { .. } | FieldProblem::OtherText);
            prop_assert!(incomplete, "{:?}", error);
        }
        let far = progress(&form, &values);
        prop_assert_eq!((far.answered, far.percent() == 100), (values.len(), values.len() == far.total));
    }

    #[test]
    fn generated_forms_are_publishable(form in arb_form()) {
        prop_assert_eq!(form.check(), []);
        prop_assert_eq!(changes_between(&form, &form), []);
    }

    #[test]
    fn changes_are_what_differs(one in arb_form(), two in arb_form()) {
        let changes = changes_between(&one, &two);
        for question in two.questions() {
            let same = one.question(&question.key) == Some(question);
            prop_assert_eq!(same, !changes.iter().any(|change| change.key() == question.key));
        }
        prop_assert_eq!(changes.is_empty(), one.by_key() == two.by_key());
    }
}
