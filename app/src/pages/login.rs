//! Log-in.

use leptos::prelude::*;

use crate::{
    components::{
        form::{HiddenField, InputKind, PostForm, TextField},
        layout::{Page, PageWidth},
        load::{query_value, use_lang},
    },
    routes,
    text::{account, nav},
};

/// The log-in page.
#[component]
pub fn LoginPage() -> impl IntoView {
    let lang = use_lang();
    let next = query_value("next").map(|next| view! { <HiddenField name="next" value=next/> });
    view! {
        <Page title=nav::LOG_IN.get(lang) width=PageWidth::Narrow lead=|| account::LOGIN_LEAD.get(use_lang())>
            <div class="stack stack--l">
                <PostForm action="session/log_in">
                    {next}
                    <TextField name="email" label=account::EMAIL.get(lang) kind=InputKind::Email required=true autocomplete="username"/>
                    <TextField name="password" label=account::PASSWORD.get(lang) kind=InputKind::Password required=true autocomplete="current-password"/>
                    <div class="button-row">
                        <button class="button button--primary" type="submit">{nav::LOG_IN.get(lang)}</button>
                        <a href=routes::RESET>{account::FORGOTTEN.get(lang)}</a>
                    </div>
                </PostForm>
                <p class="muted">{account::NO_ACCOUNT.get(lang)}</p>
            </div>
        </Page>
    }
}
