//! Assignments (割当): a survey at each of its bodies.

use app::domain::{
    actor::Actor,
    assignment::AssignmentState,
    error::{AppError, ConflictReason},
    ids::{AssignmentId, BodyId, SurveyId},
    policy::Resource,
    survey::SurveyState,
};
use chrono::{DateTime, Utc};
use entity::{assignment, assignment_event, survey};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, IntoActiveModel, JoinType, QueryFilter,
    QuerySelect, QueryTrait, RelationTrait, Select,
    sea_query::{Expr, LockType},
};
use uuid::Uuid;

use super::{Db, ROWS, StoreExt, Tx, inconsistent};

/// A survey at one body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Identifier.
    pub id: AssignmentId,
    /// The survey.
    pub survey: SurveyId,
    /// The body.
    pub body: BodyId,
    /// Its state.
    pub state: AssignmentState,
    /// 該当なし.
    pub not_applicable: bool,
    /// 延長 granted.
    pub extended_until: Option<DateTime<Utc>>,
    /// Version of the form it is filled in on.
    pub form_version: i32,
    /// How often it was sent.
    pub revision: i32,
    /// Questions with a value.
    pub answered: i32,
    /// Remark of the body to the collector.
    pub note: String,
    /// Why it was sent back last.
    pub return_reason: Option<String>,
    /// When the body first opened it.
    pub first_opened_at: Option<DateTime<Utc>>,
    /// Last sent.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Name of who sent it.
    pub submitted_name: Option<String>,
    /// Accepted or sent back.
    pub decided_at: Option<DateTime<Utc>>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// Counts changes of state.
    pub version: i32,
}

impl TryFrom<assignment::Model> for Assignment {
    type Error = AppError;

    fn try_from(row: assignment::Model) -> Result<Self, AppError> {
        Ok(Self {
            state: row.state.parse().map_err(|_| inconsistent("assignment", "state", &row.id))?,
            id: row.id.into(),
            survey: row.survey_id.into(),
            body: row.body_id.into(),
            not_applicable: row.not_applicable,
            extended_until: row.extended_until,
            form_version: row.form_version,
            revision: row.revision,
            answered: row.answered,
            note: row.note,
            return_reason: row.return_reason,
            first_opened_at: row.first_opened_at,
            submitted_at: row.submitted_at,
            submitted_name: row.submitted_name,
            decided_at: row.decided_at,
            updated_at: row.updated_at,
            version: row.version,
        })
    }
}

/// An assignment and what its rules need of the survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The assignment.
    pub assignment: Assignment,
    /// The body that collects.
    pub owner: BodyId,
    /// State of the survey.
    pub survey: SurveyState,
    /// Title of the survey.
    pub title: String,
    /// Until when.
    pub deadline: DateTime<Utc>,
    /// Whether a body must approve before it sends.
    pub needs_approval: bool,
}

impl Case {
    /// What the policy decides on.
    pub fn resource(&self) -> Resource {
        Resource::Assignment {
            owner: self.owner,
            body: self.assignment.body,
            survey: self.survey.stage(),
            answers: self.assignment.state.stage(),
            submitted_before: self.assignment.revision > 0,
            needs_approval: self.needs_approval,
        }
    }
}

/// Not the whole survey: its description may be long, and this is read with every save.
#[derive(FromQueryResult)]
struct CaseRow {
    #[sea_orm(nested)]
    assignment: assignment::Model,
    owner: Uuid,
    survey_state: String,
    title: String,
    deadline: DateTime<Utc>,
    needs_approval: bool,
}

impl TryFrom<CaseRow> for Case {
    type Error = AppError;

    fn try_from(row: CaseRow) -> Result<Self, AppError> {
        Ok(Self {
            survey: row.survey_state.parse().map_err(|_| inconsistent("survey", "state", &row.assignment.survey_id))?,
            assignment: row.assignment.try_into()?,
            owner: row.owner.into(),
            title: row.title,
            deadline: row.deadline,
            needs_approval: row.needs_approval,
        })
    }
}

fn with_survey(query: Select<assignment::Entity>) -> Select<assignment::Entity> {
    query
        .join(JoinType::InnerJoin, assignment::Relation::Survey.def())
        .column_as(survey::Column::OwnerBodyId, "owner")
        .column_as(survey::Column::State, "survey_state")
        .column_as(survey::Column::Title, "title")
        .column_as(survey::Column::DeadlineAt, "deadline")
        .column_as(survey::Column::NeedsApproval, "needs_approval")
}

async fn one(db: &Db<'_>, query: Select<assignment::Entity>) -> Result<Option<Case>, AppError> {
    let found = with_survey(query).into_model::<CaseRow>().one(db.conn()).await.store()?;
    found.map(Case::try_from).transpose()
}

/// The assignment, to look at.
///
/// # Errors
/// A fault of the database.
pub async fn find(db: &Db<'_>, id: AssignmentId) -> Result<Option<Case>, AppError> {
    one(db, assignment::Entity::find_by_id(id.0)).await
}

/// The assignment of a survey at a body, to look at.
///
/// # Errors
/// A fault of the database.
pub async fn find_of(db: &Db<'_>, survey: SurveyId, body: BodyId) -> Result<Option<Case>, AppError> {
    let query = assignment::Entity::find()
        .filter(assignment::Column::SurveyId.eq(survey.0))
        .filter(assignment::Column::BodyId.eq(body.0));
    one(db, query).await
}

/// The assignment, to change it: nobody else changes it or closes the survey before the commit (C-26).
///
/// # Errors
/// [`AppError::NotFound`]; a fault of the database.
pub async fn locked(tx: &Tx, id: AssignmentId) -> Result<Case, AppError> {
    hold_survey(tx, id).await?;
    let mut query = assignment::Entity::find_by_id(id.0);
    QueryTrait::query(&mut query).lock_with_tables(LockType::Update, [assignment::Entity]);
    one(&tx.db(), query).await?.ok_or(AppError::NotFound)
}

/// Keeps the survey of an assignment as it is until the commit. Answers of many bodies may do so at once; whoever closes
/// the survey waits for all of them, and they for him. Always before the assignment, so that nobody waits in a circle.
/// SQLite has one writer, so nothing can change there.
async fn hold_survey(tx: &Tx, id: AssignmentId) -> Result<(), AppError> {
    let db = tx.db();
    if db.conn().get_database_backend() == DbBackend::Sqlite {
        return Ok(());
    }
    let of_this = assignment::Entity::find_by_id(id.0).select_only().column(assignment::Column::SurveyId).into_query();
    survey::Entity::find()
        .filter(survey::Column::Id.in_subquery(of_this))
        .select_only()
        .column(survey::Column::Id)
        .lock(LockType::Share)
        .into_tuple::<Uuid>()
        .one(db.conn())
        .await
        .store()?;
    Ok(())
}

/// Makes the assignments of a survey that opens.
///
/// # Errors
/// A fault of the database.
pub async fn make(tx: &Tx, survey: SurveyId, form_version: i32, bodies: &[BodyId]) -> Result<(), AppError> {
    let rows = bodies.iter().map(|body| {
        let row = assignment::Model {
            id: tx.new_id(),
            survey_id: survey.0,
            body_id: body.0,
            state: AssignmentState::NotStarted.code().to_owned(),
            not_applicable: false,
            needs_review: false,
            proxy: false,
            extended_until: None,
            form_version,
            revision: 0,
            answered: 0,
            note: String::new(),
            return_reason: None,
            first_opened_at: None,
            submitted_at: None,
            submitted_by: None,
            submitted_name: None,
            decided_at: None,
            updated_at: tx.now(),
            version: 1,
        };
        row.into_active_model()
    });
    let rows: Vec<_> = rows.collect();
    // PostgreSQL takes 65,535 parameters at once, SQLite 32,766.
    for part in rows.chunks(ROWS) {
        assignment::Entity::insert_many(part.to_vec()).exec_without_returning(tx.db().conn()).await.store()?;
    }
    Ok(())
}

/// What changes with the state. What is `None` stays.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// The new state.
    pub to: AssignmentState,
    /// 該当なし.
    pub not_applicable: Option<bool>,
    /// Remark of the body.
    pub remark: Option<&'a str>,
    /// Why it was sent back; also the note of the event.
    pub reason: Option<&'a str>,
    /// Sent as this revision by the actor.
    pub sent: Option<i32>,
}

impl Change<'_> {
    /// Nothing but the state.
    pub const fn to(to: AssignmentState) -> Self {
        Self { to, not_applicable: None, remark: None, reason: None, sent: None }
    }
}

/// Changes the state and notes the event.
///
/// # Errors
/// A conflict when somebody was faster; a fault of the database.
pub async fn change(tx: &Tx, before: &Assignment, by: &Actor, change: &Change<'_>) -> Result<(), AppError> {
    let mut row = assignment::ActiveModel {
        state: Set(change.to.code().to_owned()),
        updated_at: Set(tx.now()),
        version: Set(before.version + 1),
        ..Default::default()
    };
    if let Some(not_applicable) = change.not_applicable {
        row.not_applicable = Set(not_applicable);
    }
    if let Some(remark) = change.remark {
        row.note = Set(remark.to_owned());
    }
    if let Some(revision) = change.sent {
        row.revision = Set(revision);
        row.submitted_at = Set(Some(tx.now()));
        row.submitted_by = Set(Some(by.account.0));
        row.submitted_name = Set(Some(by.name.clone()));
    }
    match change.to {
        AssignmentState::SentBack => {
            row.return_reason = Set(change.reason.map(str::to_owned));
            row.decided_at = Set(Some(tx.now()));
        }
        AssignmentState::Accepted => row.decided_at = Set(Some(tx.now())),
        _ => {}
    }
    let done = assignment::Entity::update_many()
        .set(row)
        .filter(assignment::Column::Id.eq(before.id.0))
        .filter(assignment::Column::Version.eq(before.version))
        .filter(assignment::Column::State.eq(before.state.code()))
        .exec(tx.db().conn())
        .await
        .store()?;
    if done.rows_affected != 1 {
        return Err(AppError::Conflict { reason: ConflictReason::Stale });
    }
    note(tx, before, by, change).await
}

async fn note(tx: &Tx, before: &Assignment, by: &Actor, change: &Change<'_>) -> Result<(), AppError> {
    let event = assignment_event::Model {
        id: tx.new_id(),
        assignment_id: before.id.0,
        from_state: before.state.code().to_owned(),
        to_state: change.to.code().to_owned(),
        account_id: Some(by.account.0),
        account_name: by.name.clone(),
        note: change.reason.or(change.remark).unwrap_or_default().to_owned(),
        at: tx.now(),
    };
    assignment_event::Entity::insert(event.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(())
}

/// Notes that a draft has grown or shrunk, and that work has begun.
///
/// # Errors
/// A fault of the database.
pub async fn note_progress(
    tx: &Tx,
    before: &Assignment,
    answered: i32,
    state: AssignmentState,
) -> Result<(), AppError> {
    let mut row = assignment::ActiveModel {
        id: Set(before.id.0),
        answered: Set(answered),
        updated_at: Set(tx.now()),
        ..Default::default()
    };
    if state != before.state {
        row.state = Set(state.code().to_owned());
        row.version = Set(before.version + 1);
    }
    assignment::Entity::update_many()
        .set(row)
        .filter(assignment::Column::Id.eq(before.id.0))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}

/// Notes that the body has opened it.
///
/// # Errors
/// A fault of the database.
pub async fn note_opened(tx: &Tx, id: AssignmentId) -> Result<(), AppError> {
    assignment::Entity::update_many()
        .col_expr(assignment::Column::FirstOpenedAt, Expr::value(tx.now()))
        .col_expr(assignment::Column::UpdatedAt, Expr::value(tx.now()))
        .filter(assignment::Column::Id.eq(id.0))
        .filter(assignment::Column::FirstOpenedAt.is_null())
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}
