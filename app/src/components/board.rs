//! The bodies of a survey or a notice by state, in code order.

use leptos::prelude::*;

use super::{
    icon::Icon,
    load::use_lang,
    status_chip::{Look, StatusChip},
};
use crate::text::common;

/// How many bodies are in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateCount {
    /// The state.
    pub look: Look,
    /// How many.
    pub count: usize,
    /// Shows only these.
    pub href: String,
    /// Only these are shown.
    pub current: bool,
}

/// A body on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardTile {
    /// Name of the body.
    pub name: String,
    /// What it has answered or done.
    pub href: String,
    /// Its state.
    pub look: Look,
    /// What else is shown beside it.
    pub flags: Vec<Look>,
    /// When it came to be so, in words.
    pub note: String,
    /// Nothing more is awaited from it.
    pub settled: bool,
}

/// The board: how many have finished, how many are in each state, and each body.
#[component]
pub fn Board(
    /// Counts in the order of the states.
    counts: Vec<StateCount>,
    /// The bodies in code order.
    tiles: Vec<BoardTile>,
    /// How many have finished.
    done: usize,
) -> impl IntoView {
    let lang = use_lang();
    let all: usize = counts.iter().map(|count| count.count).sum();
    let sentence = common::BOARD_DONE.fill(lang, &[("done", &done.to_string()), ("all", &all.to_string())]);
    view! {
        <div class="board">
            <p>{sentence}</p>
            {bar(&counts, all)}
            <ul class="board__legend" role="list">{counts.into_iter().map(stat).collect_view()}</ul>
            <ul class="board__grid" role="list">{tiles.into_iter().map(tile_view).collect_view()}</ul>
        </div>
    }
}

/// One strip, cut by the shares of the states. Drawn without a style attribute, which the content policy forbids.
fn bar(counts: &[StateCount], all: usize) -> impl IntoView + use<> {
    let mut from = 0;
    let parts = counts
        .iter()
        .map(|count| {
            let x = from;
            from += count.count;
            view! { <rect class=count.look.tone.class() x=x.to_string() y="0" width=count.count.to_string() height="1"></rect> }
        })
        .collect_view();
    let label = common::BOARD_BAR.get(use_lang());
    view! {
        <svg class="board__bar" viewBox=format!("0 0 {} 1", all.max(1)) preserveAspectRatio="none" role="img" aria-label=label>
            {parts}
        </svg>
    }
}

fn stat(count: StateCount) -> impl IntoView {
    view! {
        <li>
            <a class=format!("stat {}", count.look.tone.class()) href=count.href aria-current=count.current.then_some("true")>
                <Icon name=count.look.icon/>
                <span>{count.look.text.get(use_lang())}</span>
                <span class="stat__value">{count.count}</span>
            </a>
        </li>
    }
}

fn tile_view(tile: BoardTile) -> impl IntoView {
    let class = if tile.settled { "board__tile board__tile--done" } else { "board__tile" };
    view! {
        <li class=format!("{class} {}", tile.look.tone.class())>
            <h3 class="board__name"><a href=tile.href>{tile.name}</a></h3>
            <span class="board__state"><Icon name=tile.look.icon/>{tile.look.text.get(use_lang())}</span>
            {(!tile.note.is_empty()).then(|| view! { <span class="board__date">{tile.note}</span> })}
            {(!tile.flags.is_empty()).then(|| view! {
                <span class="board__flag">
                    {tile.flags.into_iter().map(|status| view! { <StatusChip status/> }).collect_view()}
                </span>
            })}
        </li>
    }
}
