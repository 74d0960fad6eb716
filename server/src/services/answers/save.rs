//! Saving fields as they are left: the busiest write of the hub, so it runs as few statements as it can.

use std::sync::Arc;

use app::{
    domain::{
        assignment::AssignmentEvent,
        calendar::jst_datetime,
        error::{AppError, FieldError},
        form::{
            FileRef, FormDefinition, FormSection, Question, QuestionKind, RawAnswers, Value, Values, Warning,
            WarningKind, clean_value, field, input_pairs, parse_input, warnings,
        },
        form_text::whole_text,
        ids::AssignmentId,
        lang::Lang,
        policy::{Action, may},
        problem::FieldProblem,
    },
    ports::{
        Caller,
        answers::{FieldChange, FieldInput, FieldOutcome, SaveOutcome},
    },
};
use chrono::{DateTime, Utc};

use super::super::{forms::FormCache, surveys::board::next};
use crate::store::{
    Tx, answer_files,
    answers::{self, Kept},
    assignments::{self, Case},
};

/// Fields of one request.
const FIELDS_MAX: usize = 1000;

/// Saves the changes, each by itself.
pub(super) async fn save(
    tx: &Tx,
    forms: &Arc<FormCache>,
    caller: &Caller,
    id: AssignmentId,
    changes: Vec<FieldChange>,
) -> Result<SaveOutcome, AppError> {
    if changes.len() > FIELDS_MAX {
        return Err(AppError::field("changes", FieldProblem::TooMany { max: FIELDS_MAX }));
    }
    let case = assignments::locked(tx, id).await?;
    may(&caller.actor, Action::FillAnswers, &case.resource())?;
    let form = forms.get(&tx.db(), case.assignment.survey, case.assignment.form_version).await?;
    let keys: Vec<String> = changes.iter().map(|change| change.key.clone()).collect();
    let kept = answers::current_of(&tx.db(), id, &keys).await?;
    let mut run = Run { tx, caller, case: &case, form: &form, answered: case.assignment.answered, saved: false };
    let mut fields = Vec::with_capacity(changes.len());
    for change in changes {
        let before = kept.iter().find(|kept| kept.key == change.key);
        fields.push(run.one(change, before).await?);
    }
    let (answered, saved) = (run.answered, run.saved);
    if saved {
        let state = next(&case.assignment, AssignmentEvent::Save)?;
        if state != case.assignment.state || answered != case.assignment.answered {
            assignments::note_progress(tx, &case.assignment, answered, state).await?;
        }
    }
    Ok(SaveOutcome { fields, answered: answered.unsigned_abs() })
}

struct Run<'a> {
    tx: &'a Tx,
    caller: &'a Caller,
    case: &'a Case,
    form: &'a FormDefinition,
    answered: i32,
    saved: bool,
}

impl Run<'_> {
    async fn one(&mut self, change: FieldChange, before: Option<&Kept>) -> Result<FieldOutcome, AppError> {
        let FieldChange { key, base, input } = change;
        let Some(question) = self.form.question(&key) else {
            let errors = vec![FieldError::new(field(&key), FieldProblem::UnknownQuestion)];
            return Ok(FieldOutcome::Refused { key, errors });
        };
        let value = match self.understood(question, input).await? {
            Ok(value) => value,
            Err(errors) => return Ok(FieldOutcome::Refused { key, errors }),
        };
        let version = before.map_or(0, |kept| kept.version);
        let old = before.and_then(|kept| kept.value.as_ref());
        if old == value.as_ref() && (base == version || before.is_some()) {
            // Nothing to do, or done already: the answer to the first try was lost on its way.
            let at = before.map_or(self.tx.now(), |kept| kept.saved_at);
            return Ok(saved(question, version, value, at));
        }
        if base != version {
            return Ok(conflict(question, before, self.caller.lang));
        }
        if !answers::put(self.tx, self.case.assignment.id, &key, base, value.as_ref(), &self.caller.actor).await? {
            let keys = [key];
            let other = answers::current_of(&self.tx.db(), self.case.assignment.id, &keys).await?;
            return Ok(conflict(question, other.first(), self.caller.lang));
        }
        if let QuestionKind::File { .. } = question.kind {
            let named = if let Some(Value::Files(files)) = &value { files.as_slice() } else { &[] };
            answer_files::remove_unnamed(self.tx, self.case.assignment.id, &key, named).await?;
        }
        self.saved = true;
        self.answered += i32::from(value.is_some()) - i32::from(old.is_some());
        Ok(saved(question, base + 1, value, self.tx.now()))
    }

    /// The value that was meant, or what is wrong with it.
    async fn understood(
        &self,
        question: &Question,
        input: FieldInput,
    ) -> Result<Result<Option<Value>, Vec<FieldError>>, AppError> {
        let files = match question.kind {
            QuestionKind::File { .. } => {
                answer_files::of_question(&self.tx.db(), self.case.assignment.id, &question.key).await?
            }
            _ => Vec::new(),
        };
        Ok(match input {
            FieldInput::Typed(pairs) => typed(question, pairs, &files),
            FieldInput::Value(None) => Ok(None),
            FieldInput::Value(Some(Value::Files(named))) => {
                known(question, &named, &files).and_then(|files| clean_value(question, Value::Files(files)))
            }
            FieldInput::Value(Some(value)) => clean_value(question, value),
        })
    }
}

fn typed(
    question: &Question,
    pairs: Vec<(String, String)>,
    files: &[FileRef],
) -> Result<Option<Value>, Vec<FieldError>> {
    let raw = RawAnswers::from_pairs(pairs).with_files(files);
    let strangers = raw.unknown(&alone(question));
    if !strangers.is_empty() {
        return Err(strangers);
    }
    raw.get(&question.key).map_or(Ok(None), |input| parse_input(question, input))
}

/// The uploads by their ids, with the name and size that the server knows.
fn known(question: &Question, named: &[FileRef], files: &[FileRef]) -> Result<Vec<FileRef>, Vec<FieldError>> {
    let find = |wanted: &FileRef| files.iter().find(|file| file.id == wanted.id).cloned();
    let found: Option<Vec<FileRef>> = named.iter().map(find).collect();
    found.ok_or_else(|| vec![FieldError::new(field(&question.key), FieldProblem::UnknownFile)])
}

fn alone(question: &Question) -> FormDefinition {
    let section = FormSection { questions: vec![question.clone()], ..FormSection::default() };
    FormDefinition { sections: vec![section] }
}

fn saved(question: &Question, version: i32, value: Option<Value>, at: DateTime<Utc>) -> FieldOutcome {
    let doubts = match &value {
        Some(Value::Text(_) | Value::Table(_)) => doubts(question, value.clone()),
        _ => Vec::new(),
    };
    FieldOutcome::Saved { key: question.key.clone(), version, value, at: clock_time(at), warnings: doubts }
}

fn doubts(question: &Question, value: Option<Value>) -> Vec<Warning> {
    let mut values = Values::default();
    values.set(&question.key, value);
    let found = warnings(&alone(question), &values).into_iter();
    found.filter(|warning| warning.kind != WarningKind::Unanswered).collect()
}

fn conflict(question: &Question, other: Option<&Kept>, lang: Lang) -> FieldOutcome {
    let value = other.and_then(|kept| kept.value.clone());
    FieldOutcome::Conflict {
        key: question.key.clone(),
        version: other.map_or(0, |kept| kept.version),
        text: whole_text(question, value.as_ref(), lang),
        input: value.as_ref().map(|value| input_pairs(&question.key, value)).unwrap_or_default(),
        value,
        by: other.map(|kept| kept.account_name.clone()).unwrap_or_default(),
        at: other.map(|kept| clock_time(kept.saved_at)).unwrap_or_default(),
    }
}

/// 「14:32」 in Japan.
fn clock_time(at: DateTime<Utc>) -> String {
    jst_datetime(at).format("%H:%M").to_string()
}
