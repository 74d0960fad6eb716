//! What is said of a notice besides its text: dates, seal, whom to ask, whether it is to be confirmed, how long it is kept.

use leptos::prelude::*;

use super::typed_date;
use crate::{
    components::form::{Choice, DateField, RadioGroup, Select, TextField},
    domain::{
        ids::ContactId,
        lang::Lang,
        notice::{Retention, SealNote},
    },
    ports::notices::ContactChoice,
    text::notices as text,
};

/// From when it applies, and when the document behind it was received.
pub(super) fn dates(effective: &str, received: &str, lang: Lang) -> impl IntoView + use<> {
    view! {
        <DateField name="received_on" label=text::RECEIVED.get(lang) hint=text::RECEIVED_HINT.get(lang)
            value=typed_date(received) optional=true/>
        <DateField name="effective_on" label=text::EFFECTIVE.get(lang) hint=text::EFFECTIVE_HINT.get(lang)
            value=typed_date(effective) optional=true/>
    }
}

/// 公印.
pub(super) fn seal(kept: String, lang: Lang) -> impl IntoView {
    let choices = SealNote::ALL.iter().map(|seal| Choice::new(seal.code(), seal.text().get(lang))).collect();
    view! { <Select name="seal" label=text::SEAL.get(lang) choices value=kept/> }
}

/// Whom to ask: somebody of the directory, and words of the writer.
pub(super) fn contact(
    known: Vec<ContactChoice>,
    chosen: Option<ContactId>,
    words: String,
    lang: Lang,
) -> impl IntoView {
    let mut choices = vec![Choice::new("", text::CONTACT_NOBODY.get(lang))];
    // A browser would choose the first of the list in its place, and nobody would notice.
    if let Some(gone) = chosen.filter(|id| known.iter().all(|entry| entry.id != *id)) {
        choices.push(Choice::new(gone.to_string(), text::CONTACT_GONE.get(lang)));
    }
    choices.extend(known.into_iter().map(|entry| Choice::new(entry.id.to_string(), entry.label)));
    let chosen = chosen.map(|id| id.to_string()).unwrap_or_default();
    view! {
        <Select name="contact_id" label=text::CONTACT_ENTRY.get(lang) hint=text::CONTACT_ENTRY_HINT.get(lang) choices
            value=chosen optional=true/>
        <TextField name="contact" label=text::CONTACT_WORDS.get(lang) hint=text::CONTACT_HINT.get(lang) value=words
            optional=true/>
    }
}

/// Whether and by when it is to be confirmed.
pub(super) fn confirmation(asks: bool, by: &str, lang: Lang) -> impl IntoView + use<> {
    let choices = vec![
        Choice::new("yes", text::ASKS_YES.get(lang)).hint(text::ASKS_YES_HINT.get(lang)),
        Choice::new("no", text::ASKS_NO.get(lang)).hint(text::ASKS_NO_HINT.get(lang)),
    ];
    view! {
        <RadioGroup name="needs_confirm" label=text::ASKS.get(lang) choices value=if asks { "yes" } else { "no" }
            required=true/>
        <DateField name="confirm_by" label=text::CONFIRM_BY.get(lang) hint=text::CONFIRM_BY_HINT.get(lang)
            value=typed_date(by) optional=true/>
    }
}

/// 保存期間.
pub(super) fn retention(kept: String, lang: Lang) -> impl IntoView {
    let choices = Retention::ALL.iter().map(|term| Choice::new(term.code(), term.text().get(lang))).collect();
    view! { <Select name="retention" label=text::RETENTION.get(lang) hint=text::RETENTION_HINT.get(lang) choices value=kept/> }
}
