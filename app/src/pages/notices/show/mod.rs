//! One notice, as it is read.

mod aside;
mod facts;
mod files;
mod talk;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

pub(super) use facts::facts;
pub(super) use files::attachment;

use super::{notice_id, trail};
use crate::{
    components::{
        banner::Banner,
        disclosure::Disclosure,
        form::{HiddenField, PostForm, TextArea},
        layout::Page,
        load::{load, use_lang},
        safe_html::SafeHtml,
        tone::Tone,
    },
    domain::{
        actor::Actor,
        calendar::format_instant,
        ids::NoticeId,
        lang::Lang,
        notice::{NoticeState, REASON_MAX},
        policy::{Action, may},
    },
    ports::notices::NoticeView,
    routes,
    text::notices as text,
};
use aside::aside;
use files::files;
use talk::thread;

/// One notice.
#[component]
pub fn NoticePage() -> impl IntoView {
    let id = notice_id();
    load(
        async move |context, caller| {
            let notice = context.services.notices.show(&caller, id?).await?;
            Ok((notice, caller.actor, context.now))
        },
        |(notice, actor, now)| page(notice, &actor, now),
    )
}

fn page(notice: NoticeView, actor: &Actor, now: DateTime<Utc>) -> impl IntoView + use<> {
    let lang = use_lang();
    let can = |action| may(actor, action, &notice.resource()).is_ok();
    let (edits, withdraws, posts) = (can(Action::EditNotice), can(Action::WithdrawNotice), can(Action::PostMessage));
    let aside = aside(&notice, actor, now, lang).into_any();
    let files = files(&notice, lang);
    let id = notice.id;
    let actions =
        move || edits.then(|| view! { <a class="button" href=routes::notice_edit(id)>{text::CHANGE.get(lang)}</a> });
    let withdrawal = withdrawal(&notice, lang);
    let facts = facts(&notice, lang).into_any();
    let html = notice.html.clone();
    let talk = (notice.state != NoticeState::Draft)
        .then(|| thread(notice.messages, notice.owner, actor, id, posts, lang).into_any());
    view! {
        <Page title=notice.title trail=trail(lang) actions=actions>
            {withdrawal}
            <div class="columns">
                <div>
                    {facts}
                    <div class="document__body"><SafeHtml html/></div>
                    {files}
                </div>
                {aside}
            </div>
            {talk}
            {withdraws.then(|| withdraw_form(id, lang))}
        </Page>
    }
}

fn withdrawal(notice: &NoticeView, lang: Lang) -> Option<impl IntoView + use<>> {
    let at = format_instant(notice.withdrawn_at?, lang);
    let reason = notice.withdrawal_reason.clone().unwrap_or_default();
    let why = text::WITHDRAWN_TEXT.fill(lang, &[("at", &at), ("reason", &reason)]);
    Some(view! { <Banner tone=Tone::Warning title=text::WITHDRAWN.get(lang)><p>{why}</p></Banner> })
}

fn withdraw_form(id: NoticeId, lang: Lang) -> impl IntoView {
    view! {
        <Disclosure summary=text::WITHDRAW.get(lang) boxed=true>
            <PostForm action="notices/withdraw">
                <p>{text::WITHDRAW_TEXT.get(lang)}</p>
                <HiddenField name="id" value=id.to_string()/>
                <TextArea name="reason" label=text::REASON.get(lang) rows=3 max=REASON_MAX required=true/>
                <button class="button button--danger" type="submit">{text::WITHDRAW.get(lang)}</button>
            </PostForm>
        </Disclosure>
    }
}
