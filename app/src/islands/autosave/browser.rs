//! The browser's part of saving field by field.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::{html::Span, prelude::*, server_fn::ServerFn, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Element, Event, HtmlFormElement};

use super::{
    choice::offer,
    drafts::Drafts,
    fields::listen,
    keeper::{Again, Keeper},
    left,
};
use crate::{
    api::answers::{SaveFields, save_fields},
    domain::lang::Lang,
    islands::autosave::Posted,
    ports::answers::FieldInput,
    text::answers as words,
};

/// The fields of the form, for everything that listens to it.
pub(super) type Shared = Rc<RefCell<Keeper>>;

/// Begins to watch the form around `place`. Where answers are only read, that form holds what is saved and no field:
/// then everything that is kept has no field any more.
pub(super) fn start(place: NodeRef<Span>, drafts: Drafts, posted: Posted, lang: Lang, words: RwSignal<String>) {
    Effect::new(move |_| {
        let form = place.get().and_then(|element| element.closest("form").ok().flatten());
        if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
            watch(&form, drafts, &posted, lang, words);
        }
    });
}

fn watch(form: &HtmlFormElement, drafts: Drafts, posted: &Posted, lang: Lang, words: RwSignal<String>) {
    let keeper = Rc::new(RefCell::new(Keeper::new(form.clone(), drafts, lang, words, posted)));
    let afresh = is_afresh();
    let left = keeper.borrow_mut().restore(afresh && matches!(posted, Posted::Taken));
    keeper.borrow_mut().take_up(posted, &left, afresh);
    let around = form.closest(".with-filter").ok().flatten().unwrap_or_else(|| Element::from(form.clone()));
    // Islands are woken by a walk over the live children of the page: what is put before the form while the walk is in it
    // leads the walk to the form again, without end.
    let show = move || left::show(drafts, left, lang, |panel| drop(around.before_with_node_1(panel)));
    set_timeout(show, Duration::ZERO);
    flush(&keeper);
    let typing = Rc::clone(&keeper);
    // A field that we write ourselves, or a button that we take away, tells of it while the keeper is still at work.
    listen(form, "input", move |event| {
        if let Ok(mut keeper) = typing.try_borrow_mut() {
            keeper.note(&event);
        }
    });
    for left in ["change", "focusout"] {
        let keeper = Rc::clone(&keeper);
        listen(form, left, move |event| {
            let noted = keeper.try_borrow_mut().map(|mut keeper| keeper.note(&event)).is_ok();
            if noted {
                flush(&keeper);
            }
        });
    }
    let posting = Rc::clone(&keeper);
    listen(form, "submit", move |_| {
        if let Ok(mut keeper) = posting.try_borrow_mut() {
            keeper.note_posted();
        }
    });
    let signing_out = Rc::clone(&keeper);
    listen(&document(), "submit", move |event| sign_out(&signing_out, &event));
    let leaving = Rc::clone(&keeper);
    listen(&window(), "pagehide", move |_| send_off(&leaving));
    listen(&window(), "online", move |_| flush(&keeper));
}

/// Whether the page was come to, not gone back to or loaded again: only then is its address true of what was posted last,
/// and only then has the browser put nothing into the fields by itself.
fn is_afresh() -> bool {
    let part = |of: JsValue, name: &str| js_sys::Reflect::get(&of, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let kind = ["performance", "navigation", "type"].into_iter().fold(JsValue::from(window()), part);
    kind.as_f64() == Some(0.0)
}

/// Sends what is pending, one request at a time.
pub(super) fn flush(keeper: &Shared) {
    let (drafts, changes) = {
        let mut keeper = keeper.borrow_mut();
        let changes = keeper.changes();
        if changes.is_empty() {
            return;
        }
        keeper.busy = true;
        keeper.words.set(words::SAVING.get(keeper.lang).to_owned());
        (keeper.drafts, changes)
    };
    let keeper = Rc::clone(keeper);
    spawn_local(async move {
        let answer = save_fields(Some(drafts.account), drafts.assignment, changes.clone()).await;
        keeper.borrow_mut().busy = false;
        let again = match answer {
            Ok(outcome) => {
                for (outcome, change) in outcome.fields.into_iter().zip(changes) {
                    let FieldInput::Typed(sent) = change.input else { continue };
                    let conflict = keeper.borrow_mut().settle(outcome, &sent);
                    if let Some(conflict) = conflict {
                        offer(&keeper, conflict);
                    }
                }
                keeper.borrow_mut().answered();
                Again::Now
            }
            Err(error) => keeper.borrow_mut().failed(&error, &changes),
        };
        match again {
            Again::Never => {}
            Again::Now => flush(&keeper),
            Again::After(pause) => try_later(&keeper, pause),
        }
    });
}

/// Tries again after a pause. However often a field is left meanwhile, there is one such pause at a time.
fn try_later(keeper: &Shared, pause: Duration) {
    if std::mem::replace(&mut keeper.borrow_mut().waiting, true) {
        return;
    }
    let keeper = Rc::clone(keeper);
    set_timeout(
        move || {
            keeper.borrow_mut().waiting = false;
            flush(&keeper);
        },
        pause,
    );
}

/// The page ends: what is pending goes off without waiting for the answer. It stays on the machine, and is dropped by
/// the next page when it has arrived.
fn send_off(keeper: &Shared) {
    let Ok(keeper) = keeper.try_borrow() else { return };
    let Drafts { account, assignment } = keeper.drafts;
    let changes = keeper.changes();
    if changes.is_empty() {
        return;
    }
    let Ok(text) = serde_json::to_string(&SaveFields { account: Some(account), assignment, changes }) else { return };
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let parts = js_sys::Array::of1(&text.into());
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &kind) {
        drop(window().navigator().send_beacon_with_opt_blob(SaveFields::PATH, Some(&blob)));
    }
}

/// The person signs out of this machine: nothing that was typed stays on it. Asks first when something is not yet saved.
fn sign_out(keeper: &Shared, event: &Event) {
    let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
    let signs_out = form.is_some_and(|form| {
        form.query_selector("input[name='_action'][value='session/log_out']").is_ok_and(|field| field.is_some())
    });
    let Some(keeper) = keeper.try_borrow().ok().filter(|_| signs_out) else { return };
    let waits = !keeper.pending.is_empty();
    if waits && !window().confirm_with_message(words::SIGN_OUT_ANYWAY.get(keeper.lang)).unwrap_or(true) {
        event.prevent_default();
        return;
    }
    keeper.drafts.forget_person();
}
