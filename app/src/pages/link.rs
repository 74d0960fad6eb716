//! Setting a password by an invitation or reset link.

use leptos::prelude::*;

use crate::{
    components::{
        form::{HiddenField, InputKind, PostForm, TextField},
        layout::{Page, PageWidth},
        load::{load_open, query_value, set_status, use_lang},
    },
    domain::error::AppError,
    ports::session::LinkView,
    routes,
    text::account,
};

/// The page behind a link of a mail; the token is in the query.
#[component]
pub fn LinkPage() -> impl IntoView {
    let token = query_value("token").unwrap_or_default();
    let asked = token.clone();
    load_open(
        async move |context| match context.services.session.inspect_link(&asked).await {
            Ok(link) => Ok(Some(link)),
            Err(AppError::LinkExpired) => Ok(None),
            Err(error) => Err(error),
        },
        move |link| match link {
            Some(link) => set_password(token, &link).into_any(),
            None => expired().into_any(),
        },
    )
}

fn set_password(token: String, link: &LinkView) -> impl IntoView + use<> {
    let lang = use_lang();
    let title = if link.invitation { account::INVITATION } else { account::RESET };
    let lead = account::LINK_LEAD.fill(lang, &[("email", &link.email)]);
    let ends = (!link.invitation).then(|| view! { <p class="muted">{account::RESET_ENDS.get(lang)}</p> });
    let username = link.email.clone();
    view! {
        <Page title=title.get(lang) width=PageWidth::Narrow lead=move || lead>
            <PostForm action="session/use_link">
                <HiddenField name="token" value=token/>
                // For password managers, which keep the password under this name.
                <input type="hidden" autocomplete="username" value=username/>
                <NewPassword/>
                {ends}
                <div class="button-row">
                    <button class="button button--primary" type="submit">{account::SET.get(lang)}</button>
                </div>
            </PostForm>
        </Page>
    }
}

fn expired() -> impl IntoView {
    let lang = use_lang();
    set_status(AppError::LinkExpired.status());
    view! {
        <Page title=account::EXPIRED.get(lang) width=PageWidth::Narrow>
            <div class="stack">
                <p class="lead">{account::EXPIRED_TEXT.get(lang)}</p>
                <a class="button button--primary" href=routes::RESET>{account::NEW_LINK.get(lang)}</a>
            </div>
        </Page>
    }
}

/// The new password, twice, with its rule.
#[component]
pub fn NewPassword() -> impl IntoView {
    let lang = use_lang();
    view! {
        <TextField name="new" label=account::NEW.get(lang) hint=account::NEW_HINT.get(lang) kind=InputKind::Password required=true autocomplete="new-password"/>
        <TextField name="repeat" label=account::REPEAT.get(lang) kind=InputKind::Password required=true autocomplete="new-password"/>
    }
}
