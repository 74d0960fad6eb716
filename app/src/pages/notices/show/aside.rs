//! Beside the text of a notice: what the own body has done with it, or what every body has.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::{
    components::{
        deadline::DeadlineView,
        form::{ActionButton, HiddenField},
        progress::Progress,
        status_chip::StatusChip,
    },
    domain::{
        actor::Actor,
        calendar::{Deadline, format_instant},
        lang::{Lang, Text},
        policy::{Action, may},
    },
    pages::notices::sent::{look, reach},
    ports::notices::NoticeView,
    routes,
    text::notices as text,
};

/// What the own body has done, or what every body has.
pub(super) fn aside(notice: &NoticeView, actor: &Actor, now: DateTime<Utc>, lang: Lang) -> impl IntoView + use<> {
    let own = own(notice, actor, now, lang);
    let id = notice.id;
    let state = notice.state;
    let all = notice.progress.map(|progress| {
        let reach = reach(progress, notice.needs_confirm, lang);
        view! {
            <section class="panel">
                <h2>{text::DELIVERIES.get(lang)}</h2>
                <p><StatusChip status=look(state)/></p>
                <Progress label=reach.label value=reach.done.into() max=progress.bodies.into() text=reach.text/>
                <p><a href=routes::notice_deliveries(id)>{text::DELIVERIES.get(lang)}</a></p>
            </section>
        }
    });
    view! { <aside>{own}{all}</aside> }
}

fn own(notice: &NoticeView, actor: &Actor, now: DateTime<Utc>, lang: Lang) -> Option<impl IntoView + use<>> {
    let delivery = notice.delivery.clone()?;
    let id = notice.id;
    let by = |text: Text, at, name: Option<String>| {
        text.fill(lang, &[("at", &format_instant(at, lang)), ("name", &name.unwrap_or_default())])
    };
    let opened = delivery.opened_at.map(|at| by(text::OPENED_BY, at, delivery.opened_by.clone()));
    let confirmed = delivery.confirmed_at.map(|at| by(text::CONFIRMED_BY, at, delivery.confirmed_by.clone()));
    let may_confirm = may(actor, Action::ConfirmNotice, &notice.resource()).is_ok();
    let asks = may_confirm && notice.needs_confirm && !delivery.state.is_confirmed();
    let needless = !notice.needs_confirm && !delivery.state.is_confirmed();
    let due = notice.confirm_by.filter(|_| asks).map(|day| {
        let deadline = Deadline::end_of_day(day);
        view! { <p>{text::CONFIRM_UNTIL.get(lang)}<DeadlineView deadline now whole_day=true/></p> }
    });
    let body = actor.body_name.clone();
    Some(view! {
        <section class="panel">
            <h2>{text::OWN_STATE.get(lang)}</h2>
            <p><StatusChip status=delivery.state/></p>
            {confirmed.map(|line| view! { <p>{line}</p> })}
            {opened.map(|line| view! { <p>{line}</p> })}
            {needless.then(|| view! { <p>{text::CONFIRM_NOTHING.get(lang)}</p> })}
            {due}
            {asks.then(|| view! {
                <p>{text::CONFIRM_TEXT.fill(lang, &[("body", &body)])}</p>
                <ActionButton action="notices/confirm" label=text::CONFIRM.get(lang) class="button button--primary">
                    <HiddenField name="id" value=id.to_string()/>
                </ActionButton>
            })}
        </section>
    })
}
