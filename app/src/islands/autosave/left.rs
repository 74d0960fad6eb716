//! What was typed and never sent, for which the page has no field any more: to be copied by hand.

use std::{collections::BTreeMap, time::Duration};

use leptos::prelude::{document, set_timeout};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{
    drafts::{Drafts, Pending},
    fields::listen,
};
use crate::{domain::lang::Lang, text::answers as words};

/// What is put into an element that is told of must come after the element.
const TOLD: Duration = Duration::from_millis(100);

/// Shows it, with a button that throws it away; what is blank goes by itself. `set` puts the panel into the page.
pub(super) fn show(drafts: Drafts, mut left: BTreeMap<String, Pending>, lang: Lang, set: impl FnOnce(&Element)) {
    left.retain(|key, pending| {
        let written = pending.pairs.iter().any(|(_, text)| !text.trim().is_empty());
        if !written {
            drafts.forget(key);
        }
        written
    });
    if left.is_empty() {
        return;
    }
    let Some(panel) = element("section", "panel unsent screen-only", None) else { return };
    let _ = panel.set_attribute("role", "status");
    let parts = [
        element("h2", "", Some(words::LEFT.get(lang))),
        element("p", "", Some(words::LEFT_TEXT.get(lang))),
        list(&left),
        button(drafts, left.into_keys().collect(), &panel, lang),
    ];
    set(&panel);
    let fill = move || {
        for part in parts.into_iter().flatten() {
            let _ = panel.append_child(&part);
        }
    };
    set_timeout(fill, TOLD);
}

fn list(left: &BTreeMap<String, Pending>) -> Option<Element> {
    let list = element("dl", "", None)?;
    for pending in left.values() {
        // Entries of an older version have no words.
        let texts = || pending.pairs.iter().map(|(_, text)| text.clone()).collect();
        let words: Vec<String> = if pending.words.is_empty() { texts() } else { pending.words.clone() };
        let parts = [element("dt", "", Some(&pending.label)), element("dd", "unsent__text", Some(&words.join("\n")))];
        for part in parts.into_iter().flatten() {
            let _ = list.append_child(&part);
        }
    }
    Some(list)
}

fn button(drafts: Drafts, keys: Vec<String>, panel: &Element, lang: Lang) -> Option<Element> {
    let button = element("button", "button button--s", Some(words::LEFT_DISCARD.get(lang)))?;
    let _ = button.set_attribute("type", "button");
    let panel = panel.clone();
    listen(&button, "click", move |_| {
        for key in &keys {
            drafts.forget(key);
        }
        focus_heading();
        panel.remove();
    });
    Some(button)
}

/// Puts the focus on the heading of the page, before the button that has it goes away.
fn focus_heading() {
    let heading = document().query_selector("h1").ok().flatten();
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.set_attribute("tabindex", "-1");
        let _ = heading.focus();
    }
}

/// An element with a text, never with markup.
pub(super) fn element(tag: &str, class: &str, text: Option<&str>) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    element.set_class_name(class);
    element.set_text_content(text);
    Some(element)
}
