//! Answers to read: before they are sent, and afterwards.

use leptos::prelude::*;

use crate::{
    components::{
        description_list::{AnswerRow, DescriptionList, DescriptionRow, ListLayout},
        load::use_lang,
        status_chip::StatusChip,
        table::{Cell, Column, RowHead, Table},
    },
    domain::{
        calendar::format_instant,
        form::{FileRef, FormDefinition, Question, QuestionKind, TableRule, Value, Values},
        form_text::{cell_text, value_text},
        ids::SurveyId,
    },
    ports::{answers::FieldState, surveys::HistoryRow},
    routes,
    text::{answers as words, surveys},
};

/// The values of a page that is being filled in.
pub(super) fn values_of(fields: &[FieldState]) -> Values {
    fields.iter().filter_map(|field| Some((field.key.clone(), field.value.clone()?))).collect()
}

/// Every answer by section. With a survey to `change`, each has the way to its field.
pub(super) fn answers_view(form: &FormDefinition, values: &Values, change: Option<SurveyId>) -> impl IntoView + use<> {
    form.sections
        .iter()
        .map(|section| {
            let rows = section
                .questions
                .iter()
                .map(|question| answer_row(question, values.get(&question.key), change))
                .collect_view();
            let title = section.title.clone();
            view! {
                <section class="section">
                    <h2>{title}</h2>
                    <DescriptionList layout=ListLayout::Lines>{rows}</DescriptionList>
                </section>
            }
        })
        .collect_view()
}

fn answer_row(question: &Question, value: Option<&Value>, change: Option<SurveyId>) -> AnyView {
    let lang = use_lang();
    let (term, answer) = (question.label.clone(), answer(question, value));
    match change {
        Some(survey) => {
            let href = format!("{}#q-{}", routes::survey_answer(survey), question.key);
            view! { <AnswerRow term href action=words::CHANGE.get(lang)>{answer}</AnswerRow> }.into_any()
        }
        None => view! { <DescriptionRow term>{answer}</DescriptionRow> }.into_any(),
    }
}

fn answer(question: &Question, value: Option<&Value>) -> AnyView {
    let lang = use_lang();
    match (&question.kind, value) {
        (_, None) => view! { <span class="muted">{surveys::BLANK.get(lang)}</span> }.into_any(),
        (QuestionKind::Table(rule), Some(Value::Table(rows))) => rows_view(rule, rows).into_any(),
        (_, Some(Value::Files(files))) => files_view(files).into_any(),
        (_, Some(value)) => lines(&value_text(question, value, lang)).into_any(),
    }
}

fn files_view(files: &[FileRef]) -> impl IntoView + use<> {
    let files = files
        .iter()
        .map(|file| view! { <li><a href=routes::answer_file(file.id)>{file.name.clone()}</a></li> })
        .collect_view();
    view! { <ul role="list">{files}</ul> }
}

/// A text with its line breaks.
pub(super) fn lines(text: &str) -> impl IntoView + use<> {
    text.lines()
        .map(ToOwned::to_owned)
        .enumerate()
        .map(|(index, line)| view! { {(index > 0).then(|| view! { <br/> })}{line} })
        .collect_view()
}

fn rows_view(rule: &TableRule, rows: &[crate::domain::form::Row]) -> impl IntoView + use<> {
    let lang = use_lang();
    let heads = rule.columns.iter().map(|column| view! { <th scope="col">{column.label.clone()}</th> }).collect_view();
    let rows = rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let cells = rule
                .columns
                .iter()
                .map(|column| {
                    let text = row.get(&column.key).map(|value| cell_text(column, value, lang)).unwrap_or_default();
                    view! { <td data-label=column.label.clone()>{lines(&text)}</td> }
                })
                .collect_view();
            view! { <tr><th scope="row" class="rows__no">{index + 1}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <table class="rows">
            <thead><tr><th scope="col">{surveys::ROW_NO.get(lang)}</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// What happened to the answers, oldest first.
pub(super) fn history_view(history: Vec<HistoryRow>) -> impl IntoView {
    let lang = use_lang();
    let columns = vec![
        Column::text(surveys::HISTORY_AT.get(lang)),
        Column::text(surveys::STATE.get(lang)),
        Column::text(surveys::BY.get(lang)),
        Column::text(surveys::FLAGS.get(lang)),
    ];
    let count = history.len();
    let rows = history
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <RowHead label=surveys::HISTORY_AT.get(lang)>{format_instant(row.at, lang)}</RowHead>
                    <Cell label=surveys::STATE.get(lang)><StatusChip status=row.to/></Cell>
                    <Cell label=surveys::BY.get(lang)>{row.by}</Cell>
                    <Cell label=surveys::FLAGS.get(lang)>{lines(&row.note)}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <Table caption=surveys::HISTORY.get(lang) columns count id="history">{rows}</Table>
        </section>
    }
}
