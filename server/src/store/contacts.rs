//! The directory: entries of the bodies, and the duties they name.

use std::collections::HashMap;

use app::{
    domain::{
        body::BodyKind,
        contact::ContactContent,
        error::AppError,
        fold::fold,
        ids::{AccountId, BodyId, ContactId},
        person::to_hiragana,
    },
    ports::contacts::{ContactFilter, ContactRow, DirectoryBody},
};
use chrono::{DateTime, Utc};
use entity::{body, contact, contact_duty};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{Db, ROWS, StoreExt, Tx, bodies, like};

/// Words of a search that count; nobody types more.
const WORDS_MAX: usize = 8;

/// A place in the list: code order, then the order of the body.
type Place = (String, i32, Uuid);

/// The entries that are shown: of bodies that exist, not taken out.
fn shown() -> Select<contact::Entity> {
    contact::Entity::find()
        .inner_join(body::Entity)
        .filter(contact::Column::RemovedAt.is_null())
        .filter(body::Column::ClosedAt.is_null())
}

fn narrowed(filter: &ContactFilter) -> Select<contact::Entity> {
    let mut query = shown();
    if let Some(body) = filter.body {
        query = query.filter(contact::Column::BodyId.eq(body.0));
    }
    if let Some(duty) = &filter.duty {
        let named = contact_duty::Entity::find()
            .select_only()
            .column(contact_duty::Column::ContactId)
            .filter(contact_duty::Column::Duty.eq(duty.as_str()));
        query = query.filter(contact::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(named)));
    }
    for word in same_kana(&filter.text).split_whitespace().take(WORDS_MAX) {
        query = query.filter(contact::Column::SearchKey.like(like::containing(word)));
    }
    query
}

/// Entries in code order of their bodies and in the order of each body, after `after`; and how many there are in all.
pub async fn search(
    db: &Db<'_>,
    filter: &ContactFilter,
    after: Option<ContactId>,
    limit: u64,
) -> Result<(Vec<ContactRow>, u64), AppError> {
    let query = narrowed(filter);
    let total = query.clone().count(db.conn()).await.store()?;
    let query = match after {
        Some(after) => query.filter(beyond(&place(db, after).await?)),
        None => query,
    };
    let rows = in_order(query).limit(limit).all(db.conn()).await.store()?;
    Ok((with_duties(db, rows).await?, total))
}

/// Every entry that the filter leaves, for an export.
pub async fn all(db: &Db<'_>, filter: &ContactFilter) -> Result<Vec<ContactRow>, AppError> {
    let rows = in_order(narrowed(filter)).all(db.conn()).await.store()?;
    with_duties(db, rows).await
}

/// Every entry of these bodies, in code order and in the order of each body.
pub async fn of_bodies(db: &Db<'_>, bodies: &[BodyId]) -> Result<Vec<ContactRow>, AppError> {
    let mut found = Vec::new();
    for part in bodies.chunks(ROWS) {
        let query = shown().filter(contact::Column::BodyId.is_in(part.iter().map(|body| body.0)));
        let rows = in_order(query).all(db.conn()).await.store()?;
        found.extend(with_duties(db, rows).await?);
    }
    Ok(found)
}

fn in_order(query: Select<contact::Entity>) -> sea_orm::SelectTwo<contact::Entity, body::Entity> {
    query
        .select_also(body::Entity)
        .order_by_asc(body::Column::SortKey)
        .order_by_asc(contact::Column::Position)
        .order_by_asc(contact::Column::Id)
}

/// Where the entry stands, also when it was taken out since.
async fn place(db: &Db<'_>, id: ContactId) -> Result<Place, AppError> {
    contact::Entity::find_by_id(id.0)
        .inner_join(body::Entity)
        .select_only()
        .column(body::Column::SortKey)
        .columns([contact::Column::Position])
        .column(contact::Column::Id)
        .into_tuple()
        .one(db.conn())
        .await
        .store()?
        .ok_or_else(|| AppError::Malformed { at: "cursor".to_owned() })
}

fn beyond((sort_key, position, id): &Place) -> Condition {
    let same_body = body::Column::SortKey.eq(sort_key.as_str());
    let same_place = contact::Column::Position.eq(*position);
    Condition::any()
        .add(body::Column::SortKey.gt(sort_key.as_str()))
        .add(same_body.clone().and(contact::Column::Position.gt(*position)))
        .add(same_body.and(same_place).and(contact::Column::Id.gt(*id)))
}

async fn with_duties(
    db: &Db<'_>,
    rows: Vec<(contact::Model, Option<body::Model>)>,
) -> Result<Vec<ContactRow>, AppError> {
    let mut duties: HashMap<Uuid, Vec<String>> = HashMap::new();
    let ids: Vec<Uuid> = rows.iter().map(|(contact, _)| contact.id).collect();
    for part in ids.chunks(ROWS) {
        let found = contact_duty::Entity::find()
            .filter(contact_duty::Column::ContactId.is_in(part.iter().copied()))
            .order_by_asc(contact_duty::Column::Duty)
            .all(db.conn())
            .await
            .store()?;
        for row in found {
            duties.entry(row.contact_id).or_default().push(row.duty);
        }
    }
    Ok(rows
        .into_iter()
        .filter_map(|(contact, body)| {
            let duties = duties.remove(&contact.id).unwrap_or_default();
            Some(row(contact, body?, duties))
        })
        .collect())
}

fn row(contact: contact::Model, body: body::Model, duties: Vec<String>) -> ContactRow {
    ContactRow {
        id: contact.id.into(),
        body_id: body.id.into(),
        body_code: body.code,
        body_name: body.name,
        content: ContactContent {
            department: contact.department,
            section: contact.section,
            unit: contact.unit,
            post: contact.post,
            name: contact.name,
            reading: contact.reading,
            phone: contact.phone,
            extension: contact.extension,
            direct_phone: contact.direct_phone,
            fax: contact.fax,
            lgwan_mail: contact.lgwan_mail,
            internet_mail: contact.internet_mail,
            duties,
            note: contact.note,
        },
        version: contact.version,
        updated_at: contact.updated_at,
    }
}

/// The entry, while it is shown.
pub async fn find(db: &Db<'_>, id: ContactId) -> Result<Option<ContactRow>, AppError> {
    let rows = in_order(shown().filter(contact::Column::Id.eq(id.0))).all(db.conn()).await.store()?;
    Ok(with_duties(db, rows).await?.into_iter().next())
}

/// Every duty that an entry names.
pub async fn duties(db: &Db<'_>) -> Result<Vec<String>, AppError> {
    let shown = shown().select_only().column(contact::Column::Id);
    contact_duty::Entity::find()
        .select_only()
        .column(contact_duty::Column::Duty)
        .filter(contact_duty::Column::ContactId.in_subquery(sea_orm::QueryTrait::into_query(shown)))
        .distinct()
        .order_by_asc(contact_duty::Column::Duty)
        .into_tuple()
        .all(db.conn())
        .await
        .store()
}

/// Every body with the number of its entries and the last change of one, in code order.
pub async fn bodies(db: &Db<'_>) -> Result<Vec<DirectoryBody>, AppError> {
    let counts: Vec<(Uuid, i64, Option<DateTime<Utc>>)> = shown()
        .select_only()
        .column(contact::Column::BodyId)
        .column_as(contact::Column::Id.count(), "contacts")
        .column_as(contact::Column::UpdatedAt.max(), "updated_at")
        .group_by(contact::Column::BodyId)
        .into_tuple()
        .all(db.conn())
        .await
        .store()?;
    let counts: HashMap<Uuid, (i64, Option<DateTime<Utc>>)> =
        counts.into_iter().map(|(body, count, updated)| (body, (count, updated))).collect();
    let rows = body::Entity::find()
        .filter(body::Column::ClosedAt.is_null())
        .order_by_asc(body::Column::SortKey)
        .order_by_asc(body::Column::Id)
        .all(db.conn())
        .await
        .store()?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let (count, updated_at) = counts.get(&row.id).copied().unwrap_or_default();
            DirectoryBody {
                id: row.id.into(),
                code: row.code,
                kind: BodyKind::from_code(&row.kind).unwrap_or(BodyKind::Other),
                name: row.name,
                name_en: row.name_en,
                contacts: count.unsigned_abs(),
                updated_at,
            }
        })
        .collect())
}

/// Writes a new entry after the others of the body.
pub async fn insert(
    tx: &Tx,
    body: BodyId,
    by: Option<AccountId>,
    content: &ContactContent,
) -> Result<ContactId, AppError> {
    let last: Option<Option<i32>> = contact::Entity::find()
        .filter(contact::Column::BodyId.eq(body.0))
        .select_only()
        .column_as(contact::Column::Position.max(), "last")
        .into_tuple()
        .one(tx.db().conn())
        .await
        .store()?;
    let id = ContactId(tx.new_id());
    let name = bodies::name(&tx.db(), body).await?;
    let row = new_row(tx, id.0, (body, &name, last.flatten().unwrap_or(0) + 1), content, by);
    contact::Entity::insert(row).exec_without_returning(tx.db().conn()).await.store()?;
    set_duties(tx, id, &content.duties).await?;
    Ok(id)
}

/// A new entry of a body with this name, at this position.
pub(super) fn new_row(
    tx: &Tx,
    id: Uuid,
    (body, name, position): (BodyId, &str, i32),
    content: &ContactContent,
    by: Option<AccountId>,
) -> contact::ActiveModel {
    contact::ActiveModel {
        id: Set(id),
        body_id: Set(body.0),
        position: Set(position),
        version: Set(1),
        removed_at: Set(None),
        ..written(tx, name, content, by)
    }
}

/// Changes an entry that still has `version`; `false` when it has not.
pub async fn update(
    tx: &Tx,
    current: &ContactRow,
    version: i32,
    content: &ContactContent,
    by: AccountId,
) -> Result<bool, AppError> {
    let mut row = written(tx, &current.body_name, content, Some(by));
    row.version = Set(version + 1);
    let done = contact::Entity::update_many()
        .set(row)
        .filter(contact::Column::Id.eq(current.id.0))
        .filter(contact::Column::Version.eq(version))
        .filter(contact::Column::RemovedAt.is_null())
        .exec(tx.db().conn())
        .await
        .store()?;
    if done.rows_affected == 0 {
        return Ok(false);
    }
    set_duties(tx, current.id, &content.duties).await?;
    Ok(true)
}

fn written(tx: &Tx, body_name: &str, content: &ContactContent, by: Option<AccountId>) -> contact::ActiveModel {
    contact::ActiveModel {
        department: Set(content.department.clone()),
        section: Set(content.section.clone()),
        unit: Set(content.unit.clone()),
        post: Set(content.post.clone()),
        name: Set(content.name.clone()),
        reading: Set(content.reading.clone()),
        phone: Set(content.phone.clone()),
        extension: Set(content.extension.clone()),
        direct_phone: Set(content.direct_phone.clone()),
        fax: Set(content.fax.clone()),
        lgwan_mail: Set(content.lgwan_mail.clone()),
        internet_mail: Set(content.internet_mail.clone()),
        note: Set(content.note.clone()),
        search_key: Set(search_key(body_name, content)),
        updated_at: Set(tx.now()),
        updated_by: Set(by.map(|by| by.0)),
        ..Default::default()
    }
}

/// Everything that a search may mean, folded: numbers also as bare digits, names also without the blank between.
pub(super) fn search_key(body_name: &str, content: &ContactContent) -> String {
    let numbers = [&content.phone, &content.direct_phone, &content.fax];
    let names = [&content.name, &content.reading];
    let words = [
        &content.department,
        &content.section,
        &content.unit,
        &content.post,
        &content.extension,
        &content.lgwan_mail,
        &content.internet_mail,
        &content.note,
    ];
    let mut parts: Vec<String> = vec![body_name.to_owned()];
    parts.extend(words.into_iter().chain(numbers).chain(names).cloned());
    parts.extend(numbers.map(|number| number.chars().filter(char::is_ascii_digit).collect()));
    parts.extend(names.map(|name| name.replace(['　', ' '], "")));
    parts.extend(content.duties.iter().cloned());
    parts.retain(|part| !part.is_empty());
    same_kana(&parts.join("\n"))
}

/// Folded, and in hiragana alone: readings are typed in either kana and in half width.
fn same_kana(text: &str) -> String {
    fold(text).chars().map(to_hiragana).collect()
}

async fn set_duties(tx: &Tx, id: ContactId, duties: &[String]) -> Result<(), AppError> {
    contact_duty::Entity::delete_many()
        .filter(contact_duty::Column::ContactId.eq(id.0))
        .exec(tx.db().conn())
        .await
        .store()?;
    if duties.is_empty() {
        return Ok(());
    }
    let rows =
        duties.iter().map(|duty| contact_duty::Model { contact_id: id.0, duty: duty.clone() }.into_active_model());
    contact_duty::Entity::insert_many(rows).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(())
}

/// Takes an entry out that still has `version`; `false` when it has not.
pub async fn remove(tx: &Tx, id: ContactId, version: i32, by: AccountId) -> Result<bool, AppError> {
    let done = contact::Entity::update_many()
        .col_expr(contact::Column::RemovedAt, Expr::value(tx.now()))
        .col_expr(contact::Column::UpdatedBy, Expr::value(by.0))
        .col_expr(contact::Column::Version, Expr::value(version + 1))
        .filter(contact::Column::Id.eq(id.0))
        .filter(contact::Column::Version.eq(version))
        .filter(contact::Column::RemovedAt.is_null())
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(done.rows_affected == 1)
}
