//! Writing a draft: its columns, tags, laws and audience.

use app::domain::{
    actor::Actor,
    audience::Audience,
    error::AppError,
    fold,
    ids::NoticeId,
    law::law_key,
    notice::{NoticeContent, NoticeState},
};
use entity::{notice, notice_audience, notice_law, notice_tag, tag};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};
use uuid::Uuid;

use super::change_at;
use crate::store::{ROWS, StoreExt, Tx, audiences};

/// Keeps a new draft.
pub async fn insert(tx: &Tx, author: &Actor, content: &NoticeContent) -> Result<NoticeId, AppError> {
    let id = NoticeId(tx.new_id());
    let row = notice::ActiveModel {
        id: Set(id.0),
        owner_body_id: Set(author.body.0),
        state: Set(NoticeState::Draft.code().to_owned()),
        created_by: Set(author.account.0),
        created_at: Set(tx.now()),
        published_at: Set(None),
        withdrawn_at: Set(None),
        withdrawal_reason: Set(None),
        attachment_count: Set(0),
        delivery_count: Set(0),
        opened_count: Set(0),
        confirmed_count: Set(0),
        version: Set(1),
        ..written(tx, content)
    };
    notice::Entity::insert(row).exec_without_returning(tx.db().conn()).await.store()?;
    set_parts(tx, id, content).await?;
    Ok(id)
}

/// Changes a draft that is still at `version`; `false` when somebody was faster.
pub async fn update(tx: &Tx, id: NoticeId, version: i32, content: &NoticeContent) -> Result<bool, AppError> {
    let change = notice::ActiveModel { version: Set(version + 1), ..written(tx, content) };
    if !change_at(tx, id, version, NoticeState::Draft, change).await? {
        return Ok(false);
    }
    set_parts(tx, id, content).await?;
    Ok(true)
}

/// What is written in a draft.
fn written(tx: &Tx, content: &NoticeContent) -> notice::ActiveModel {
    notice::ActiveModel {
        kind: Set(content.kind.code().to_owned()),
        number: Set(content.number.clone()),
        number_key: Set(content.number.as_deref().map(fold::number_key)),
        title: Set(content.title.clone()),
        body_markdown: Set(content.body.clone()),
        issued_on: Set(content.issued_on),
        fiscal_year: Set(content.fiscal_year().year()),
        effective_on: Set(content.effective_on),
        received_on: Set(content.received_on),
        seal: Set(content.seal.code().to_owned()),
        ministry: Set(content.ministry.clone()),
        section: Set(content.section.clone()),
        contact: Set(content.contact.clone()),
        contact_id: Set(content.contact_id.map(|id| id.0)),
        needs_confirm: Set(content.needs_confirm),
        confirm_by: Set(content.confirm_by),
        retention: Set(content.retention.code().to_owned()),
        audience_all: Set(content.audience == Audience::All),
        tag_names: Set(content.tags.join("\n")),
        updated_at: Set(tx.now()),
        ..Default::default()
    }
}

/// What a draft holds in tables of its own.
async fn set_parts(tx: &Tx, id: NoticeId, content: &NoticeContent) -> Result<(), AppError> {
    set_tags(tx, id, &content.tags).await?;
    set_laws(tx, id, &content.laws).await?;
    set_audience(tx, id, &content.audience).await
}

async fn set_laws(tx: &Tx, id: NoticeId, laws: &[String]) -> Result<(), AppError> {
    let db = tx.db();
    let old = notice_law::Entity::delete_many().filter(notice_law::Column::NoticeId.eq(id.0));
    old.exec(db.conn()).await.store()?;
    if laws.is_empty() {
        return Ok(());
    }
    let rows = law_rows(id, laws).map(IntoActiveModel::into_active_model);
    notice_law::Entity::insert_many(rows).exec_without_returning(db.conn()).await.store()?;
    Ok(())
}

/// A row for each law, in their order.
pub fn law_rows(id: NoticeId, laws: &[String]) -> impl Iterator<Item = notice_law::Model> {
    (1..).zip(laws).map(move |(position, text)| notice_law::Model {
        notice_id: id.0,
        position,
        text: text.clone(),
        law_key: law_key(text),
    })
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
    for part in audiences::targets(audience).chunks(ROWS) {
        let rows = part.iter().map(row);
        notice_audience::Entity::insert_many(rows).exec_without_returning(db.conn()).await.store()?;
    }
    Ok(())
}
