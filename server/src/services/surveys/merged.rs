//! The merged table: what the bodies have sent, as one table. Kept until something is sent, sent back or accepted.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use app::{
    domain::{
        assignment::AssignmentState,
        body_code::BodyCode,
        error::AppError,
        form::{FormDefinition, Values},
        ids::{BodyId, SurveyId},
        policy::{Action, may},
        tally::{MergedTable, TallyEntry, merge},
    },
    ports::Caller,
};

use super::Surveys;
use crate::store::{
    Db, answers,
    assignment_lists::{self, AtBody},
    surveys::{self, Survey},
};

/// Tables remembered at most. One of 52 bodies and 500 questions takes some 2 MB, and the answers in it twice that.
const CAPACITY: usize = 8;
/// Reads of everything that was sent, before somebody is told to try again.
const READS: usize = 5;
/// The states in which answers count.
const SENT: [AssignmentState; 3] =
    [AssignmentState::Submitted, AssignmentState::Resubmitted, AssignmentState::Accepted];

/// Merged tables by survey. What they were made of is kept too: who has looked at a table takes it out as a file next.
#[derive(Default)]
pub(super) struct TableCache {
    known: RwLock<HashMap<SurveyId, Arc<Merged>>>,
}

impl TableCache {
    /// The table with this stamp, if it is remembered.
    fn get(&self, survey: SurveyId, stamp: &str) -> Option<Arc<Merged>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&survey).filter(|merged| merged.sent.stamp == stamp).cloned()
    }

    fn put(&self, survey: SurveyId, merged: &Arc<Merged>) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= CAPACITY {
            known.clear();
        }
        known.insert(survey, Arc::clone(merged));
    }
}

/// A merged table and what it was made of.
pub(super) struct Merged {
    pub sent: Sent,
    pub table: Arc<MergedTable>,
}

/// Everything that was sent, with the form it answers, all of one moment.
pub(super) struct Sent {
    /// What it was at that moment.
    stamp: String,
    pub form: Arc<FormDefinition>,
    rows: Vec<AtBody>,
    values: HashMap<BodyId, (bool, Values)>,
}

impl Sent {
    /// What each body contributes, those that have sent nothing too.
    pub fn entries(&self) -> Vec<TallyEntry<'_>> {
        let entry = |row: &'_ AtBody| {
            let sent = self.values.get(&row.assignment.body);
            (row.code.as_deref().and_then(|code| BodyCode::parse(code).ok()), sent.is_some_and(|(none, _)| *none))
        };
        self.rows
            .iter()
            .map(|row| {
                let (body_code, not_applicable) = entry(row);
                TallyEntry {
                    body_code,
                    body_name: row.name.clone(),
                    sort_key: row.sort_key.clone(),
                    state: row.assignment.state,
                    not_applicable,
                    values: self.values.get(&row.assignment.body).map(|(_, values)| values),
                }
            })
            .collect()
    }
}

impl Surveys {
    /// The merged table, if the caller may see it.
    pub(super) async fn table(&self, caller: &Caller, id: SurveyId) -> Result<Arc<MergedTable>, AppError> {
        let db = self.core.store.read();
        let survey = self.for_board(&db, caller, id).await?;
        Ok(Arc::clone(&self.merge_sent(&db, &survey).await?.table))
    }

    /// The merged table as it is now, with what it was made of.
    pub(super) async fn merge_sent(&self, db: &Db<'_>, survey: &Survey) -> Result<Arc<Merged>, AppError> {
        let stamp = self.table_stamp(db, survey).await?;
        if let Some(merged) = self.tables.get(survey.id, &stamp) {
            return Ok(merged);
        }
        let sent = self.everything_sent(db, survey, stamp).await?;
        let table = Arc::new(merge(&sent.form, &sent.entries()));
        let merged = Arc::new(Merged { sent, table });
        self.tables.put(survey.id, &merged);
        Ok(merged)
    }

    /// The survey, if the caller may see its board.
    pub(super) async fn for_board(&self, db: &Db<'_>, caller: &Caller, id: SurveyId) -> Result<Survey, AppError> {
        let survey = surveys::find(db, id).await?.ok_or(AppError::NotFound)?;
        may(&caller.actor, Action::ReadBoard, &survey.resource(false))?;
        Ok(survey)
    }

    /// Everything that was sent. Read again when something was sent since `stamp`, so that the states, the values and
    /// whatever is made of both are those of one moment.
    async fn everything_sent(&self, db: &Db<'_>, survey: &Survey, mut stamp: String) -> Result<Sent, AppError> {
        let form = self.forms.get(db, survey.id, survey.form_version).await?;
        let codes: Vec<&str> = SENT.iter().map(|state| state.code()).collect();
        for _ in 0..READS {
            let rows = assignment_lists::of_survey(db, survey.id).await?;
            let sent = answers::sent(db, survey.id, &codes).await?;
            let now = self.table_stamp(db, survey).await?;
            if now == stamp {
                let values = sent.into_iter().map(|(body, none, values)| (body, (none, values))).collect();
                return Ok(Sent { stamp, form, rows, values });
            }
            stamp = now;
        }
        Err(AppError::Unavailable)
    }

    /// What the table depends on. Versions grow with every change of state, and nothing else changes what was sent.
    async fn table_stamp(&self, db: &Db<'_>, survey: &Survey) -> Result<String, AppError> {
        let stamp = assignment_lists::stamp(db, survey.id, self.core.clock.now()).await?;
        Ok(stamp.of_table(survey.form_version))
    }
}
