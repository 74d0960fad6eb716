//! What is said about a notice besides its text.

use leptos::prelude::*;

use crate::{
    components::{
        description_list::{DescriptionList, DescriptionRow},
        status_chip::Tag,
    },
    domain::{
        calendar::{FiscalYear, format_date},
        lang::{Lang, Text},
        notice::SealNote,
    },
    pages::notices::ListQuery,
    ports::notices::{NoticeFilter, NoticeView},
    text::notices as text,
};

/// What is said about a notice besides its text.
pub(in crate::pages::notices) fn facts(notice: &NoticeView, lang: Lang) -> impl IntoView + use<> {
    let date = |date: chrono::NaiveDate| format_date(date, lang);
    let before = [
        (text::NUMBER, notice.number.clone()),
        (text::ISSUED, Some(date(notice.issued_on))),
        (text::RECEIVED, notice.received_on.map(date)),
        (text::EFFECTIVE, notice.effective_on.map(date)),
        (text::SEAL, (notice.seal != SealNote::None).then(|| notice.seal.text().get(lang).to_owned())),
        (text::MINISTRY, notice.ministry.clone()),
        (text::SECTION, notice.section.clone()),
    ];
    let after = [
        (text::CONTACT, notice.contact.clone()),
        (text::ASKS, confirmation(notice, lang)),
        (text::RETENTION, retention(notice, lang)),
    ];
    let rows = |rows: Vec<(Text, Option<String>)>| {
        rows.into_iter()
            .filter_map(|(term, value)| Some((term, value?)))
            .map(|(term, value)| view! { <DescriptionRow term=term.get(lang)>{value}</DescriptionRow> })
            .collect_view()
    };
    let (before, after) = (rows(before.into()), rows(after.into()));
    let tags = notice.tags.iter().map(|tag| view! { <Tag label=tag/> }).collect_view();
    let laws = laws(&notice.laws, lang);
    view! {
        <p class="cluster cluster--s">
            <span>{notice.owner_name.clone()}</span>
            <Tag label=notice.kind.text().get(lang)/>
            <Tag label=FiscalYear::new(notice.fiscal_year).label(lang)/>
            {tags}
        </p>
        <DescriptionList>{before}{laws}{after}</DescriptionList>
    }
}

/// By when it is to be confirmed, or that it is not.
fn confirmation(notice: &NoticeView, lang: Lang) -> Option<String> {
    if !notice.needs_confirm {
        return Some(text::ASKS_NOTHING.get(lang).to_owned());
    }
    let day = format_date(notice.confirm_by?, lang);
    Some(text::UNTIL_DAY.fill(lang, &[("day", &day)]))
}

/// How long it is kept, for those who keep it.
fn retention(notice: &NoticeView, lang: Lang) -> Option<String> {
    let term = notice.retention?;
    let name = term.text().get(lang);
    let last = term.until(FiscalYear::new(notice.fiscal_year)).map(|day| format_date(day, lang));
    Some(last.map_or_else(|| name.to_owned(), |day| text::KEPT_UNTIL.fill(lang, &[("term", name), ("day", &day)])))
}

/// The laws, each with the way to the other notices that rest on it.
fn laws(laws: &[String], lang: Lang) -> Option<impl IntoView + use<>> {
    let items = laws
        .iter()
        .map(|law| {
            let filter = NoticeFilter { law: Some(law.clone()), ..NoticeFilter::default() };
            let href = ListQuery { filter, ..ListQuery::default() }.address(None);
            view! { <li><a href=href>{law.clone()}</a></li> }
        })
        .collect_view();
    (!laws.is_empty()).then(|| {
        view! { <DescriptionRow term=text::LAWS.get(lang)><ul class="plain-list" role="list">{items}</ul></DescriptionRow> }
    })
}
