//! The browser's part of saving field by field.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc, time::Duration};

use leptos::{html::Span, prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement, Storage};

use super::fields::{Pairs, key_of, listen, read, read_all, set_version, slot, version, write};
use crate::{
    api::answers::save_fields,
    domain::{error::AppError, ids::AssignmentId, lang::Lang},
    ports::answers::{FieldChange, FieldInput, FieldOutcome},
    text::answers as words,
};

/// Until the next try when the server cannot be reached.
const RETRY: Duration = Duration::from_secs(5);

/// What was typed and is not yet known to be saved.
#[derive(Clone, Serialize, Deserialize)]
struct Pending {
    base: i32,
    pairs: Pairs,
    /// Waits for the user: refused, or in conflict.
    #[serde(default, skip_serializing)]
    held: bool,
}

struct Keeper {
    form: HtmlFormElement,
    assignment: AssignmentId,
    lang: Lang,
    words: RwSignal<String>,
    pending: BTreeMap<String, Pending>,
    saved: BTreeMap<String, Pairs>,
    busy: bool,
    locked: bool,
}

type Shared = Rc<RefCell<Keeper>>;

/// Begins to watch the form around `place`.
pub(super) fn start(place: NodeRef<Span>, assignment: AssignmentId, lang: Lang, words: RwSignal<String>) {
    Effect::new(move |_| {
        let form = place.get().and_then(|element| element.closest("form").ok().flatten());
        if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
            watch(form, assignment, lang, words);
        }
    });
}

fn watch(form: HtmlFormElement, assignment: AssignmentId, lang: Lang, words: RwSignal<String>) {
    let mut saved: BTreeMap<String, Pairs> = BTreeMap::new();
    for (name, text) in read_all(&form) {
        if let Some(key) = key_of(&name) {
            saved.entry(key.to_owned()).or_default().push((name, text));
        }
    }
    let (pending, busy, locked) = (BTreeMap::new(), false, false);
    let keeper = Rc::new(RefCell::new(Keeper { form, assignment, lang, words, pending, saved, busy, locked }));
    keeper.borrow_mut().restore();
    flush(&keeper);
    let form = keeper.borrow().form.clone();
    let typing = Rc::clone(&keeper);
    // A field that we write ourselves, or a button that we take away, tells of it while the keeper is still at work.
    listen(&form, "input", move |event| {
        if let Ok(mut keeper) = typing.try_borrow_mut() {
            keeper.note(&event);
        }
    });
    for left in ["change", "focusout"] {
        let keeper = Rc::clone(&keeper);
        listen(&form, left, move |event| {
            let noted = keeper.try_borrow_mut().map(|mut keeper| keeper.note(&event)).is_ok();
            if noted {
                flush(&keeper);
            }
        });
    }
    listen(&window(), "online", move |_| flush(&keeper));
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

impl Keeper {
    fn place(&self) -> String {
        format!("kairan.draft.{}", self.assignment)
    }

    /// Puts back what could not be sent before the page was left.
    fn restore(&mut self) {
        let text = storage().and_then(|storage| storage.get_item(&self.place()).ok().flatten());
        let kept: BTreeMap<String, Pending> =
            text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        for (key, pending) in kept {
            // What the plain form has sent meanwhile is there already.
            if self.saved.get(&key) != Some(&pending.pairs) {
                write(&self.form, &key, &pending.pairs);
                self.pending.insert(key, pending);
            }
        }
        if !self.pending.is_empty() {
            self.words.set(words::RESTORED.get(self.lang).to_owned());
        }
        self.keep();
    }

    /// Writes what is pending to the user's machine.
    fn keep(&self) {
        let Some(storage) = storage() else { return };
        let _ = match (self.pending.is_empty(), serde_json::to_string(&self.pending)) {
            (false, Ok(text)) => storage.set_item(&self.place(), &text),
            _ => storage.remove_item(&self.place()),
        };
    }

    /// Notes what stands in the field that an event tells of.
    fn note(&mut self, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(name) = target.and_then(|target| target.get_attribute("name")) else { return };
        let Some(key) = key_of(&name) else { return };
        let pairs = read(&self.form, key);
        let unchanged = match self.pending.get(key) {
            Some(pending) => pending.pairs == pairs,
            None => self.saved.get(key).is_some_and(|saved| *saved == pairs),
        };
        if !unchanged {
            let base = version(&self.form, key);
            self.pending.insert(key.to_owned(), Pending { base, pairs, held: false });
            self.keep();
        }
    }

    fn changes(&self) -> Vec<FieldChange> {
        let ready = self.pending.iter().filter(|(_, pending)| !pending.held);
        ready
            .map(|(key, pending)| FieldChange {
                key: key.clone(),
                base: pending.base,
                input: FieldInput::Typed(pending.pairs.clone()),
            })
            .collect()
    }

    /// Takes in what became of a change.
    fn settle(&mut self, outcome: FieldOutcome, sent: &Pairs) -> Option<Conflict> {
        let key = outcome.key().to_owned();
        let newer = self.pending.get(&key).is_some_and(|pending| pending.pairs != *sent);
        match outcome {
            FieldOutcome::Saved { version, at, warnings, .. } => {
                set_version(&self.form, &key, version);
                self.saved.insert(key.clone(), sent.clone());
                match self.pending.get_mut(&key).filter(|_| newer) {
                    Some(pending) => pending.base = version,
                    None => drop(self.pending.remove(&key)),
                }
                let doubts: Vec<String> = warnings.iter().map(|doubt| doubt.kind.message(self.lang)).collect();
                self.tell(&key, &doubts.join(" "));
                self.words.set(format!("{} {at}", words::SAVED.get(self.lang)));
                None
            }
            FieldOutcome::Refused { errors, .. } => {
                if let Some(pending) = self.pending.get_mut(&key).filter(|_| !newer) {
                    pending.held = true;
                }
                let told: Vec<String> = errors.iter().map(|error| error.problem.message(self.lang)).collect();
                self.tell(&key, &format!("{}{}", words::REFUSED.get(self.lang), told.join(" ")));
                self.words.set(String::new());
                None
            }
            FieldOutcome::Conflict { version, text, input, by, at, .. } => {
                if let Some(pending) = self.pending.get_mut(&key) {
                    pending.held = true;
                }
                let told = words::CONFLICT.fill(self.lang, &[("at", &at), ("by", &by)]);
                self.tell(&key, &format!("{told}{text}"));
                self.words.set(String::new());
                Some(Conflict { key, version, input })
            }
        }
    }

    fn tell(&self, key: &str, text: &str) {
        if let Some(slot) = slot(&self.form, key) {
            slot.set_text_content(Some(text));
        }
    }
}

/// Somebody else was faster: the user chooses.
struct Conflict {
    key: String,
    version: i32,
    input: Pairs,
}

/// Sends what is pending, one request at a time.
fn flush(keeper: &Shared) {
    let (assignment, changes) = {
        let mut keeper = keeper.borrow_mut();
        let changes = keeper.changes();
        if keeper.busy || keeper.locked || changes.is_empty() {
            return;
        }
        keeper.busy = true;
        keeper.words.set(words::SAVING.get(keeper.lang).to_owned());
        (keeper.assignment, changes)
    };
    let keeper = Rc::clone(keeper);
    spawn_local(async move {
        let answer = save_fields(assignment, changes.clone()).await;
        keeper.borrow_mut().busy = false;
        match answer {
            Ok(outcome) => {
                for (outcome, change) in outcome.fields.into_iter().zip(changes) {
                    let FieldInput::Typed(sent) = change.input else { continue };
                    let conflict = keeper.borrow_mut().settle(outcome, &sent);
                    if let Some(conflict) = conflict {
                        offer(&keeper, conflict);
                    }
                }
                keeper.borrow().keep();
                flush(&keeper);
            }
            Err(error) => failed(&keeper, &error),
        }
    });
}

/// Says why nothing was saved, and tries again where that can help.
fn failed(keeper: &Shared, error: &AppError) {
    let again = {
        let mut keeper = keeper.borrow_mut();
        let (text, again) = match error {
            AppError::Unauthenticated => (words::SIGNED_OUT, true),
            AppError::Forbidden | AppError::NotFound | AppError::Conflict { .. } => (words::LOCKED, false),
            _ => (words::OFFLINE, true),
        };
        keeper.locked = !again;
        keeper.words.set(text.get(keeper.lang).to_owned());
        again
    };
    if again {
        let keeper = Rc::clone(keeper);
        set_timeout(move || flush(&keeper), RETRY);
    }
}

/// Two buttons below the question: mine or theirs.
fn offer(keeper: &Shared, conflict: Conflict) {
    let (form, lang) = {
        let keeper = keeper.borrow();
        (keeper.form.clone(), keeper.lang)
    };
    let Some(slot) = slot(&form, &conflict.key) else { return };
    let conflict = Rc::new(conflict);
    let (mine, theirs) = ((Rc::clone(keeper), Rc::clone(&conflict)), (Rc::clone(keeper), conflict));
    button(&slot, words::KEEP_MINE.get(lang), move || {
        let (keeper, conflict) = &mine;
        keep_mine(&mut keeper.borrow_mut(), conflict);
        flush(keeper);
    });
    button(&slot, words::TAKE_THEIRS.get(lang), move || {
        let (keeper, conflict) = &theirs;
        take_theirs(&mut keeper.borrow_mut(), conflict);
    });
}

fn keep_mine(keeper: &mut Keeper, conflict: &Conflict) {
    set_version(&keeper.form, &conflict.key, conflict.version);
    if let Some(pending) = keeper.pending.get_mut(&conflict.key) {
        pending.base = conflict.version;
        pending.held = false;
    }
    keeper.tell(&conflict.key, "");
}

fn take_theirs(keeper: &mut Keeper, conflict: &Conflict) {
    set_version(&keeper.form, &conflict.key, conflict.version);
    write(&keeper.form, &conflict.key, &conflict.input);
    keeper.saved.insert(conflict.key.clone(), read(&keeper.form, &conflict.key));
    keeper.pending.remove(&conflict.key);
    keeper.tell(&conflict.key, "");
    keeper.keep();
}

fn button(slot: &Element, label: &str, run: impl Fn() + 'static) {
    let Ok(button) = document().create_element("button") else { return };
    let _ = button.set_attribute("type", "button");
    let _ = button.set_attribute("class", "button button--s");
    button.set_text_content(Some(label));
    listen(&button, "click", move |_| run());
    let _ = slot.append_child(&button);
}
