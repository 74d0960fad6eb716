//! Files that were uploaded as part of answers.

use std::collections::HashSet;

use app::{
    domain::{
        error::AppError,
        form::{FileRef, Value},
        ids::{AccountId, AssignmentId, AttachmentId},
        notice::AttachmentRole,
    },
    ports::files::StoredFile,
};
use chrono::{DateTime, Utc};
use entity::{answer_revision, attachment};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, sea_query::Expr};
use uuid::Uuid;

use super::{Db, StoreExt, Tx, answers::Revision, attachments::ExtractState};

/// The files that were uploaded for a question.
///
/// # Errors
/// A fault of the database.
pub async fn of_question(db: &Db<'_>, assignment: AssignmentId, key: &str) -> Result<Vec<FileRef>, AppError> {
    let rows = attachment::Entity::find()
        .filter(attachment::Column::AssignmentId.eq(assignment.0))
        .filter(attachment::Column::QuestionKey.eq(key))
        .filter(attachment::Column::RemovedAt.is_null())
        .all(db.conn())
        .await
        .store()?;
    let file = |row: attachment::Model| FileRef { id: row.id.into(), name: row.name, size: row.size.unsigned_abs() };
    Ok(rows.into_iter().map(file).collect())
}

/// Marks the files of a question as removed that neither its new value names nor anything that was ever sent.
///
/// # Errors
/// A fault of the database.
pub async fn remove_unnamed(tx: &Tx, assignment: AssignmentId, key: &str, named: &[FileRef]) -> Result<(), AppError> {
    let db = tx.db();
    let mut left: HashSet<AttachmentId> =
        of_question(&db, assignment, key).await?.into_iter().map(|file| file.id).collect();
    left.retain(|id| named.iter().all(|file| file.id != *id));
    if left.is_empty() {
        return Ok(());
    }
    let sent = answer_revision::Entity::find().filter(answer_revision::Column::AssignmentId.eq(assignment.0));
    for row in sent.all(db.conn()).await.store()? {
        if let Some(Value::Files(files)) = Revision::try_from(row)?.values.get(key) {
            left.retain(|id| files.iter().all(|file| file.id != *id));
        }
    }
    attachment::Entity::update_many()
        .col_expr(attachment::Column::RemovedAt, Expr::value(tx.now()))
        .filter(attachment::Column::Id.is_in(left.into_iter().map(|id| id.0)))
        .exec(db.conn())
        .await
        .store()?;
    Ok(())
}

/// Forgets up to `limit` files of answers that were removed before `before`; answers how many. Their content is without
/// use then.
///
/// # Errors
/// A fault of the database.
pub async fn forget_removed(tx: &Tx, before: DateTime<Utc>, limit: u64) -> Result<u64, AppError> {
    let db = tx.db();
    let ids: Vec<Uuid> = attachment::Entity::find()
        .filter(attachment::Column::AssignmentId.is_not_null())
        .filter(attachment::Column::RemovedAt.lt(before))
        .limit(limit)
        .select_only()
        .column(attachment::Column::Id)
        .into_tuple()
        .all(db.conn())
        .await
        .store()?;
    if ids.is_empty() {
        return Ok(0);
    }
    let old = attachment::Entity::delete_many().filter(attachment::Column::Id.is_in(ids));
    Ok(old.exec(db.conn()).await.store()?.rows_affected)
}

/// Keeps a file that was uploaded as part of an answer.
///
/// # Errors
/// A fault of the database.
pub async fn add(
    tx: &Tx,
    assignment: AssignmentId,
    key: &str,
    by: AccountId,
    file: &StoredFile,
) -> Result<FileRef, AppError> {
    let row = attachment::Model {
        id: tx.new_id(),
        notice_id: None,
        assignment_id: Some(assignment.0),
        question_key: Some(key.to_owned()),
        sha256: file.sha256.clone(),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: i64::try_from(file.size).unwrap_or(i64::MAX),
        role: AttachmentRole::Annex.code().to_owned(),
        description: String::new(),
        position: 1,
        uploaded_by: by.0,
        uploaded_at: tx.now(),
        removed_at: None,
        extract_state: ExtractState::Unsupported.code().to_owned(),
    };
    let added = FileRef { id: row.id.into(), name: row.name.clone(), size: file.size };
    attachment::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(added)
}

/// A file that was uploaded as part of an answer, and of which.
///
/// # Errors
/// A fault of the database.
pub async fn find(db: &Db<'_>, id: AttachmentId) -> Result<Option<(AssignmentId, StoredFile)>, AppError> {
    let row = attachment::Entity::find_by_id(id.0)
        .filter(attachment::Column::RemovedAt.is_null())
        .one(db.conn())
        .await
        .store()?;
    Ok(row.and_then(|row| {
        let file = StoredFile {
            name: row.name,
            media_type: row.media_type,
            sha256: row.sha256,
            size: row.size.unsigned_abs(),
        };
        Some((row.assignment_id?.into(), file))
    }))
}
