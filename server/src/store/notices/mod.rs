//! Notices (通知): drafts, what was published, and their tags, laws and audiences.

mod write;

use app::domain::{
    audience::Audience,
    error::AppError,
    ids::{BodyId, NoticeId},
    notice::{NoticeContent, NoticeKind, NoticeState, Retention, SealNote},
    policy::Resource,
};
use chrono::{DateTime, Utc};
use entity::{notice, notice_audience, notice_law};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

pub use write::{insert, law_rows, update};

use super::{Db, StoreExt, Tx, audiences, inconsistent};

/// A notice as it is kept.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The notice.
    pub id: NoticeId,
    /// The body that wrote it.
    pub owner: BodyId,
    /// Draft, published or withdrawn.
    pub state: NoticeState,
    /// Counts changes.
    pub version: i32,
    /// What it says.
    pub content: NoticeContent,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Why.
    pub withdrawal_reason: Option<String>,
    /// Files attached.
    pub attachments: u32,
    /// Bodies it was delivered to, that have opened it, that have confirmed it.
    pub counts: (u32, u32, u32),
}

impl Notice {
    /// What permission is asked for.
    pub fn resource(&self, addressed: bool) -> Resource {
        Resource::Notice { owner: self.owner, stage: self.state.stage(), addressed }
    }
}

/// The notice, with its audience.
pub async fn find(db: &Db<'_>, id: NoticeId) -> Result<Option<Notice>, AppError> {
    let row = notice::Entity::find_by_id(id.0).one(db.conn()).await.store()?;
    complete(db, row).await
}

/// The notice, locked until the commit, so that what is decided on it stays true.
pub async fn locked(tx: &Tx, id: NoticeId) -> Result<Option<Notice>, AppError> {
    let db = tx.db();
    let row = notice::Entity::find_by_id(id.0).lock_exclusive().one(db.conn()).await.store()?;
    complete(&db, row).await
}

async fn complete(db: &Db<'_>, row: Option<notice::Model>) -> Result<Option<Notice>, AppError> {
    let Some(row) = row else { return Ok(None) };
    let audience = if row.audience_all { Audience::All } else { audience(db, row.id).await? };
    let laws = laws(db, row.id).await?;
    let state = NoticeState::from_code(&row.state).ok_or_else(|| inconsistent("notice", "state", &row.id))?;
    let seal = SealNote::from_code(&row.seal).ok_or_else(|| inconsistent("notice", "seal", &row.id))?;
    let retention = Retention::from_code(&row.retention);
    let retention = retention.ok_or_else(|| inconsistent("notice", "retention", &row.id))?;
    Ok(Some(Notice {
        id: row.id.into(),
        owner: row.owner_body_id.into(),
        state,
        version: row.version,
        content: NoticeContent {
            kind: kind(&row.kind, row.id)?,
            title: row.title,
            number: row.number,
            issued_on: row.issued_on,
            effective_on: row.effective_on,
            received_on: row.received_on,
            seal,
            body: row.body_markdown,
            ministry: row.ministry,
            section: row.section,
            laws,
            contact_id: row.contact_id.map(Into::into),
            contact: row.contact,
            needs_confirm: row.needs_confirm,
            confirm_by: row.confirm_by,
            retention,
            tags: tags(&row.tag_names),
            audience,
        },
        updated_at: row.updated_at,
        published_at: row.published_at,
        withdrawn_at: row.withdrawn_at,
        withdrawal_reason: row.withdrawal_reason,
        attachments: row.attachment_count.unsigned_abs(),
        counts: (
            row.delivery_count.unsigned_abs(),
            row.opened_count.unsigned_abs(),
            row.confirmed_count.unsigned_abs(),
        ),
    }))
}

/// The kind of a stored code.
pub(super) fn kind(code: &str, id: Uuid) -> Result<NoticeKind, AppError> {
    NoticeKind::from_code(code).ok_or_else(|| inconsistent("notice", "kind", &id))
}

/// The tags of a stored column, a line each.
pub(super) fn tags(names: &str) -> Vec<String> {
    names.lines().map(str::to_owned).collect()
}

async fn laws(db: &Db<'_>, id: Uuid) -> Result<Vec<String>, AppError> {
    notice_law::Entity::find()
        .filter(notice_law::Column::NoticeId.eq(id))
        .order_by_asc(notice_law::Column::Position)
        .select_only()
        .column(notice_law::Column::Text)
        .into_tuple()
        .all(db.conn())
        .await
        .store()
}

async fn audience(db: &Db<'_>, id: Uuid) -> Result<Audience, AppError> {
    let rows = notice_audience::Entity::find()
        .filter(notice_audience::Column::NoticeId.eq(id))
        .all(db.conn())
        .await
        .store()?;
    let targets: Vec<_> = rows.into_iter().map(|row| (row.target_kind, row.target_id)).collect();
    Ok(audiences::of_targets(&targets))
}

/// Marks a draft that is still at `version` as published to `bodies` bodies, who ask `contact`; `false` when somebody was
/// faster.
pub async fn publish(
    tx: &Tx,
    id: NoticeId,
    version: i32,
    bodies: usize,
    contact: Option<String>,
) -> Result<bool, AppError> {
    let change = notice::ActiveModel {
        state: Set(NoticeState::Published.code().to_owned()),
        published_at: Set(Some(tx.now())),
        updated_at: Set(tx.now()),
        contact: Set(contact),
        delivery_count: Set(i32::try_from(bodies).unwrap_or(i32::MAX)),
        version: Set(version + 1),
        ..Default::default()
    };
    change_at(tx, id, version, NoticeState::Draft, change).await
}

/// Marks a published notice as withdrawn; `false` when somebody was faster.
pub async fn withdraw(tx: &Tx, id: NoticeId, version: i32, reason: &str) -> Result<bool, AppError> {
    let change = notice::ActiveModel {
        state: Set(NoticeState::Withdrawn.code().to_owned()),
        withdrawn_at: Set(Some(tx.now())),
        withdrawal_reason: Set(Some(reason.to_owned())),
        updated_at: Set(tx.now()),
        version: Set(version + 1),
        ..Default::default()
    };
    change_at(tx, id, version, NoticeState::Published, change).await
}

async fn change_at(
    tx: &Tx,
    id: NoticeId,
    version: i32,
    state: NoticeState,
    change: notice::ActiveModel,
) -> Result<bool, AppError> {
    tx.touch_lists();
    let done = notice::Entity::update_many()
        .set(change)
        .filter(notice::Column::Id.eq(id.0))
        .filter(notice::Column::Version.eq(version))
        .filter(notice::Column::State.eq(state.code()))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(done.rows_affected == 1)
}

/// Throws a draft away, with its files' entries; their content stays until the blobs are tidied.
pub async fn delete(tx: &Tx, id: NoticeId) -> Result<(), AppError> {
    tx.touch_lists();
    notice::Entity::delete_by_id(id.0).exec(tx.db().conn()).await.store()?;
    Ok(())
}

/// Notes that `by` more (or fewer) files are attached. The content did not change, so the version does not either.
pub async fn count_attachments(tx: &Tx, id: NoticeId, by: i32) -> Result<(), AppError> {
    tx.touch_lists();
    let column = notice::Column::AttachmentCount;
    notice::Entity::update_many()
        .col_expr(column, Expr::col(column).add(by))
        .col_expr(notice::Column::UpdatedAt, Expr::value(tx.now()))
        .filter(notice::Column::Id.eq(id.0))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}
