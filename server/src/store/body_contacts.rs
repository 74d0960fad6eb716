//! The entries of one body together: their order, and what follows when the body changes.

use std::collections::HashMap;

use app::{
    domain::{
        contact::ContactContent,
        error::AppError,
        ids::{AccountId, BodyId, ContactId},
    },
    ports::contacts::{ContactFilter, ContactRow},
};
use entity::{body, contact, contact_duty};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    ROWS, StoreExt, Tx,
    contacts::{all, new_row, search_key},
};

/// Changes places with the entry above, in the order of the body. Neither counts as a change of content.
pub async fn raise(tx: &Tx, current: &ContactRow) -> Result<(), AppError> {
    let places: Vec<(Uuid, i32)> = contact::Entity::find()
        .filter(contact::Column::BodyId.eq(current.body_id.0))
        .filter(contact::Column::RemovedAt.is_null())
        .order_by_asc(contact::Column::Position)
        .order_by_asc(contact::Column::Id)
        .select_only()
        .columns([contact::Column::Id, contact::Column::Position])
        .into_tuple()
        .all(tx.db().conn())
        .await
        .store()?;
    for (id, position) in raised(&places, current.id.0) {
        let change = contact::ActiveModel { id: Set(id), position: Set(position), ..Default::default() };
        change.update(tx.db().conn()).await.store()?;
    }
    Ok(())
}

/// The entries that get another number when `id` changes places with the one above. Nearly always two; more only where
/// two entries had the same.
fn raised(places: &[(Uuid, i32)], id: Uuid) -> Vec<(Uuid, i32)> {
    let at = places.iter().position(|(other, _)| *other == id);
    let Some(above) = at.and_then(|at| at.checked_sub(1)) else { return Vec::new() };
    let mut order = places.to_vec();
    order.swap(above, above + 1);
    let mut free = 0;
    let mut changed = Vec::new();
    for ((id, old), (_, place)) in order.into_iter().zip(places) {
        let position = free.max(*place);
        free = position.saturating_add(1);
        if position != old {
            changed.push((id, position));
        }
    }
    changed
}

/// Writes new entries, each after the others of its body, with few statements: a list of a whole prefecture must not
/// keep others from writing for long.
pub async fn insert_many(
    tx: &Tx,
    by: Option<AccountId>,
    new: Vec<(BodyId, &ContactContent)>,
) -> Result<Vec<ContactId>, AppError> {
    let (mut last, names) = (last_positions(tx).await?, names(tx).await?);
    let (mut ids, mut rows, mut duties) = (Vec::new(), Vec::new(), Vec::new());
    for (body, content) in new {
        let (id, position) = (tx.new_id(), last.entry(body.0).or_default());
        *position += 1;
        let name = names.get(&body.0).map(String::as_str).ok_or(AppError::NotFound)?;
        rows.push(new_row(tx, id, (body, name, *position), content, by));
        let duty = |duty: &String| contact_duty::Model { contact_id: id, duty: duty.clone() }.into_active_model();
        duties.extend(content.duties.iter().map(duty));
        ids.push(id.into());
    }
    for part in rows.chunks(ROWS) {
        contact::Entity::insert_many(part.iter().cloned()).exec_without_returning(tx.db().conn()).await.store()?;
    }
    for part in duties.chunks(ROWS) {
        contact_duty::Entity::insert_many(part.iter().cloned()).exec_without_returning(tx.db().conn()).await.store()?;
    }
    Ok(ids)
}

/// The highest position at each body, entries that were taken out included.
async fn last_positions(tx: &Tx) -> Result<HashMap<Uuid, i32>, AppError> {
    let rows: Vec<(Uuid, i32)> = contact::Entity::find()
        .select_only()
        .column(contact::Column::BodyId)
        .column_as(contact::Column::Position.max(), "last")
        .group_by(contact::Column::BodyId)
        .into_tuple()
        .all(tx.db().conn())
        .await
        .store()?;
    Ok(rows.into_iter().collect())
}

async fn names(tx: &Tx) -> Result<HashMap<Uuid, String>, AppError> {
    let query = body::Entity::find().select_only().columns([body::Column::Id, body::Column::Name]);
    Ok(query.into_tuple::<(Uuid, String)>().all(tx.db().conn()).await.store()?.into_iter().collect())
}

/// Folds the entries of a body again, because its name has changed. Answers them, for the index.
pub async fn fold_again(tx: &Tx, body: BodyId) -> Result<Vec<ContactId>, AppError> {
    let filter = ContactFilter { body: Some(body), ..ContactFilter::default() };
    let rows = all(&tx.db(), &filter).await?;
    for row in &rows {
        let key = search_key(&row.body_name, &row.content);
        let change = contact::ActiveModel { id: Set(row.id.0), search_key: Set(key), ..Default::default() };
        change.update(tx.db().conn()).await.store()?;
    }
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Every entry of a body that is not taken out, also when the body no longer exists.
pub async fn entries(tx: &Tx, body: BodyId) -> Result<Vec<ContactId>, AppError> {
    let ids: Vec<Uuid> = contact::Entity::find()
        .filter(contact::Column::BodyId.eq(body.0))
        .filter(contact::Column::RemovedAt.is_null())
        .select_only()
        .column(contact::Column::Id)
        .into_tuple()
        .all(tx.db().conn())
        .await
        .store()?;
    Ok(ids.into_iter().map(Into::into).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn two_entries_change_places_and_the_others_are_left_alone() {
        let places = [(id(1), 1), (id(2), 4), (id(3), 5), (id(4), 9)];
        assert_eq!(raised(&places, id(3)), [(id(3), 4), (id(2), 5)]);
        assert_eq!(raised(&places, id(1)), []);
        assert_eq!(raised(&places, id(9)), []);
    }

    #[test]
    fn entries_with_the_same_number_are_told_apart() {
        let places = [(id(1), 3), (id(2), 3), (id(3), 4)];
        assert_eq!(raised(&places, id(2)), [(id(1), 4), (id(3), 5)]);
    }
}
