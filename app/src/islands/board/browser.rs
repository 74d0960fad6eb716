//! The browser's part of the board.

use std::{collections::HashSet, time::Duration};

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Document, DomParser, Element, HtmlInputElement, SupportedType};

use crate::{api::surveys::board_stamp, domain::ids::SurveyId};

/// How often the board is asked about.
const PAUSE: Duration = Duration::from_secs(5);
const BOARD: &str = "#board";
const CHOSEN: &str = "#board input[name='which']";

/// Begins to ask, and says so.
pub(super) fn start(survey: SurveyId, live: RwSignal<&'static str>, words: &'static str) {
    Effect::new(move |_| {
        live.set(words);
        set_interval(move || spawn_local(look(survey)), PAUSE);
    });
}

async fn look(survey: SurveyId) {
    let document = document();
    if document.hidden() {
        return;
    }
    let Some(stamp) = find(&document, BOARD).and_then(|board| board.get_attribute("data-stamp")) else { return };
    match board_stamp(survey, stamp.clone()).await {
        Ok(newest) if newest != stamp => renew(&document).await,
        _ => {}
    }
}

/// Puts the board of a fresh copy of the page in place, with the same boxes checked.
async fn renew(document: &Document) {
    let Ok(address) = window().location().href() else { return };
    let Ok(response) = gloo_net::http::Request::get(&address).send().await else { return };
    let Ok(page) = response.text().await else { return };
    let Ok(fresh) = DomParser::new().and_then(|parser| parser.parse_from_string(&page, SupportedType::TextHtml)) else {
        return;
    };
    let (Some(board), Some(fresh)) = (find(document, BOARD), find(&fresh, BOARD)) else { return };
    // Whoever works in the board keeps it until the focus has left.
    if document.active_element().is_some_and(|focus| board.contains(Some(&focus))) {
        return;
    }
    let chosen = chosen(document);
    // A node moved from the parsed page, never a string: nothing of it is read as markup a second time.
    let Ok(copy) = document.import_node_with_deep(&fresh, true) else { return };
    if board.replace_with_with_node_1(&copy).is_err() {
        return;
    }
    for input in inputs(document).filter(|input| chosen.contains(&input.value())) {
        input.set_checked(true);
    }
}

fn find(document: &Document, selector: &str) -> Option<Element> {
    document.query_selector(selector).ok().flatten()
}

fn inputs(document: &Document) -> impl Iterator<Item = HtmlInputElement> {
    let list = document.query_selector_all(CHOSEN).ok();
    let count = list.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |index| list.as_ref()?.get(index)?.dyn_into().ok())
}

fn chosen(document: &Document) -> HashSet<String> {
    inputs(document).filter(HtmlInputElement::checked).map(|input| input.value()).collect()
}
