//! Everything that a body answers, on one page, before it is sent.

use leptos::prelude::*;

use super::{
    answer::{identity, state_chips},
    answers_view::{answers_view, values_of},
    deadline_lead, list_crumb, param,
};
use crate::{
    components::{
        banner::Banner,
        form::{HiddenField, PostForm, TextArea},
        layout::{Crumb, Page},
        load::{load, use_lang},
        tone::Tone,
    },
    domain::{
        assignment::{AssignmentFlag, AssignmentState, REMARK_MAX},
        error::FieldError,
        form::{FormDefinition, Values, check_complete, warnings},
        ids::SurveyId,
    },
    ports::answers::AnswerView,
    routes,
    text::{answers as words, forms},
};

/// The page on which a body looks at all its answers.
#[component]
pub fn CheckPage() -> impl IntoView {
    let id = param::<SurveyId>("id");
    load(
        async move |context, caller| {
            let assignment = context.services.answers.find(&caller, id?).await?;
            context.services.answers.open(&caller, assignment).await
        },
        check,
    )
}

fn check(view: AnswerView) -> impl IntoView {
    let lang = use_lang();
    let (survey, deadline, now) = (view.summary.survey, view.summary.deadline, view.read_at);
    // What waits for approval as 該当なし goes without answers: none is missing, and none is doubted.
    let nothing = view.summary.flags.contains(&AssignmentFlag::NotApplicable);
    let values = if nothing { Values::default() } else { values_of(&view.fields) };
    let missing = if nothing { Vec::new() } else { check_complete(&view.form, &values) };
    let waits = view.summary.state == AssignmentState::AwaitingApproval;
    let (missing_view, doubts) = (missing_banner(&view, &missing), warnings_banner(&view.form, &values, survey));
    let answers = if nothing {
        view! { <p class="section lead">{words::NOT_APPLICABLE_ASKED.get(lang)}</p> }.into_any()
    } else {
        answers_view(&view.form, &values, view.rights.fill.then_some(survey)).into_any()
    };
    let may_send = missing.is_empty() && (view.rights.submit || view.rights.ask_approval);
    let send = may_send.then(|| send_form(&view, nothing));
    let back = (view.rights.take_back && waits).then(|| take_back_form(&view));
    let chips = state_chips(&view);
    let trail = vec![list_crumb(), Crumb::new(view.summary.title.clone(), routes::survey_answer(survey))];
    view! {
        <Page title=words::CHECK.get(lang) trail lead=move || deadline_lead(deadline, now, false)>
            <div class="stack">
                <p class="lead">{view.summary.title}</p>
                {chips}
                {missing_view}
                {doubts}
                <p>{words::CHECK_LEAD.get(lang)}</p>
            </div>
            {answers}
            {send}
            {back}
            <div class="button-row">
                <a class="button" href=routes::survey_answer(survey)>{words::BACK_TO_FORM.get(lang)}</a>
            </div>
        </Page>
    }
}

/// The question of a field, and the way to it.
fn place(form: &FormDefinition, survey: SurveyId, field: &str) -> (String, String) {
    let key = field.strip_prefix("q.").unwrap_or(field);
    let key = key.split('.').next().unwrap_or_default();
    let label = form.question(key).map(|question| question.label.clone()).unwrap_or_default();
    (label, format!("{}#q-{key}", routes::survey_answer(survey)))
}

fn missing_banner(view: &AnswerView, missing: &[FieldError]) -> Option<impl IntoView + use<>> {
    let lang = use_lang();
    let may_send = view.rights.fill;
    let title = words::MISSING.fill(lang, &[("n", &missing.len().to_string())]);
    let items = missing
        .iter()
        .map(|error| {
            let (label, href) = place(&view.form, view.summary.survey, &error.field);
            let message = error.problem.message(lang);
            let text = forms::SUMMARY_ITEM.fill(lang, &[("label", &label), ("message", &message)]);
            view! { <li><a href=href>{text}</a></li> }
        })
        .collect_view();
    (may_send && !missing.is_empty()).then(|| view! { <Banner tone=Tone::Danger title><ul>{items}</ul></Banner> })
}

fn warnings_banner(form: &FormDefinition, values: &Values, survey: SurveyId) -> Option<impl IntoView + use<>> {
    let lang = use_lang();
    let doubts = warnings(form, values);
    let title = words::WARNINGS.fill(lang, &[("n", &doubts.len().to_string())]);
    let items = doubts
        .iter()
        .map(|doubt| {
            let (label, href) = place(form, survey, &doubt.field);
            let message = doubt.kind.message(lang);
            let text = forms::SUMMARY_ITEM.fill(lang, &[("label", &label), ("message", &message)]);
            view! { <li><a href=href>{text}</a></li> }
        })
        .collect_view();
    (!doubts.is_empty()).then(|| view! { <Banner tone=Tone::Warning title><ul>{items}</ul></Banner> })
}

fn send_form(view: &AnswerView, nothing: bool) -> impl IntoView + use<> {
    let lang = use_lang();
    let waits = view.summary.state == AssignmentState::AwaitingApproval;
    let (action, label) = match (view.rights.submit, waits) {
        (true, true) if nothing => ("answers/submit", words::NOT_APPLICABLE_APPROVE),
        (true, true) => ("answers/submit", words::APPROVE),
        (true, false) => ("answers/submit", words::SUBMIT),
        (false, _) => ("answers/ask_approval", words::ASK_APPROVAL),
    };
    let (ids, key, note) = (identity(view), view.client_key.to_string(), view.note.clone());
    let version = view.version;
    view! {
        <section class="section confirm">
            <h2>{label.get(lang)}</h2>
            <PostForm action>
                {ids}
                <HiddenField name="client_key" value=key/>
                <HiddenField name="version" value=version.to_string()/>
                {nothing.then(|| view! { <HiddenField name="not_applicable" value="true"/> })}
                <TextArea
                    name="note"
                    label=words::NOTE.get(lang)
                    hint=words::NOTE_HINT.get(lang)
                    value=note
                    rows=3
                    optional=true
                    max=REMARK_MAX
                />
                <button class="button button--primary" type="submit">{label.get(lang)}</button>
            </PostForm>
        </section>
    }
}

fn take_back_form(view: &AnswerView) -> impl IntoView + use<> {
    let lang = use_lang();
    let ids = identity(view);
    view! {
        <section class="section panel">
            <h2>{words::TAKE_BACK.get(lang)}</h2>
            <PostForm action="answers/take_back">
                {ids}
                <TextArea name="reason" label=words::TAKE_BACK_REASON.get(lang) rows=3 optional=true/>
                <button class="button" type="submit">{words::TAKE_BACK.get(lang)}</button>
            </PostForm>
        </section>
    }
}
