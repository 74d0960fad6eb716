//! Showing the own password once more (C-08).

use leptos::prelude::*;

use crate::{
    components::{
        form::{HiddenField, InputKind, PostForm, TextField},
        layout::{Page, PageWidth},
        load::{query_value, use_lang},
    },
    routes,
    text::account,
};

/// The page that stands before what takes many answers out of the hub.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let lang = use_lang();
    let next = routes::own_path(query_value("next").as_deref());
    let back = next.clone();
    view! {
        <Page title=account::CONFIRM.get(lang) width=PageWidth::Narrow lead=|| account::CONFIRM_LEAD.get(use_lang())>
            <PostForm action="session/confirm">
                <HiddenField name="next" value=next/>
                <TextField name="current" label=account::PASSWORD.get(lang) kind=InputKind::Password required=true autocomplete="current-password"/>
                <div class="button-row">
                    <button class="button button--primary" type="submit">{account::CONFIRM_SEND.get(lang)}</button>
                    <a href=back>{account::CONFIRM_BACK.get(lang)}</a>
                </div>
            </PostForm>
        </Page>
    }
}
