//! Writing a notice.

use std::sync::Arc;

use leptos::prelude::*;

use super::{draft_fields::DraftFields, draft_files::Files, notice_id, trail};
use crate::{
    components::{
        disclosure::Disclosure,
        file_problem::FileProblem,
        form::{ActionButton, HiddenField, PostForm, VersionField},
        layout::Page,
        load::{load, use_lang},
    },
    ports::{bodies::AudienceChoices, notices::DraftView},
    text::notices as text,
};

/// A notice that is not kept yet.
#[component]
pub fn NewNoticePage() -> impl IntoView {
    load(
        async move |context, caller| {
            let draft = context.services.notices.blank(&caller).await?;
            Ok((draft, context.services.bodies.audience_choices(&caller).await?))
        },
        |(draft, choices)| {
            let (lang, choices) = (use_lang(), Arc::new(choices));
            view! {
                <Page title=text::NEW.get(lang) trail=trail(lang) lead=move || text::EDIT_LEAD.get(lang)>
                    <PostForm action="notices/create">
                        <DraftFields draft choices/>
                        <p>{text::FILES_LATER.get(lang)}</p>
                        <button class="button button--primary" type="submit">{text::SAVE.get(lang)}</button>
                    </PostForm>
                </Page>
            }
        },
    )
}

/// A draft.
#[component]
pub fn EditNoticePage() -> impl IntoView {
    let id = notice_id();
    load(
        async move |context, caller| {
            let draft = context.services.notices.draft(&caller, id?).await?;
            Ok((draft, context.services.bodies.audience_choices(&caller).await?))
        },
        |(draft, choices)| page(draft, Arc::new(choices)),
    )
}

fn page(draft: DraftView, choices: Arc<AudienceChoices>) -> impl IntoView {
    let lang = use_lang();
    let id = draft.id.map(|id| id.to_string()).unwrap_or_default();
    let title = if draft.draft.title.is_empty() { text::EDIT.get(lang) } else { draft.draft.title.as_str() };
    let (title, own) = (title.to_owned(), id.clone());
    view! {
        <Page title=title trail=trail(lang) lead=move || text::EDIT_LEAD.get(lang)>
            <FileProblem/>
            <PostForm action="notices/save" multipart=true>
                // The Enter key presses the first button of a form: it must not be one that changes the files.
                <button class="visually-hidden" type="submit" name="then" value="save" tabindex="-1" aria-hidden="true">
                    {text::SAVE.get(lang)}
                </button>
                <HiddenField name="id" value=own/>
                <VersionField version=draft.version/>
                <DraftFields draft=draft.clone() choices/>
                <Files draft/>
                <div class="toolbar">
                    <button class="button" type="submit" name="then" value="save">{text::SAVE.get(lang)}</button>
                    <button class="button button--primary" type="submit" name="then" value="check">
                        {text::GO_CHECK.get(lang)}
                    </button>
                </div>
            </PostForm>
            <Disclosure summary=text::DISCARD.get(lang) boxed=true>
                <div class="stack">
                    <p>{text::DISCARD_TEXT.get(lang)}</p>
                    <ActionButton action="notices/discard" label=text::DISCARD.get(lang) class="button button--danger">
                        <HiddenField name="id" value=id/>
                    </ActionButton>
                </div>
            </Disclosure>
        </Page>
    }
}
