//! What one body has sent, with acceptance and return.

use leptos::prelude::*;

use super::{
    answers_view::{answers_view, history_view, lines},
    instant, param, trail,
};
use crate::{
    components::{
        description_list::{DescriptionList, DescriptionRow},
        form::{ActionButton, HiddenField, PostForm, TextArea},
        layout::Page,
        load::{load, use_lang},
        status_chip::StatusChip,
    },
    domain::ids::{BodyId, SurveyId},
    ports::surveys::SentAnswers,
    text::surveys as words,
};

/// The answers of a body.
#[component]
pub fn SentPage() -> impl IntoView {
    let (id, body) = (param::<SurveyId>("id"), param::<BodyId>("body"));
    load(async move |context, caller| context.services.surveys.sent(&caller, id?, body?).await, sent)
}

fn sent(sent: SentAnswers) -> impl IntoView {
    let lang = use_lang();
    let title = words::SENT.fill(lang, &[("body", &sent.row.body.name)]);
    let trail = trail(sent.survey, &sent.title);
    let (facts, review) = (facts(&sent), sent.may_review.then(|| review(&sent)));
    let answers = if sent.not_applicable {
        view! { <p class="section lead">{words::NOT_APPLICABLE_SENT.get(lang)}</p> }.into_any()
    } else {
        answers_view(&sent.form, &sent.values, None).into_any()
    };
    view! {
        <Page title trail>
            {facts}
            {answers}
            {review}
            {history_view(sent.history)}
        </Page>
    }
}

fn facts(sent: &SentAnswers) -> impl IntoView + use<> {
    let lang = use_lang();
    let text = |term: &'static str, value: String| view! { <DescriptionRow term>{value}</DescriptionRow> };
    let state = sent.row.state;
    let flags = sent.row.flags.clone().into_iter().map(|status| view! { " "<StatusChip status/> }).collect_view();
    let note = sent.note.clone();
    let rows = view! {
        <DescriptionRow term=words::STATE.get(lang)><StatusChip status=state/>{flags}</DescriptionRow>
        {text(words::RECEIPT.get(lang), sent.receipt.clone())}
        {text(words::SUBMITTED_AT.get(lang), instant(sent.row.submitted_at, lang))}
        {text(words::SUBMITTED_BY.get(lang), sent.row.submitted_name.clone().unwrap_or_default())}
        {text(words::REVISION.get(lang), sent.row.revision.to_string())}
        {(!note.is_empty()).then(|| view! {
            <DescriptionRow term=words::NOTE.get(lang)>{lines(&note)}</DescriptionRow>
        })}
    };
    view! { <DescriptionList>{rows}</DescriptionList> }
}

/// The fields that both forms carry.
fn identity(sent: &SentAnswers) -> impl IntoView + use<> {
    view! {
        <HiddenField name="assignment" value=sent.row.id.to_string()/>
        <HiddenField name="version" value=sent.row.version.to_string()/>
        <HiddenField name="survey" value=sent.survey.to_string()/>
        <HiddenField name="body" value=sent.row.body.id.to_string()/>
    }
}

fn review(sent: &SentAnswers) -> impl IntoView + use<> {
    let lang = use_lang();
    let (accept, send_back) = (identity(sent), identity(sent));
    view! {
        <section class="section confirm">
            <h2>{words::REVIEW.get(lang)}</h2>
            <p>{words::ACCEPT_TEXT.get(lang)}</p>
            <ActionButton action="surveys/accept" label=words::ACCEPT.get(lang) class="button button--primary">
                {accept}
            </ActionButton>
            <PostForm action="surveys/send_back">
                {send_back}
                <TextArea
                    name="reason"
                    label=words::REASON.get(lang)
                    hint=words::REASON_HINT.get(lang)
                    rows=4
                    required=true
                />
                <button class="button" type="submit">{words::SEND_BACK.get(lang)}</button>
            </PostForm>
        </section>
    }
}
