//! What the person may administer.

use leptos::prelude::*;

use super::with_query;
use crate::{
    components::{
        icon::{Icon, IconName},
        layout::Page as PageFrame,
        load::{load, use_lang},
    },
    domain::{
        actor::Actor,
        error::AppError,
        lang::Text,
        policy::{Action, Resource, may},
    },
    routes,
    text::{admin as words, nav},
};

type Way = (Text, Text, String, IconName);

/// The rooms of administration.
#[component]
pub fn AdminPage() -> impl IntoView {
    load(
        async move |_, caller| {
            let ways = ways(&caller.actor);
            if ways.is_empty() { Err(AppError::Forbidden) } else { Ok(ways) }
        },
        |ways| {
            let lang = use_lang();
            let cards = ways.into_iter().map(card).collect_view();
            view! {
                <PageFrame title=nav::ADMIN.get(lang) lead=move || words::LEAD.get(lang)>
                    <ul class="cards" role="list">{cards}</ul>
                </PageFrame>
            }
            .into_any()
        },
    )
}

/// The rooms that are open to the person.
fn ways(actor: &Actor) -> Vec<Way> {
    let on_hub = |action| may(actor, action, &Resource::Hub).is_ok();
    let accounts =
        if actor.prefecture { routes::ADMIN_ACCOUNTS.to_owned() } else { routes::admin_accounts(actor.body) };
    let keeps_accounts = may(actor, Action::ManageAccounts, &Resource::Body(actor.body)).is_ok();
    let at = |path: &str| with_query(path, &[]);
    [
        (keeps_accounts, (words::ACCOUNTS, words::ACCOUNTS_TEXT, accounts, IconName::Users)),
        (
            on_hub(Action::ManageBodies),
            (words::BODIES, words::BODIES_TEXT, at(routes::ADMIN_BODIES), IconName::Building),
        ),
        (on_hub(Action::ManageGroups), (words::GROUPS, words::GROUPS_TEXT, at(routes::ADMIN_GROUPS), IconName::List)),
        (on_hub(Action::ReadAudit), (words::AUDIT, words::AUDIT_TEXT, at(routes::ADMIN_AUDIT), IconName::Shield)),
        (on_hub(Action::ReadMails), (words::MAILS, words::MAILS_TEXT, at(routes::ADMIN_MAILS), IconName::Mail)),
    ]
    .into_iter()
    .filter_map(|(open, way)| open.then_some(way))
    .collect()
}

fn card((title, text, href, icon): Way) -> impl IntoView {
    let lang = use_lang();
    view! {
        <li class="card">
            <h2 class="card__title"><a href=href><Icon name=icon/>" "{title.get(lang)}</a></h2>
            <p class="card__meta">{text.get(lang)}</p>
        </li>
    }
}
