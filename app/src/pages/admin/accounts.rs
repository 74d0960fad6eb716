//! The bodies whose accounts one keeps, the accounts of one of them, and inviting somebody.

use leptos::prelude::*;

use super::trail;
use crate::{
    components::{
        form::{Choice, HiddenField, InputKind, InputWidth, PostForm, RadioGroup, TextField},
        layout::{Crumb, Page as PageFrame},
        load::{load, path_id, use_lang},
        status_chip::StatusChip,
        table::{Cell, Column, ColumnKind, RowHead, Table},
    },
    domain::{
        actor::Role,
        calendar::format_instant,
        ids::BodyId,
        lang::{Lang, Text},
    },
    ports::accounts::{AccountRow, AdministeredBody, BodyAccounts},
    routes,
    text::admin as words,
};

/// The bodies whose accounts one keeps.
#[component]
pub fn AdminAccountsPage() -> impl IntoView {
    load(
        async move |context, caller| context.services.accounts.bodies(&caller).await,
        |bodies| {
            let lang = use_lang();
            let columns = vec![
                Column::text(words::CODE.get(lang)),
                Column::text(words::BODY_NAME.get(lang)),
                Column::number(words::PEOPLE.get(lang)),
            ];
            let count = bodies.len();
            let rows = bodies.into_iter().map(|body| body_row(body, lang)).collect_view();
            view! {
                <PageFrame title=words::ACCOUNTS.get(lang) trail=trail(&[])>
                    <Table caption=words::CHOOSE_BODY.get(lang) columns count>{rows}</Table>
                </PageFrame>
            }
            .into_any()
        },
    )
}

fn body_row(body: AdministeredBody, lang: Lang) -> impl IntoView {
    view! {
        <tr>
            <Cell label=words::CODE.get(lang)>{body.code}</Cell>
            <RowHead label=words::BODY_NAME.get(lang)><a href=routes::admin_accounts(body.id)>{body.name}</a></RowHead>
            <Cell label=words::PEOPLE.get(lang) kind=ColumnKind::Number>
                {words::PEOPLE_COUNT.fill(lang, &[("n", &body.accounts.to_string())])}
            </Cell>
        </tr>
    }
}

/// The accounts of a body.
#[component]
pub fn AdminBodyAccountsPage() -> impl IntoView {
    let body = path_id::<BodyId>("body");
    load(
        async move |context, caller| context.services.accounts.of_body(&caller, body?).await,
        |found| of_body(found).into_any(),
    )
}

fn of_body(found: BodyAccounts) -> impl IntoView {
    let lang = use_lang();
    let BodyAccounts { body, body_name, accounts, .. } = found;
    let columns = vec![
        Column::text(words::NAME.get(lang)),
        Column::text(words::EMAIL.get(lang)),
        Column::text(words::ROLE.get(lang)),
        Column::text(words::STATE.get(lang)),
        Column::text(words::LAST_LOGIN.get(lang)),
    ];
    let caption = words::ACCOUNTS_OF.fill(lang, &[("body", &body_name)]);
    let count = accounts.len();
    let rows = accounts.into_iter().map(|row| account_row(row, lang)).collect_view();
    let actions = move || {
        view! { <a class="button button--primary" href=routes::admin_account_new(body)>{words::INVITE.get(lang)}</a> }
    };
    view! {
        <PageFrame title=caption.clone() trail=trail(&[(words::ACCOUNTS, routes::ADMIN_ACCOUNTS)]) actions=actions>
            <Table caption=caption hide_caption=true columns count empty=words::NO_ACCOUNTS.get(lang)>{rows}</Table>
        </PageFrame>
    }
}

fn account_row(row: AccountRow, lang: Lang) -> impl IntoView {
    let reading = (!row.reading.is_empty()).then(|| view! { <div class="small muted">{row.reading}</div> });
    let last = row.last_login_at.map_or_else(|| words::NEVER.get(lang).to_owned(), |at| format_instant(at, lang));
    view! {
        <tr>
            <RowHead label=words::NAME.get(lang)>
                <a href=routes::admin_account(row.body_id, row.id)>{row.name}</a>{reading}
            </RowHead>
            <Cell label=words::EMAIL.get(lang)>{row.email}</Cell>
            <Cell label=words::ROLE.get(lang)>{row.role.text().get(lang)}</Cell>
            <Cell label=words::STATE.get(lang)><StatusChip status=row.state/></Cell>
            <Cell label=words::LAST_LOGIN.get(lang)>{last}</Cell>
        </tr>
    }
}

/// Inviting somebody to a body.
#[component]
pub fn AdminInvitePage() -> impl IntoView {
    let body = path_id::<BodyId>("body");
    load(
        async move |context, caller| context.services.accounts.of_body(&caller, body?).await,
        |found| invite(&found).into_any(),
    )
}

fn invite(found: &BodyAccounts) -> impl IntoView + use<> {
    let lang = use_lang();
    let (body, list) = (found.body, routes::admin_accounts(found.body));
    let mut above = trail(&[(words::ACCOUNTS, routes::ADMIN_ACCOUNTS)]);
    above.push(Crumb::new(found.body_name.clone(), list.clone()));
    let prefecture = found.prefecture;
    view! {
        <PageFrame title=words::INVITE.get(lang) trail=above lead=move || words::INVITE_LEAD.get(lang)>
            <PostForm action="accounts/invite">
                <HiddenField name="body" value=body.to_string()/>
                <TextField name="email" label=words::EMAIL.get(lang) kind=InputKind::Email width=InputWidth::W30 required=true autocomplete="off"/>
                {name_fields(String::new(), String::new())}
                {role_field(prefecture, Role::Reader)}
                {password_field()}
                <div class="button-row">
                    <button class="button button--primary" type="submit">{words::INVITE_SEND.get(lang)}</button>
                    <a href=list>{words::CANCEL.get(lang)}</a>
                </div>
            </PostForm>
        </PageFrame>
    }
}

/// Name and reading.
pub(super) fn name_fields(name: String, reading: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <TextField name="name" label=words::NAME.get(lang) value=name width=InputWidth::W20 required=true autocomplete="off"/>
        <TextField name="reading" label=words::READING.get(lang) value=reading width=InputWidth::W20 autocomplete="off"/>
    }
}

/// The roles of a body that is the prefecture or not.
pub(super) fn role_field(prefecture: bool, role: Role) -> impl IntoView {
    let lang = use_lang();
    let choices = Role::ALL
        .into_iter()
        .filter(|role| prefecture || *role != Role::Collector)
        .map(|role| Choice::new(role.code(), role.text().get(lang)).hint(rights(role).get(lang)))
        .collect();
    view! { <RadioGroup name="role" label=words::ROLE.get(lang) choices=choices value=role.code() required=true/> }
}

/// The own password, for roles that give power.
pub(super) fn password_field() -> impl IntoView {
    let lang = use_lang();
    view! {
        <TextField name="current" label=words::OWN_PASSWORD.get(lang) hint=words::OWN_PASSWORD_HINT.get(lang) kind=InputKind::Password width=InputWidth::W20 autocomplete="current-password"/>
    }
}

const fn rights(role: Role) -> Text {
    match role {
        Role::Administrator => words::ROLE_ADMINISTRATOR,
        Role::Collector => words::ROLE_COLLECTOR,
        Role::Editor => words::ROLE_EDITOR,
        Role::Approver => words::ROLE_APPROVER,
        Role::Reader => words::ROLE_READER,
    }
}
