//! Files: the content that is kept once (blob), and its places (attachment).

use app::{
    domain::{
        error::AppError,
        ids::{AccountId, AttachmentId, NoticeId},
        notice::AttachmentRole,
    },
    ports::{
        files::{Label, StoredFile},
        notices::AttachmentView,
    },
};
use entity::{attachment, attachment_text, blob};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};

use super::{Db, StoreExt, Tx, inconsistent};

/// How far the text of a file has been taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtractState {
    /// Not yet.
    Waiting,
    /// All of it.
    Ok,
    /// A part: the file holds more text than is kept.
    Partial,
    /// The program could not read it.
    Failed,
    /// It took too long.
    Timeout,
    /// It is locked by a password.
    Encrypted,
    /// Files of its kind hold no text.
    Unsupported,
}

impl ExtractState {
    /// The code in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::Failed => "failed",
            Self::Timeout => "timeout",
            Self::Encrypted => "encrypted",
            Self::Unsupported => "unsupported",
        }
    }
}

/// A file of a notice, and which notice.
#[derive(Clone, Debug)]
pub struct Attached {
    /// The notice.
    pub notice: NoticeId,
    /// The file.
    pub view: AttachmentView,
}

/// Notes that the blob store holds this content.
pub async fn keep_blob(tx: &Tx, file: &StoredFile) -> Result<(), AppError> {
    let size = i64::try_from(file.size).map_err(|_| AppError::TooLarge { max_bytes: i64::MAX.unsigned_abs() })?;
    let row = blob::Model { sha256: file.sha256.clone(), size, created_at: tx.now(), unused_since: None };
    // Also locks a row that is there already against being removed as unused.
    let used = OnConflict::column(blob::Column::Sha256).update_column(blob::Column::UnusedSince).to_owned();
    let insert = blob::Entity::insert(row.into_active_model()).on_conflict(used);
    insert.exec_without_returning(tx.db().conn()).await.store()?;
    Ok(())
}

/// Attaches a file to a notice, after those that it has.
pub async fn insert(
    tx: &Tx,
    notice: NoticeId,
    by: AccountId,
    file: &StoredFile,
    label: &Label,
) -> Result<AttachmentView, AppError> {
    keep_blob(tx, file).await?;
    let last: Option<Option<i32>> = of(notice)
        .select_only()
        .column_as(attachment::Column::Position.max(), "last")
        .into_tuple()
        .one(tx.db().conn())
        .await
        .store()?;
    let row = attachment::Model {
        id: tx.new_id(),
        notice_id: Some(notice.0),
        assignment_id: None,
        question_key: None,
        sha256: file.sha256.clone(),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: i64::try_from(file.size).unwrap_or(i64::MAX),
        role: label.role.code().to_owned(),
        description: label.description.clone(),
        position: last.flatten().unwrap_or(0) + 1,
        uploaded_by: by.0,
        uploaded_at: tx.now(),
        removed_at: None,
        extract_state: ExtractState::Waiting.code().to_owned(),
    };
    attachment::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    view(row)
}

fn of(notice: NoticeId) -> sea_orm::Select<attachment::Entity> {
    attachment::Entity::find()
        .filter(attachment::Column::NoticeId.eq(notice.0))
        .filter(attachment::Column::RemovedAt.is_null())
}

/// The files of a notice, in their order.
pub async fn of_notice(db: &Db<'_>, notice: NoticeId) -> Result<Vec<AttachmentView>, AppError> {
    let rows = of(notice)
        .order_by_asc(attachment::Column::Position)
        .order_by_asc(attachment::Column::Id)
        .all(db.conn())
        .await
        .store()?;
    rows.into_iter().map(view).collect()
}

/// A file of a notice that is not removed.
pub async fn find(db: &Db<'_>, id: AttachmentId) -> Result<Option<Attached>, AppError> {
    let row = attachment::Entity::find_by_id(id.0)
        .filter(attachment::Column::RemovedAt.is_null())
        .one(db.conn())
        .await
        .store()?;
    let Some((row, notice)) = row.and_then(|row| row.notice_id.map(|notice| (row, notice))) else { return Ok(None) };
    Ok(Some(Attached { notice: notice.into(), view: view(row)? }))
}

/// Changes what is said about a file.
pub async fn relabel(tx: &Tx, id: AttachmentId, label: &Label) -> Result<(), AppError> {
    let change = attachment::ActiveModel {
        id: Set(id.0),
        role: Set(label.role.code().to_owned()),
        description: Set(label.description.clone()),
        ..Default::default()
    };
    change.update(tx.db().conn()).await.store()?;
    Ok(())
}

/// Gives the files of a notice this order.
pub async fn reorder(tx: &Tx, order: &[AttachmentId]) -> Result<(), AppError> {
    for (id, position) in order.iter().zip(1..) {
        let change = attachment::ActiveModel { id: Set(id.0), position: Set(position), ..Default::default() };
        change.update(tx.db().conn()).await.store()?;
    }
    Ok(())
}

/// Takes a file off a draft. Nobody but its authors has seen it, so nothing of it is kept.
pub async fn delete(tx: &Tx, id: AttachmentId) -> Result<(), AppError> {
    attachment::Entity::delete_by_id(id.0).exec(tx.db().conn()).await.store()?;
    Ok(())
}

/// Name, content and size of a file, whatever it belongs to.
pub async fn stored(db: &Db<'_>, id: AttachmentId) -> Result<Option<StoredFile>, AppError> {
    let row = attachment::Entity::find_by_id(id.0)
        .filter(attachment::Column::RemovedAt.is_null())
        .one(db.conn())
        .await
        .store()?;
    Ok(row.map(|row| StoredFile {
        name: row.name,
        media_type: row.media_type,
        sha256: row.sha256,
        size: row.size.unsigned_abs(),
    }))
}

/// Keeps the text that was taken out of a file; `false` when the file is gone.
pub async fn keep_text(
    tx: &Tx,
    id: AttachmentId,
    state: ExtractState,
    text: &str,
    segments: &str,
) -> Result<bool, AppError> {
    let db = tx.db();
    if attachment::Entity::find_by_id(id.0).one(db.conn()).await.store()?.is_none() {
        return Ok(false);
    }
    let change =
        attachment::ActiveModel { id: Set(id.0), extract_state: Set(state.code().to_owned()), ..Default::default() };
    change.update(db.conn()).await.store()?;
    let row = attachment_text::Model { attachment_id: id.0, text: text.to_owned(), segments: segments.to_owned() };
    let replace = OnConflict::column(attachment_text::Column::AttachmentId)
        .update_columns([attachment_text::Column::Text, attachment_text::Column::Segments])
        .to_owned();
    let insert = attachment_text::Entity::insert(row.into_active_model()).on_conflict(replace);
    insert.exec_without_returning(db.conn()).await.store()?;
    Ok(true)
}

fn view(row: attachment::Model) -> Result<AttachmentView, AppError> {
    let role = AttachmentRole::from_code(&row.role).ok_or_else(|| inconsistent("attachment", "role", &row.id))?;
    Ok(AttachmentView {
        id: row.id.into(),
        name: row.name,
        media_type: row.media_type,
        size: row.size.unsigned_abs(),
        sha256: row.sha256,
        role,
        description: row.description,
        uploaded_at: row.uploaded_at,
    })
}
