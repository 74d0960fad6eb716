//! What was typed and never sent, for which the page has no field any more: to be copied by hand.

use std::collections::BTreeMap;

use leptos::prelude::document;
use web_sys::Element;

use super::{
    drafts::{Drafts, Pending},
    fields::listen,
};
use crate::{domain::lang::Lang, text::answers as words};

/// Shows it, with a button that throws it away. `set` puts the panel into the page.
pub(super) fn show(drafts: Drafts, left: BTreeMap<String, Pending>, lang: Lang, set: impl FnOnce(&Element)) {
    let written = |pending: &Pending| pending.pairs.iter().any(|(_, text)| !text.trim().is_empty());
    let left: BTreeMap<String, Pending> = left.into_iter().filter(|(_, pending)| written(pending)).collect();
    if left.is_empty() {
        return;
    }
    let Some(panel) = element("section", "panel unsent", None) else { return };
    let parts = [
        element("h2", "", Some(words::LEFT.get(lang))),
        element("p", "", Some(words::LEFT_TEXT.get(lang))),
        list(&left),
        button(drafts, left.into_keys().collect(), &panel, lang),
    ];
    for part in parts.into_iter().flatten() {
        let _ = panel.append_child(&part);
    }
    set(&panel);
}

fn list(left: &BTreeMap<String, Pending>) -> Option<Element> {
    let list = element("dl", "", None)?;
    for pending in left.values() {
        let texts = pending.pairs.iter().map(|(_, text)| text.trim()).filter(|text| !text.is_empty());
        let parts = [
            element("dt", "", Some(&pending.label)),
            element("dd", "unsent__text", Some(&texts.collect::<Vec<_>>().join("\n"))),
        ];
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
        panel.remove();
    });
    Some(button)
}

/// An element with a text, never with markup.
pub(super) fn element(tag: &str, class: &str, text: Option<&str>) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    element.set_class_name(class);
    element.set_text_content(text);
    Some(element)
}
