//! The files of a draft: attaching, describing, ordering and removing them, without a script. They stand in the form of
//! the draft, so that every button of it keeps what was typed elsewhere.

use leptos::prelude::*;

use super::show::attachment;
use crate::{
    components::{
        attachments::Attachments,
        form::{Choice, FileField, Select, TextField},
        load::use_lang,
    },
    domain::{
        lang::{Lang, Text},
        notice::AttachmentRole,
    },
    ports::notices::{AttachmentView, DraftView},
    text::notices as text,
};

/// The files of a draft.
#[component]
pub fn Files(
    /// The draft.
    draft: DraftView,
) -> impl IntoView {
    let lang = use_lang();
    let files = draft.attachments.into_iter().map(|file| file_view(&file, lang)).collect_view();
    let hint = text::FILES_HINT.fill(lang, &[("mb", &(draft.max_file_bytes >> 20).to_string())]);
    view! {
        <section class="section stack" id="files">
            <h2>{text::FILES.get(lang)}</h2>
            {files}
            <div class="panel panel--muted stack">
                <div class="field-row">
                    <Select name="file_role" label=text::ROLE.get(lang) choices=roles(lang) value=AttachmentRole::Annex.code()/>
                    <TextField name="file_description" label=text::DESCRIPTION.get(lang) optional=true/>
                </div>
                <FileField name="file" label=text::FILES_ADD.get(lang) multiple=true optional=true hint=hint/>
                <div><button class="button" type="submit" name="then" value="attach">{text::ATTACH.get(lang)}</button></div>
            </div>
        </section>
    }
}

fn roles(lang: Lang) -> Vec<Choice> {
    AttachmentRole::ALL.iter().map(|role| Choice::new(role.code(), role.text().get(lang))).collect()
}

fn file_view(file: &AttachmentView, lang: Lang) -> impl IntoView + use<> {
    let (id, name) = (file.id, file.name.clone());
    let button = |what: &'static str, label: Text| {
        let subject = format!(": {name}");
        view! {
            <button class="button button--s" type="submit" name="then" value=format!("{what}:{id}")>
                {label.get(lang)}<span class="visually-hidden">{subject}</span>
            </button>
        }
    };
    let (up, down, remove) = (button("up", text::UP), button("down", text::DOWN), button("remove", text::REMOVE));
    let (role, description) = (format!("files[{id}][role]"), format!("files[{id}][description]"));
    view! {
        <div class="stack stack--s">
            <Attachments files=vec![attachment(file, lang)]/>
            <div class="field-row">
                <Select name=role label=text::ROLE.get(lang) subject=name.clone() choices=roles(lang) value=file.role.code()/>
                <TextField name=description label=text::DESCRIPTION.get(lang) subject=name.clone()
                    value=file.description.clone() optional=true/>
            </div>
            <div class="toolbar">{up}{down}{remove}</div>
        </div>
    }
}
