//! One notice, as it is read.

use leptos::prelude::*;

use super::{notice_id, sent::look, trail};
use crate::{
    components::{
        attachments::{Attachment, Attachments},
        banner::Banner,
        description_list::{DescriptionList, DescriptionRow},
        disclosure::Disclosure,
        form::{ActionButton, HiddenField, PostForm, TextArea},
        layout::Page,
        load::{load, use_lang},
        progress::Progress,
        safe_html::SafeHtml,
        status_chip::{StatusChip, Tag},
        thread::{Message, Thread},
        tone::Tone,
    },
    domain::{
        actor::Actor,
        calendar::{FiscalYear, format_date, format_instant},
        lang::Lang,
        markup::SanitizedHtml,
        notice::{MESSAGE_MAX, NoticeState, REASON_MAX},
        policy::{Action, may},
    },
    ports::notices::{AttachmentView, MessageView, NoticeView},
    routes,
    text::notices as text,
};

/// One notice.
#[component]
pub fn NoticePage() -> impl IntoView {
    let id = notice_id();
    load(
        async move |context, caller| {
            let notice = context.services.notices.show(&caller, id?).await?;
            Ok((notice, caller.actor))
        },
        |(notice, actor)| page(notice, &actor),
    )
}

fn page(notice: NoticeView, actor: &Actor) -> impl IntoView + use<> {
    let lang = use_lang();
    let can = |action| may(actor, action, &notice.resource()).is_ok();
    let (edits, withdraws, posts) = (can(Action::EditNotice), can(Action::WithdrawNotice), can(Action::PostMessage));
    let aside = aside(&notice, actor, lang).into_any();
    let files: Vec<Attachment> = notice.attachments.iter().map(|file| attachment(file, lang)).collect();
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
                    {(!files.is_empty()).then(|| view! {
                        <section class="section"><h2>{text::FILES.get(lang)}</h2><Attachments files/></section>
                    })}
                </div>
                {aside}
            </div>
            {talk}
            {withdraws.then(|| withdraw_form(id, lang))}
        </Page>
    }
}

/// What is said about a notice besides its text.
pub(super) fn facts(notice: &NoticeView, lang: Lang) -> impl IntoView + use<> {
    let rows = [
        (text::NUMBER, notice.number.clone()),
        (text::ISSUED, Some(format_date(notice.issued_on, lang))),
        (text::MINISTRY, notice.ministry.clone()),
        (text::SECTION, notice.section.clone()),
        (text::CONTACT, notice.contact.clone()),
    ];
    let rows = rows
        .into_iter()
        .filter_map(|(term, value)| Some((term, value?)))
        .map(|(term, value)| view! { <DescriptionRow term=term.get(lang)>{value}</DescriptionRow> })
        .collect_view();
    let tags = notice.tags.iter().map(|tag| view! { <Tag label=tag/> }).collect_view();
    view! {
        <p class="cluster cluster--s">
            <span>{notice.owner_name.clone()}</span>
            <Tag label=notice.kind.text().get(lang)/>
            <Tag label=FiscalYear::new(notice.fiscal_year).label(lang)/>
            {tags}
        </p>
        <DescriptionList>{rows}</DescriptionList>
    }
}

fn withdrawal(notice: &NoticeView, lang: Lang) -> Option<impl IntoView + use<>> {
    let at = format_instant(notice.withdrawn_at?, lang);
    let reason = notice.withdrawal_reason.clone().unwrap_or_default();
    let why = text::WITHDRAWN_TEXT.fill(lang, &[("at", &at), ("reason", &reason)]);
    Some(view! { <Banner tone=Tone::Warning title=text::WITHDRAWN.get(lang)><p>{why}</p></Banner> })
}

/// Beside the text: what the own body has done, or what every body has.
fn aside(notice: &NoticeView, actor: &Actor, lang: Lang) -> impl IntoView + use<> {
    let confirms = may(actor, Action::ConfirmNotice, &notice.resource()).is_ok();
    let id = notice.id;
    let own = notice.delivery.clone().map(|delivery| {
        let by = |text: crate::text::Text, at, name: Option<String>| {
            Some(text.fill(lang, &[("at", &format_instant(at, lang)), ("name", &name.unwrap_or_default())]))
        };
        let opened = delivery.opened_at.and_then(|at| by(text::OPENED_BY, at, delivery.opened_by.clone()));
        let confirmed = delivery.confirmed_at.and_then(|at| by(text::CONFIRMED_BY, at, delivery.confirmed_by.clone()));
        let asks = confirms && !delivery.state.is_confirmed();
        view! {
            <section class="panel">
                <h2>{text::OWN_STATE.get(lang)}</h2>
                <p><StatusChip status=delivery.state/></p>
                {confirmed.map(|line| view! { <p>{line}</p> })}
                {opened.map(|line| view! { <p>{line}</p> })}
                {asks.then(|| view! {
                    <p>{text::CONFIRM_TEXT.fill(lang, &[("body", &actor.body_name)])}</p>
                    <ActionButton action="notices/confirm" label=text::CONFIRM.get(lang) class="button button--primary">
                        <HiddenField name="id" value=id.to_string()/>
                    </ActionButton>
                })}
            </section>
        }
    });
    let all = notice.progress.map(|progress| {
        let (n, all) = (progress.confirmed, progress.bodies);
        let summary = text::PROGRESS.fill(lang, &[("n", &n.to_string()), ("all", &all.to_string())]);
        view! {
            <section class="panel">
                <h2>{text::DELIVERIES.get(lang)}</h2>
                <p><StatusChip status=look(notice.state)/></p>
                <Progress label=text::PROGRESS_LABEL.get(lang) value=n.into() max=all.into() text=summary/>
                <p><a href=routes::notice_deliveries(id)>{text::DELIVERIES.get(lang)}</a></p>
            </section>
        }
    });
    view! { <aside>{own}{all}</aside> }
}

/// A file as the list of files shows it.
pub(super) fn attachment(file: &AttachmentView, lang: Lang) -> Attachment {
    Attachment {
        role: file.role.text().get(lang).to_owned(),
        name: file.name.clone(),
        href: routes::attachment(file.id),
        size: file.size,
        note: file.description.clone(),
        replaced: false,
    }
}

fn thread(
    messages: Vec<MessageView>,
    owner: crate::domain::ids::BodyId,
    actor: &Actor,
    id: crate::domain::ids::NoticeId,
    posts: bool,
    lang: Lang,
) -> impl IntoView + use<> {
    let own = actor.body;
    let empty = messages.is_empty();
    let messages: Vec<Message> = messages
        .into_iter()
        .map(|message| Message {
            who: text::BODY_PERSON.fill(lang, &[("body", &message.body_name), ("name", &message.author)]),
            at: message.created_at,
            answer: message.body == owner,
            own: message.body == own,
            html: SanitizedHtml::from_plain_text(&message.text),
        })
        .collect();
    view! {
        <section class="section" id="thread">
            <h2>{text::THREAD.get(lang)}</h2>
            {if empty {
                view! { <p>{text::THREAD_EMPTY.get(lang)}</p> }.into_any()
            } else {
                view! { <Thread messages/> }.into_any()
            }}
            {posts.then(|| view! {
                <PostForm action="notices/post_message">
                    <HiddenField name="id" value=id.to_string()/>
                    <TextArea name="text" label=text::MESSAGE.get(lang) hint=text::THREAD_TEXT.get(lang) rows=4 max=MESSAGE_MAX required=true/>
                    <button class="button" type="submit">{text::POST.get(lang)}</button>
                </PostForm>
            })}
        </section>
    }
}

fn withdraw_form(id: crate::domain::ids::NoticeId, lang: Lang) -> impl IntoView {
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
