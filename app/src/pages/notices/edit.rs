//! Writing a notice.

use std::sync::Arc;

use leptos::prelude::*;

use super::{draft_fields::DraftFields, draft_files::Files, notice_id, trail};
use crate::{
    components::{
        disclosure::Disclosure,
        file_problem::FileProblem,
        form::{ActionButton, FormOutcome, HiddenField, PostForm},
        layout::Page,
        load::{load, use_lang},
    },
    domain::{
        error::{AppError, ConflictReason},
        lang::Lang,
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
        |(draft, choices)| page(&draft, Arc::new(choices)),
    )
}

fn page(draft: &DraftView, choices: Arc<AudienceChoices>) -> impl IntoView + use<> {
    let lang = use_lang();
    let id = draft.id.map(|id| id.to_string()).unwrap_or_default();
    let title = if draft.draft.title.is_empty() { text::EDIT.get(lang) } else { draft.draft.title.as_str() };
    let (version, kept, own) = (draft.version.to_string(), draft.clone(), id.clone());
    let stale = stale(draft, lang);
    let fields = view! {
        <PostForm action="notices/save">
            <HiddenField name="id" value=own/>
            <HiddenField name="version" value=version/>
            <DraftFields draft=kept choices/>
            {stale}
            <div class="toolbar">
                <button class="button button--primary" type="submit">{text::SAVE.get(lang)}</button>
                <button class="button" type="submit" name="then" value="publish">{text::PUBLISH.get(lang)}</button>
            </div>
        </PostForm>
    }
    .into_any();
    let files = view! { <Files draft/> }.into_any();
    let title = title.to_owned();
    view! {
        <Page title=title trail=trail(lang) lead=move || text::EDIT_LEAD.get(lang)>
            <FileProblem/>
            {fields}
            {files}
            <Disclosure summary=text::DISCARD.get(lang) boxed=true>
                <p>{text::DISCARD_TEXT.get(lang)}</p>
                <ActionButton action="notices/discard" label=text::DISCARD.get(lang) class="button button--danger">
                    <HiddenField name="id" value=id/>
                </ActionButton>
            </Disclosure>
        </Page>
    }
}

/// After a conflict: what is kept, beside what was typed, so that neither is lost.
fn stale(draft: &DraftView, lang: Lang) -> Option<impl IntoView + use<>> {
    let outcome = FormOutcome::of("notices/save")?;
    let conflict = AppError::Conflict { reason: ConflictReason::Stale };
    (outcome.error == Some(conflict)).then(|| {
        let (title, body) = (draft.draft.title.clone(), draft.draft.body.clone());
        view! {
            <section class="panel">
                <h2>{text::STALE.get(lang)}</h2>
                <p>{text::STALE_TEXT.get(lang)}</p>
                <h3>{title}</h3>
                <pre>{body}</pre>
            </section>
        }
    })
}
