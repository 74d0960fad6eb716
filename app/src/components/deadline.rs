//! A date to keep, and the office days that are left until it.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{
    icon::{Icon, IconName},
    load::use_lang,
    tone::Tone,
};
use crate::{
    domain::{
        calendar::{Deadline, format_date, is_business_day, jst_date},
        lang::Lang,
    },
    text::common,
};

/// Office days before a deadline from which it counts as near.
const NEAR: i64 = 3;

/// 「令和8年11月26日（木）17:15 あと2開庁日」, or without the time of day.
#[component]
pub fn DeadlineView(
    /// By when.
    deadline: Deadline,
    /// When the page is made.
    now: DateTime<Utc>,
    /// Nothing is left to do: only the date is shown.
    #[prop(optional)]
    settled: bool,
    /// The whole day is in time: no time of day is shown.
    #[prop(optional)]
    whole_day: bool,
) -> impl IntoView {
    let lang = use_lang();
    let (machine, text) = if whole_day {
        (deadline.date.to_string(), format_date(deadline.date, lang))
    } else {
        (deadline.instant().to_rfc3339(), deadline.format(lang))
    };
    let date = view! { <time datetime=machine>{text}</time> };
    if settled {
        return view! { <span class="deadline">{date}</span> }.into_any();
    }
    let (tone, icon, left) = time_left(deadline, now, lang);
    view! {
        <span class=format!("deadline {}", tone.class())>
            {date}<span class="deadline__left"><Icon name=icon/>{left}</span>
        </span>
    }
    .into_any()
}

fn time_left(deadline: Deadline, now: DateTime<Utc>, lang: Lang) -> (Tone, IconName, String) {
    if deadline.is_over(now) {
        return (Tone::Danger, IconName::AlertCircle, common::OVERDUE.get(lang).to_owned());
    }
    if deadline.date == jst_date(now) {
        return (Tone::Warning, IconName::Clock, common::DUE_TODAY.get(lang).to_owned());
    }
    let days = deadline.business_days_left(now);
    if days == 0 {
        // The deadline is on a day on which offices are closed.
        let text = if is_business_day(jst_date(now)) { common::LAST_OFFICE_DAY } else { common::NO_OFFICE_DAY };
        return (Tone::Warning, IconName::Clock, text.get(lang).to_owned());
    }
    let tone = if days <= NEAR { Tone::Warning } else { Tone::Neutral };
    (tone, IconName::Clock, common::DAYS_LEFT.fill(lang, &[("days", &days.to_string())]))
}
