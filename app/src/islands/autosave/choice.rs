//! Somebody else was faster: two buttons below the question, mine or theirs.

use std::rc::Rc;

use leptos::prelude::window;
use web_sys::Element;

use super::{
    browser::{Shared, flush},
    fields::{Pairs, listen, read, set_version, write},
    keeper::Keeper,
    left::element,
    shown::{BROUGHT, focus, slot, take_off},
};
use crate::text::answers as words;

/// What stands against what was typed.
pub(super) struct Conflict {
    /// The question.
    pub key: String,
    /// Version of the other value.
    pub version: i32,
    /// The other value, as a browser would post it.
    pub input: Pairs,
}

/// Offers the two. The buttons stand beside the line that is read out, not in it; whichever is pressed goes away, so the
/// question has the focus.
pub(super) fn offer(keeper: &Shared, conflict: Conflict) {
    let (form, lang) = {
        let keeper = keeper.borrow();
        (keeper.form.clone(), keeper.lang)
    };
    let Some(slot) = slot(&form, &conflict.key) else { return };
    withdraw(&slot);
    let Some(row) = element("div", "button-row", None) else { return };
    let _ = row.set_attribute("data-choice", &conflict.key);
    let conflict = Rc::new(conflict);
    let (mine, theirs) = ((Rc::clone(keeper), Rc::clone(&conflict)), (Rc::clone(keeper), conflict));
    button(&row, words::KEEP_MINE.get(lang), move || {
        let (keeper, conflict) = &mine;
        focus(&keeper.borrow().form, &conflict.key);
        keep_mine(&mut keeper.borrow_mut(), conflict);
        flush(keeper);
    });
    button(&row, words::TAKE_THEIRS.get(lang), move || {
        let (keeper, conflict) = &theirs;
        focus(&keeper.borrow().form, &conflict.key);
        take_theirs(&mut keeper.borrow_mut(), conflict);
    });
    let _ = slot.after_with_node_1(&row);
}

/// Takes the buttons away.
pub(super) fn withdraw(slot: &Element) {
    if let Some(row) = slot.next_element_sibling().filter(|row| row.has_attribute("data-choice")) {
        row.remove();
    }
}

fn keep_mine(keeper: &mut Keeper, conflict: &Conflict) {
    set_version(&keeper.form, &conflict.key, conflict.version);
    if let Some(pending) = keeper.pending.get_mut(&conflict.key) {
        pending.base = conflict.version;
        pending.held = false;
        keeper.drafts.put(&conflict.key, pending);
    }
    keeper.tell(&conflict.key, "", false);
}

fn take_theirs(keeper: &mut Keeper, conflict: &Conflict) {
    keeper.pending.remove(&conflict.key);
    keeper.drafts.forget(&conflict.key);
    if !write(&keeper.form, &conflict.key, &conflict.input) {
        // The page has no field for all of it, such as a file that came later: a fresh page has.
        let _ = window().location().reload();
        return;
    }
    set_version(&keeper.form, &conflict.key, conflict.version);
    keeper.saved.insert(conflict.key.clone(), read(&keeper.form, &conflict.key));
    keeper.tell(&conflict.key, "", false);
    take_off(&keeper.form, &conflict.key, BROUGHT);
}

fn button(row: &Element, label: &str, run: impl Fn() + 'static) {
    let Some(button) = element("button", "button button--s", Some(label)) else { return };
    let _ = button.set_attribute("type", "button");
    listen(&button, "click", move |_| run());
    let _ = row.append_child(&button);
}
