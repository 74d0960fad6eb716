//! Designing a survey.

use app::{
    domain::{
        calendar::{Deadline, add_business_days, jst_date},
        error::{AppError, ConflictReason},
        form::FormDefinition,
        form_design::FormEdit,
        ids::SurveyId,
        policy::{Action, Resource, may},
        survey::{SurveyContent, SurveyDraft},
    },
    ports::Caller,
};
use chrono::Months;
use futures::FutureExt;
use serde_json::json;

use super::{Surveys, record};
use crate::{
    services::bodies::known_audience,
    store::{Tx, assignments, surveys, surveys::Survey},
};

impl Surveys {
    pub(super) async fn begin(&self, caller: &Caller, draft: SurveyDraft) -> Result<SurveyId, AppError> {
        may(&caller.actor, Action::CreateSurvey, &Resource::Hub)?;
        let content = draft.check(jst_date(self.core.clock.now())).map_err(|errors| AppError::Invalid { errors })?;
        self.core
            .store
            .write((caller.clone(), content), |tx, (caller, content)| {
                async move {
                    may(&caller.actor, Action::CreateSurvey, &Resource::Hub)?;
                    known_audience(tx, &content.audience).await?;
                    let id = surveys::insert(tx, &caller.actor, &content).await?;
                    record(tx, &caller, "survey.create", id, json!({ "title": content.title })).await?;
                    Ok(id)
                }
                .boxed()
            })
            .await
    }

    pub(super) async fn save_draft(
        &self,
        caller: &Caller,
        id: SurveyId,
        version: i32,
        draft: SurveyDraft,
        form: Option<FormDefinition>,
    ) -> Result<i32, AppError> {
        let content = draft.check(jst_date(self.core.clock.now())).map_err(|errors| AppError::Invalid { errors })?;
        self.core
            .store
            .write((caller.clone(), content, form), move |tx, (caller, mut content, form)| {
                async move {
                    let survey = editable(tx, &caller, id, version).await?;
                    known_audience(tx, &content.audience).await?;
                    content.form = match form {
                        Some(form) => form,
                        None => surveys::form(&tx.db(), id, survey.form_version).await?,
                    };
                    let version = surveys::save(tx, id, version, &content).await?;
                    record(tx, &caller, "survey.save", id, json!({ "version": version })).await?;
                    Ok(version)
                }
                .boxed()
            })
            .await
    }

    pub(super) async fn change_form(
        &self,
        caller: &Caller,
        id: SurveyId,
        version: i32,
        edit: FormEdit,
    ) -> Result<String, AppError> {
        self.core
            .store
            .write((caller.clone(), edit), move |tx, (caller, edit)| {
                async move {
                    let survey = editable(tx, &caller, id, version).await?;
                    let mut content = whole(tx, survey).await?;
                    let key = content.form.edit(edit)?;
                    let version = surveys::save(tx, id, version, &content).await?;
                    record(tx, &caller, "survey.save", id, json!({ "version": version, "key": key })).await?;
                    Ok(key)
                }
                .boxed()
            })
            .await
    }

    pub(super) async fn begin_copy(&self, caller: &Caller, id: SurveyId) -> Result<SurveyId, AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    may(&caller.actor, Action::CreateSurvey, &Resource::Hub)?;
                    let survey = surveys::find(&tx.db(), id).await?.ok_or(AppError::NotFound)?;
                    let addressed = assignments::find_of(&tx.db(), id, caller.actor.body).await?.is_some();
                    may(&caller.actor, Action::CopySurvey, &survey.resource(addressed))?;
                    let mut content = whole(tx, survey).await?;
                    content.number = None;
                    content.deadline = next_year(content.deadline);
                    let copy = surveys::insert(tx, &caller.actor, &content).await?;
                    record(tx, &caller, "survey.copy", copy, json!({ "from": id })).await?;
                    Ok(copy)
                }
                .boxed()
            })
            .await
    }

    pub(super) async fn remove_draft(&self, caller: &Caller, id: SurveyId) -> Result<(), AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    let survey = surveys::locked(tx, id).await?;
                    may(&caller.actor, Action::EditSurvey, &survey.resource(false))?;
                    surveys::remove(tx, id).await?;
                    record(tx, &caller, "survey.remove", id, json!({ "title": survey.title })).await
                }
                .boxed()
            })
            .await
    }
}

/// The survey, when the caller may edit it and nobody has changed it since `version`.
async fn editable(tx: &Tx, caller: &Caller, id: SurveyId, version: i32) -> Result<Survey, AppError> {
    let survey = surveys::locked(tx, id).await?;
    may(&caller.actor, Action::EditSurvey, &survey.resource(false))?;
    if survey.version == version { Ok(survey) } else { Err(AppError::Conflict { reason: ConflictReason::Stale }) }
}

/// The survey with audience and form.
pub(super) async fn whole(tx: &Tx, survey: Survey) -> Result<SurveyContent, AppError> {
    let audience = surveys::audience(&tx.db(), &survey).await?;
    let form = surveys::form(&tx.db(), survey.id, survey.form_version).await?;
    Ok(survey.content(audience, form))
}

/// The same time a year later, on a day on which offices are open.
fn next_year(deadline: Deadline) -> Deadline {
    let date = deadline.date.checked_add_months(Months::new(12)).unwrap_or(deadline.date);
    Deadline { date: add_business_days(date, 0), ..deadline }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_due_a_year_later_on_an_office_day() {
        let deadline = |date: &str| Deadline::at_closing(date.parse().unwrap());
        assert_eq!(next_year(deadline("2026-05-29")), deadline("2027-05-31"), "29 May 2027 is a Saturday");
        assert_eq!(next_year(deadline("2024-02-29")), deadline("2025-02-28"));
    }
}
