//! What the page knows of its fields: what is saved, what is not yet, and what became of a request.

use std::{collections::BTreeMap, time::Duration};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement};

use super::{
    choice::{Conflict, withdraw},
    drafts::{Drafts, Pending},
    fields::{Pairs, key_of, read, read_all, read_brought, set_version, version, write},
    shown::{BROUGHT, BROUGHT_CONFLICT, label, mark, slot, take_off, was_refused, words as in_words},
};
use crate::{
    domain::{error::AppError, lang::Lang},
    islands::autosave::Posted,
    ports::answers::{FieldChange, FieldInput, FieldOutcome},
    text::answers as words,
};

/// Until the next try when the server cannot be reached; each try in vain doubles it.
const PAUSE: Duration = Duration::from_secs(5);
/// Longest pause.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// Bytes of one request; what is left goes with the next. The server takes twice as many.
const REQUEST_BYTES: usize = 1 << 20;

/// The fields of a form.
#[expect(clippy::struct_excessive_bools, reason = "each is a state of its own")]
pub(super) struct Keeper {
    pub form: HtmlFormElement,
    pub drafts: Drafts,
    pub lang: Lang,
    pub words: RwSignal<String>,
    /// What was typed and is not yet known to be saved.
    pub pending: BTreeMap<String, Pending>,
    /// What the server has.
    pub saved: BTreeMap<String, Pairs>,
    /// A request is on its way.
    pub busy: bool,
    /// A try is due later.
    pub waiting: bool,
    /// The server takes no more.
    locked: bool,
    /// The machine has no room for what is pending.
    unkept: bool,
    /// Something in a request was refused as a whole: until everything is sent, each field goes by itself.
    singly: bool,
    /// Tries in vain, one after the other.
    failures: u32,
}

/// What to do after a request that failed.
pub(super) enum Again {
    Never,
    Now,
    After(Duration),
}

impl Keeper {
    pub fn new(form: HtmlFormElement, drafts: Drafts, lang: Lang, words: RwSignal<String>, posted: &Posted) -> Self {
        let saved = by_question(match posted {
            Posted::Back { saved, .. } => saved.clone(),
            Posted::Unknown | Posted::Taken => read_brought(&form),
        });
        let (pending, failures) = (BTreeMap::new(), 0);
        let (busy, waiting, locked, unkept, singly) = (false, false, false, false, false);
        Self { form, drafts, lang, words, pending, saved, busy, waiting, locked, unkept, singly, failures }
    }

    /// Puts back what could not be sent before the page was left. Answers that for which the page has no field.
    pub fn restore(&mut self, taken: bool) -> BTreeMap<String, Pending> {
        let mut left = BTreeMap::new();
        for (key, mut pending) in self.drafts.all() {
            if self.has(&key, &pending.pairs) || (pending.posted && taken) {
                // It has arrived meanwhile.
                self.drafts.forget(&key);
                continue;
            }
            // What was refused now is not taken for arrived when something else is taken later.
            pending.posted = false;
            self.drafts.put(&key, &pending);
            if write(&self.form, &key, &pending.pairs) {
                // The field begins from what it began from then, not from what somebody else has saved since.
                set_version(&self.form, &key, pending.base);
                pending.held = was_refused(&self.form, &key);
                self.pending.insert(key, pending);
            } else {
                left.insert(key, pending);
            }
        }
        if !self.pending.is_empty() {
            self.words.set(words::RESTORED.get(self.lang).to_owned());
        }
        left
    }

    /// Takes up what stands in fields and is not saved: it came back with the form, or was typed before this program had
    /// arrived. On a page that was not come to `afresh`, the browser may have put it there, from a time before somebody
    /// else saved: then it begins from nothing, so that the server compares.
    ///
    /// What is `left` of a question stays kept as it is.
    pub fn take_up(&mut self, posted: &Posted, left: &BTreeMap<String, Pending>, afresh: bool) {
        let mut typed = by_question(read_all(&self.form));
        let kept = |key: &String| self.pending.contains_key(key) || left.contains_key(key);
        typed.retain(|key, pairs| !kept(key) && !self.has(key, pairs));
        for (key, pairs) in typed {
            let base = match posted {
                Posted::Back { bases, .. } => bases.get(&key).copied().unwrap_or_default(),
                Posted::Unknown | Posted::Taken if afresh => version(&self.form, &key),
                Posted::Unknown | Posted::Taken => 0,
            };
            set_version(&self.form, &key, base);
            let held = was_refused(&self.form, &key);
            self.pend(&key, base, pairs, held);
        }
    }

    /// Whether the server has just this.
    fn has(&self, key: &str, pairs: &Pairs) -> bool {
        self.saved.get(key).map(written).unwrap_or_default() == written(pairs)
    }

    fn pend(&mut self, key: &str, base: i32, pairs: Pairs, held: bool) {
        let (label, words) = (label(&self.form, key), in_words(&self.form, key));
        let pending = Pending { base, pairs, label, words, posted: false, held };
        self.unkept = !self.drafts.put(key, &pending);
        self.pending.insert(key.to_owned(), pending);
    }

    /// Notes that everything goes with the form itself.
    pub fn note_posted(&mut self) {
        for (key, pending) in &mut self.pending {
            pending.posted = true;
            self.drafts.put(key, pending);
        }
    }

    /// Notes what stands in the field that an event tells of.
    pub fn note(&mut self, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(name) = target.and_then(|target| target.get_attribute("name")) else { return };
        let Some(key) = key_of(&name) else { return };
        let pairs = read(&self.form, key);
        let unchanged = match self.pending.get(key) {
            Some(pending) => pending.pairs == pairs,
            None => self.has(key, &pairs),
        };
        if !unchanged {
            self.pend(key, version(&self.form, key), pairs, false);
        }
    }

    /// What the next request carries.
    pub fn changes(&self) -> Vec<FieldChange> {
        if self.busy || self.locked {
            return Vec::new();
        }
        let most = if self.singly { 1 } else { usize::MAX };
        let mut bytes = 0;
        self.pending
            .iter()
            .filter(|(_, pending)| !pending.held)
            .take(most)
            .take_while(|(_, pending)| {
                let first = bytes == 0;
                bytes += size(&pending.pairs);
                first || bytes < REQUEST_BYTES
            })
            .map(|(key, pending)| FieldChange {
                key: key.clone(),
                base: pending.base,
                input: FieldInput::Typed(pending.pairs.clone()),
            })
            .collect()
    }

    /// A request was answered.
    pub fn answered(&mut self) {
        self.failures = 0;
        if self.pending.values().all(|pending| pending.held) {
            self.singly = false;
        }
    }

    /// Whether something else was typed since this was sent.
    fn is_newer(&self, key: &str, sent: &Pairs) -> bool {
        self.pending.get(key).is_some_and(|pending| pending.pairs != *sent)
    }

    /// Takes in what became of a change.
    pub fn settle(&mut self, outcome: FieldOutcome, sent: &Pairs) -> Option<Conflict> {
        let key = outcome.key().to_owned();
        let newer = self.is_newer(&key, sent);
        match outcome {
            FieldOutcome::Saved { version, at, warnings, .. } => {
                set_version(&self.form, &key, version);
                self.saved.insert(key.clone(), sent.clone());
                if let Some(pending) = self.pending.get_mut(&key).filter(|_| newer) {
                    pending.base = version;
                    self.drafts.put(&key, pending);
                } else {
                    self.pending.remove(&key);
                    self.drafts.forget_sent(&key, sent);
                }
                let doubts: Vec<String> = warnings.iter().map(|doubt| doubt.kind.message(self.lang)).collect();
                self.tell(&key, &doubts.join(" "), false);
                take_off(&self.form, &key, BROUGHT);
                self.words.set(format!("{} {at}", words::SAVED.get(self.lang)));
                None
            }
            FieldOutcome::Refused { errors, .. } => {
                let told: Vec<String> = errors.iter().map(|error| error.problem.message(self.lang)).collect();
                self.hold(&key, newer, &told.join(" "));
                None
            }
            FieldOutcome::Conflict { version, text, input, by, at, .. } => {
                if let Some(pending) = self.pending.get_mut(&key) {
                    pending.held = true;
                }
                let told = words::CONFLICT.fill(self.lang, &[("at", &at), ("by", &by)]);
                self.tell(&key, &format!("{told}{text}"), true);
                take_off(&self.form, &key, BROUGHT_CONFLICT);
                self.words.set(String::new());
                Some(Conflict { key, version, input })
            }
        }
    }

    /// A request failed as a whole: says why, and whether trying again can help.
    pub fn failed(&mut self, error: &AppError, sent: &[FieldChange]) -> Again {
        self.failures = self.failures.saturating_add(1);
        let pause = PAUSE.saturating_mul(1 << self.failures.saturating_sub(1).min(6)).min(LONGEST_PAUSE);
        let (text, again) = match error {
            AppError::Unauthenticated => (words::SIGNED_OUT.get(self.lang).to_owned(), Again::After(pause)),
            AppError::Forbidden | AppError::NotFound | AppError::Conflict { .. } => {
                self.locked = true;
                let text = if self.unkept { words::LOCKED_UNKEPT } else { words::LOCKED };
                (text.get(self.lang).to_owned(), Again::Never)
            }
            AppError::TooLarge { .. } | AppError::Malformed { .. } | AppError::Invalid { .. } => {
                // One field must not keep the others from being saved.
                self.singly = true;
                if let [FieldChange { key, input: FieldInput::Typed(pairs), .. }] = sent {
                    self.hold(key, self.is_newer(key, pairs), &error.message(self.lang));
                }
                (String::new(), Again::Now)
            }
            AppError::Unavailable => {
                let text = if self.unkept { words::OFFLINE_UNKEPT } else { words::OFFLINE };
                (text.get(self.lang).to_owned(), Again::After(pause))
            }
            AppError::TooManyRequests { retry_after } => {
                (error.message(self.lang), Again::After(Duration::from_secs(*retry_after).max(pause)))
            }
            other => (other.message(self.lang), Again::After(pause)),
        };
        self.words.set(text);
        again
    }

    /// Keeps a field from being sent until it is changed.
    fn hold(&mut self, key: &str, newer: bool, why: &str) {
        if let Some(pending) = self.pending.get_mut(key).filter(|_| !newer) {
            pending.held = true;
        }
        self.tell(key, &format!("{}{why}", words::REFUSED.get(self.lang)), true);
        self.words.set(String::new());
    }

    /// Writes the line below a question.
    pub fn tell(&self, key: &str, text: &str, wrong: bool) {
        if let Some(slot) = slot(&self.form, key) {
            slot.set_text_content(Some(text));
            withdraw(&slot);
        }
        mark(&self.form, key, wrong);
    }
}

fn by_question(pairs: Pairs) -> BTreeMap<String, Pairs> {
    let mut questions: BTreeMap<String, Pairs> = BTreeMap::new();
    for (name, text) in pairs {
        if let Some(key) = key_of(&name) {
            questions.entry(key.to_owned()).or_default().push((name, text));
        }
    }
    questions
}

/// What is written in fields; those that are blank say nothing.
fn written(pairs: &Pairs) -> Vec<&(String, String)> {
    pairs.iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// Bytes that a field takes in a request, about.
fn size(pairs: &Pairs) -> usize {
    pairs.iter().map(|(name, text)| name.len() + text.len() + 8).sum()
}
