//! What the prefecture has sent or is writing.

use leptos::prelude::*;

use super::inbox::WITHDRAWN;
use crate::{
    components::{
        icon::IconName,
        load::use_lang,
        status_chip::{Look, StatusChip, Tag},
        tone::Tone,
    },
    domain::{
        calendar::{format_date, format_instant, jst_date},
        lang::Lang,
        notice::NoticeState,
    },
    ports::notices::{Progress, SentRow},
    routes,
    text::notices as text,
};

/// The rows of the publisher's list.
#[component]
pub fn SentList(
    /// The rows.
    rows: Vec<SentRow>,
) -> impl IntoView {
    let lang = use_lang();
    view! { <ul class="notices" role="list">{rows.into_iter().map(|row| item(row, lang)).collect_view()}</ul> }
}

/// How a notice looks to its publisher.
pub(super) const fn look(state: NoticeState) -> Look {
    match state {
        NoticeState::Draft => Look::new(Tone::Neutral, IconName::Pencil, state.text()),
        NoticeState::Published => Look::new(Tone::Success, IconName::Send, state.text()),
        NoticeState::Withdrawn => WITHDRAWN,
    }
}

/// How many bodies have done what is asked of them: to confirm a notice, or only to read it.
pub(super) struct Reach {
    /// What is counted.
    pub label: &'static str,
    /// How many have.
    pub done: u32,
    /// The same in words.
    pub text: String,
}

/// What is counted of a notice.
pub(super) fn reach(progress: Progress, needs_confirm: bool, lang: Lang) -> Reach {
    let (done, label, text) = if needs_confirm {
        (progress.confirmed, text::PROGRESS_LABEL, text::PROGRESS)
    } else {
        (progress.opened, text::OPENED_LABEL, text::OPENED)
    };
    let text = text.fill(lang, &[("n", &done.to_string()), ("all", &progress.bodies.to_string())]);
    Reach { label: label.get(lang), done, text }
}

fn item(row: SentRow, lang: Lang) -> impl IntoView {
    let draft = row.state == NoticeState::Draft;
    let href = if draft { routes::notice_edit(row.id) } else { routes::notice(row.id) };
    let files = (row.attachments > 0).then(|| text::FILES_COUNT.fill(lang, &[("n", &row.attachments.to_string())]));
    let progress = row.progress.filter(|_| !draft).map(|progress| {
        view! { <a href=routes::notice_deliveries(row.id)>{reach(progress, row.needs_confirm, lang).text}</a> }
    });
    let at = row.published_at.unwrap_or(row.updated_at);
    let issued = (draft || row.issued_on != jst_date(at)).then(|| format_date(row.issued_on, lang));
    let due = row.confirm_by.map(|day| view! { <span>{text::CONFIRM_UNTIL.get(lang)}{format_date(day, lang)}</span> });
    view! {
        <li class="notices__item">
            <div class="notices__state"><StatusChip status=look(row.state)/></div>
            <div class="notices__main">
                <h2 class="notices__title"><a href=href>{row.title}</a></h2>
                <div class="notices__meta">
                    <Tag label=row.kind.text().get(lang)/>
                    {row.number.map(|number| view! { <span>{number}</span> })}
                    {issued.map(|issued| view! { <span>{issued}</span> })}
                    {files.map(|files| view! { <span>{files}</span> })}
                    {due}
                    {(!row.needs_confirm).then(|| view! { <Tag label=text::NO_CONFIRM.get(lang)/> })}
                    {row.tags.into_iter().map(|tag| view! { <Tag label=tag/> }).collect_view()}
                </div>
            </div>
            <div class="notices__aside">
                <time datetime=at.to_rfc3339()>{format_instant(at, lang)}</time>
                {progress}
            </div>
        </li>
    }
}
