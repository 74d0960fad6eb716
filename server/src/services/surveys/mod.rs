//! What collectors do with surveys.

pub(crate) mod board;
mod edit;
mod export;
mod merged;
mod publish;
pub mod remind;

use std::sync::Arc;

use app::{
    domain::{
        error::AppError,
        form::FormDefinition,
        form_design::FormEdit,
        ids::{AssignmentId, BodyId, SurveyId},
        page::{PAGE_SIZE, Page},
        policy::{Action, Resource, may},
        survey::{SurveyDraft, SurveyState},
        tally::MergedTable,
    },
    ports::{
        Caller,
        surveys::{
            Board, BodyName, ExportFile, ExportFormat, SentAnswers, SurveyFilter, SurveyService, SurveySummary,
            SurveyView,
        },
    },
};
use async_trait::async_trait;
use serde_json::Value;

use super::{Core, forms::FormCache};
use crate::store::{
    Tx, addressees, assignment_lists, assignments, bodies, groups,
    surveys::{self, Filter, Survey},
};

/// The use cases of collectors.
pub struct Surveys {
    core: Arc<Core>,
    forms: Arc<FormCache>,
    tables: merged::TableCache,
}

impl Surveys {
    /// Over the tools of the use cases.
    pub(super) fn new(core: Arc<Core>, forms: Arc<FormCache>) -> Self {
        Self { core, forms, tables: merged::TableCache::default() }
    }

    async fn look(&self, caller: &Caller, id: SurveyId) -> Result<SurveyView, AppError> {
        let db = self.core.store.read();
        let survey = surveys::find(&db, id).await?.ok_or(AppError::NotFound)?;
        let addressed = assignments::find_of(&db, id, caller.actor.body).await?.is_some();
        let resource = survey.resource(addressed);
        may(&caller.actor, Action::ReadSurvey, &resource)?;
        let own = may(&caller.actor, Action::CopySurvey, &resource).is_ok();
        let form = match survey.state {
            SurveyState::Draft => surveys::form(&db, id, survey.form_version).await?,
            _ => self.forms.get(&db, id, survey.form_version).await?.as_ref().clone(),
        };
        let audience = if own { Some(surveys::audience(&db, &survey).await?) } else { None };
        let bodies = match (&audience, survey.state) {
            (Some(audience), SurveyState::Draft) => {
                let meant = groups::resolve(&db, audience, survey.owner).await?;
                let every = bodies::open(&db).await?.into_iter().filter(|body| meant.contains(&body.id));
                every.map(|body| BodyName { id: body.id, code: body.code, name: body.name }).collect()
            }
            (Some(_), _) => assignment_lists::of_survey(&db, id)
                .await?
                .into_iter()
                .map(|at| BodyName { id: at.assignment.body, code: at.code, name: at.name })
                .collect(),
            (None, _) => Vec::new(),
        };
        let owner = addressees::name(&db, survey.owner).await?.name;
        Ok(view(survey, Parts { audience, bodies, form, owner, own, addressed }))
    }
}

struct Parts {
    audience: Option<app::domain::audience::Audience>,
    bodies: Vec<BodyName>,
    form: FormDefinition,
    owner: String,
    own: bool,
    addressed: bool,
}

fn view(survey: Survey, parts: Parts) -> SurveyView {
    SurveyView {
        id: survey.id,
        state: survey.state,
        version: survey.version,
        title: survey.title,
        number: survey.number,
        html: crate::markup::render(&survey.description),
        description: survey.description,
        contact: survey.contact,
        owner: parts.owner,
        deadline: survey.deadline,
        needs_approval: survey.needs_approval,
        audience: parts.audience,
        bodies: parts.bodies,
        form: parts.form,
        form_version: survey.form_version,
        published_at: survey.published_at,
        closed_at: survey.closed_at,
        own: parts.own,
        addressed: parts.addressed,
    }
}

/// Notes in the audit log what was done to a survey.
pub(crate) async fn record(
    tx: &Tx,
    caller: &Caller,
    action: &'static str,
    survey: SurveyId,
    detail: Value,
) -> Result<(), AppError> {
    super::record(tx, caller, action, format!("survey:{survey}"), detail).await
}

#[async_trait]
impl SurveyService for Surveys {
    async fn list(&self, caller: &Caller, filter: &SurveyFilter) -> Result<Page<SurveySummary>, AppError> {
        may(&caller.actor, Action::CreateSurvey, &Resource::Hub)?;
        let after = filter.cursor.as_deref().map(str::parse).transpose();
        let after = after.map_err(|_: uuid::Error| AppError::Malformed { at: "cursor".to_owned() })?;
        let SurveyFilter { state, fiscal_year, due_first, .. } = *filter;
        let wanted = Filter { state, fiscal_year, due_first, after };
        let db = self.core.store.read();
        let (mut rows, total) = surveys::list(&db, caller.actor.body, &wanted).await?;
        let page = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
        let more = rows.len() > page;
        rows.truncate(page);
        let next_cursor = rows.last().filter(|_| more).map(|row| row.id.to_string());
        let ids: Vec<SurveyId> = rows.iter().map(|row| row.id).collect();
        let counts = assignment_lists::counts(&db, &ids).await?;
        let items = rows
            .into_iter()
            .map(|row| {
                let of = |sent: bool| {
                    let mine = counts.iter().filter(|(id, state, _)| *id == row.id && (!sent || state.is_submitted()));
                    mine.map(|(_, _, count)| count).sum()
                };
                SurveySummary {
                    id: row.id,
                    state: row.state,
                    deadline: row.deadline,
                    fiscal_year: row.fiscal_year,
                    bodies: of(false),
                    submitted: of(true),
                    updated_at: row.updated_at,
                    title: row.title,
                    number: row.number,
                }
            })
            .collect();
        Ok(Page { items, total, next_cursor })
    }

    async fn view(&self, caller: &Caller, id: SurveyId) -> Result<SurveyView, AppError> {
        self.look(caller, id).await
    }

    async fn create(&self, caller: &Caller, draft: SurveyDraft) -> Result<SurveyId, AppError> {
        self.begin(caller, draft).await
    }

    async fn save(
        &self,
        caller: &Caller,
        id: SurveyId,
        version: i32,
        draft: SurveyDraft,
        form: Option<FormDefinition>,
    ) -> Result<i32, AppError> {
        self.save_draft(caller, id, version, draft, form).await
    }

    async fn edit_form(&self, caller: &Caller, id: SurveyId, version: i32, edit: FormEdit) -> Result<String, AppError> {
        self.change_form(caller, id, version, edit).await
    }

    async fn publish(&self, caller: &Caller, id: SurveyId, version: i32) -> Result<(), AppError> {
        self.open(caller, id, version).await
    }

    async fn close(&self, caller: &Caller, id: SurveyId, version: i32) -> Result<(), AppError> {
        self.shut(caller, id, version).await
    }

    async fn copy(&self, caller: &Caller, id: SurveyId) -> Result<SurveyId, AppError> {
        self.begin_copy(caller, id).await
    }

    async fn remove(&self, caller: &Caller, id: SurveyId) -> Result<(), AppError> {
        self.remove_draft(caller, id).await
    }

    async fn board(&self, caller: &Caller, id: SurveyId, stamp: Option<&str>) -> Result<Option<Board>, AppError> {
        self.read_board(caller, id, stamp).await
    }

    async fn sent(&self, caller: &Caller, id: SurveyId, body: BodyId) -> Result<SentAnswers, AppError> {
        self.read_sent(caller, id, body).await
    }

    async fn send_back(&self, caller: &Caller, id: AssignmentId, version: i32, reason: &str) -> Result<(), AppError> {
        self.return_answers(caller, id, version, reason).await
    }

    async fn accept(&self, caller: &Caller, id: AssignmentId, version: i32) -> Result<(), AppError> {
        self.accept_one(caller, id, version).await
    }

    async fn accept_all(&self, caller: &Caller, id: SurveyId, which: &[AssignmentId]) -> Result<u32, AppError> {
        self.accept_many(caller, id, which).await
    }

    async fn merged(&self, caller: &Caller, id: SurveyId) -> Result<(SurveyView, Arc<MergedTable>), AppError> {
        let table = self.table(caller, id).await?;
        Ok((self.look(caller, id).await?, table))
    }

    async fn export(&self, caller: &Caller, id: SurveyId, format: ExportFormat) -> Result<ExportFile, AppError> {
        self.take_out(caller, id, format).await
    }
}
