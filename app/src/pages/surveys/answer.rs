//! Answering a survey: the form by sections, or what was sent.

use leptos::prelude::*;

use super::{
    answers_view::{answers_view, lines, values_of},
    deadline_lead, list_crumb, param, query,
    question::{SAVE, sections_view},
};
use crate::{
    components::{
        banner::Banner,
        description_list::{DescriptionList, DescriptionRow},
        disclosure::Disclosure,
        file_problem::FileProblem,
        form::{ActionButton, FormOutcome, HiddenField, PostForm},
        island_scripts::WakeIslands,
        layout::Page,
        load::{load, use_lang},
        progress::Progress,
        safe_html::SafeHtml,
        status_chip::{Look, Status, StatusChip},
        steps::{Step, StepState, Steps},
        tone::Tone,
    },
    domain::{
        actor::Actor,
        assignment::{AssignmentFlag, AssignmentState},
        calendar::format_instant,
        form::{FormDefinition, input_pairs},
        ids::{AssignmentId, SurveyId},
        survey::SurveyState,
    },
    islands::autosave::{Autosave, Posted},
    ports::{
        RequestContext,
        answers::{AnswerView, FieldState},
    },
    routes,
    text::{answers as words, surveys},
};

/// The page on which a body answers.
#[component]
pub fn AnswerPage() -> impl IntoView {
    let id = param::<SurveyId>("id");
    let (more, done) = (query("more"), query("done"));
    load(
        async move |context, caller| {
            let assignment = context.services.answers.find(&caller, id?).await?;
            context.services.answers.open(&caller, assignment).await
        },
        move |view| {
            let posted = posted(&view.fields, done.as_deref());
            if view.rights.fill { fill_page(view, more, posted).into_any() } else { read_page(view, posted).into_any() }
        },
    )
}

/// State and flags beside the heading.
pub(super) fn state_chips(view: &AnswerView) -> impl IntoView + use<> {
    let state = Look { text: view.summary.state.text_after(view.summary.revision), ..view.summary.state.look() };
    let flags: Vec<AssignmentFlag> = view.summary.flags.clone();
    let flags = flags.into_iter().map(|status| view! { " "<StatusChip status/> }).collect_view();
    view! { <p><StatusChip status=state/>{flags}</p> }
}

/// What became of the form, by what came back of it or by the word in the address.
fn posted(fields: &[FieldState], done: Option<&str>) -> Posted {
    if let Some(outcome) = FormOutcome::of(SAVE) {
        let base = |(name, text): &(String, String)| Some((name.strip_prefix("v.")?.to_owned(), text.parse().ok()?));
        return Posted::Back { saved: saved(fields), bases: outcome.values.iter().filter_map(base).collect() };
    }
    match done {
        Some("draft_saved" | "file_added" | "answers_submitted" | "approval_asked") => Posted::Taken,
        _ => Posted::Unknown,
    }
}

/// The fields that every form of the page carries.
pub(super) fn identity(view: &AnswerView) -> impl IntoView + use<> {
    view! {
        <HiddenField name="survey" value=view.summary.survey.to_string()/>
        <HiddenField name="assignment" value=view.summary.id.to_string()/>
    }
}

fn fill_page(view: AnswerView, more: Option<String>, posted: Posted) -> impl IntoView {
    let lang = use_lang();
    let (deadline, now) = (view.summary.deadline, view.read_at);
    let (form, fields) = (view.form.clone(), view.fields.clone());
    let steps = section_steps(&view.form, &view);
    let bar = answer_bar(&view);
    let nothing = nothing_to_report(&view);
    let (about, chips, ids) = (about(&view), state_chips(&view), identity(&view));
    let returned = view.return_reason.as_deref().map(returned);
    let assignment = view.summary.id;
    view! {
        <Page
            title=view.summary.title
            trail=vec![list_crumb()]
            lead=move || deadline_lead(deadline, now, false)
        >
            <div class="stack"><FileProblem/>{chips}{returned}{about}</div>
            <div class="with-filter section">
                {steps}
                <PostForm action=SAVE class="form form--wide" label=words::HEADING.get(lang)>
                    // The Enter key presses the first button of a form: it must not be one that adds rows.
                    <button class="visually-hidden" type="submit" name="then" value="save" tabindex="-1" aria-hidden="true">
                        {words::SAVE_DRAFT.get(lang)}
                    </button>
                    {ids}
                    // Built here and not before: fields look for the form around them.
                    {sections_view(&form, &fields, more.as_deref())}
                    {bar}
                    {typist().map(|actor| view! { <Autosave account=actor.account assignment posted lang/> <WakeIslands/> })}
                </PostForm>
            </div>
            {nothing}
        </Page>
    }
}

/// Why it came back.
fn returned(reason: &str) -> impl IntoView + use<> {
    let (lang, reason) = (use_lang(), lines(reason));
    view! {
        <Banner tone=Tone::Warning title=words::SENT_BACK.get(lang)>
            <p>{reason}</p>
        </Banner>
    }
}

/// What the survey is for and whom to ask.
fn about(view: &AnswerView) -> impl IntoView + use<> {
    let lang = use_lang();
    let (html, owner, number) = (view.html.clone(), view.owner.clone(), view.summary.number.clone());
    let contact = view.contact.clone();
    view! {
        <Disclosure summary=surveys::FACTS.get(lang) boxed=true open=view.fields.is_empty()>
            <div class="stack stack--s">
                <DescriptionList>
                    <DescriptionRow term=surveys::OWNER.get(lang)>{owner}</DescriptionRow>
                    {number.map(|number| view! {
                        <DescriptionRow term=surveys::NUMBER.get(lang)>{number}</DescriptionRow>
                    })}
                    {contact.map(|contact| view! {
                        <DescriptionRow term=surveys::CONTACT.get(lang)>{contact}</DescriptionRow>
                    })}
                </DescriptionList>
                <SafeHtml html/>
            </div>
        </Disclosure>
        {view.needs_approval.then(|| view! { <p class="muted">{words::APPROVAL_NOTE.get(lang)}</p> })}
    }
}

fn section_steps(form: &FormDefinition, view: &AnswerView) -> impl IntoView + use<> {
    let lang = use_lang();
    let values = values_of(&view.fields);
    let steps = form
        .sections
        .iter()
        .map(|section| {
            let all = section.questions.len();
            let done = section.questions.iter().filter(|question| values.get(&question.key).is_some()).count();
            Step {
                name: section.title.clone(),
                href: Some(format!("#s-{}", section.key)),
                state: if done == all { StepState::Done } else { StepState::Open },
                note: surveys::ANSWERED_OF.fill(lang, &[("n", &done.to_string()), ("all", &all.to_string())]),
            }
        })
        .collect();
    view! { <Steps label=words::SECTIONS.get(lang) steps current=usize::MAX vertical=true/> }
}

fn answer_bar(view: &AnswerView) -> impl IntoView + use<> {
    let lang = use_lang();
    let (value, max) = (u64::from(view.summary.answered), view.form.questions().count() as u64);
    let text = surveys::ANSWERED_OF.fill(lang, &[("n", &value.to_string()), ("all", &max.to_string())]);
    view! {
        <div class="answer-bar">
            <Progress label=words::ANSWERED.get(lang) value max text/>
            <button class="button" type="submit" name="then" value="save">{words::SAVE_DRAFT.get(lang)}</button>
            <button class="button button--primary" type="submit" name="then" value="check">
                {words::GO_CHECK.get(lang)}
            </button>
        </div>
    }
}

/// 該当なし, which is sent or goes to approval without any answer.
fn nothing_to_report(view: &AnswerView) -> Option<impl IntoView + use<>> {
    let lang = use_lang();
    let (action, label) = match (view.rights.submit, view.rights.ask_approval) {
        (true, _) => ("answers/submit", words::NOT_APPLICABLE),
        (false, true) => ("answers/ask_approval", words::NOT_APPLICABLE_ASK),
        (false, false) => return None,
    };
    let (ids, key) = (identity(view), view.client_key.to_string());
    Some(view! {
        <section class="section">
            <Disclosure summary=surveys::NOT_APPLICABLE.get(lang) boxed=true>
                <div class="stack">
                    <p>{words::NOT_APPLICABLE_TEXT.get(lang)}</p>
                    <ActionButton action label=label.get(lang)>
                        {ids}
                        <HiddenField name="client_key" value=key/>
                        <HiddenField name="not_applicable" value="true"/>
                    </ActionButton>
                </div>
            </Disclosure>
        </section>
    })
}

fn read_page(view: AnswerView, posted: Posted) -> impl IntoView {
    let lang = use_lang();
    let (deadline, now) = (view.summary.deadline, view.read_at);
    let status = status_banner(&view);
    let (about, chips) = (about(&view), state_chips(&view));
    let nothing = view.summary.flags.contains(&AssignmentFlag::NotApplicable);
    let answers = if nothing {
        let sent = view.summary.state.is_submitted();
        let text = if sent { surveys::NOT_APPLICABLE_SENT } else { words::NOT_APPLICABLE_ASKED };
        view! { <p class="section lead">{text.get(lang)}</p> }.into_any()
    } else {
        answers_view(&view.form, &values_of(&view.fields), None).into_any()
    };
    let waiting = view.rights.take_back || view.rights.submit;
    let (assignment, saved) = (view.summary.id, saved(&view.fields));
    let (check, note) = (routes::survey_check(view.summary.survey), view.note.clone());
    view! {
        <Page
            title=view.summary.title
            trail=vec![list_crumb()]
            lead=move || deadline_lead(deadline, now, true)
        >
            <div class="stack">
                {status}
                {chips}
                {waiting.then(|| view! {
                    <a class="button button--primary" href=check>{words::CHECK.get(lang)}</a>
                })}
                {about}
            </div>
            {answers}
            {(!note.is_empty()).then(|| view! {
                <section class="section"><h2>{words::NOTE.get(lang)}</h2><p>{lines(&note)}</p></section>
            })}
            {unsent(assignment, saved, posted)}
            <p class="section screen-only muted">{surveys::PRINT_HINT.get(lang)}</p>
        </Page>
    }
}

/// Who types on this page.
fn typist() -> Option<Actor> {
    use_context::<RequestContext>().and_then(|context| context.actor)
}

/// Everything that is saved, as a form would send it.
fn saved(fields: &[FieldState]) -> Vec<(String, String)> {
    fields.iter().filter_map(|field| Some(input_pairs(&field.key, field.value.as_ref()?))).flatten().collect()
}

/// What is saved, beside which the island finds what was typed and could not be sent before the answers were closed.
fn unsent(assignment: AssignmentId, saved: Vec<(String, String)>, posted: Posted) -> Option<impl IntoView> {
    let (account, lang) = (typist().filter(Actor::is_writer)?.account, use_lang());
    let saved = saved.into_iter().map(|(name, value)| view! { <HiddenField name value/> }).collect_view();
    Some(view! {
        <form hidden>
            {saved}
            <Autosave account assignment posted lang/>
            <WakeIslands/>
        </form>
    })
}

/// Why nothing can be typed here, and the receipt of what was sent.
fn status_banner(view: &AnswerView) -> AnyView {
    let lang = use_lang();
    let state = view.summary.state;
    if state.is_submitted() {
        let at = view.summary.submitted_at.map(|at| format_instant(at, lang)).unwrap_or_default();
        let by = view.submitted_name.clone().unwrap_or_default();
        let receipt = view.receipt.clone().unwrap_or_default();
        let text = words::SUBMITTED_TEXT.fill(lang, &[("at", &at), ("by", &by), ("receipt", &receipt)]);
        return view! {
            <div class="receipt">
                <h2>{words::SUBMITTED.get(lang)}</h2>
                <p class="receipt__number">{receipt}</p>
                <p>{text}</p>
            </div>
        }
        .into_any();
    }
    let title = match (view.survey_state, state) {
        (SurveyState::Closed, _) => words::CLOSED,
        (_, AssignmentState::AwaitingApproval) => words::WAITING,
        _ => words::READ_ONLY,
    };
    view! { <Banner title=title.get(lang)/> }.into_any()
}
