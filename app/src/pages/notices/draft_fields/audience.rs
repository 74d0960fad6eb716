//! Whom a notice is for.

use leptos::prelude::*;

use crate::{
    components::form::{CheckboxGroup, Choice, ChoiceLayout, RadioGroup},
    domain::{
        audience::Audience,
        body::BodyKind,
        lang::{Lang, Text},
    },
    ports::bodies::{AudienceChoices, BodyRow},
    text::notices as text,
};

/// A group of bodies to tick: its element, its heading, and which kinds belong to it.
type Area<'a> = (&'static str, Text, &'a dyn Fn(BodyKind) -> bool);

/// Who it is for: everybody, or ticked groups and bodies.
pub(super) fn audience(audience: &Audience, choices: AudienceChoices, lang: Lang) -> impl IntoView + use<> {
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
