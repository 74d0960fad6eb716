//! Asking for a link that sets the password anew.

use leptos::prelude::*;

use crate::{
    components::{
        form::{InputKind, PostForm, TextField},
        layout::{Page, PageWidth},
        load::use_lang,
    },
    routes,
    text::account,
};

/// The page that sends a reset link. It says the same whether the address is known or not.
#[component]
pub fn ResetPage() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page title=account::RESET.get(lang) width=PageWidth::Narrow lead=|| account::RESET_LEAD.get(use_lang())>
            <div class="stack stack--l">
                <PostForm action="session/request_reset">
                    <TextField name="email" label=account::EMAIL.get(lang) kind=InputKind::Email required=true autocomplete="username"/>
                    <div class="button-row">
                        <button class="button button--primary" type="submit">{account::RESET_SEND.get(lang)}</button>
                        <a href=routes::LOGIN>{account::TO_LOGIN.get(lang)}</a>
                    </div>
                </PostForm>
                <p class="muted">{account::RESET_NOTHING.get(lang)}</p>
            </div>
        </Page>
    }
}
