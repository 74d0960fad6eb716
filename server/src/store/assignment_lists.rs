//! Assignments in lists: the board, a body's surveys, the history of one of them.

use app::domain::{
    assignment::AssignmentState,
    error::AppError,
    ids::{AssignmentId, BodyId, SurveyId},
    survey::SurveyState,
};
use chrono::{DateTime, Utc};
use entity::{assignment, assignment_event, body, survey};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, IntoColumnRef},
};
use uuid::Uuid;

use super::{Db, StoreExt, assignments::Assignment, inconsistent, surveys::Survey};

/// A change of state that happened.
#[derive(Clone, Debug)]
pub struct EventRow {
    /// Before.
    pub from: String,
    /// After.
    pub to: String,
    /// By whom.
    pub account_name: String,
    /// Reason or remark.
    pub note: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What happened to an assignment, oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn events(db: &Db<'_>, id: AssignmentId) -> Result<Vec<EventRow>, AppError> {
    let rows = assignment_event::Entity::find()
        .filter(assignment_event::Column::AssignmentId.eq(id.0))
        .order_by_asc(assignment_event::Column::At)
        .order_by_asc(assignment_event::Column::Id)
        .all(db.conn())
        .await
        .store()?;
    let event = |row: assignment_event::Model| EventRow {
        from: row.from_state,
        to: row.to_state,
        account_name: row.account_name,
        note: row.note,
        at: row.at,
    };
    Ok(rows.into_iter().map(event).collect())
}

/// An assignment with its body, as boards and tables list them.
#[derive(Clone, Debug)]
pub struct AtBody {
    /// The assignment.
    pub assignment: Assignment,
    /// 団体コード.
    pub code: Option<String>,
    /// Name of the body.
    pub name: String,
    /// Orders bodies by 団体コード.
    pub sort_key: String,
}

/// Every assignment of a survey, in code order.
///
/// # Errors
/// A fault of the database.
pub async fn of_survey(db: &Db<'_>, survey: SurveyId) -> Result<Vec<AtBody>, AppError> {
    let rows = assignment::Entity::find()
        .filter(assignment::Column::SurveyId.eq(survey.0))
        .find_also_related(body::Entity)
        .order_by_asc(body::Column::SortKey)
        .all(db.conn())
        .await
        .store()?;
    let found = rows.into_iter().filter_map(|(row, body)| Some((row, body?)));
    found
        .map(|(row, body)| {
            Ok(AtBody { assignment: row.try_into()?, code: body.code, name: body.name, sort_key: body.sort_key })
        })
        .collect()
}

/// What tells whether a board or a merged table has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Stamp {
    /// Rows.
    pub count: i64,
    /// Sum of the versions: grows with each change of state.
    pub versions: Option<i64>,
    /// Last change of anything.
    pub updated_at: Option<DateTime<Utc>>,
    /// Sum of the versions of the bodies: grows when one of them is renamed.
    pub bodies: Option<i64>,
    /// Extensions that are over.
    pub late: i64,
}

impl Stamp {
    /// What the merged table depends on: the states of the answers and the names of the bodies.
    pub fn of_table(&self, form_version: i32) -> String {
        let (versions, bodies) = (self.versions.unwrap_or_default(), self.bodies.unwrap_or_default());
        format!("{form_version}-{}-{versions}-{bodies}", self.count)
    }

    /// What the board depends on: also how far drafts are, and which deadlines have passed. Neither the hour nor the day
    /// stands on it.
    pub fn of_board(&self, survey_version: i32, over: bool) -> String {
        let changed = self.updated_at.map(|at| at.timestamp_micros()).unwrap_or_default();
        format!("{survey_version}-{}-{changed:x}-{}-{}", self.of_table(0), u8::from(over), self.late)
    }
}

/// The stamp of a survey at this instant.
///
/// # Errors
/// A fault of the database.
pub async fn stamp(db: &Db<'_>, survey: SurveyId, now: DateTime<Utc>) -> Result<Stamp, AppError> {
    let over = Expr::col((assignment::Entity, assignment::Column::ExtendedUntil)).lt(now);
    let late: Expr = Expr::case(over, 1).into();
    let version = |version| Expr::col(version).sum().cast_as("bigint");
    let row = assignment::Entity::find()
        .inner_join(body::Entity)
        .select_only()
        .column_as(assignment::Column::Id.count(), "count")
        .column_as(version((assignment::Entity, assignment::Column::Version).into_column_ref()), "versions")
        .column_as(assignment::Column::UpdatedAt.max(), "updated_at")
        .column_as(version((body::Entity, body::Column::Version).into_column_ref()), "bodies")
        .column_as(late.count(), "late")
        .filter(assignment::Column::SurveyId.eq(survey.0))
        .into_model::<Stamp>()
        .one(db.conn())
        .await
        .store()?;
    Ok(row.unwrap_or_default())
}

/// How many assignments of each of these surveys are in each state.
///
/// # Errors
/// A fault of the database.
pub async fn counts(db: &Db<'_>, surveys: &[SurveyId]) -> Result<Vec<(SurveyId, AssignmentState, u32)>, AppError> {
    let rows: Vec<(Uuid, String, i64)> = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::SurveyId)
        .column(assignment::Column::State)
        .column_as(assignment::Column::Id.count(), "count")
        .filter(assignment::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .group_by(assignment::Column::SurveyId)
        .group_by(assignment::Column::State)
        .into_tuple()
        .all(db.conn())
        .await
        .store()?;
    rows.into_iter()
        .map(|(survey, state, count)| {
            let state = state.parse().map_err(|_| inconsistent("assignment", "state", &survey))?;
            Ok((survey.into(), state, u32::try_from(count).unwrap_or(u32::MAX)))
        })
        .collect()
}

/// The surveys of a body that are not drafts, the next deadline first, or of closed ones the last closed.
///
/// # Errors
/// A fault of the database.
pub async fn of_body(db: &Db<'_>, body: BodyId, open: bool) -> Result<Vec<(Assignment, Survey)>, AppError> {
    let state = if open { SurveyState::Open } else { SurveyState::Closed };
    let query = assignment::Entity::find()
        .filter(assignment::Column::BodyId.eq(body.0))
        .find_also_related(survey::Entity)
        .filter(survey::Column::State.eq(state.code()));
    let query = if open {
        query.order_by_asc(survey::Column::DeadlineAt)
    } else {
        query.order_by_desc(survey::Column::ClosedAt)
    };
    let rows = query.order_by_asc(survey::Column::Id).all(db.conn()).await.store()?;
    let found = rows.into_iter().filter_map(|(row, survey)| Some((row, survey?)));
    found.map(|(row, survey)| Ok((row.try_into()?, survey.try_into()?))).collect()
}
