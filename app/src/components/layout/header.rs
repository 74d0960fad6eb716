//! The top of every page: product, ways, language, and who acts for which body.

use leptos::prelude::*;

use crate::{
    components::{
        form::HiddenField,
        icon::{Icon, IconName},
        load::use_lang,
        search_box::SearchBox,
    },
    domain::{
        actor::Actor,
        lang::{Lang, Text},
        policy::{Action, Resource, may},
    },
    routes,
    text::nav,
};

/// The header. Without an actor it has neither navigation nor search.
#[component]
pub fn Header(
    /// Who is signed in.
    actor: Option<Actor>,
    /// Path and query of the page.
    #[prop(into)]
    path: String,
) -> impl IntoView {
    let lang = use_lang();
    let signed_in = actor.is_some();
    let ways = actor.as_ref().map(|actor| navigation(actor, &path));
    view! {
        <header class="header">
            <div class="header__top">
                <a class="brand" href=routes::HOME>
                    {mark()}
                    <span>
                        <span class="brand__name">{nav::PRODUCT.get(lang)}</span>
                        <span class="brand__sub">{nav::PRODUCT_LINE.get(lang)}</span>
                    </span>
                </a>
                {signed_in.then(|| view! {
                    <button class="button button--s nav-toggle" type="button" popovertarget="nav">
                        <Icon name=IconName::Menu/>{nav::MENU.get(lang)}
                    </button>
                    <SearchBox compact=true/>
                })}
                <div class="header__tools">
                    <a class="header__link header__help" href=routes::HELP><Icon name=IconName::Help/>{nav::HELP.get(lang)}</a>
                    {language_switch(lang, path)}
                    {actor.map(acting)}
                </div>
            </div>
            {ways}
        </header>
    }
}

/// The circle that goes round and comes back to the 口 in the middle: 回.
fn mark() -> impl IntoView {
    view! {
        <svg class="brand__mark" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
            <g fill="none" stroke="currentColor" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round">
                <path d="M28.7 11.5A13 13 0 1 1 21.4 6.4M18.6 2L22.4 6.7L17.4 9.8"/>
                <path d="M13.5 14.5h9v9h-9z"/>
            </g>
        </svg>
    }
}

fn navigation(actor: &Actor, path: &str) -> impl IntoView + use<> {
    let lang = use_lang();
    let mut ways: Vec<(&'static str, IconName, Text)> = vec![
        (routes::HOME, IconName::Home, nav::HOME),
        (routes::NOTICES, IconName::Inbox, nav::NOTICES),
        (routes::SURVEYS, IconName::Table, nav::SURVEYS),
        (routes::DIRECTORY, IconName::Users, nav::DIRECTORY),
        (routes::SEARCH, IconName::Search, nav::SEARCH),
    ];
    if administers(actor) {
        ways.push((routes::ADMIN, IconName::Settings, nav::ADMIN));
    }
    let links = ways
        .into_iter()
        .map(|(href, icon, text)| {
            let here = is_within(path, href).then_some("page");
            view! { <li><a class="nav__link" href=href aria-current=here><Icon name=icon/>{text.get(lang)}</a></li> }
        })
        .collect_view();
    view! {
        <nav class="nav" id="nav" popover="auto" aria-label=nav::MAIN_NAV.get(lang)>
            <ul class="nav__list" role="list">{links}</ul>
        </nav>
    }
}

/// Whether anything of administration is open to the person.
fn administers(actor: &Actor) -> bool {
    may(actor, Action::ManageAccounts, &Resource::Body(actor.body)).is_ok()
        || may(actor, Action::ManageGroups, &Resource::Hub).is_ok()
}

/// Whether `path` is the page at `way` or one below it.
fn is_within(path: &str, way: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    match path.strip_prefix(way) {
        Some(rest) if way != routes::HOME => rest.is_empty() || rest.starts_with('/'),
        Some(rest) => rest.is_empty(),
        None => false,
    }
}

/// A form and no link, because the choice is kept in a cookie.
fn language_switch(lang: Lang, path: String) -> impl IntoView {
    let (other, name) = match lang {
        Lang::Ja => (Lang::En, "English"),
        Lang::En => (Lang::Ja, "日本語"),
    };
    view! {
        <form class="lang-switch" method="post">
            <HiddenField name="_action" value="session/set_lang"/>
            <HiddenField name="lang" value=other.tag()/>
            <HiddenField name="next" value=path/>
            <button class="header__link" type="submit" lang=other.tag()><Icon name=IconName::Globe/>{name}</button>
        </form>
    }
}

fn acting(actor: Actor) -> impl IntoView {
    let lang = use_lang();
    view! {
        <details class="acting">
            <summary>
                <Icon name=IconName::User/>
                <span>
                    <span class="acting__body">{actor.body_name}</span>
                    <span class="acting__person">{nav::ACTING.fill(lang, &[("name", &actor.name)])}</span>
                </span>
                <span class="acting__arrow"><Icon name=IconName::ChevronDown/></span>
            </summary>
            <div class="menu">
                <p class="menu__head">{actor.role.text().get(lang)}</p>
                <a class="menu__item" href=format!("{}#bodies", routes::ACCOUNT)>
                    <Icon name=IconName::Swap/>{nav::SWITCH_BODY.get(lang)}
                </a>
                <a class="menu__item" href=routes::ACCOUNT><Icon name=IconName::Settings/>{nav::ACCOUNT.get(lang)}</a>
                <form method="post">
                    <HiddenField name="_action" value="session/log_out"/>
                    <button class="menu__item" type="submit"><Icon name=IconName::LogOut/>{nav::LOG_OUT.get(lang)}</button>
                </form>
            </div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn a_way_is_current_on_its_own_pages_only() {
        assert!(is_within("/notices/7?tab=1", "/notices"));
        assert!(is_within("/notices", "/notices"));
        assert!(is_within("/?done=x", "/"));
        assert!(!is_within("/notices-old", "/notices"));
        assert!(!is_within("/notices", "/"));
    }
}
