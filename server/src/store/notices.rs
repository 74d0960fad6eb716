//! Notices (通知): drafts, what was published, and their tags and audiences.

use app::domain::{
    actor::Actor,
    audience::Audience,
    error::AppError,
    fold,
    ids::{BodyId, NoticeId},
    notice::{NoticeContent, NoticeKind, NoticeState},
    policy::Resource,
};
use chrono::{DateTime, Utc};
use entity::{notice, notice_audience, notice_tag, tag};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

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
    let state = NoticeState::from_code(&row.state).ok_or_else(|| inconsistent("notice", "state", &row.id))?;
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
            body: row.body_markdown,
            ministry: row.ministry,
            section: row.section,
            contact: row.contact,
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

async fn audience(db: &Db<'_>, id: Uuid) -> Result<Audience, AppError> {
    let rows = notice_audience::Entity::find()
        .filter(notice_audience::Column::NoticeId.eq(id))
        .all(db.conn())
        .await
        .store()?;
    let targets: Vec<_> = rows.into_iter().map(|row| (row.target_kind, row.target_id)).collect();
    Ok(audiences::of_targets(&targets))
}

/// Keeps a new draft.
pub async fn insert(tx: &Tx, author: &Actor, content: &NoticeContent) -> Result<NoticeId, AppError> {
    let id = NoticeId(tx.new_id());
    let row = notice::Model {
        id: id.0,
        owner_body_id: author.body.0,
        state: NoticeState::Draft.code().to_owned(),
        kind: content.kind.code().to_owned(),
        number: content.number.clone(),
        number_key: content.number.as_deref().map(fold_number),
        title: content.title.clone(),
        body_markdown: content.body.clone(),
        issued_on: content.issued_on,
        fiscal_year: content.fiscal_year().year(),
        ministry: content.ministry.clone(),
        section: content.section.clone(),
        contact: content.contact.clone(),
        audience_all: content.audience == Audience::All,
        created_by: author.account.0,
        created_at: tx.now(),
        updated_at: tx.now(),
        published_at: None,
        withdrawn_at: None,
        withdrawal_reason: None,
        tag_names: content.tags.join("\n"),
        attachment_count: 0,
        delivery_count: 0,
        opened_count: 0,
        confirmed_count: 0,
        version: 1,
    };
    notice::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    set_tags(tx, id, &content.tags).await?;
    set_audience(tx, id, &content.audience).await?;
    Ok(id)
}

/// Changes a draft that is still at `version`; `false` when somebody was faster.
pub async fn update(tx: &Tx, id: NoticeId, version: i32, content: &NoticeContent) -> Result<bool, AppError> {
    let change = notice::ActiveModel {
        kind: Set(content.kind.code().to_owned()),
        number: Set(content.number.clone()),
        number_key: Set(content.number.as_deref().map(fold_number)),
        title: Set(content.title.clone()),
        body_markdown: Set(content.body.clone()),
        issued_on: Set(content.issued_on),
        fiscal_year: Set(content.fiscal_year().year()),
        ministry: Set(content.ministry.clone()),
        section: Set(content.section.clone()),
        contact: Set(content.contact.clone()),
        audience_all: Set(content.audience == Audience::All),
        tag_names: Set(content.tags.join("\n")),
        updated_at: Set(tx.now()),
        version: Set(version + 1),
        ..Default::default()
    };
    if !change_at(tx, id, version, NoticeState::Draft, change).await? {
        return Ok(false);
    }
    set_tags(tx, id, &content.tags).await?;
    set_audience(tx, id, &content.audience).await?;
    Ok(true)
}

/// Marks a draft that is still at `version` as published to `bodies` bodies; `false` when somebody was faster.
pub async fn publish(tx: &Tx, id: NoticeId, version: i32, bodies: usize) -> Result<bool, AppError> {
    let change = notice::ActiveModel {
        state: Set(NoticeState::Published.code().to_owned()),
        published_at: Set(Some(tx.now())),
        updated_at: Set(tx.now()),
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

async fn set_tags(tx: &Tx, id: NoticeId, names: &[String]) -> Result<(), AppError> {
    let db = tx.db();
    let old = notice_tag::Entity::delete_many().filter(notice_tag::Column::NoticeId.eq(id.0));
    old.exec(db.conn()).await.store()?;
    if names.is_empty() {
        return Ok(());
    }
    let new = names.iter().map(|name| tag::Model { id: tx.new_id(), name: name.clone() }.into_active_model());
    let known = OnConflict::column(tag::Column::Name).do_nothing().to_owned();
    tag::Entity::insert_many(new).on_conflict(known).exec_without_returning(db.conn()).await.store()?;
    let rows = tag::Entity::find()
        .filter(tag::Column::Name.is_in(names.iter().map(String::as_str)))
        .all(db.conn())
        .await
        .store()?;
    let links = rows.into_iter().map(|tag| notice_tag::Model { notice_id: id.0, tag_id: tag.id }.into_active_model());
    notice_tag::Entity::insert_many(links).exec_without_returning(db.conn()).await.store()?;
    Ok(())
}

async fn set_audience(tx: &Tx, id: NoticeId, audience: &Audience) -> Result<(), AppError> {
    let db = tx.db();
    let old = notice_audience::Entity::delete_many().filter(notice_audience::Column::NoticeId.eq(id.0));
    old.exec(db.conn()).await.store()?;
    let row = |(kind, target): &(&str, Uuid)| {
        notice_audience::Model { notice_id: id.0, target_kind: (*kind).to_owned(), target_id: *target }
            .into_active_model()
    };
    for part in audiences::targets(audience).chunks(audiences::ROWS) {
        let rows = part.iter().map(row);
        notice_audience::Entity::insert_many(rows).exec_without_returning(db.conn()).await.store()?;
    }
    Ok(())
}

fn fold_number(number: &str) -> String {
    fold::number_key(number)
}
