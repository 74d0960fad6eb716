//! The fields of a notice.

mod audience;
mod card;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::{
        form::{Choice, DateField, InputWidth, Select, TextArea, TextField},
        load::use_lang,
    },
    domain::{
        calendar::{format_date, parse_date},
        lang::Lang,
        notice::{BODY_MAX, NoticeKind},
    },
    ports::{bodies::AudienceChoices, notices::DraftView},
    text::notices as text,
};

/// Every field of a notice but its files.
#[component]
pub fn DraftFields(
    /// What is kept.
    draft: DraftView,
    /// Who can be addressed.
    choices: Arc<AudienceChoices>,
) -> impl IntoView {
    let lang = use_lang();
    let kinds = NoticeKind::ALL.iter().map(|kind| Choice::new(kind.code(), kind.text().get(lang))).collect();
    let DraftView { draft, known_tags, contacts, .. } = draft;
    let asks = card::confirmation(draft.needs_confirm, &draft.confirm_by, lang).into_any();
    let asked = card::contact(contacts, draft.contact_id, draft.contact, lang).into_any();
    let dates = card::dates(&draft.effective_on, &draft.received_on, lang).into_any();
    let retention = card::retention(draft.retention, lang).into_any();
    let audience = audience::audience(&draft.audience, Arc::unwrap_or_clone(choices), lang).into_any();
    view! {
        <TextField name="title" label=text::TITLE.get(lang) value=draft.title required=true/>
        <Select name="kind" label=text::KIND.get(lang) choices=kinds value=draft.kind required=true/>
        <TextField name="number" label=text::NUMBER.get(lang) hint=text::NUMBER_HINT.get(lang) value=draft.number
            width=InputWidth::W20 optional=true/>
        <DateField name="issued_on" label=text::ISSUED.get(lang) value=typed_date(&draft.issued_on) required=true/>
        {dates}
        {card::seal(draft.seal, lang)}
        <TextField name="ministry" label=text::MINISTRY.get(lang) hint=text::MINISTRY_HINT.get(lang) value=draft.ministry
            width=InputWidth::W30 optional=true/>
        <TextField name="section" label=text::SECTION.get(lang) value=draft.section width=InputWidth::W30 optional=true/>
        {asked}
        <TextArea name="laws" label=text::LAWS.get(lang) hint=text::LAWS_HINT.get(lang) value=draft.laws.join("\n") rows=3
            optional=true/>
        <TextArea name="body" label=text::BODY.get(lang) hint=text::BODY_HINT.get(lang) value=draft.body rows=14
            max=BODY_MAX optional=true/>
        <TextField name="tags" label=text::TAGS.get(lang) hint=text::TAGS_HINT.get(lang) value=draft.tags.join("、")
            suggestions=known_tags optional=true/>
        {asks}
        {retention}
        {audience}
    }
}

/// A kept date as one types it.
fn typed_date(kept: &str) -> String {
    parse_date(kept).map(|date| format_date(date, Lang::Ja)).unwrap_or_default()
}
