//! The form of a survey while it is made: sections and questions, each button a plain post.

use leptos::prelude::*;

use super::{design_steps, numbered, param, query, question_editor::question_editor, trail};
use crate::{
    components::{
        disclosure::Disclosure,
        empty_state::EmptyState,
        form::{
            ActionButton, Choice, FormOutcome, HiddenField, InputWidth, PostForm, Select, TextArea, TextField,
            VersionField,
        },
        icon::IconName,
        layout::Page,
        load::{load, use_lang},
        status_chip::Tag,
    },
    domain::{
        error::AppError,
        form::{FormSection, KindCode, Question},
        ids::SurveyId,
        survey::SurveyState,
    },
    ports::surveys::SurveyView,
    routes,
    text::{forms, surveys as words},
};

/// The server function of every button.
pub(super) const EDIT: &str = "surveys/edit_form";

/// The kinds that can be asked.
const KINDS: &[KindCode] = KindCode::ALL;

/// Which form of which version a button changes.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub id: SurveyId,
    pub version: i32,
}

impl Draft {
    /// The fields that every form of the page carries.
    pub fn fields(self, what: &'static str, key: &str) -> impl IntoView + use<> {
        view! {
            <HiddenField name="id" value=self.id.to_string()/>
            <VersionField version=self.version/>
            <HiddenField name="do" value=what/>
            <HiddenField name="key" value=key.to_owned()/>
        }
    }

    /// A button that changes one thing.
    fn button(self, what: &'static str, label: &'static str, key: &str, subject: &str) -> impl IntoView + use<> {
        let (key, subject) = (key.to_owned(), subject.to_owned());
        view! {
            <ActionButton action=EDIT label subject class="button button--s">{self.fields(what, &key)}</ActionButton>
        }
    }
}

/// The designer.
#[component]
pub fn DesignPage() -> impl IntoView {
    let id = param::<SurveyId>("id");
    let open = query("q");
    load(
        async move |context, caller| {
            let view = context.services.surveys.view(&caller, id?).await?;
            if view.own && view.state == SurveyState::Draft { Ok(view) } else { Err(AppError::Forbidden) }
        },
        move |view| designer(&view, open.as_deref()),
    )
}

fn designer(view: &SurveyView, open: Option<&str>) -> impl IntoView + use<> {
    let lang = use_lang();
    let draft = Draft { id: view.id, version: view.version };
    let (trail, steps) = (trail(view.id, &view.title), design_steps(view, 1));
    let sections = numbered(&view.form)
        .into_iter()
        .map(|(section, first)| section_view(draft, section, first, open))
        .collect_view();
    let empty = view.form.sections.is_empty().then(|| {
        let (title, text) = (words::NO_SECTIONS.get(lang), words::NO_SECTIONS_TEXT.get(lang));
        view! { <EmptyState icon=IconName::List title text/> }
    });
    let lead = move || words::DESIGN_LEAD.get(lang);
    view! {
        <Page title=words::DESIGN.get(lang) trail lead>
            <div class="stack stack--l">
                {steps}
                {empty}
                {sections}
                <section class="panel">
                    <h2>{words::ADD_SECTION.get(lang)}</h2>
                    <PostForm action=EDIT key="add-section">
                        {draft.fields("add_section", "")}
                        <TextField name="title" label=words::SECTION_TITLE.get(lang) required=true/>
                        <button class="button" type="submit">{words::ADD_SECTION.get(lang)}</button>
                    </PostForm>
                </section>
                <div class="button-row">
                    <a class="button button--primary" href=routes::survey_preview(draft.id)>
                        {words::GO_PUBLISH.get(lang)}
                    </a>
                </div>
            </div>
        </Page>
    }
}

fn section_view(draft: Draft, section: &FormSection, first: usize, open: Option<&str>) -> impl IntoView + use<> {
    let lang = use_lang();
    let FormSection { key, title, description, .. } = section.clone();
    let questions = section
        .questions
        .iter()
        .enumerate()
        .map(|(index, question)| question_item(draft, question, first + index, open == Some(question.key.as_str())))
        .collect_view();
    let none = section.questions.is_empty().then(|| view! { <p class="muted">{words::NO_QUESTIONS.get(lang)}</p> });
    let buttons = view! {
        <div class="builder__move">
            {draft.button("section_up", words::UP.get(lang), &key, &title)}
            {draft.button("section_down", words::DOWN.get(lang), &key, &title)}
            {section.questions.is_empty().then(|| draft.button("remove_section", words::REMOVE.get(lang), &key, &title))}
        </div>
    };
    let remove = (!section.questions.is_empty()).then(|| {
        let count = section.questions.len().to_string();
        let text = words::REMOVE_SECTION_TEXT.fill(lang, &[("title", &title), ("n", &count)]);
        let button = draft.button("remove_section", words::REMOVE_SECTION.get(lang), &key, &title);
        view! {
            <Disclosure summary=words::REMOVE_SECTION.get(lang)>
                <div class="stack stack--s"><p>{text}</p>{button}</div>
            </Disclosure>
        }
    });
    let form_key = format!("section-{key}");
    let (refused, add, place) = (is_posted(&form_key), add_question(draft, &key, &title), key.clone());
    view! {
        <section class="section" id=place>
            <div class="section__head"><h2>{title.clone()}</h2>{buttons}</div>
            <div class="stack">
                <Disclosure summary=words::EDIT_SECTION.get(lang) open=refused>
                    <PostForm action=EDIT key=form_key>
                        {draft.fields("save_section", &key)}
                        <TextField name="title" label=words::SECTION_TITLE.get(lang) value=title required=true/>
                        <TextArea
                            name="description"
                            label=words::SECTION_DESCRIPTION.get(lang)
                            value=description
                            rows=3
                            optional=true
                        />
                        <button class="button" type="submit">{words::SAVE_SECTION.get(lang)}</button>
                    </PostForm>
                </Disclosure>
                {remove}
                {none}
                <ol class="builder" role="list">{questions}</ol>
                {add}
            </div>
        </section>
    }
}

/// Whether the form with this key was posted and refused.
fn is_posted(key: &str) -> bool {
    FormOutcome::of(EDIT).is_some_and(|outcome| outcome.value("_form") == Some(key))
}

fn add_question(draft: Draft, section: &str, title: &str) -> impl IntoView + use<> {
    let lang = use_lang();
    let kinds = KINDS.iter().map(|kind| Choice::new(kind.code(), kind.text().get(lang))).collect::<Vec<_>>();
    let (section, subject) = (section.to_owned(), title.to_owned());
    view! {
        <PostForm action=EDIT key=format!("add-{section}") class="form panel panel--muted">
            {draft.fields("add_question", "")}
            <HiddenField name="section" value=section/>
            <TextField name="label" label=words::LABEL.get(lang) subject=subject.clone() required=true/>
            <Select name="kind" label=words::KIND.get(lang) subject=subject.clone() choices=kinds/>
            <button class="button" type="submit">
                {words::ADD_QUESTION.get(lang)}<span class="visually-hidden">{format!(": {subject}")}</span>
            </button>
        </PostForm>
    }
}

fn question_item(draft: Draft, question: &Question, number: usize, open: bool) -> impl IntoView + use<> {
    let lang = use_lang();
    let (key, label) = (question.key.clone(), question.label.clone());
    let body = if open {
        question_editor(draft, question).into_any()
    } else {
        let help = question.help.clone();
        view! {
            <p>{label.clone()}</p>
            {(!help.is_empty()).then(|| view! { <p class="muted small">{help}</p> })}
            <a class="button button--s" href=routes::survey_question(draft.id, &key)>
                {words::EDIT.get(lang)}<span class="visually-hidden">{format!(": {label}")}</span>
            </a>
        }
        .into_any()
    };
    let required =
        question.required.then(|| view! { <span class="field__required">{forms::REQUIRED.get(lang)}</span> });
    view! {
        <li class="builder__item" id=key.clone()>
            <div class="builder__head">
                <h3 class="question__no">{words::QUESTION_NO.fill(lang, &[("n", &number.to_string())])}</h3>
                <Tag label=question.kind.code().text().get(lang)/>
                {required}
                <div class="builder__move">
                    {draft.button("up", words::UP.get(lang), &key, &label)}
                    {draft.button("down", words::DOWN.get(lang), &key, &label)}
                    {draft.button("copy", words::COPY_QUESTION.get(lang), &key, &label)}
                    {draft.button("remove", words::REMOVE.get(lang), &key, &label)}
                </div>
            </div>
            <div class="builder__body">{body}</div>
        </li>
    }
}

/// A field of one short text, such as a count.
pub(super) fn short(name: String, label: String, value: String) -> impl IntoView {
    view! { <TextField name label value width=InputWidth::W12 optional=true/> }
}
