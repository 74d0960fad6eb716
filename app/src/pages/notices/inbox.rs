//! What came to a body, to open and to confirm.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::{
    prelude::*,
    tachys::{html::InertElement, view::RenderHtml},
};

use crate::{
    components::{
        at_once::each_to_html,
        deadline::DeadlineView,
        form::{FormOutcome, PostForm},
        icon::IconName,
        load::use_lang,
        status_chip::{Look, Status, StatusChip, Tag},
        tone::Tone,
    },
    domain::{
        calendar::{Deadline, format_date, format_instant, jst_date},
        lang::Lang,
        notice::{DeliveryState, NoticeState},
    },
    ports::{inbox::InboxPage, notices::InboxRow},
    routes,
    text::notices as text,
};

/// The look of a notice that was withdrawn.
pub(super) const WITHDRAWN: Look = Look::new(Tone::Warning, IconName::AlertTriangle, NoticeState::Withdrawn.text());

/// What confirms those that are ticked.
const CONFIRM_MANY: &str = "notices/confirm_many";

/// The rows of an inbox, in a form that confirms those that are ticked.
#[component]
#[expect(clippy::needless_pass_by_value, reason = "what a component is given is its own")]
pub fn InboxList(
    /// The page.
    page: Arc<InboxPage>,
    /// When it is shown.
    now: DateTime<Utc>,
) -> impl IntoView {
    let lang = use_lang();
    let waits = page.rows.items.iter().any(InboxRow::waits_for_confirmation);
    let outcome = FormOutcome::of(CONFIRM_MANY);
    let ticked: Vec<&str> = outcome.iter().flat_map(|outcome| outcome.values_of("ids[]")).collect();
    let make = |rows: &[InboxRow]| each_to_html(rows.iter().map(|row| item(row, &ticked, now, lang)));
    // What is kept for the next reader has no ticks.
    let items = if ticked.is_empty() { page.shown(lang, make).to_owned() } else { make(&page.rows.items) };
    let items = InertElement::new(items);
    view! {
        <PostForm action=CONFIRM_MANY label=text::CONFIRM_TICKED.get(lang) class="form form--wide">
            <ul class="notices" role="list">{items}</ul>
            {waits.then(|| view! {
                <button class="button" type="submit">{text::CONFIRM_TICKED.get(lang)}</button>
            })}
        </PostForm>
    }
}

fn item(row: &InboxRow, ticked: &[&str], now: DateTime<Utc>, lang: Lang) -> impl RenderHtml + use<> {
    let unread = row.delivery == DeliveryState::Unread && !row.withdrawn;
    let class = if unread { "notices__item notices__item--unread" } else { "notices__item" };
    let look = if row.withdrawn { WITHDRAWN } else { row.delivery.look() };
    let files = (row.attachments > 0).then(|| text::FILES_COUNT.fill(lang, &[("n", &row.attachments.to_string())]));
    let tick = row.waits_for_confirmation().then(|| {
        let label = text::TICK.fill(lang, &[("title", &row.title)]);
        let (id, is_ticked) = (row.id.to_string(), ticked.iter().any(|id| row.id.to_string() == *id));
        view! {
            <label class="notices__tick">
                <input class="choice__input" type="checkbox" name="ids[]" value=id checked=is_ticked aria-label=label/>
                {text::TICK_IT.get(lang)}
            </label>
        }
    });
    // Mostly they are the same day, which the line says once.
    let issued = (row.issued_on != jst_date(row.published_at)).then(|| format_date(row.issued_on, lang));
    let due = row.confirm_by.map(|day| {
        let (deadline, settled) = (Deadline::end_of_day(day), !row.waits_for_confirmation());
        view! { <span>{text::CONFIRM_UNTIL.get(lang)}<DeadlineView deadline now settled whole_day=true/></span> }
    });
    view! {
        <li class=class>
            <div class="notices__state"><StatusChip status=look/></div>
            <div class="notices__main">
                <h2 class="notices__title"><a href=routes::notice(row.id)>{row.title.clone()}</a></h2>
                <div class="notices__meta">
                    <Tag label=row.kind.text().get(lang)/>
                    {row.number.clone().map(|number| view! { <span>{number}</span> })}
                    {issued.map(|issued| view! { <span>{issued}</span> })}
                    <span>{row.owner_name.clone()}</span>
                    {files.map(|files| view! { <span>{files}</span> })}
                    {due}
                    {(!row.needs_confirm).then(|| view! { <Tag label=text::NO_CONFIRM.get(lang)/> })}
                    {row.tags.iter().cloned().map(|tag| view! { <Tag label=tag/> }).collect_view()}
                </div>
            </div>
            <div class="notices__aside">
                <time datetime=row.published_at.to_rfc3339()>{format_instant(row.published_at, lang)}</time>
                {tick}
            </div>
        </li>
    }
}
