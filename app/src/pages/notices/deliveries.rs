//! A notice at the bodies, for its publisher.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{about, notice_id, sent::reach as reach_of, trail};
use crate::{
    components::{
        form::{ActionButton, HiddenField},
        layout::{Crumb, Page},
        load::{load, query_value, use_lang},
        progress::Progress,
        status_chip::StatusChip,
        table::{Cell, Column, RowHead, Table},
        tabs::{Tab, Tabs},
    },
    domain::{
        actor::Actor,
        calendar::{format_date, format_instant},
        ids::NoticeId,
        ladder::LadderFilter,
        lang::Lang,
        policy::{Action, may},
    },
    ports::reach::{Ladder, LadderCounts, LadderRow},
    routes,
    text::{notices as text, reach},
};

/// A notice at the bodies that are on one step.
#[component]
pub fn DeliveriesPage() -> impl IntoView {
    let id = notice_id();
    let filter = query_value("state").and_then(|code| LadderFilter::from_code(&code)).unwrap_or(LadderFilter::All);
    load(
        async move |context, caller| {
            let ladder = context.services.reach.ladder(&caller, id?, filter).await?;
            Ok((ladder, caller.actor))
        },
        move |(ladder, actor)| page(ladder, filter, &actor),
    )
}

fn page(ladder: Ladder, filter: LadderFilter, actor: &Actor) -> impl IntoView + use<> {
    let lang = use_lang();
    let id = ladder.id;
    let reminds = may(actor, Action::RemindBodies, &ladder.resource()).is_ok();
    let mut trail = trail(lang);
    trail.push(Crumb::new(ladder.title.clone(), routes::notice(id)));
    let done = reach_of(ladder.progress, ladder.needs_confirm, lang);
    let missing = ladder.counts.unconfirmed > 0;
    let actions = move || {
        view! {
            {missing.then(|| view! {
                <a class="button" href=routes::notice_call_sheet(id)>{reach::CALL_SHEET.get(lang)}</a>
            })}
            <a class="button" href=routes::notice_deliveries_csv(id)>{text::CSV.get(lang)}</a>
        }
    };
    let reminding = (reminds && missing).then(|| reminder(id, ladder.remindable, lang).into_any());
    let due = ladder.confirm_by.map(|day| view! { <p>{text::CONFIRM_UNTIL.get(lang)}{format_date(day, lang)}</p> });
    // On paper there are no tabs that tell which bodies these are.
    let step = (filter != LadderFilter::All).then(|| view! { <p class="print-only">{filter.text().get(lang)}</p> });
    let names = [text::COL_BODY, text::COL_CODE, text::COL_STATE, text::COL_OPENED, text::COL_CONFIRMED];
    let names = names.into_iter().chain([reach::COL_REMINDED]);
    let columns: Vec<Column> = names.map(|name| Column::text(name.get(lang))).collect();
    let count = ladder.rows.len();
    view! {
        <Page title=text::DELIVERIES.get(lang) trail=trail actions=actions>
            <p class="print-only">{about(ladder.number, ladder.title)}</p>
            <Progress label=done.label value=done.done.into() max=ladder.progress.bodies.into() text=done.text/>
            {due}
            {reminding}
            <Tabs label=reach::STEPS.get(lang) tabs=tabs(id, &ladder.counts, ladder.needs_confirm, lang)
                current=routes::notice_deliveries_at(id, filter)/>
            {step}
            <Table caption=text::DELIVERIES.get(lang) hide_caption=true columns=columns count=count
                empty=reach::NOBODY.get(lang)>
                {ladder.rows.into_iter().map(|row| row_view(id, row, lang)).collect_view()}
            </Table>
        </Page>
    }
}

fn tabs(id: NoticeId, counts: &LadderCounts, needs_confirm: bool, lang: Lang) -> Vec<Tab> {
    let confirming = |step: LadderFilter| matches!(step, LadderFilter::Unconfirmed | LadderFilter::Confirmed);
    // Of what is only to be read, nobody is late.
    let shown = |step: &LadderFilter| needs_confirm || !confirming(*step) || counts.of(*step) > 0;
    let tab = |step: LadderFilter| {
        Tab::new(step.text().get(lang), routes::notice_deliveries_at(id, step)).counting(counts.of(step).into())
    };
    LadderFilter::ALL.iter().copied().filter(shown).map(tab).collect()
}

/// The button that reminds, or why there is none.
fn reminder(id: NoticeId, remindable: u32, lang: Lang) -> impl IntoView {
    if remindable == 0 {
        return view! { <p>{reach::REMINDED_TODAY.get(lang)}</p> }.into_any();
    }
    let label = reach::REMIND.fill(lang, &[("n", &remindable.to_string())]);
    view! {
        <section class="section screen-only">
            <p>{reach::REMIND_TEXT.get(lang)}</p>
            <ActionButton action="reach/remind" label=label class="button button--primary">
                <HiddenField name="id" value=id.to_string()/>
            </ActionButton>
        </section>
    }
    .into_any()
}

fn row_view(id: NoticeId, row: LadderRow, lang: Lang) -> impl IntoView {
    let delivery = row.delivery;
    view! {
        <tr>
            <RowHead label=text::COL_BODY.get(lang)><a href=routes::notice_history(id, row.body)>{row.name}</a></RowHead>
            <Cell label=text::COL_CODE.get(lang)>{row.code}</Cell>
            <Cell label=text::COL_STATE.get(lang)><StatusChip status=delivery.state/></Cell>
            <Cell label=text::COL_OPENED.get(lang)>{at_by(delivery.opened_at, delivery.opened_by.as_deref(), lang)}</Cell>
            <Cell label=text::COL_CONFIRMED.get(lang)>
                {at_by(delivery.confirmed_at, delivery.confirmed_by.as_deref(), lang)}
            </Cell>
            <Cell label=reach::COL_REMINDED.get(lang)>{row.reminded_at.map(|at| format_instant(at, lang))}</Cell>
        </tr>
    }
}

fn at_by(at: Option<DateTime<Utc>>, name: Option<&str>, lang: Lang) -> Option<String> {
    at.map(|at| text::AT_BY.fill(lang, &[("at", &format_instant(at, lang)), ("name", name.unwrap_or_default())]))
}
