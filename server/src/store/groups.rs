//! Saved lists of bodies (送付先グループ), and who is meant by an audience.

use std::collections::{HashMap, HashSet};

use app::{
    domain::{
        audience::Audience,
        error::AppError,
        ids::{BodyId, GroupId},
    },
    ports::bodies::GroupView,
};
use entity::{body, body_group, body_group_member};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{Db, StoreExt, Tx, bodies};

/// The saved lists, in their order, with their bodies in code order.
pub async fn all(db: &Db<'_>) -> Result<Vec<GroupView>, AppError> {
    let groups = body_group::Entity::find()
        .order_by_asc(body_group::Column::Position)
        .order_by_asc(body_group::Column::Name)
        .all(db.conn())
        .await
        .store()?;
    let mut members = members(db).await?;
    Ok(groups
        .into_iter()
        .map(|row| GroupView {
            id: row.id.into(),
            name: row.name,
            members: members.remove(&row.id.into()).unwrap_or_default(),
        })
        .collect())
}

/// The bodies of every list, in code order.
async fn members(db: &Db<'_>) -> Result<HashMap<GroupId, Vec<BodyId>>, AppError> {
    let rows: Vec<(Uuid, Uuid)> = body_group_member::Entity::find()
        .inner_join(body::Entity)
        .filter(body::Column::ClosedAt.is_null())
        .order_by_asc(body::Column::SortKey)
        .select_only()
        .columns([body_group_member::Column::GroupId, body_group_member::Column::BodyId])
        .into_tuple()
        .all(db.conn())
        .await
        .store()?;
    let mut members: HashMap<GroupId, Vec<BodyId>> = HashMap::new();
    for (group, body) in rows {
        members.entry(group.into()).or_default().push(body.into());
    }
    Ok(members)
}

/// Keeps a new list, after the others.
pub async fn insert(tx: &Tx, name: &str, bodies: &[BodyId]) -> Result<GroupId, AppError> {
    let last: Option<Option<i32>> = body_group::Entity::find()
        .select_only()
        .column_as(body_group::Column::Position.max(), "last")
        .into_tuple()
        .one(tx.db().conn())
        .await
        .store()?;
    let id = GroupId(tx.new_id());
    let position = last.flatten().unwrap_or(0) + 1;
    let row = body_group::Model { id: id.0, name: name.to_owned(), position };
    body_group::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    fill(tx, id, bodies).await?;
    Ok(id)
}

/// Changes a list; `false` when there is none.
pub async fn update(tx: &Tx, id: GroupId, name: &str, bodies: &[BodyId]) -> Result<bool, AppError> {
    if body_group::Entity::find_by_id(id.0).one(tx.db().conn()).await.store()?.is_none() {
        return Ok(false);
    }
    let change = body_group::ActiveModel { id: Set(id.0), name: Set(name.to_owned()), ..Default::default() };
    change.update(tx.db().conn()).await.store()?;
    body_group_member::Entity::delete_many()
        .filter(body_group_member::Column::GroupId.eq(id.0))
        .exec(tx.db().conn())
        .await
        .store()?;
    fill(tx, id, bodies).await?;
    Ok(true)
}

async fn fill(tx: &Tx, id: GroupId, bodies: &[BodyId]) -> Result<(), AppError> {
    if bodies.is_empty() {
        return Ok(());
    }
    let rows =
        bodies.iter().map(|body| body_group_member::Model { group_id: id.0, body_id: body.0 }.into_active_model());
    body_group_member::Entity::insert_many(rows).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(())
}

/// Removes a list; `false` when there is none.
pub async fn delete(tx: &Tx, id: GroupId) -> Result<bool, AppError> {
    let done = body_group::Entity::delete_by_id(id.0).exec(tx.db().conn()).await.store()?;
    Ok(done.rows_affected == 1)
}

/// Whether everything that an audience names exists.
pub async fn is_known(db: &Db<'_>, audience: &Audience) -> Result<bool, AppError> {
    let Audience::Chosen { groups, bodies } = audience else { return Ok(true) };
    let known_groups: HashSet<GroupId> = all(db).await?.into_iter().map(|group| group.id).collect();
    let known_bodies: HashSet<BodyId> = bodies::open(db).await?.into_iter().map(|body| body.id).collect();
    Ok(groups.iter().all(|id| known_groups.contains(id)) && bodies.iter().all(|id| known_bodies.contains(id)))
}

/// The bodies that an audience means today, in code order. Never the body that writes.
pub async fn resolve(db: &Db<'_>, audience: &Audience, writer: BodyId) -> Result<Vec<BodyId>, AppError> {
    let mut every: Vec<BodyId> = bodies::open(db).await?.into_iter().map(|body| body.id).collect();
    every.retain(|body| *body != writer);
    let members = members(db).await?;
    let meant = audience.resolve(&every, |group| members.get(&group).map_or(&[], Vec::as_slice));
    every.retain(|body| meant.contains(body));
    Ok(every)
}
