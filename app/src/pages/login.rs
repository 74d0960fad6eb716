//! Log-in.

use leptos::prelude::*;

use crate::{
    components::{
        banner::Banner,
        form::{FormOutcome, HiddenField, InputKind, KEPT_FORM, LOG_IN, PostForm, TextField},
        layout::{Page, PageWidth},
        load::{query_value, use_lang},
    },
    routes,
    text::{account, nav},
};

/// The log-in page, also in the place of a page whose form was sent after the session had ended.
#[component]
pub fn LoginPage() -> impl IntoView {
    let lang = use_lang();
    let next = query_value("next").map(|next| view! { <HiddenField name="next" value=next/> });
    let kept = FormOutcome::of(LOG_IN).and_then(|outcome| outcome.value(KEPT_FORM).map(str::to_owned));
    let reason = kept.is_some().then(|| {
        view! { <Banner title=account::SESSION_ENDED.get(lang) news=true>{account::SESSION_ENDED_TEXT.get(lang)}</Banner> }
    });
    let kept = kept.map(|kept| view! { <HiddenField name=KEPT_FORM value=kept/> });
    view! {
        <Page title=nav::LOG_IN.get(lang) width=PageWidth::Narrow lead=|| account::LOGIN_LEAD.get(use_lang())>
            <div class="stack stack--l">
                {reason}
                <PostForm action=LOG_IN>
                    {next}
                    {kept}
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
