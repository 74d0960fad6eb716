//! One account: its role and name, its ways in, and its end.

use leptos::prelude::*;

use super::{
    accounts::{name_fields, password_field, role_field},
    trail,
};
use crate::{
    components::{
        description_list::{DescriptionList, DescriptionRow, ListLayout},
        disclosure::Disclosure,
        form::{ActionButton, HiddenField, PostForm, VersionField},
        layout::{Crumb, Page as PageFrame},
        load::{load, path_id, use_lang},
        status_chip::StatusChip,
    },
    domain::{
        account::AccountState,
        calendar::format_instant,
        error::AppError,
        form_text::join,
        ids::{AccountId, BodyId},
        lang::Lang,
    },
    ports::accounts::{AccountRow, BodyAccounts},
    routes,
    text::admin as words,
};

/// An account of a body.
#[component]
pub fn AdminAccountPage() -> impl IntoView {
    let (body, id) = (path_id::<BodyId>("body"), path_id::<AccountId>("id"));
    load(
        async move |context, caller| {
            let mut found = context.services.accounts.of_body(&caller, body?).await?;
            let id = id?;
            found.accounts.retain(|row| row.id == id);
            let row = found.accounts.pop().ok_or(AppError::NotFound)?;
            Ok((found, row))
        },
        |(found, row)| show(found, row).into_any(),
    )
}

fn show(found: BodyAccounts, row: AccountRow) -> impl IntoView {
    let lang = use_lang();
    let mut above = trail(&[(words::ACCOUNTS, routes::ADMIN_ACCOUNTS)]);
    above.push(Crumb::new(found.body_name, routes::admin_accounts(found.body)));
    let change = change(&row, found.prefecture);
    let (ways, end) = (ways(&row, lang), end(&row, lang));
    view! {
        <PageFrame title=row.name.clone() trail=above>
            <div class="stack stack--l">{registered(row, lang)}{change}{ways}{end}</div>
        </PageFrame>
    }
}

fn registered(row: AccountRow, lang: Lang) -> impl IntoView {
    let last = row.last_login_at.map_or_else(|| words::NEVER.get(lang).to_owned(), |at| format_instant(at, lang));
    let others = (!row.other_bodies.is_empty()).then(|| {
        view! {
            <DescriptionRow term=words::OTHER_BODIES.get(lang)>
                {join(&row.other_bodies, lang)}
                <div class="small muted">{words::OTHER_BODIES_NOTE.get(lang)}</div>
            </DescriptionRow>
        }
    });
    view! {
        <section class="stack">
            <h2>{words::REGISTERED.get(lang)}</h2>
            <DescriptionList layout=ListLayout::Lines>
                <DescriptionRow term=words::EMAIL.get(lang)>{row.email}</DescriptionRow>
                <DescriptionRow term=words::ROLE.get(lang)>{row.role.text().get(lang)}</DescriptionRow>
                <DescriptionRow term=words::STATE.get(lang)><StatusChip status=row.state/></DescriptionRow>
                <DescriptionRow term=words::LAST_LOGIN.get(lang)>{last}</DescriptionRow>
                <DescriptionRow term=words::SESSIONS.get(lang)>
                    {words::SESSIONS_COUNT.fill(lang, &[("n", &row.sessions.to_string())])}
                </DescriptionRow>
                {others}
            </DescriptionList>
        </section>
    }
}

/// The account that a form is about.
fn named(row: &AccountRow) -> impl Fn() -> AnyView + use<> {
    let (body, id) = (row.body_id.to_string(), row.id.to_string());
    move || view! { <HiddenField name="body" value=body.clone()/><HiddenField name="id" value=id.clone()/> }.into_any()
}

fn change(row: &AccountRow, prefecture: bool) -> impl IntoView + use<> {
    let lang = use_lang();
    let (named, version) = (named(row), row.version);
    let (name, reading, role) = (row.name.clone(), row.reading.clone(), row.role);
    view! {
        <section class="stack">
            <h2>{words::CHANGE_ACCOUNT.get(lang)}</h2>
            <PostForm action="accounts/save" label=words::CHANGE_ACCOUNT.get(lang)>
                {named()}
                <VersionField version/>
                {name_fields(name, reading)}
                {role_field(prefecture, role)}
                {password_field()}
                <div class="button-row">
                    <button class="button button--primary" type="submit">{words::SAVE.get(lang)}</button>
                </div>
            </PostForm>
        </section>
    }
}

/// Links and sessions.
fn ways(row: &AccountRow, lang: Lang) -> impl IntoView + use<> {
    let named = named(row);
    let send = match row.state {
        AccountState::Invited => Some(words::SEND_INVITATION),
        AccountState::Active => Some(words::SEND_RESET),
        AccountState::Disabled => None,
    };
    let send = send.map(|label| {
        let inside = named();
        view! {
            <p class="muted">{words::SEND_NOTE.get(lang)}</p>
            <ActionButton action="accounts/send_link" label=label.get(lang)>{inside}</ActionButton>
        }
    });
    // Tokens are not counted here, so it is offered to whoever may have some.
    let sessions = (row.state == AccountState::Active).then(|| {
        let inside = named();
        view! {
            <ActionButton action="accounts/end_sessions" label=words::END_SESSIONS.get(lang)>{inside}</ActionButton>
        }
    });
    let anything = send.is_some() || sessions.is_some();
    anything.then(|| {
        view! { <section class="stack"><h2>{words::ACCESS.get(lang)}</h2>{send}{sessions}</section> }
    })
}

/// Disabling and removing.
fn end(row: &AccountRow, lang: Lang) -> impl IntoView + use<> {
    let named = named(row);
    let disabled = row.state == AccountState::Disabled;
    let (label, class, note) = if disabled {
        (words::ENABLE, "button", None)
    } else {
        (words::DISABLE, "button button--danger", Some(words::DISABLE_NOTE))
    };
    let (inside, again) = (named(), named());
    view! {
        <section class="stack">
            <h2>{words::STOP.get(lang)}</h2>
            {note.map(|note| view! { <p class="muted">{note.get(lang)}</p> })}
            <ActionButton action="accounts/set_enabled" label=label.get(lang) class>
                {inside}<HiddenField name="enabled" value=disabled.to_string()/>
            </ActionButton>
            <Disclosure summary=words::LEAVE.get(lang) boxed=true>
                <div class="stack">
                    <p>{words::LEAVE_NOTE.get(lang)}</p>
                    <ActionButton action="accounts/leave" label=words::LEAVE.get(lang) class="button button--danger">
                        {again}
                    </ActionButton>
                </div>
            </Disclosure>
        </section>
    }
}
