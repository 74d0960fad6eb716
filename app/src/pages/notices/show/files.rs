//! The files of a notice.

use leptos::prelude::*;

use crate::{
    components::attachments::{Attachment, Attachments},
    domain::lang::Lang,
    ports::notices::{AttachmentView, NoticeView},
    routes,
    text::notices as text,
};

/// The files, where there are any.
pub(super) fn files(notice: &NoticeView, lang: Lang) -> Option<impl IntoView + use<>> {
    let files: Vec<Attachment> = notice.attachments.iter().map(|file| attachment(file, lang)).collect();
    (!files.is_empty()).then(|| {
        view! { <section class="section"><h2>{text::FILES.get(lang)}</h2><Attachments files/></section> }
    })
}

/// A file as the list of files shows it.
pub(in crate::pages::notices) fn attachment(file: &AttachmentView, lang: Lang) -> Attachment {
    Attachment {
        role: file.role.text().get(lang).to_owned(),
        name: file.name.clone(),
        href: routes::attachment(file.id),
        size: file.size,
        note: file.description.clone(),
        replaced: false,
    }
}
