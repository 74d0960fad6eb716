//! The board: how a survey stands at every body.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{deadline_lead, instant, list_crumb, show::facts};
use crate::{
    components::{
        board::{Board as BoardView, BoardTile, StateCount},
        disclosure::Disclosure,
        form::{ActionButton, FormOutcome, HiddenField, PostForm},
        island_scripts::WakeIslands,
        layout::Page,
        load::use_lang,
        status_chip::{Look, Status, StatusChip},
        table::{Cell, Column, ColumnKind, RowHead, Table},
    },
    domain::{assignment::AssignmentState, calendar::format_instant, ids::SurveyId, survey::SurveyState},
    islands::board::BoardRefresh,
    ports::surveys::{Board, BoardRow, SurveyView},
    routes,
    text::surveys as words,
};

/// What accepts the answers of those that are ticked.
const ACCEPT_ALL: &str = "surveys/accept_all";

/// The page of a survey that was opened, for its collector.
pub(super) fn board_page(
    view: SurveyView,
    board: Board,
    only: Option<AssignmentState>,
    now: DateTime<Utc>,
) -> impl IntoView {
    let lang = use_lang();
    let (id, deadline, open) = (view.id, view.deadline, view.state == SurveyState::Open);
    let about = facts(&view);
    let end = open.then(|| close_form(&board));
    let actions = move || {
        view! {
            <a class="button button--primary" href=routes::survey_table(id)>{words::TABLE.get(lang)}</a>
            <a class="button" href=routes::survey_export(id, "xlsx")>{words::DOWNLOAD_XLSX.get(lang)}</a>
            <a class="button" href=routes::survey_export(id, "csv")>{words::DOWNLOAD_CSV.get(lang)}</a>
        }
    };
    view! {
        <Page title=view.title trail=vec![list_crumb()] lead=move || deadline_lead(deadline, now, !open) actions>
            {open.then(|| view! { <BoardRefresh survey=id lang/> <WakeIslands/> })}
            {board_view(board, only)}
            <div class="stack stack--l section">
                {about}
                <p><a class="button" href=routes::survey_preview(id)>{words::PREVIEW.get(lang)}</a></p>
                <ActionButton action="surveys/copy" label=words::COPY.get(lang)>
                    <HiddenField name="id" value=id.to_string()/>
                </ActionButton>
                {end}
            </div>
        </Page>
    }
}

fn close_form(board: &Board) -> impl IntoView + use<> {
    let lang = use_lang();
    let (id, version) = (board.survey.to_string(), board.version.to_string());
    view! {
        <Disclosure summary=words::CLOSE.get(lang) boxed=true>
            <div class="stack">
                <p>{words::CLOSE_TEXT.get(lang)}</p>
                <ActionButton action="surveys/close" label=words::CLOSE.get(lang) class="button button--danger">
                    <HiddenField name="id" value=id/>
                    <HiddenField name="version" value=version/>
                </ActionButton>
            </div>
        </Disclosure>
    }
}

/// What the island puts in place again when something has changed.
fn board_view(board: Board, only: Option<AssignmentState>) -> impl IntoView {
    let lang = use_lang();
    let (survey, questions) = (board.survey, board.questions);
    let path = routes::survey(survey);
    let counts = board
        .counts()
        .into_iter()
        .map(|(state, count)| StateCount {
            look: state.look(),
            count,
            href: format!("{path}?state={}", state.code()),
            current: only == Some(state),
        })
        .collect::<Vec<_>>();
    let done = board.rows.iter().filter(|row| row.state.is_submitted()).count();
    let read = words::BOARD_READ.fill(lang, &[("at", &format_instant(board.read_at, lang))]);
    let shown: Vec<BoardRow> =
        board.rows.into_iter().filter(|row| only.is_none_or(|state| row.state == state)).collect();
    let tiles = shown.iter().map(|row| tile(survey, row)).collect::<Vec<_>>();
    let all = only.is_some().then(|| view! { <a href=path.clone()>{words::ALL.get(lang)}</a> });
    let none = shown.is_empty().then(|| view! { <p class="muted">{words::BOARD_EMPTY.get(lang)}</p> });
    let table = rows_table(survey, questions, shown);
    view! {
        <div id="board" data-stamp=board.stamp>
            <section>
                <div class="section__head">
                    <h2>{words::BOARD.get(lang)}</h2>
                    <span class="muted small">{read}</span>
                    <a class="section__more" href=path.clone()>{words::REFRESH.get(lang)}</a>
                </div>
                <BoardView counts tiles done/>
                {all}
                {none}
            </section>
            <section class="section">
                <h2>{words::BOARD_TABLE.get(lang)}</h2>
                <p>{words::BOARD_TABLE_TEXT.get(lang)}</p>
                {table}
            </section>
        </div>
    }
}

/// Where the body's answers are; before they are sent, its row of the table.
fn way(survey: SurveyId, row: &BoardRow) -> String {
    if row.revision > 0 { routes::survey_sent(survey, row.body.id) } else { format!("#body-{}", row.body.id) }
}

/// The state by the name that fits after a submission.
fn look(row: &BoardRow) -> Look {
    Look { text: row.state.text_after(row.revision), ..row.state.look() }
}

fn tile(survey: SurveyId, row: &BoardRow) -> BoardTile {
    let lang = use_lang();
    BoardTile {
        name: row.body.name.clone(),
        href: way(survey, row),
        look: look(row),
        flags: row.flags.iter().map(Status::look).collect(),
        note: instant(row.submitted_at, lang),
        settled: row.state.is_submitted(),
    }
}

fn rows_table(survey: SurveyId, questions: u32, rows: Vec<BoardRow>) -> impl IntoView {
    let lang = use_lang();
    let reviewable = rows.iter().any(is_reviewable);
    let columns = vec![
        Column::text(words::BODY.get(lang)),
        Column::text(words::STATE.get(lang)),
        Column::number(words::ANSWERED.get(lang)),
        Column::text(words::SUBMITTED_AT.get(lang)),
        Column::text(words::SUBMITTED_BY.get(lang)),
        Column::actions(words::CHOOSE.get(lang)),
    ];
    let count = rows.len();
    let outcome = FormOutcome::of(ACCEPT_ALL);
    let chosen: Vec<&str> = outcome.iter().flat_map(|outcome| outcome.values_of("which")).collect();
    let row = |row: BoardRow| {
        let is_chosen = chosen.iter().any(|id| row.id.to_string() == *id);
        row_view(survey, questions, row, is_chosen)
    };
    let rows = rows.into_iter().map(row).collect_view();
    view! {
        <PostForm action=ACCEPT_ALL class="form form--wide">
            <HiddenField name="id" value=survey.to_string()/>
            <Table caption=words::BOARD_TABLE.get(lang) hide_caption=true columns count id="bodies">{rows}</Table>
            {reviewable.then(|| view! {
                <div class="button-row">
                    <button class="button" type="submit">{words::ACCEPT_CHOSEN.get(lang)}</button>
                </div>
            })}
        </PostForm>
    }
}

fn is_reviewable(row: &BoardRow) -> bool {
    matches!(row.state, AssignmentState::Submitted | AssignmentState::Resubmitted)
}

fn row_view(survey: SurveyId, questions: u32, row: BoardRow, is_chosen: bool) -> impl IntoView {
    let lang = use_lang();
    let name = row.body.name.clone();
    let title = if row.revision > 0 {
        view! { <a href=way(survey, &row)>{name.clone()}</a> }.into_any()
    } else {
        name.clone().into_any()
    };
    let choose = is_reviewable(&row).then(|| {
        let label = words::CHOOSE_BODY.fill(lang, &[("body", &name)]);
        view! {
            <label class="choice">
                <input class="choice__input" type="checkbox" name="which" value=row.id.to_string() checked=is_chosen/>
                <span class="visually-hidden">{label}</span>
            </label>
        }
    });
    let state = look(&row);
    let flags = row.flags.into_iter().map(|status| view! { " "<StatusChip status/> }).collect_view();
    let answered = words::ANSWERED_OF.fill(lang, &[("n", &row.answered.to_string()), ("all", &questions.to_string())]);
    view! {
        <tr id=format!("body-{}", row.body.id)>
            <RowHead label=words::BODY.get(lang)>
                {title}
                {row.body.code.map(|code| view! { <span class="muted small">{format!(" {code}")}</span> })}
            </RowHead>
            <Cell label=words::STATE.get(lang)><StatusChip status=state/>{flags}</Cell>
            <Cell label=words::ANSWERED.get(lang) kind=ColumnKind::Number>{answered}</Cell>
            <Cell label=words::SUBMITTED_AT.get(lang)>{row.submitted_at.map(|at| format_instant(at, lang))}</Cell>
            <Cell label=words::SUBMITTED_BY.get(lang)>{row.submitted_name}</Cell>
            <Cell label="" kind=ColumnKind::Actions>{choose}</Cell>
        </tr>
    }
}
