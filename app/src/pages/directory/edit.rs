//! A new entry, and changing one.

use leptos::prelude::*;

use crate::{
    components::{
        form::{ActionButton, HiddenField, InputKind, InputWidth, PostForm, TextArea, TextField, VersionField},
        layout::{Crumb, Page as PageFrame},
        load::{load, path_id, use_lang},
    },
    domain::{
        contact::{ContactContent, NOTE_MAX},
        error::AppError,
        form_text::join,
        ids::{BodyId, ContactId},
        policy::{Action, Resource, may},
    },
    ports::contacts::ContactRow,
    routes,
    text::{directory as words, nav},
};

/// Duties of others that are named as examples.
const KNOWN_DUTIES: usize = 30;

/// A new entry of a body.
#[component]
pub fn NewContactPage() -> impl IntoView {
    let body = path_id::<BodyId>("body");
    load(
        async move |context, caller| {
            let directory = context.services.contacts.of_body(&caller, body?).await?;
            if !directory.editable {
                return Err(AppError::Forbidden);
            }
            Ok((directory.body, context.services.contacts.duties(&caller).await?))
        },
        move |(body, duties)| {
            let lang = use_lang();
            view! {
                <PageFrame title=words::ADD.get(lang) trail=trail(body.id, body.name)>
                    <PostForm action="contacts/create">
                        <HiddenField name="body" value=body.id.to_string()/>
                        {fields(ContactContent::default(), &duties)}
                        {end(body.id)}
                    </PostForm>
                </PageFrame>
            }
            .into_any()
        },
    )
}

/// An entry, to be changed.
#[component]
pub fn EditContactPage() -> impl IntoView {
    let id = path_id::<ContactId>("contact");
    load(
        async move |context, caller| {
            let row = context.services.contacts.find(&caller, id?).await?;
            may(&caller.actor, Action::EditContacts, &Resource::Body(row.body_id))?;
            Ok((row, context.services.contacts.duties(&caller).await?))
        },
        move |(row, duties)| edit(row, duties).into_any(),
    )
}

fn edit(row: ContactRow, duties: Vec<String>) -> impl IntoView {
    let lang = use_lang();
    let body = row.body_id;
    let (id, version) = (row.id, row.version);
    let versioned = move || {
        view! {
            <HiddenField name="id" value=id.to_string()/>
            <VersionField version/>
        }
    };
    let trail = trail(body, row.body_name);
    view! {
        <PageFrame title=words::EDIT_TITLE.get(lang) trail=trail>
            <div class="stack stack--l">
                <PostForm action="contacts/save">
                    // Built here and not before: fields look for the form around them.
                    {versioned()}{fields(row.content, &duties)}{end(body)}
                </PostForm>
                <section class="stack">
                    <h2>{words::REMOVE.get(lang)}</h2>
                    <p>{words::REMOVE_HINT.get(lang)}</p>
                    <ActionButton action="contacts/remove" label=words::REMOVE.get(lang) class="button button--danger">
                        {versioned()}
                    </ActionButton>
                </section>
            </div>
        </PageFrame>
    }
}

fn trail(body: BodyId, name: String) -> Vec<Crumb> {
    vec![Crumb::new(nav::DIRECTORY.get(use_lang()), routes::DIRECTORY), Crumb::new(name, routes::directory_body(body))]
}

fn end(body: BodyId) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="button-row">
            <button class="button button--primary" type="submit">{words::SAVE.get(lang)}</button>
            <a href=routes::directory_body(body)>{words::CANCEL.get(lang)}</a>
        </div>
    }
}

fn fields(contact: ContactContent, duties: &[String]) -> impl IntoView + use<> {
    let lang = use_lang();
    let known: Vec<&String> = duties.iter().take(KNOWN_DUTIES).collect();
    let known = format!("{} {}", words::DUTIES_HINT.get(lang), join(&known, lang));
    view! {
        <div class="field-row">
            <TextField name="department" label=words::DEPARTMENT.get(lang) value=contact.department width=InputWidth::W20/>
            <TextField name="section" label=words::SECTION.get(lang) value=contact.section width=InputWidth::W20 required=true/>
            <TextField name="unit" label=words::UNIT.get(lang) value=contact.unit width=InputWidth::W20/>
        </div>
        <TextField name="post" label=words::POST.get(lang) value=contact.post width=InputWidth::W20 hint=words::POST_HINT.get(lang)/>
        <div class="field-row">
            <TextField name="name" label=words::NAME.get(lang) value=contact.name width=InputWidth::W20 autocomplete="off"/>
            <TextField name="reading" label=words::READING.get(lang) value=contact.reading width=InputWidth::W20/>
        </div>
        <div class="field-row">
            <TextField name="phone" label=words::PHONE.get(lang) value=contact.phone kind=InputKind::Phone width=InputWidth::W12 autocomplete="off"/>
            <TextField name="extension" label=words::EXTENSION.get(lang) value=contact.extension width=InputWidth::W8/>
            <TextField name="direct_phone" label=words::DIRECT.get(lang) value=contact.direct_phone kind=InputKind::Phone width=InputWidth::W12 autocomplete="off"/>
            <TextField name="fax" label=words::FAX.get(lang) value=contact.fax kind=InputKind::Phone width=InputWidth::W12 autocomplete="off"/>
        </div>
        <TextField name="lgwan_mail" label=words::LGWAN_MAIL.get(lang) value=contact.lgwan_mail kind=InputKind::Email width=InputWidth::W30 autocomplete="off"/>
        <TextField name="internet_mail" label=words::INTERNET_MAIL.get(lang) value=contact.internet_mail kind=InputKind::Email width=InputWidth::W30 autocomplete="off"/>
        <TextArea name="duties" label=words::DUTY.get(lang) value=contact.duties.join("\n") rows=4 hint=known/>
        <TextArea name="note" label=words::NOTE.get(lang) value=contact.note rows=3 max=NOTE_MAX/>
    }
}
