//! The basics of a survey: what it is called, until when, and whom it asks.

use leptos::prelude::*;

use super::{design_steps, list_crumb, param, trail};
use crate::{
    components::{
        form::{
            Checkbox, CheckboxGroup, Choice, ChoiceLayout, DateField, HiddenField, InputWidth, PostForm, RadioGroup,
            TextArea, TextField, VersionField,
        },
        layout::Page,
        load::{load, use_lang},
    },
    domain::{
        audience::Audience,
        calendar::{Deadline, format_date},
        error::AppError,
        ids::SurveyId,
        lang::Lang,
        policy::{Action, Resource, may},
        survey::SurveyState,
    },
    ports::{bodies::AudienceChoices, surveys::SurveyView},
    routes,
    text::surveys as words,
};

/// A new survey.
#[component]
pub fn NewSurveyPage() -> impl IntoView {
    load(
        async |context, caller| {
            may(&caller.actor, Action::CreateSurvey, &Resource::Hub)?;
            context.services.bodies.audience_choices(&caller).await
        },
        |choices| {
            let lang = use_lang();
            view! {
                <Page title=words::NEW.get(lang) trail=vec![list_crumb()]>{basics_form(None, choices)}</Page>
            }
        },
    )
}

/// The basics of a draft.
#[component]
pub fn EditSurveyPage() -> impl IntoView {
    let id = param::<SurveyId>("id");
    load(
        async move |context, caller| {
            let view = context.services.surveys.view(&caller, id?).await?;
            if !view.own || view.state != SurveyState::Draft {
                return Err(AppError::Forbidden);
            }
            Ok((view, context.services.bodies.audience_choices(&caller).await?))
        },
        |(view, choices)| {
            let lang = use_lang();
            let (trail, steps) = (trail(view.id, &view.title), design_steps(&view, 0));
            view! {
                <Page title=words::EDIT_BASICS.get(lang) trail>
                    <div class="stack stack--l">{steps}{basics_form(Some(view), choices)}</div>
                </Page>
            }
        },
    )
}

fn basics_form(view: Option<SurveyView>, choices: AudienceChoices) -> impl IntoView {
    let lang = use_lang();
    let deadline = view.as_ref().map(|view| Deadline::from_instant(view.deadline));
    let known = view.as_ref().map(|view| (view.id, view.version));
    let (save, back) = match known {
        Some((id, _)) => (words::SAVE, routes::survey(id)),
        None => (words::SAVE_NEXT, routes::SURVEYS.to_owned()),
    };
    let number = view.as_ref().and_then(|view| view.number.clone()).unwrap_or_default();
    let contact = view.as_ref().and_then(|view| view.contact.clone()).unwrap_or_default();
    let needs_approval = view.as_ref().is_some_and(|view| view.needs_approval);
    let audience = view.as_ref().and_then(|view| view.audience.clone()).unwrap_or_default();
    let (title, description) = view.map(|view| (view.title, view.description)).unwrap_or_default();
    view! {
        <PostForm action="surveys/save">
            {known.map(|(id, version)| view! {
                <HiddenField name="id" value=id.to_string()/>
                <VersionField version/>
            })}
            <TextField name="title" label=words::TITLE.get(lang) value=title required=true/>
            <TextField
                name="number"
                label=words::NUMBER.get(lang)
                value=number
                width=InputWidth::W20
                optional=true
                hint=words::NUMBER_HINT.get(lang)
            />
            <TextArea
                name="description"
                label=words::DESCRIPTION.get(lang)
                value=description
                rows=8
                optional=true
                hint=words::DESCRIPTION_HINT.get(lang)
            />
            {deadline_fields(deadline)}
            <TextField
                name="contact"
                label=words::CONTACT.get(lang)
                value=contact
                optional=true
                hint=words::CONTACT_HINT.get(lang)
            />
            <Checkbox
                name="needs_approval"
                label=words::NEEDS_APPROVAL.get(lang)
                checked=needs_approval
                hint=words::NEEDS_APPROVAL_HINT.get(lang)
            />
            {audience_fields(audience, choices)}
            <div class="button-row">
                <button class="button button--primary" type="submit">{save.get(lang)}</button>
                <a class="button button--text" href=back>{words::CANCEL.get(lang)}</a>
            </div>
        </PostForm>
    }
}

fn deadline_fields(deadline: Option<Deadline>) -> impl IntoView {
    let lang = use_lang();
    let date = deadline.map(|deadline| format_date(deadline.date, Lang::Ja)).unwrap_or_default();
    let time = deadline.map(|deadline| deadline.time.format("%H:%M").to_string()).unwrap_or_default();
    view! {
        <DateField name="deadline_date" label=words::DEADLINE_DATE.get(lang) value=date required=true/>
        <TextField
            name="deadline_time"
            label=words::DEADLINE_TIME.get(lang)
            value=time
            width=InputWidth::W8
            optional=true
            hint=words::DEADLINE_TIME_HINT.get(lang)
        />
    }
}

fn audience_fields(audience: Audience, choices: AudienceChoices) -> impl IntoView {
    let lang = use_lang();
    let (kind, groups, bodies) = match audience {
        Audience::All => ("all", Vec::new(), Vec::new()),
        Audience::Chosen { groups, bodies } => (
            "chosen",
            groups.iter().map(ToString::to_string).collect(),
            bodies.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ),
    };
    let kinds = vec![
        Choice::new("all", words::AUDIENCE_ALL.get(lang)),
        Choice::new("chosen", words::AUDIENCE_CHOSEN.get(lang)),
    ];
    let every_group: Vec<Choice> =
        choices.groups.into_iter().map(|group| Choice::new(group.id.to_string(), group.name)).collect();
    let every_body: Vec<Choice> =
        choices.bodies.into_iter().map(|body| Choice::new(body.id.to_string(), body.name)).collect();
    view! {
        <RadioGroup
            name="audience"
            label=words::AUDIENCE.get(lang)
            choices=kinds
            value=kind
            layout=ChoiceLayout::Row
            required=true
            hint=words::AUDIENCE_HINT.get(lang)
        />
        {(!every_group.is_empty()).then(|| view! {
            <CheckboxGroup
                name="groups"
                label=words::GROUPS.get(lang)
                choices=every_group
                values=groups
                layout=ChoiceLayout::Columns
            />
        })}
        <CheckboxGroup
            name="bodies"
            label=words::BODIES.get(lang)
            choices=every_body
            values=bodies
            layout=ChoiceLayout::Columns
        />
    }
}
