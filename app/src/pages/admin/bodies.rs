//! The register of bodies.

use leptos::prelude::*;

use super::trail;
use crate::{
    components::{
        form::{ActionButton, Choice, HiddenField, InputWidth, PostForm, Select, TextField, VersionField},
        icon::IconName,
        layout::Page as PageFrame,
        load::{load, path_id, use_lang},
        status_chip::{Look, StatusChip},
        table::{Cell, Column, ColumnKind, RowHead, Table},
        tone::Tone,
    },
    domain::{
        body::BodyKind,
        error::AppError,
        ids::BodyId,
        lang::Lang,
        policy::{Action, Resource, may},
    },
    ports::bodies::BodyView,
    routes,
    text::admin as words,
};

/// The bodies, in code order.
#[component]
pub fn AdminBodiesPage() -> impl IntoView {
    load(async move |context, caller| context.services.bodies.register(&caller).await, |bodies| list(bodies).into_any())
}

fn list(bodies: Vec<BodyView>) -> impl IntoView {
    let lang = use_lang();
    let columns = vec![
        Column::text(words::CODE.get(lang)),
        Column::text(words::BODY_NAME.get(lang)),
        Column::text(words::KIND.get(lang)),
        Column::number(words::PEOPLE.get(lang)),
        Column::text(words::STATE.get(lang)),
    ];
    let count = bodies.len();
    let rows = bodies.into_iter().map(|body| row(body, lang)).collect_view();
    let actions = move || {
        view! { <a class="button button--primary" href=routes::ADMIN_BODY_NEW>{words::ADD_BODY.get(lang)}</a> }
    };
    view! {
        <PageFrame title=words::BODIES.get(lang) trail=trail(&[]) actions=actions>
            <Table caption=words::BODIES.get(lang) hide_caption=true columns count>{rows}</Table>
        </PageFrame>
    }
}

fn row(body: BodyView, lang: Lang) -> impl IntoView {
    let look = if body.closed_at.is_some() {
        Look::new(Tone::Neutral, IconName::Lock, words::CLOSED)
    } else {
        Look::new(Tone::Success, IconName::Building, words::OPEN)
    };
    view! {
        <tr>
            <Cell label=words::CODE.get(lang)>{body.code}</Cell>
            <RowHead label=words::BODY_NAME.get(lang)>
                <a href=routes::admin_body(body.id)>{body.name}</a>
                <div class="small muted">{body.reading}</div>
            </RowHead>
            <Cell label=words::KIND.get(lang)>{body.kind.text().get(lang)}</Cell>
            <Cell label=words::PEOPLE.get(lang) kind=ColumnKind::Number>
                {words::PEOPLE_COUNT.fill(lang, &[("n", &body.accounts.to_string())])}
            </Cell>
            <Cell label=words::STATE.get(lang)><StatusChip status=look/></Cell>
        </tr>
    }
}

/// A new body.
#[component]
pub fn AdminNewBodyPage() -> impl IntoView {
    load(
        async move |_, caller| may(&caller.actor, Action::ManageBodies, &Resource::Hub).map_err(AppError::from),
        |()| {
            let lang = use_lang();
            view! {
                <PageFrame title=words::ADD_BODY.get(lang) trail=trail(&[(words::BODIES, routes::ADMIN_BODIES)])>
                    <PostForm action="bodies/create">{fields(None)}</PostForm>
                </PageFrame>
            }
            .into_any()
        },
    )
}

/// A body, to be changed.
#[component]
pub fn AdminBodyPage() -> impl IntoView {
    let id = path_id::<BodyId>("id");
    load(async move |context, caller| context.services.bodies.find(&caller, id?).await, |body| edit(&body).into_any())
}

fn edit(body: &BodyView) -> impl IntoView + use<> {
    let lang = use_lang();
    let (id, version) = (body.id.to_string(), body.version);
    let named = move || {
        view! { <HiddenField name="id" value=id.clone()/><VersionField version/> }
    };
    let accounts = routes::admin_accounts(body.id);
    let actions = move || view! { <a class="button" href=accounts>{words::ACCOUNTS.get(lang)}</a> };
    let closing = (body.kind != BodyKind::Prefecture).then(|| {
        let (label, class, note) = if body.closed_at.is_some() {
            (words::REOPEN_BODY, "button", None)
        } else {
            (words::CLOSE_BODY, "button button--danger", Some(words::CLOSE_NOTE))
        };
        let (named, closed) = (named(), body.closed_at.is_none().to_string());
        view! {
            <section class="stack">
                <h2>{label.get(lang)}</h2>
                {note.map(|note| view! { <p>{note.get(lang)}</p> })}
                <ActionButton action="bodies/set_closed" label=label.get(lang) class>
                    {named}<HiddenField name="closed" value=closed/>
                </ActionButton>
            </section>
        }
    });
    let (known, title) = (body.clone(), body.name.clone());
    view! {
        <PageFrame title trail=trail(&[(words::BODIES, routes::ADMIN_BODIES)]) actions=actions>
            <div class="stack stack--l">
                <PostForm action="bodies/save" label=words::CHANGE_BODY.get(lang)>
                    // Built here and not before: fields look for the form around them.
                    {named()}{fields(Some(known))}
                </PostForm>
                {closing}
            </div>
        </PageFrame>
    }
}

fn fields(body: Option<BodyView>) -> impl IntoView {
    let lang = use_lang();
    // The prefecture is one and stays it.
    let fixed = body.as_ref().map(|body| body.kind == BodyKind::Prefecture);
    let kinds = BodyKind::ALL
        .iter()
        .filter(|kind| (**kind == BodyKind::Prefecture) == fixed.unwrap_or(false))
        .map(|kind| Choice::new(kind.code(), kind.text().get(lang)))
        .collect();
    let kind = body.as_ref().map(|body| body.kind.code()).unwrap_or_default();
    let (code, name, reading, name_en) = body
        .map_or_else(Default::default, |body| (body.code.unwrap_or_default(), body.name, body.reading, body.name_en));
    view! {
        <Select name="kind" label=words::KIND.get(lang) choices=kinds value=kind blank=fixed.is_none() required=true/>
        <TextField name="code" label=words::CODE.get(lang) value=code width=InputWidth::W8 hint=words::CODE_HINT.get(lang) autocomplete="off"/>
        <TextField name="name" label=words::BODY_NAME.get(lang) value=name width=InputWidth::W30 required=true autocomplete="off"/>
        <TextField name="reading" label=words::BODY_READING.get(lang) value=reading width=InputWidth::W30 required=true autocomplete="off"/>
        <TextField name="name_en" label=words::BODY_NAME_EN.get(lang) value=name_en width=InputWidth::W30 autocomplete="off"/>
        <div class="button-row">
            <button class="button button--primary" type="submit">{words::SAVE.get(lang)}</button>
            <a href=routes::ADMIN_BODIES>{words::CANCEL.get(lang)}</a>
        </div>
    }
}
