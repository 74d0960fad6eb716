//! Forms of open surveys, read and parsed once: they never change.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use app::domain::{error::AppError, form::FormDefinition, ids::SurveyId};

use crate::store::{Db, surveys};

/// Forms remembered at most. A form of 500 questions takes some 200 KB.
const CAPACITY: usize = 64;

/// Remembers parsed forms by survey and version. Only for surveys that were published: a draft changes in place.
#[derive(Default)]
pub(crate) struct FormCache {
    known: RwLock<HashMap<(SurveyId, i32), Arc<FormDefinition>>>,
}

impl FormCache {
    /// The form.
    pub(crate) async fn get(
        &self,
        db: &Db<'_>,
        survey: SurveyId,
        version: i32,
    ) -> Result<Arc<FormDefinition>, AppError> {
        let key = (survey, version);
        if let Some(form) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(form));
        }
        let form = Arc::new(surveys::form(db, survey, version).await?);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= CAPACITY {
            known.clear();
        }
        known.insert(key, Arc::clone(&form));
        Ok(form)
    }
}
