//! Files as answers: uploaded apart from the other fields, so that a failed upload destroys nothing that was typed.

use std::sync::Arc;

use app::{
    domain::{
        error::{AppError, ConflictReason},
        form::{FileRef, QuestionKind, Value, field},
        ids::{AssignmentId, AttachmentId},
        policy::{Action, may},
        problem::FieldProblem,
    },
    ports::{
        Caller,
        answers::{FieldChange, FieldInput, FieldOutcome},
        files::{Download, Upload},
    },
};
use futures::FutureExt;
use serde_json::json;

use super::{Answers, save::save};
use crate::{
    services::{files::take_in, surveys::record},
    store::{answer_files, answers, assignments, attachments},
};

impl Answers {
    pub(super) async fn take_file(
        &self,
        caller: &Caller,
        id: AssignmentId,
        key: &str,
        upload: Upload,
    ) -> Result<FileRef, AppError> {
        // Asked before the bytes are taken, and again in the transaction that keeps them.
        let db = self.core.store.read();
        let case = assignments::find(&db, id).await?.ok_or(AppError::NotFound)?;
        may(&caller.actor, Action::FillAnswers, &case.resource())?;
        let form = self.forms.get(&db, case.assignment.survey, case.assignment.form_version).await?;
        let question = form.question(key).ok_or(AppError::NotFound)?;
        if !matches!(question.kind, QuestionKind::File { .. }) {
            return Err(AppError::field(field(key), FieldProblem::WrongKind));
        }
        let file = take_in(&self.core.blobs, upload).await?;
        let forms = Arc::clone(&self.forms);
        self.core
            .store
            .write((forms, caller.clone(), key.to_owned(), file), move |tx, (forms, caller, key, file)| {
                async move {
                    let case = assignments::locked(tx, id).await?;
                    may(&caller.actor, Action::FillAnswers, &case.resource())?;
                    attachments::keep_blob(tx, &file).await?;
                    let added = answer_files::add(tx, id, &key, caller.actor.account, &file).await?;
                    let kept = answers::current_of(&tx.db(), id, std::slice::from_ref(&key)).await?.pop();
                    let (base, before) = kept.map_or((0, None), |kept| (kept.version, kept.value));
                    let mut files = if let Some(Value::Files(files)) = before { files } else { Vec::new() };
                    files.push(added.clone());
                    let input = FieldInput::Value(Some(Value::Files(files)));
                    let change = FieldChange { key: key.clone(), base, input };
                    let outcome = save(tx, &forms, &caller, id, vec![change]).await?;
                    match outcome.fields.into_iter().next() {
                        Some(FieldOutcome::Saved { .. }) => {}
                        Some(FieldOutcome::Refused { errors, .. }) => return Err(AppError::Invalid { errors }),
                        _ => return Err(AppError::Conflict { reason: ConflictReason::Stale }),
                    }
                    let detail = json!({ "body": case.assignment.body, "name": file.name, "sha256": file.sha256 });
                    record(tx, &caller, "answers.attach", case.assignment.survey, detail).await?;
                    Ok(added)
                }
                .boxed()
            })
            .await
    }

    pub(super) async fn give_file(&self, caller: &Caller, id: AttachmentId) -> Result<Download, AppError> {
        let db = self.core.store.read();
        let (assignment, file) = answer_files::find(&db, id).await?.ok_or(AppError::NotFound)?;
        let case = assignments::find(&db, assignment).await?.ok_or(AppError::NotFound)?;
        // Whether a draft holds a file is its content, too.
        may(&caller.actor, Action::ReadAnswers, &case.resource()).map_err(|_| AppError::NotFound)?;
        if caller.actor.body != case.assignment.body {
            // Of drafts the collector sees the progress, never the content.
            let sent = answers::revision(&db, assignment, case.assignment.revision).await?;
            let holds = |value: &Value| matches!(value, Value::Files(files) if files.iter().any(|file| file.id == id));
            if !sent.is_some_and(|sent| sent.values.iter().any(|(_, value)| holds(value))) {
                return Err(AppError::NotFound);
            }
        }
        let detail = json!({ "body": case.assignment.body, "file": id, "name": file.name });
        let survey = case.assignment.survey;
        let keep = self.core.store.write((caller.clone(), detail), move |tx, (caller, detail)| {
            async move { record(tx, &caller, "answers.download", survey, detail).await }.boxed()
        });
        keep.await?;
        let range = 0..file.size;
        let content = self.core.blobs.read(&file.sha256, range.clone()).await?;
        Ok(Download {
            name: file.name,
            media_type: file.media_type,
            size: file.size,
            sha256: file.sha256,
            range,
            content,
        })
    }
}
