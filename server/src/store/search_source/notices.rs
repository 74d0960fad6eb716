//! Notices and their files.

use std::collections::HashMap;

use app::domain::{
    error::AppError,
    search::{DocKey, DocKind},
};
use entity::{attachment, attachment_text, delivery, notice, notice_law};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    markup,
    search::{AudienceTerm, IndexDocument},
    store::{Db, StoreExt},
};

const DRAFT: &str = "draft";

pub(super) async fn notices(db: &Db<'_>, ids: &[Uuid]) -> Result<Vec<IndexDocument>, AppError> {
    let query = notice::Entity::find().filter(notice::Column::State.ne(DRAFT));
    let rows = query.filter(notice::Column::Id.is_in(ids.iter().copied())).all(db.conn()).await.store()?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut audiences = audiences(db, &ids).await?;
    let laws = laws(db, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let audience = audiences.remove(&row.id).unwrap_or_default();
            let body = words(&row, &laws);
            IndexDocument { body, ..document(row, audience) }
        })
        .collect())
}

/// The laws of these notices, in their order.
pub(in crate::store) async fn laws(db: &Db<'_>, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>, AppError> {
    let rows = notice_law::Entity::find()
        .filter(notice_law::Column::NoticeId.is_in(ids.iter().copied()))
        .order_by_asc(notice_law::Column::Position)
        .all(db.conn())
        .await
        .store()?;
    let mut laws: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in rows {
        laws.entry(row.notice_id).or_default().push(row.text);
    }
    Ok(laws)
}

/// The words by which a notice is found and of which passages are shown: its text, then the ministry behind it and the
/// laws it rests on, a line each.
pub(in crate::store) fn words(row: &notice::Model, laws: &HashMap<Uuid, Vec<String>>) -> String {
    let text = markup::plain(&row.body_markdown);
    let cited = laws.get(&row.id).into_iter().flatten();
    let facts = row.ministry.iter().chain(cited).map(String::as_str);
    std::iter::once(text.as_str()).chain(facts).collect::<Vec<_>>().join("\n")
}

/// All of a notice but its text, which its files do not share.
fn document(row: notice::Model, audience: Vec<AudienceTerm>) -> IndexDocument {
    IndexDocument {
        key: DocKey { kind: DocKind::Notice, id: row.id },
        parent_id: row.id,
        title: row.title,
        body: String::new(),
        number: row.number,
        kind: Some(row.kind),
        year: Some(row.fiscal_year),
        tags: row.tag_names.split('\n').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        published_at: row.published_at.unwrap_or(row.updated_at),
        audience,
    }
}

/// Files carry kind, year and tags of their notice, so that narrowing a search keeps both.
pub(super) async fn attachments(db: &Db<'_>, ids: &[Uuid]) -> Result<Vec<IndexDocument>, AppError> {
    let query = attachment::Entity::find()
        .filter(attachment::Column::NoticeId.is_not_null())
        .filter(attachment::Column::RemovedAt.is_null());
    let rows = query.filter(attachment::Column::Id.is_in(ids.iter().copied())).all(db.conn()).await.store()?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let parents: Vec<Uuid> = rows.iter().filter_map(|row| row.notice_id).collect();
    let texts = attachment_text::Entity::find()
        .filter(attachment_text::Column::AttachmentId.is_in(ids))
        .all(db.conn())
        .await
        .store()?;
    let mut texts: HashMap<Uuid, String> = texts.into_iter().map(|row| (row.attachment_id, row.text)).collect();
    let owners =
        notice::Entity::find().filter(notice::Column::Id.is_in(parents.clone())).all(db.conn()).await.store()?;
    let without_text = |row: notice::Model| (row.id, notice::Model { body_markdown: String::new(), ..row });
    let owners: HashMap<Uuid, notice::Model> = owners.into_iter().map(without_text).collect();
    let audiences = audiences(db, &parents).await?;
    let mut documents = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(owner) = row.notice_id.and_then(|id| owners.get(&id)).filter(|owner| owner.state != DRAFT) else {
            continue;
        };
        let audience = audiences.get(&owner.id).cloned().unwrap_or_default();
        let mut document = document(owner.clone(), audience);
        document.key = DocKey { kind: DocKind::Attachment, id: row.id };
        document.title = row.name;
        document.number = None;
        document.body = format!("{}\n{}", row.description, texts.remove(&row.id).unwrap_or_default());
        documents.push(document);
    }
    Ok(documents)
}

async fn audiences(db: &Db<'_>, notices: &[Uuid]) -> Result<HashMap<Uuid, Vec<AudienceTerm>>, AppError> {
    let rows: Vec<(Uuid, Uuid)> = delivery::Entity::find()
        .select_only()
        .column(delivery::Column::NoticeId)
        .column(delivery::Column::BodyId)
        .filter(delivery::Column::NoticeId.is_in(notices.iter().copied()))
        .into_tuple()
        .all(db.conn())
        .await
        .store()?;
    let mut audiences: HashMap<Uuid, Vec<AudienceTerm>> = HashMap::new();
    for (notice, body) in rows {
        audiences.entry(notice).or_default().push(AudienceTerm::body(body.into()));
    }
    Ok(audiences)
}
