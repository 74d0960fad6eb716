//! The fields of a notice.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::{
        form::{CheckboxGroup, Choice, ChoiceLayout, DateField, InputWidth, RadioGroup, Select, TextArea, TextField},
        load::use_lang,
    },
    domain::{
        audience::Audience,
        body::BodyKind,
        calendar::{format_date, parse_date},
        lang::{Lang, Text},
        notice::{BODY_MAX, NoticeKind},
    },
    ports::{
        bodies::{AudienceChoices, BodyRow},
        notices::DraftView,
    },
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
    let known_tags = draft.known_tags;
    let date = parse_date(&draft.draft.issued_on).map(|date| format_date(date, Lang::Ja)).unwrap_or_default();
    let draft = draft.draft;
    let audience = audience(&draft.audience, Arc::unwrap_or_clone(choices), lang);
    view! {
        <TextField name="title" label=text::TITLE.get(lang) value=draft.title required=true/>
        <Select name="kind" label=text::KIND.get(lang) choices=kinds value=draft.kind required=true/>
        <TextField name="number" label=text::NUMBER.get(lang) hint=text::NUMBER_HINT.get(lang) value=draft.number
            width=InputWidth::W20 optional=true/>
        <DateField name="issued_on" label=text::ISSUED.get(lang) value=date required=true/>
        <TextField name="ministry" label=text::MINISTRY.get(lang) hint=text::MINISTRY_HINT.get(lang) value=draft.ministry
            width=InputWidth::W30 optional=true/>
        <TextField name="section" label=text::SECTION.get(lang) value=draft.section width=InputWidth::W30 optional=true/>
        <TextField name="contact" label=text::CONTACT.get(lang) hint=text::CONTACT_HINT.get(lang) value=draft.contact optional=true/>
        <TextArea name="body" label=text::BODY.get(lang) hint=text::BODY_HINT.get(lang) value=draft.body rows=14
            max=BODY_MAX optional=true/>
        <TextField name="tags" label=text::TAGS.get(lang) hint=text::TAGS_HINT.get(lang) value=draft.tags.join("、")
            suggestions=known_tags optional=true/>
        {audience}
    }
}

/// A group of bodies to tick: its element, its heading, and which kinds belong to it.
type Area<'a> = (&'static str, Text, &'a dyn Fn(BodyKind) -> bool);

/// Who it is for: everybody, or ticked groups and bodies.
fn audience(audience: &Audience, choices: AudienceChoices, lang: Lang) -> impl IntoView + use<> {
    let (all, groups, bodies) = match audience {
        Audience::All => (true, Vec::new(), Vec::new()),
        Audience::Chosen { groups, bodies } => (
            false,
            groups.iter().map(ToString::to_string).collect(),
            bodies.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ),
    };
    let ways =
        vec![Choice::new("all", text::AUDIENCE_ALL.get(lang)), Choice::new("chosen", text::AUDIENCE_CHOSEN.get(lang))];
    let saved: Vec<Choice> =
        choices.groups.into_iter().map(|group| Choice::new(group.id.to_string(), group.name)).collect();
    let areas: [Area<'_>; 3] = [
        ("cities", text::CITIES, &|kind| matches!(kind, BodyKind::City | BodyKind::Ward)),
        ("towns", text::TOWNS, &|kind| matches!(kind, BodyKind::Town | BodyKind::Village)),
        ("unions", text::UNIONS, &|kind| {
            !matches!(kind, BodyKind::City | BodyKind::Ward | BodyKind::Town | BodyKind::Village)
        }),
    ];
    let areas = areas
        .into_iter()
        .map(|(id, label, belongs)| (id, label, bodies_of(&choices.bodies, belongs)))
        .filter(|(_, _, choices)| !choices.is_empty())
        .map(|(id, label, choices)| {
            view! {
                <CheckboxGroup name="bodies[]" id error_name="bodies".to_owned() label=label.get(lang) choices
                    values=bodies.clone() layout=ChoiceLayout::Columns/>
            }
        })
        .collect_view();
    view! {
        <RadioGroup name="audience" label=text::AUDIENCE.get(lang) choices=ways value=if all { "all" } else { "chosen" }
            required=true/>
        {(!saved.is_empty()).then(|| view! {
            <CheckboxGroup name="groups[]" error_name="groups".to_owned() label=text::GROUPS.get(lang) choices=saved values=groups
                layout=ChoiceLayout::Columns/>
        })}
        {areas}
    }
}

fn bodies_of(bodies: &[BodyRow], belongs: &dyn Fn(BodyKind) -> bool) -> Vec<Choice> {
    let rows = bodies.iter().filter(|body| belongs(body.kind));
    rows.map(|body| Choice::new(body.id.to_string(), body.name.clone())).collect()
}
