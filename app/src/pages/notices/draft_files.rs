//! The files of a draft: attaching, describing, ordering and removing them, without a script.

use leptos::prelude::*;

use super::show::attachment;
use crate::{
    components::{
        attachments::Attachments,
        disclosure::Disclosure,
        form::{ActionButton, Choice, FileField, HiddenField, PostForm, Select, TextField},
        load::use_lang,
    },
    domain::{ids::NoticeId, lang::Lang, notice::AttachmentRole},
    ports::notices::{AttachmentView, DraftView},
    routes,
    text::notices as text,
};

/// The files of a draft.
#[component]
pub fn Files<'d>(
    /// The draft.
    draft: &'d DraftView,
) -> impl IntoView + use<> {
    let lang = use_lang();
    let files = draft.attachments.iter().map(|file| file_view(file, lang)).collect_view();
    let form = draft.id.map(|id| upload_form(id, draft.max_file_bytes, lang));
    view! {
        <section class="section" id="files">
            <h2>{text::FILES.get(lang)}</h2>
            {files}
            {form}
        </section>
    }
}

fn roles(lang: Lang) -> Vec<Choice> {
    AttachmentRole::ALL.iter().map(|role| Choice::new(role.code(), role.text().get(lang))).collect()
}

fn file_view(file: &AttachmentView, lang: Lang) -> impl IntoView + use<> {
    let (id, name) = (file.id.to_string(), file.name.clone());
    let button = |action: &'static str, label: crate::text::Text, up: Option<bool>| {
        let (id, name) = (id.clone(), name.clone());
        view! {
            <ActionButton action=action label=label.get(lang) subject=name class="button button--s">
                <HiddenField name="id" value=id/>
                {up.map(|up| view! { <HiddenField name="up" value=up.to_string()/> })}
            </ActionButton>
        }
    };
    let buttons = view! {
        {button("notices/move_file", text::UP, Some(true))}
        {button("notices/move_file", text::DOWN, Some(false))}
        {button("notices/remove_file", text::REMOVE, None)}
    };
    let (role, description) = (file.role.code(), file.description.clone());
    let key = format!("file-{id}");
    view! {
        <Attachments files=vec![attachment(file, lang)]/>
        <div class="toolbar">{buttons}</div>
        <Disclosure summary=format!("{}: {name}", text::RELABEL.get(lang))>
            <PostForm action="notices/relabel_file" key=key>
                <HiddenField name="id" value=id/>
                <Select name="role" label=text::ROLE.get(lang) choices=roles(lang) value=role/>
                <TextField name="description" label=text::DESCRIPTION.get(lang) value=description optional=true/>
                <button class="button" type="submit">{text::RELABEL.get(lang)}</button>
            </PostForm>
        </Disclosure>
    }
}

fn upload_form(id: NoticeId, max_bytes: u64, lang: Lang) -> impl IntoView {
    let hint = text::FILES_HINT.fill(lang, &[("mb", &(max_bytes >> 20).to_string())]);
    view! {
        <form class="form" method="post" enctype="multipart/form-data" action=routes::notice_files(id) aria-label=text::FILES_ADD.get(lang)>
            <Select name="file_role" label=text::ROLE.get(lang) choices=roles(lang) value=AttachmentRole::Annex.code()/>
            <TextField name="file_description" label=text::DESCRIPTION.get(lang) optional=true/>
            <FileField name="file" label=text::FILES_ADD.get(lang) multiple=true required=true hint=hint/>
            <button class="button" type="submit">{text::ATTACH.get(lang)}</button>
        </form>
    }
}
