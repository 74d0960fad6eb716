//! The talk about a notice.

use leptos::prelude::*;

use crate::{
    components::{
        form::{HiddenField, PostForm, TextArea},
        thread::{Message, Thread},
    },
    domain::{
        actor::Actor,
        ids::{BodyId, NoticeId},
        lang::Lang,
        markup::SanitizedHtml,
        notice::MESSAGE_MAX,
    },
    ports::notices::MessageView,
    text::notices as text,
};

/// What was said, and the form to say more.
pub(super) fn thread(
    messages: Vec<MessageView>,
    owner: BodyId,
    actor: &Actor,
    id: NoticeId,
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
