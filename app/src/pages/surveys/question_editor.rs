//! One question of a form while it is made.

use leptos::prelude::*;

use super::design::{Draft, EDIT, short};
use crate::{
    components::{
        form::{Checkbox, Choice, FieldGroup, FormOutcome, HiddenField, PostForm, Select, TextArea, TextField},
        load::use_lang,
    },
    domain::{
        form::{ChoiceRule, Column, ColumnKind, KindCode, NumberRule, Question, QuestionKind, TableRule},
        form_design::write_options,
        lang::Text,
    },
    routes,
    text::surveys as words,
};

/// Columns without a heading that stand ready for more.
const SPARE_COLUMNS: usize = 3;
/// Kinds of columns.
const COLUMN_KINDS: [KindCode; 4] = [KindCode::ShortText, KindCode::Number, KindCode::Choice, KindCode::Date];

/// The form that changes a question.
pub(super) fn question_editor(draft: Draft, question: &Question) -> impl IntoView + use<> {
    let lang = use_lang();
    let Question { key, label, help, required, kind } = question.clone();
    let form_key = key.clone();
    let back = format!("{}#{key}", routes::survey_form(draft.id));
    view! {
        <PostForm action=EDIT key=form_key class="form form--wide">
            {draft.fields("save_question", &key)}
            <TextField name="label" label=words::LABEL.get(lang) value=label required=true/>
            <TextArea name="help" label=words::HELP.get(lang) value=help rows=2 optional=true/>
            <Checkbox name="required" label=words::REQUIRED.get(lang) checked=required/>
            {settings(kind, &key)}
            <div class="button-row">
                <button class="button button--primary" type="submit">{words::SAVE_QUESTION.get(lang)}</button>
                <button class="button" type="submit" name="then" value="stay">{words::SAVE_STAY.get(lang)}</button>
                <a class="button button--text" href=back>
                    {words::CLOSE_EDITOR.get(lang)}
                </a>
            </div>
        </PostForm>
    }
}

fn word(text: Text) -> String {
    text.get(use_lang()).to_owned()
}

fn settings(kind: QuestionKind, key: &str) -> AnyView {
    match kind {
        QuestionKind::ShortText { max } | QuestionKind::LongText { max } => {
            short("max".into(), word(words::MAX_CHARS), max.to_string()).into_any()
        }
        QuestionKind::Number(rule) => number_settings(rule).into_any(),
        QuestionKind::Choice(rule) => choice_settings(&rule).into_any(),
        QuestionKind::Date => ().into_any(),
        QuestionKind::File { max_count } => {
            short("max_count".into(), word(words::MAX_FILES), max_count.to_string()).into_any()
        }
        QuestionKind::Table(rule) => table_settings(rule, key).into_any(),
    }
}

fn number_settings(rule: NumberRule) -> impl IntoView {
    let limit = |limit: Option<crate::domain::decimal::Decimal>| limit.map(|n| n.to_string()).unwrap_or_default();
    view! {
        <div class="field-row">
            {short("unit".into(), word(words::UNIT), rule.unit)}
            {short("min".into(), word(words::MIN), limit(rule.min))}
            {short("max".into(), word(words::MAX), limit(rule.max))}
            {short("decimals".into(), word(words::DECIMALS), rule.decimals.to_string())}
        </div>
    }
}

fn choice_settings(rule: &ChoiceRule) -> impl IntoView + use<> {
    let lang = use_lang();
    view! {
        <TextArea
            name="options"
            label=words::OPTIONS.get(lang)
            value=write_options(&rule.options)
            rows=6
            required=true
            hint=words::OPTIONS_HINT.get(lang)
        />
        <Checkbox name="multiple" label=words::MULTIPLE.get(lang) checked=rule.multiple/>
        <Checkbox name="other" label=words::OTHER.get(lang) checked=rule.other/>
    }
}

fn table_settings(rule: TableRule, key: &str) -> impl IntoView + use<> {
    let lang = use_lang();
    let TableRule { columns, min_rows, max_rows } = rule;
    let count = (columns.len() + SPARE_COLUMNS).max(typed_columns(key));
    let mut columns = columns.into_iter();
    let fields = (0..count).map(|index| column_fields(index, columns.next())).collect_view();
    view! {
        <div class="field-row">
            {short("min_rows".into(), word(words::MIN_ROWS), min_rows.to_string())}
            {short("max_rows".into(), word(words::MAX_ROWS), max_rows.to_string())}
        </div>
        <FieldGroup name="columns" label=words::COLUMNS.get(lang) hint=words::COLUMNS_HINT.get(lang) required=true>
            <div class="stack stack--l">{fields}</div>
        </FieldGroup>
    }
}

/// How many columns were on the page when the form was refused.
fn typed_columns(key: &str) -> usize {
    let outcome = FormOutcome::of(EDIT).filter(|outcome| outcome.value("_form") == Some(key));
    let rows = outcome
        .iter()
        .flat_map(|outcome| &outcome.values)
        .filter_map(|(name, _)| name.strip_prefix("columns.")?.split_once('.')?.0.parse::<usize>().ok());
    rows.max().map_or(0, |last| last.saturating_add(1).min(200))
}

fn column_fields(index: usize, column: Option<Column>) -> impl IntoView {
    let lang = use_lang();
    let number = (index + 1).to_string();
    let text = |text: Text| text.fill(lang, &[("n", &number)]);
    let name = |part: &str| format!("columns.{index}.{part}");
    let (key, label, required, kind) = match column {
        Some(Column { key, label, required, kind }) => (key, label, required, kind),
        None => (String::new(), String::new(), false, ColumnKind::Text { max: 0 }),
    };
    let kinds = COLUMN_KINDS.iter().map(|kind| Choice::new(kind.code(), kind.text().get(lang))).collect::<Vec<_>>();
    let code = kind.code().code();
    let (unit, decimals, options) = match kind {
        ColumnKind::Number(rule) => (rule.unit, rule.decimals.to_string(), String::new()),
        ColumnKind::Choice { options } => (String::new(), String::new(), write_options(&options)),
        _ => Default::default(),
    };
    view! {
        <div class="stack stack--s panel panel--muted">
            <HiddenField name=name("key") value=key/>
            <div class="field-row">
                <TextField name=name("label") label=text(words::COLUMN_LABEL) value=label/>
                <Select name=name("kind") label=text(words::COLUMN_KIND) choices=kinds value=code/>
                {short(name("unit"), text(words::COLUMN_UNIT), unit)}
                {short(name("decimals"), text(words::COLUMN_DECIMALS), decimals)}
            </div>
            <TextArea name=name("options") label=text(words::COLUMN_OPTIONS) value=options rows=2 optional=true/>
            <Checkbox name=name("required") label=text(words::COLUMN_REQUIRED) checked=required/>
        </div>
    }
}
