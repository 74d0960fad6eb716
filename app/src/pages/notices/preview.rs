//! The last look at a notice before it goes out: to how many bodies, and what they will see.

use std::collections::HashMap;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{
    notice_id,
    show::{attachment, facts},
};
use crate::{
    components::{
        attachments::{Attachment, Attachments},
        banner::Banner,
        disclosure::Disclosure,
        form::{ActionButton, HiddenField},
        layout::{Crumb, Page},
        load::{load, use_lang},
        safe_html::SafeHtml,
        tone::Tone,
    },
    domain::{
        calendar::jst_date,
        error::{FieldError, FieldProblem},
        form_text::join,
        ids::{BodyId, GroupId},
        lang::Lang,
        notice::NoticeDraft,
    },
    ports::{
        bodies::AudienceChoices,
        notices::{DraftView, NoticeView},
    },
    routes,
    text::{forms, notices as text, surveys},
};

/// The preview of a draft.
#[component]
pub fn NoticePreviewPage() -> impl IntoView {
    let id = notice_id();
    load(
        async move |context, caller| {
            let id = id?;
            let draft = context.services.notices.draft(&caller, id).await?;
            let notice = context.services.notices.show(&caller, id).await?;
            let choices = context.services.bodies.audience_choices(&caller).await?;
            Ok((draft, notice, choices, jst_date(context.now)))
        },
        |(draft, notice, choices, today)| page(&draft, notice, &choices, today),
    )
}

fn page(draft: &DraftView, notice: NoticeView, choices: &AudienceChoices, today: NaiveDate) -> impl IntoView + use<> {
    let lang = use_lang();
    let edit = routes::notice_edit(notice.id);
    let names = receivers(&draft.draft, choices);
    let publish = publish_panel(draft, &notice, names.len(), today);
    let count = text::RECEIVERS.fill(lang, &[("n", &names.len().to_string())]);
    let names = join(&names, lang);
    let files: Vec<Attachment> = notice.attachments.iter().map(|file| attachment(file, lang)).collect();
    let (facts, html) = (facts(&notice, lang), notice.html.clone());
    let mut trail = super::trail(lang);
    trail.push(Crumb::new(notice.title.clone(), edit.clone()));
    view! {
        <Page title=text::CHECK.get(lang) trail lead=move || text::CHECK_LEAD.get(lang)>
            <div class="stack stack--l">
                {publish}
                <section class="stack stack--s">
                    <h2>{text::AUDIENCE.get(lang)}</h2>
                    <Disclosure summary=count><p>{names}</p></Disclosure>
                </section>
                <section class="stack">
                    <h2>{notice.title}</h2>
                    {facts}
                    <div class="document__body"><SafeHtml html/></div>
                    {(!files.is_empty()).then(|| view! { <h3>{text::FILES.get(lang)}</h3><Attachments files/> })}
                </section>
                <div class="button-row"><a class="button" href=edit>{text::BACK_TO_DRAFT.get(lang)}</a></div>
            </div>
        </Page>
    }
}

/// The bodies that the audience means today, in code order.
fn receivers(draft: &NoticeDraft, choices: &AudienceChoices) -> Vec<String> {
    let every: Vec<BodyId> = choices.bodies.iter().map(|body| body.id).collect();
    let members: HashMap<GroupId, &[BodyId]> =
        choices.groups.iter().map(|group| (group.id, group.members.as_slice())).collect();
    let meant = draft.audience.resolve(&every, |group| members.get(&group).copied().unwrap_or_default());
    choices.bodies.iter().filter(|body| meant.contains(&body.id)).map(|body| body.name.clone()).collect()
}

/// The button, or what keeps the notice from going out; the server looks again when it does.
fn publish_panel(draft: &DraftView, notice: &NoticeView, receivers: usize, today: NaiveDate) -> AnyView {
    let lang = use_lang();
    let problems = problems(draft, receivers, today);
    if !problems.is_empty() {
        let title = surveys::TO_FIX.fill(lang, &[("n", &problems.len().to_string())]);
        let href = routes::notice_edit(notice.id);
        let items = problems
            .into_iter()
            .map(|error| view! { <li><a href=href.clone()>{sentence(&error, lang)}</a></li> })
            .collect_view();
        return view! { <Banner tone=Tone::Warning title><ul>{items}</ul></Banner> }.into_any();
    }
    let label = text::PUBLISH_TO.fill(lang, &[("n", &receivers.to_string())]);
    let (id, version) = (notice.id.to_string(), draft.version.to_string());
    view! {
        <section class="confirm">
            <h2>{text::PUBLISH.get(lang)}</h2>
            <p>{text::PUBLISH_TEXT.get(lang)}</p>
            <ActionButton action="notices/publish" label class="button button--primary">
                <HiddenField name="id" value=id/>
                <HiddenField name="version" value=version/>
            </ActionButton>
        </section>
    }
    .into_any()
}

fn problems(draft: &DraftView, receivers: usize, today: NaiveDate) -> Vec<FieldError> {
    let mut problems = match draft.draft.clone().check(today) {
        Ok(content) => content.publish_problems(draft.attachments.len(), today),
        Err(errors) => errors,
    };
    if receivers == 0 && !problems.iter().any(|error| error.field == "audience") {
        problems.push(FieldError::new("audience", FieldProblem::NoAudience));
    }
    if draft.draft.contact_id.is_some_and(|id| draft.contacts.iter().all(|entry| entry.id != id)) {
        problems.push(FieldError::new("contact_id", FieldProblem::UnknownChoice));
    }
    problems
}

/// What is wrong, behind the name of the field where the sentence alone would not tell it.
fn sentence(error: &FieldError, lang: Lang) -> String {
    let message = error.problem.message(lang);
    let label = match error.field.as_str() {
        "confirm_by" => text::CONFIRM_BY,
        "contact_id" => text::CONTACT_ENTRY,
        "effective_on" => text::EFFECTIVE,
        "received_on" => text::RECEIVED,
        _ => return message,
    };
    forms::SUMMARY_ITEM.fill(lang, &[("label", label.get(lang)), ("message", &message)])
}
