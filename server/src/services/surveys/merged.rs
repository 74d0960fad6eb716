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

/// Tables remembered at most. One of 52 bodies and 500 questions takes some 2 MB.
const CAPACITY: usize = 8;
/// Reads of everything that was sent, before somebody is told to try again.
const READS: usize = 5;
/// The states in which answers count.
const SENT: [AssignmentState; 3] =
    [AssignmentState::Submitted, AssignmentState::Resubmitted, AssignmentState::Accepted];

/// Merged tables by survey, with the stamp of what they were made of.
#[derive(Default)]
pub(super) struct TableCache {
    known: RwLock<HashMap<SurveyId, (String, Arc<MergedTable>)>>,
}

impl TableCache {
    /// The table that was made of this, if it is remembered.
    pub(super) fn get(&self, survey: SurveyId, stamp: &str) -> Option<Arc<MergedTable>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&survey).filter(|(made_of, _)| made_of == stamp).map(|(_, table)| Arc::clone(table))
    }

    fn put(&self, survey: SurveyId, stamp: String, table: &Arc<MergedTable>) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= CAPACITY {
            known.clear();
        }
        known.insert(survey, (stamp, Arc::clone(table)));
    }
}

/// Everything that was sent, with the form it answers, all of one moment.
pub(super) struct Sent {
    /// What it was at that moment.
    pub stamp: String,
    pub survey: Survey,
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
        let stamp = self.table_stamp(&db, &survey).await?;
        if let Some(table) = self.tables.get(id, &stamp) {
            return Ok(table);
        }
        let sent = self.everything_sent(&db, survey).await?;
        let table = Arc::new(merge(&sent.form, &sent.entries()));
        self.tables.put(id, sent.stamp, &table);
        Ok(table)
    }

    /// The survey, if the caller may see its board.
    pub(super) async fn for_board(&self, db: &Db<'_>, caller: &Caller, id: SurveyId) -> Result<Survey, AppError> {
        let survey = surveys::find(db, id).await?.ok_or(AppError::NotFound)?;
        may(&caller.actor, Action::ReadBoard, &survey.resource(false))?;
        Ok(survey)
    }

    /// Everything that was sent. Read again when something was sent meanwhile, so that the states, the values and
    /// whatever is made of both are those of one moment.
    pub(super) async fn everything_sent(&self, db: &Db<'_>, survey: Survey) -> Result<Sent, AppError> {
        let form = self.forms.get(db, survey.id, survey.form_version).await?;
        let codes: Vec<&str> = SENT.iter().map(|state| state.code()).collect();
        let mut stamp = self.table_stamp(db, &survey).await?;
        for _ in 0..READS {
            let rows = assignment_lists::of_survey(db, survey.id).await?;
            let sent = answers::sent(db, survey.id, &codes).await?;
            let now = self.table_stamp(db, &survey).await?;
            if now == stamp {
                let values = sent.into_iter().map(|(body, none, values)| (body, (none, values))).collect();
                return Ok(Sent { stamp, survey, form, rows, values });
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
