//! The questions of a form as fields.

use leptos::prelude::*;

use super::numbered;
use crate::{
    components::{
        form::{
            CellField, CellKind, CheckboxGroup, Choice, DateField, FieldGroup, FormOutcome, HiddenField, InputKind,
            InputWidth, RadioGroup, Select, TextArea, TextField,
        },
        load::use_lang,
    },
    domain::{
        form::{
            ChoiceOption, ChoiceRule, Column, ColumnKind, FormDefinition, OTHER_CODE, OTHER_TEXT, Question,
            QuestionKind, RawAnswers, TableRule, Value, cell_field, field, input_pairs, other_field, parse_input,
            upload_field,
        },
        form_text::{in_brackets, whole_text},
    },
    ports::answers::FieldState,
    text::{answers as words, surveys},
};

/// The server function that saves the whole page.
pub(super) const SAVE: &str = "answers/save_form";
/// Blank rows that a table offers.
const SPARE_ROWS: usize = 2;
/// Rows that the button adds.
const MORE_ROWS: usize = 5;
/// Options from which a list that opens takes the place of radio buttons.
const MANY_OPTIONS: usize = 12;

/// Every section with its questions. `more` is the key of the table that gets more rows.
pub(super) fn sections_view(form: &FormDefinition, fields: &[FieldState], more: Option<&str>) -> impl IntoView + use<> {
    let posted = FormOutcome::of(SAVE);
    numbered(form)
        .into_iter()
        .map(|(section, first)| {
            let questions = section
                .questions
                .iter()
                .enumerate()
                .map(|(index, question)| {
                    let known = fields.iter().find(|field| field.key == question.key);
                    let at = At { number: first + index, more: more == Some(question.key.as_str()) };
                    question_view(question, known, at, posted.as_ref())
                })
                .collect_view();
            let (key, title, description) =
                (format!("s-{}", section.key), section.title.clone(), section.description.clone());
            view! {
                <section class="questions" id=key>
                    <h2>{title}</h2>
                    {(!description.is_empty()).then(|| view! { <p>{description}</p> })}
                    {questions}
                </section>
            }
        })
        .collect_view()
}

/// Where a question stands.
#[derive(Clone, Copy)]
struct At {
    number: usize,
    more: bool,
}

fn question_view(
    question: &Question,
    known: Option<&FieldState>,
    at: At,
    posted: Option<&FormOutcome>,
) -> impl IntoView + use<> {
    let lang = use_lang();
    let number = surveys::QUESTION_NO.fill(lang, &[("n", &at.number.to_string())]);
    let label = format!("{number} {}", question.label);
    let value = known.and_then(|known| known.value.as_ref());
    let control = control(question, label, value, at.more, posted);
    let version = known.map_or(0, |known| known.version).to_string();
    let conflict = conflict(question, known, posted).map(|text| view! { <p class="question__warning">{text}</p> });
    let key = question.key.clone();
    let (id, foot, version_name) = (format!("q-{key}"), format!("foot-{key}"), format!("v.{key}"));
    view! {
        <div class="question" id=id>
            {conflict}
            {control}
            <HiddenField name=version_name value=version/>
            <div class="question__foot" id=foot role="status" data-slot=key></div>
        </div>
    }
}

/// What somebody else has saved while this page was open, without scripts.
fn conflict(question: &Question, known: Option<&FieldState>, posted: Option<&FormOutcome>) -> Option<String> {
    let (known, posted) = (known?, posted?);
    let base: i32 = posted.value(&format!("v.{}", question.key))?.parse().ok()?;
    if base == known.version {
        return None;
    }
    let files = match &known.value {
        Some(Value::Files(files)) => files.as_slice(),
        _ => &[],
    };
    let raw = RawAnswers::from_pairs(posted.values.iter().cloned()).with_files(files);
    if parse_input(question, raw.get(&question.key)?).is_ok_and(|typed| typed == known.value) {
        return None;
    }
    let lang = use_lang();
    let text = whole_text(question, known.value.as_ref(), lang);
    let at = crate::domain::calendar::format_instant(known.at, lang);
    Some(words::CONFLICT_PAGE.fill(lang, &[("by", &known.by), ("at", &at), ("text", &text)]))
}

/// The text of a value that stands in one field.
fn single(key: &str, value: Option<&Value>) -> String {
    let pairs = value.map(|value| input_pairs(key, value)).unwrap_or_default();
    pairs.into_iter().next().map(|(_, text)| text).unwrap_or_default()
}

fn control(
    question: &Question,
    label: String,
    value: Option<&Value>,
    more: bool,
    posted: Option<&FormOutcome>,
) -> AnyView {
    let Question { key, help: hint, required, .. } = question.clone();
    let name = field(&key);
    match &question.kind {
        QuestionKind::ShortText { max } => {
            let width = if *max <= 40 { InputWidth::W30 } else { InputWidth::Full };
            view! { <TextField name label value=single(&key, value) hint required width/> }.into_any()
        }
        QuestionKind::LongText { max } => {
            view! { <TextArea name label value=single(&key, value) hint required max=*max/> }.into_any()
        }
        QuestionKind::Number(rule) => {
            let (kind, width, unit) = (InputKind::Number, InputWidth::W12, rule.unit.clone());
            view! { <TextField name label value=single(&key, value) hint required kind width unit/> }.into_any()
        }
        QuestionKind::Date => view! { <DateField name label value=single(&key, value) hint required/> }.into_any(),
        QuestionKind::Choice(rule) => choice(question, label, rule, value).into_any(),
        QuestionKind::File { .. } => files(question, label, value).into_any(),
        QuestionKind::Table(rule) => table(question, label, rule, value, more, posted).into_any(),
    }
}

fn choices_of(options: &[ChoiceOption]) -> Vec<Choice> {
    options.iter().map(|option| Choice::new(option.code.clone(), option.label.clone())).collect()
}

fn choice(question: &Question, label: String, rule: &ChoiceRule, value: Option<&Value>) -> impl IntoView + use<> {
    let lang = use_lang();
    let Question { key, help: hint, required, .. } = question.clone();
    let chosen = value.and_then(Value::as_choice).cloned().unwrap_or_default();
    let name = field(&key);
    let subject = label.clone();
    let mut choices = choices_of(&rule.options);
    if rule.other {
        choices.push(Choice::new(OTHER_CODE, OTHER_TEXT.get(lang)));
    }
    let first = chosen.codes.first().cloned().unwrap_or_default();
    let group = if rule.multiple {
        view! { <CheckboxGroup name=name.clone() label choices values=chosen.codes hint required/> }.into_any()
    } else if choices.len() > MANY_OPTIONS {
        view! { <Select name=name.clone() label choices value=first hint required blank=true/> }.into_any()
    } else {
        if !required {
            choices.push(Choice::new("", words::NO_CHOICE.get(lang)));
        }
        view! { <RadioGroup name=name.clone() label choices value=first hint required/> }.into_any()
    };
    let other = rule.other.then(|| {
        let text = chosen.other_text.unwrap_or_default();
        view! {
            <TextField name=other_field(&key) label=words::OTHER_TEXT.get(lang) subject value=text
                width=InputWidth::W30/>
        }
    });
    // After the choices: a field takes the first text of its name as what was chosen.
    view! {
        {group}
        {other}
        <HiddenField name value=""/>
    }
}

/// The files that were sent in, each of which can be left out.
fn files(question: &Question, label: String, value: Option<&Value>) -> impl IntoView + use<> {
    let Question { key, help: hint, required, .. } = question.clone();
    let files = match value {
        Some(Value::Files(files)) => files.clone(),
        _ => Vec::new(),
    };
    let values = files.iter().map(|file| file.id.to_string()).collect::<Vec<_>>();
    let choices = files.into_iter().map(|file| Choice::new(file.id.to_string(), file.name)).collect::<Vec<_>>();
    let (name, upload) = (field(&key), file_upload(&key, &label));
    view! {
        <CheckboxGroup name=name.clone() label choices values hint required/>
        <HiddenField name value=""/>
        {upload}
    }
}

/// One more file. Its button sends the whole page, so that what was typed elsewhere on it is saved as well.
fn file_upload(key: &str, label: &str) -> impl IntoView + use<> {
    let (lang, subject) = (use_lang(), format!(": {label}"));
    let (id, name) = (format!("file-{key}"), upload_field(key));
    view! {
        <div class="upload">
            <div class="upload__drop">
                <label class="field__label" for=id.clone()>
                    {words::UPLOAD_LABEL.get(lang)}<span class="visually-hidden">{subject.clone()}</span>
                </label>
                <p class="field__hint">{words::UPLOAD_HINT.get(lang)}</p>
                <input class="upload__input" type="file" name=name id=id/>
                <button class="button button--s" type="submit" formenctype="multipart/form-data">
                    {words::UPLOAD.get(lang)}<span class="visually-hidden">{subject}</span>
                </button>
            </div>
        </div>
    }
}

fn table(
    question: &Question,
    label: String,
    rule: &TableRule,
    value: Option<&Value>,
    more: bool,
    posted: Option<&FormOutcome>,
) -> impl IntoView + use<> {
    let lang = use_lang();
    let Question { key, help: hint, required, .. } = question.clone();
    let kept = value.and_then(Value::as_table).map_or(0, <[_]>::len);
    let typed = posted.map_or(0, |posted| typed_rows(posted, &key));
    let spare = if more { MORE_ROWS } else { SPARE_ROWS };
    let count = (kept + spare).max(typed).max(rule.min_rows).min(rule.max_rows);
    let pairs = value.map(|value| input_pairs(&key, value)).unwrap_or_default();
    let heads = rule.columns.iter().map(column_head).collect_view();
    let rows = (0..count).map(|row| table_row(&key, rule, row, &pairs)).collect_view();
    let full = count >= rule.max_rows;
    let caption = label.clone();
    let add = (!full).then(|| {
        view! {
            <button class="button button--s" type="submit" name="then" value=key.clone()>
                {words::ADD_ROWS.get(lang)}<span class="visually-hidden">{format!(": {caption}")}</span>
            </button>
        }
    });
    view! {
        <FieldGroup name=field(&question.key) label hint required>
            <table class="rows">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr><th scope="col">{surveys::ROW_NO.get(lang)}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </FieldGroup>
        <HiddenField name=field(&question.key) value=""/>
        {add}
    }
}

/// How many rows of a table were on the page when it was refused.
fn typed_rows(posted: &FormOutcome, key: &str) -> usize {
    let prefix = format!("q.{key}.");
    let row = |name: &str| name.strip_prefix(&prefix)?.split_once('.')?.0.parse::<usize>().ok();
    posted.values.iter().filter_map(|(name, _)| row(name)).max().map_or(0, |last| last.saturating_add(1))
}

fn column_head(column: &Column) -> impl IntoView + use<> {
    let unit = match &column.kind {
        ColumnKind::Number(rule) if !rule.unit.is_empty() => in_brackets(&rule.unit, use_lang()),
        _ => String::new(),
    };
    let required = column
        .required
        .then(|| view! { <span class="field__required">{crate::text::forms::REQUIRED.get(use_lang())}</span> });
    view! { <th scope="col">{column.label.clone()}{unit}{required}</th> }
}

fn table_row(key: &str, rule: &TableRule, row: usize, pairs: &[(String, String)]) -> impl IntoView + use<> {
    let lang = use_lang();
    let number = (row + 1).to_string();
    let cells = rule
        .columns
        .iter()
        .map(|column| {
            let name = cell_field(key, row, &column.key);
            let label = words::ROW_FIELD.fill(lang, &[("row", &number), ("column", &column.label)]);
            let value = pairs.iter().find(|(at, _)| *at == name).map(|(_, text)| text.clone()).unwrap_or_default();
            let kind = match &column.kind {
                ColumnKind::Text { .. } => CellKind::Text,
                ColumnKind::Number(_) | ColumnKind::Date => CellKind::Figures,
                ColumnKind::Choice { options } => CellKind::Choice(choices_of(options)),
            };
            view! { <td data-label=column.label.clone()><CellField name label value kind/></td> }
        })
        .collect_view();
    view! { <tr><th scope="row" class="rows__no">{number}</th>{cells}</tr> }
}
