//! Mails to those who have not answered when the deadline is near.

use app::domain::{
    calendar::{Deadline, is_business_day, jst_date, jst_datetime},
    error::AppError,
    ids::BodyId,
};
use chrono::{TimeDelta, Timelike};
use futures::FutureExt;

use super::publish::ANSWERING;
use crate::{
    mail,
    services::Core,
    store::{addressees, assignment_lists, surveys},
};

/// Days on which offices are open that are left when a mail goes out.
const DAYS_BEFORE: [i64; 2] = [3, 1];
/// Hour in Japan from which mails go out: nobody reads them at night.
const FROM_HOUR: u32 = 8;
/// Longer than three office days ever last on the calendar.
const HORIZON_DAYS: i64 = 21;

/// Queues the mails that are due today, and answers how many surveys they are about. Safe to call as often as one
/// likes: a mail goes out once for each survey, rule, deadline, body and person.
///
/// # Errors
/// A fault of the database.
pub async fn remind_due_surveys(core: &Core) -> Result<u32, AppError> {
    let now = core.clock.now();
    let today = jst_date(now);
    if !is_business_day(today) || jst_datetime(now).hour() < FROM_HOUR {
        return Ok(0);
    }
    let near = surveys::due_between(&core.store.read(), now, now + TimeDelta::days(HORIZON_DAYS)).await?;
    let mut reminded = 0;
    for survey in near {
        let days = Deadline::from_instant(survey.deadline).business_days_left(now);
        if !DAYS_BEFORE.contains(&days) {
            continue;
        }
        let link = format!("{}{}", core.config.http.public_url, app::routes::survey(survey.id));
        core.store
            .write((survey, link), move |tx, (survey, link)| {
                async move {
                    let waiting: Vec<BodyId> = assignment_lists::of_survey(&tx.db(), survey.id)
                        .await?
                        .into_iter()
                        .filter(|at| !at.assignment.state.is_submitted() && at.assignment.extended_until.is_none())
                        .map(|at| at.assignment.body)
                        .collect();
                    let people = addressees::recipients(&tx.db(), &waiting, &ANSWERING).await?;
                    tx.mails(people.iter().map(|to| mail::surveys::due(&survey, days, to, &link))).await
                }
                .boxed()
            })
            .await?;
        reminded += 1;
    }
    Ok(reminded)
}
