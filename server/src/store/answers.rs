//! Answers: the values of a body as they are saved, and the revisions that were sent.

use std::thread;

use app::domain::{
    actor::Actor,
    error::AppError,
    form::{Value, Values},
    ids::{AccountId, AssignmentId, BodyId, SurveyId},
};
use chrono::{DateTime, Utc};
use entity::{answer_revision, answer_value, assignment};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    RelationTrait, TryInsertResult,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{Db, StoreExt, Tx, inconsistent};

/// A value as it was saved last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The question.
    pub key: String,
    /// The value; none when it was emptied.
    pub value: Option<Value>,
    /// Counts saves, from 1.
    pub version: i32,
    /// Who saved it.
    pub account: AccountId,
    /// Name at that time.
    pub account_name: String,
    /// When.
    pub saved_at: DateTime<Utc>,
}

impl TryFrom<answer_value::Model> for Kept {
    type Error = AppError;

    fn try_from(row: answer_value::Model) -> Result<Self, AppError> {
        let value = row.value.as_deref().map(serde_json::from_str).transpose();
        Ok(Self {
            value: value.map_err(|_| inconsistent("answer_value", "value", &row.assignment_id))?,
            key: row.question_key,
            version: row.version,
            account: row.account_id.into(),
            account_name: row.account_name,
            saved_at: row.saved_at,
        })
    }
}

/// The newest value of every question that ever had one.
///
/// # Errors
/// A fault of the database.
pub async fn current(db: &Db<'_>, assignment: AssignmentId) -> Result<Vec<Kept>, AppError> {
    newest(db, assignment, None).await
}

/// The newest values of some questions.
///
/// # Errors
/// A fault of the database.
pub async fn current_of(db: &Db<'_>, assignment: AssignmentId, keys: &[String]) -> Result<Vec<Kept>, AppError> {
    let [key] = keys else { return newest(db, assignment, Some(keys)).await };
    // One question is what is saved most often: its newest version is the end of a range of the key.
    let row = answer_value::Entity::find()
        .filter(answer_value::Column::AssignmentId.eq(assignment.0))
        .filter(answer_value::Column::QuestionKey.eq(key.as_str()))
        .order_by_desc(answer_value::Column::Version)
        .one(db.conn())
        .await
        .store()?;
    row.map(Kept::try_from).into_iter().collect()
}

/// The values, without who saved them.
pub fn values_of(kept: Vec<Kept>) -> Values {
    kept.into_iter().filter_map(|kept| Some((kept.key, kept.value?))).collect()
}

/// The newest version of each question, looked up once and not for each version that there ever was.
async fn newest(db: &Db<'_>, assignment: AssignmentId, keys: Option<&[String]>) -> Result<Vec<Kept>, AppError> {
    let of_these = |query: sea_orm::Select<answer_value::Entity>| {
        let query = query.filter(answer_value::Column::AssignmentId.eq(assignment.0));
        match keys {
            Some(keys) => query.filter(answer_value::Column::QuestionKey.is_in(keys)),
            None => query,
        }
    };
    let last = of_these(answer_value::Entity::find())
        .select_only()
        .column(answer_value::Column::QuestionKey)
        .column_as(answer_value::Column::Version.max(), "last")
        .group_by(answer_value::Column::QuestionKey)
        .into_query();
    let column = |column| Expr::col((answer_value::Entity, column));
    let place = Expr::tuple([column(answer_value::Column::QuestionKey), column(answer_value::Column::Version)]);
    let rows = of_these(answer_value::Entity::find()).filter(place.in_subquery(last));
    rows.all(db.conn()).await.store()?.into_iter().map(Kept::try_from).collect()
}

/// Saves a value as version `base + 1`; `false` when somebody else has saved that version.
///
/// # Errors
/// A fault of the database.
pub async fn put(
    tx: &Tx,
    assignment: AssignmentId,
    key: &str,
    base: i32,
    value: Option<&Value>,
    by: &Actor,
) -> Result<bool, AppError> {
    let row = answer_value::Model {
        assignment_id: assignment.0,
        question_key: key.to_owned(),
        value: value.map(json).transpose()?,
        version: base + 1,
        account_id: by.account.0,
        account_name: by.name.clone(),
        saved_at: tx.now(),
    };
    let done = answer_value::Entity::insert(row.into_active_model())
        .on_conflict_do_nothing()
        .exec_without_returning(tx.db().conn())
        .await
        .store()?;
    Ok(matches!(done, TryInsertResult::Inserted(1)))
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|error| inconsistent("answer_value", "value", &error))
}

/// What was sent at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The assignment.
    pub assignment: AssignmentId,
    /// Number, from 1.
    pub revision: i32,
    /// Version of the form.
    pub form_version: i32,
    /// Made by the sender (C-56).
    pub client_key: Uuid,
    /// 該当なし.
    pub not_applicable: bool,
    /// All values.
    pub values: Values,
    /// Who.
    pub submitted_by: AccountId,
    /// Name at that time.
    pub submitted_name: String,
    /// When.
    pub submitted_at: DateTime<Utc>,
}

impl TryFrom<answer_revision::Model> for Revision {
    type Error = AppError;

    fn try_from(row: answer_revision::Model) -> Result<Self, AppError> {
        let values = serde_json::from_str(&row.answers)
            .map_err(|_| inconsistent("answer_revision", "answers", &row.assignment_id))?;
        Ok(Self {
            assignment: row.assignment_id.into(),
            revision: row.revision,
            form_version: row.form_version,
            client_key: row.client_key,
            not_applicable: row.not_applicable,
            values,
            submitted_by: row.submitted_by.into(),
            submitted_name: row.submitted_name,
            submitted_at: row.submitted_at,
        })
    }
}

/// Keeps a revision.
///
/// # Errors
/// A conflict when its client key was used before; a fault of the database.
pub async fn freeze(tx: &Tx, revision: &Revision) -> Result<(), AppError> {
    let row = answer_revision::Model {
        assignment_id: revision.assignment.0,
        revision: revision.revision,
        form_version: revision.form_version,
        client_key: revision.client_key,
        not_applicable: revision.not_applicable,
        answers: json(&revision.values)?,
        submitted_by: revision.submitted_by.0,
        submitted_name: revision.submitted_name.clone(),
        submitted_at: revision.submitted_at,
    };
    answer_revision::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(())
}

/// Which revision of which assignment carries this client key.
///
/// # Errors
/// A fault of the database.
pub async fn sent_with(db: &Db<'_>, client_key: Uuid) -> Result<Option<(AssignmentId, i32)>, AppError> {
    let row = answer_revision::Entity::find()
        .select_only()
        .column(answer_revision::Column::AssignmentId)
        .column(answer_revision::Column::Revision)
        .filter(answer_revision::Column::ClientKey.eq(client_key))
        .into_tuple::<(Uuid, i32)>()
        .one(db.conn())
        .await
        .store()?;
    Ok(row.map(|(assignment, revision)| (assignment.into(), revision)))
}

/// A revision of an assignment.
///
/// # Errors
/// A fault of the database.
pub async fn revision(db: &Db<'_>, assignment: AssignmentId, number: i32) -> Result<Option<Revision>, AppError> {
    let row = answer_revision::Entity::find_by_id((assignment.0, number)).one(db.conn()).await.store()?;
    row.map(Revision::try_from).transpose()
}

/// A body's newest revision, for the merged table.
#[derive(Clone, Debug, FromQueryResult)]
struct SentRow {
    body_id: Uuid,
    not_applicable: bool,
    answers: String,
}

/// The newest revision of every body whose assignment is in one of `states`: whether 該当なし, and its values.
///
/// # Errors
/// A fault of the database.
pub async fn sent(db: &Db<'_>, survey: SurveyId, states: &[&str]) -> Result<Vec<(BodyId, bool, Values)>, AppError> {
    let rows = answer_revision::Entity::find()
        .select_only()
        .column(assignment::Column::BodyId)
        .column(answer_revision::Column::NotApplicable)
        .column(answer_revision::Column::Answers)
        .join(sea_orm::JoinType::InnerJoin, answer_revision::Relation::Assignment.def())
        .filter(assignment::Column::SurveyId.eq(survey.0))
        .filter(assignment::Column::State.is_in(states.iter().copied()))
        .filter(
            Expr::col((answer_revision::Entity, answer_revision::Column::Revision))
                .equals((assignment::Entity, assignment::Column::Revision)),
        )
        .into_model::<SentRow>()
        .all(db.conn())
        .await
        .store()?;
    // Reading the answers of fifty bodies takes longer than getting them, so half of them are read beside.
    let (first, second) = rows.split_at(rows.len() / 2);
    let (first, second) = thread::scope(|scope| {
        let beside = scope.spawn(|| read(second));
        (read(first), beside.join())
    });
    let second = second.map_err(|_| inconsistent("answer_revision", "answers", &survey.0))?;
    Ok(first?.into_iter().chain(second?).collect())
}

fn read(rows: &[SentRow]) -> Result<Vec<(BodyId, bool, Values)>, AppError> {
    let values = |row: &SentRow| {
        serde_json::from_str(&row.answers).map_err(|_| inconsistent("answer_revision", "answers", &row.body_id))
    };
    rows.iter().map(|row| Ok((row.body_id.into(), row.not_applicable, values(row)?))).collect()
}
