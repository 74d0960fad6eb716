//! Opening and closing a survey.

use app::{
    domain::{
        actor::Role,
        error::{AppError, ConflictReason, FieldError},
        ids::{BodyId, SurveyId},
        policy::{Action, may},
        problem::FieldProblem,
        survey::SurveyState,
    },
    ports::Caller,
    routes,
};
use futures::FutureExt;
use serde_json::json;

use super::{Surveys, edit::whole, record};
use crate::{
    mail,
    store::{Tx, addressees, assignments, groups, surveys, surveys::Survey},
};

/// Who gets the mails of a body about surveys.
pub(crate) const ANSWERING: [Role; 2] = [Role::Administrator, Role::Editor];

impl Surveys {
    pub(super) async fn open(&self, caller: &Caller, id: SurveyId, version: i32) -> Result<(), AppError> {
        let link = self.link(id);
        self.core
            .store
            .write((caller.clone(), link), move |tx, (caller, link)| {
                async move {
                    let survey = surveys::locked(tx, id).await?;
                    may(&caller.actor, Action::PublishSurvey, &survey.resource(false))?;
                    let content = whole(tx, survey.clone()).await?;
                    AppError::check(content.publish_problems(tx.now()))?;
                    let bodies = groups::resolve(&tx.db(), &content.audience, survey.owner).await?;
                    if bodies.is_empty() {
                        let errors = vec![FieldError::new("audience", FieldProblem::NoAudience)];
                        return Err(AppError::Invalid { errors });
                    }
                    surveys::set_state(tx, id, version, SurveyState::Open).await?;
                    assignments::make(tx, id, survey.form_version, &bodies).await?;
                    announce(tx, &survey, &caller.actor.body_name, &bodies, &link).await?;
                    tx.index_change(format!("survey:{id}")).await?;
                    let detail = json!({ "bodies": bodies.len(), "form_version": survey.form_version });
                    record(tx, &caller, "survey.publish", id, detail).await
                }
                .boxed()
            })
            .await
    }

    pub(super) async fn shut(&self, caller: &Caller, id: SurveyId, version: i32) -> Result<(), AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    let survey = surveys::locked(tx, id).await?;
                    may(&caller.actor, Action::CloseSurvey, &survey.resource(false))?;
                    if survey.version != version {
                        return Err(AppError::Conflict { reason: ConflictReason::Stale });
                    }
                    surveys::set_state(tx, id, version, SurveyState::Closed).await?;
                    tx.index_change(format!("survey:{id}")).await?;
                    record(tx, &caller, "survey.close", id, json!({})).await
                }
                .boxed()
            })
            .await
    }

    /// Address of a survey, for mails.
    pub(super) fn link(&self, id: SurveyId) -> String {
        format!("{}{}", self.core.config.http.public_url, routes::survey(id))
    }
}

/// One mail to each person of the bodies addressed who answers.
async fn announce(tx: &Tx, survey: &Survey, owner: &str, bodies: &[BodyId], link: &str) -> Result<(), AppError> {
    let people = addressees::recipients(&tx.db(), bodies, &ANSWERING).await?;
    tx.mails(people.iter().map(|to| mail::surveys::opened(survey, owner, to, link))).await
}
