//! Talk attached to a notice, a survey or a question.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{load::use_lang, safe_html::SafeHtml, status_chip::Tag};
use crate::{
    domain::{calendar::format_instant, markup::SanitizedHtml},
    text::common,
};

/// What somebody has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Body and person.
    pub who: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub html: SanitizedHtml,
    /// It is the answer of the office that asked.
    pub answer: bool,
    /// It was written by the reader's own body.
    pub own: bool,
}

/// Messages, oldest first.
#[component]
pub fn Thread(
    /// The messages.
    messages: Vec<Message>,
) -> impl IntoView {
    view! { <ol class="thread" role="list">{messages.into_iter().map(message_view).collect_view()}</ol> }
}

fn message_view(message: Message) -> impl IntoView {
    let lang = use_lang();
    let class = match (message.answer, message.own) {
        (true, _) => "message message--answer",
        (false, true) => "message message--own",
        (false, false) => "message",
    };
    view! {
        <li class=class>
            <div class="message__head">
                <span class="message__who">{message.who}</span>
                {message.answer.then(|| view! { <Tag label=common::ANSWER.get(lang)/> })}
                <time class="message__time" datetime=message.at.to_rfc3339()>{format_instant(message.at, lang)}</time>
            </div>
            <div class="message__body"><SafeHtml html=message.html/></div>
        </li>
    }
}
