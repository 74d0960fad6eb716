//! Surveys (調査) and their forms.

use app::domain::{
    actor::Actor,
    audience::Audience,
    calendar::Deadline,
    error::{AppError, ConflictReason},
    form::FormDefinition,
    ids::{BodyId, SurveyId},
    page::PAGE_SIZE,
    policy::Resource,
    survey::{SurveyContent, SurveyState},
};
use chrono::{DateTime, Utc};
use entity::{survey, survey_audience, survey_form};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{LockType, OnConflict},
};
use uuid::Uuid;

use super::{Db, ROWS, StoreExt, Tx, audiences, inconsistent};

/// A survey without its form and its audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Identifier.
    pub id: SurveyId,
    /// The body that collects.
    pub owner: BodyId,
    /// Its state.
    pub state: SurveyState,
    /// 件名.
    pub title: String,
    /// 文書番号.
    pub number: Option<String>,
    /// What it is for, in Markdown.
    pub description: String,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Until when.
    pub deadline: DateTime<Utc>,
    /// 年度 of the deadline.
    pub fiscal_year: i32,
    /// Whether a body must approve before it sends.
    pub needs_approval: bool,
    /// Addressed to every body.
    pub audience_all: bool,
    /// Newest version of the form.
    pub form_version: i32,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// When it was opened.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Counts changes.
    pub version: i32,
}

impl TryFrom<survey::Model> for Survey {
    type Error = AppError;

    fn try_from(row: survey::Model) -> Result<Self, AppError> {
        Ok(Self {
            state: row.state.parse().map_err(|_| inconsistent("survey", "state", &row.id))?,
            id: row.id.into(),
            owner: row.owner_body_id.into(),
            title: row.title,
            number: row.number,
            description: row.description_markdown,
            contact: row.contact,
            deadline: row.deadline_at,
            fiscal_year: row.fiscal_year,
            needs_approval: row.needs_approval,
            audience_all: row.audience_all,
            form_version: row.form_version,
            updated_at: row.updated_at,
            published_at: row.published_at,
            closed_at: row.closed_at,
            version: row.version,
        })
    }
}

impl Survey {
    /// What the policy decides on, for somebody whose body is addressed or not.
    pub const fn resource(&self, addressed: bool) -> Resource {
        Resource::Survey { owner: self.owner, stage: self.state.stage(), addressed }
    }

    /// With audience and form, as it can be edited or published.
    pub fn content(self, audience: Audience, form: FormDefinition) -> SurveyContent {
        SurveyContent {
            title: self.title,
            number: self.number,
            description: self.description,
            contact: self.contact,
            deadline: Deadline::from_instant(self.deadline),
            needs_approval: self.needs_approval,
            audience,
            form,
        }
    }
}

/// Begins a survey.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Tx, by: &Actor, content: &SurveyContent) -> Result<SurveyId, AppError> {
    let id = SurveyId(tx.new_id());
    let row = survey::Model {
        id: id.0,
        owner_body_id: by.body.0,
        state: SurveyState::Draft.code().to_owned(),
        title: content.title.clone(),
        number: content.number.clone(),
        description_markdown: content.description.clone(),
        contact: content.contact.clone(),
        deadline_at: content.deadline.instant(),
        fiscal_year: content.fiscal_year().year(),
        needs_approval: content.needs_approval,
        audience_all: content.audience == Audience::All,
        form_version: 1,
        created_by: by.account.0,
        created_at: tx.now(),
        updated_at: tx.now(),
        published_at: None,
        closed_at: None,
        version: 1,
    };
    survey::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    put_audience(tx, id, &content.audience).await?;
    put_form(tx, id, 1, &content.form).await?;
    Ok(id)
}

/// Saves a draft over version `version` and answers the next one.
///
/// # Errors
/// A conflict when somebody was faster; a fault of the database.
pub async fn save(tx: &Tx, id: SurveyId, version: i32, content: &SurveyContent) -> Result<i32, AppError> {
    let row = survey::ActiveModel {
        title: Set(content.title.clone()),
        number: Set(content.number.clone()),
        description_markdown: Set(content.description.clone()),
        contact: Set(content.contact.clone()),
        deadline_at: Set(content.deadline.instant()),
        fiscal_year: Set(content.fiscal_year().year()),
        needs_approval: Set(content.needs_approval),
        audience_all: Set(content.audience == Audience::All),
        ..Default::default()
    };
    let version = update(tx, id, version, row).await?;
    survey_audience::Entity::delete_many()
        .filter(survey_audience::Column::SurveyId.eq(id.0))
        .exec(tx.db().conn())
        .await
        .store()?;
    put_audience(tx, id, &content.audience).await?;
    put_form(tx, id, 1, &content.form).await?;
    Ok(version)
}

/// Opens or closes it over version `version`.
///
/// # Errors
/// A conflict when somebody was faster; a fault of the database.
pub async fn set_state(tx: &Tx, id: SurveyId, version: i32, state: SurveyState) -> Result<i32, AppError> {
    let mut row = survey::ActiveModel { state: Set(state.code().to_owned()), ..Default::default() };
    match state {
        SurveyState::Open => row.published_at = Set(Some(tx.now())),
        SurveyState::Closed => row.closed_at = Set(Some(tx.now())),
        SurveyState::Draft => {}
    }
    update(tx, id, version, row).await
}

async fn update(tx: &Tx, id: SurveyId, version: i32, mut row: survey::ActiveModel) -> Result<i32, AppError> {
    row.updated_at = Set(tx.now());
    row.version = Set(version + 1);
    let done = survey::Entity::update_many()
        .set(row)
        .filter(survey::Column::Id.eq(id.0))
        .filter(survey::Column::Version.eq(version))
        .exec(tx.db().conn())
        .await
        .store()?;
    if done.rows_affected == 1 { Ok(version + 1) } else { Err(AppError::Conflict { reason: ConflictReason::Stale }) }
}

/// Deletes a draft.
///
/// # Errors
/// A fault of the database.
pub async fn remove(tx: &Tx, id: SurveyId) -> Result<(), AppError> {
    survey::Entity::delete_by_id(id.0).exec(tx.db().conn()).await.store()?;
    Ok(())
}

async fn put_audience(tx: &Tx, id: SurveyId, audience: &Audience) -> Result<(), AppError> {
    let row = |(kind, target): &(&str, Uuid)| {
        survey_audience::Model { survey_id: id.0, target_kind: (*kind).to_owned(), target_id: *target }
            .into_active_model()
    };
    for part in audiences::targets(audience).chunks(ROWS) {
        let rows = part.iter().map(row);
        survey_audience::Entity::insert_many(rows).exec_without_returning(tx.db().conn()).await.store()?;
    }
    Ok(())
}

async fn put_form(tx: &Tx, id: SurveyId, version: i32, form: &FormDefinition) -> Result<(), AppError> {
    let definition = serde_json::to_string(form).map_err(|_| inconsistent("survey_form", "definition", &id))?;
    let row = survey_form::Model { survey_id: id.0, form_version: version, definition, created_at: tx.now() };
    let mut replace = OnConflict::columns([survey_form::Column::SurveyId, survey_form::Column::FormVersion]);
    replace.update_columns([survey_form::Column::Definition, survey_form::Column::CreatedAt]);
    survey_form::Entity::insert(row.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(tx.db().conn())
        .await
        .store()?;
    Ok(())
}

/// The survey.
///
/// # Errors
/// A fault of the database.
pub async fn find(db: &Db<'_>, id: SurveyId) -> Result<Option<Survey>, AppError> {
    survey::Entity::find_by_id(id.0).one(db.conn()).await.store()?.map(Survey::try_from).transpose()
}

/// The survey, to change it: nobody else changes it, and no answer to it is saved or sent, before the commit
/// ([`super::assignments::locked`]).
///
/// # Errors
/// [`AppError::NotFound`]; a fault of the database.
pub async fn locked(tx: &Tx, id: SurveyId) -> Result<Survey, AppError> {
    let row = survey::Entity::find_by_id(id.0).lock(LockType::Update).one(tx.db().conn()).await.store()?;
    row.ok_or(AppError::NotFound)?.try_into()
}

/// To whom it is addressed.
///
/// # Errors
/// A fault of the database.
pub async fn audience(db: &Db<'_>, survey: &Survey) -> Result<Audience, AppError> {
    if survey.audience_all {
        return Ok(Audience::All);
    }
    let rows = survey_audience::Entity::find()
        .filter(survey_audience::Column::SurveyId.eq(survey.id.0))
        .all(db.conn())
        .await
        .store()?;
    let targets: Vec<_> = rows.into_iter().map(|row| (row.target_kind, row.target_id)).collect();
    Ok(audiences::of_targets(&targets))
}

/// A version of its form.
///
/// # Errors
/// [`AppError::NotFound`]; a fault of the database.
pub async fn form(db: &Db<'_>, id: SurveyId, version: i32) -> Result<FormDefinition, AppError> {
    let row = survey_form::Entity::find_by_id((id.0, version)).one(db.conn()).await.store()?;
    let definition = row.ok_or(AppError::NotFound)?.definition;
    serde_json::from_str(&definition).map_err(|_| inconsistent("survey_form", "definition", &id))
}

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only in this state.
    pub state: Option<SurveyState>,
    /// Only of this 年度.
    pub fiscal_year: Option<i32>,
    /// The next deadline first, in place of the newest survey.
    pub due_first: bool,
    /// Begin after this one.
    pub after: Option<Uuid>,
}

/// The surveys of a collecting body, in the order of the filter: one page of them, and how many there are.
///
/// # Errors
/// A fault of the database.
pub async fn list(db: &Db<'_>, owner: BodyId, filter: &Filter) -> Result<(Vec<Survey>, u64), AppError> {
    let mut query = survey::Entity::find().filter(survey::Column::OwnerBodyId.eq(owner.0));
    if let Some(state) = filter.state {
        query = query.filter(survey::Column::State.eq(state.code()));
    }
    if let Some(year) = filter.fiscal_year {
        query = query.filter(survey::Column::FiscalYear.eq(year));
    }
    let total = query.clone().count(db.conn()).await.store()?;
    if let Some(after) = filter.after {
        query = query.filter(behind(db, owner, after, filter.due_first).await?);
    }
    let in_order = if filter.due_first {
        query.order_by_asc(survey::Column::DeadlineAt).order_by_asc(survey::Column::Id)
    } else {
        query.order_by_desc(survey::Column::CreatedAt).order_by_desc(survey::Column::Id)
    };
    let rows = in_order.limit(PAGE_SIZE + 1).all(db.conn()).await.store()?;
    Ok((rows.into_iter().map(Survey::try_from).collect::<Result<_, _>>()?, total))
}

/// What follows a survey in the list of its owner. A survey that is gone or somebody else's has nothing after it.
async fn behind(db: &Db<'_>, owner: BodyId, after: Uuid, due_first: bool) -> Result<Condition, AppError> {
    let own = survey::Entity::find_by_id(after).filter(survey::Column::OwnerBodyId.eq(owner.0));
    let Some(last) = own.one(db.conn()).await.store()? else {
        return Ok(Condition::all().add(survey::Column::Id.is_null()));
    };
    if due_first {
        let same_time =
            Condition::all().add(survey::Column::DeadlineAt.eq(last.deadline_at)).add(survey::Column::Id.gt(after));
        return Ok(Condition::any().add(survey::Column::DeadlineAt.gt(last.deadline_at)).add(same_time));
    }
    let same_time =
        Condition::all().add(survey::Column::CreatedAt.eq(last.created_at)).add(survey::Column::Id.lt(after));
    Ok(Condition::any().add(survey::Column::CreatedAt.lt(last.created_at)).add(same_time))
}

/// The open surveys whose deadline lies between two instants.
///
/// # Errors
/// A fault of the database.
pub async fn due_between(db: &Db<'_>, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Survey>, AppError> {
    let rows = survey::Entity::find()
        .filter(survey::Column::State.eq(SurveyState::Open.code()))
        .filter(survey::Column::DeadlineAt.gte(from))
        .filter(survey::Column::DeadlineAt.lte(to))
        .order_by_asc(survey::Column::DeadlineAt)
        .all(db.conn())
        .await
        .store()?;
    rows.into_iter().map(Survey::try_from).collect()
}
