//! Reminders: which body was reminded of which notice on which day.

use std::collections::HashMap;

use app::domain::{
    error::AppError,
    ids::{BodyId, NoticeId},
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{body, delivery, notice_reminder};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    RelationTrait, Select,
};
use uuid::Uuid;

use super::{Db, ROWS, StoreExt, Tx};

/// The bodies that are waited for and were not reminded on `day`, in code order.
pub async fn due(db: &Db<'_>, notice: NoticeId, day: NaiveDate) -> Result<Vec<BodyId>, AppError> {
    bodies(db, waited_for(notice).filter(delivery::Column::BodyId.not_in_subquery(reminded(notice, day)))).await
}

/// Those of `some` bodies that were reminded on `day` and are still waited for, in code order.
pub async fn waiting(db: &Db<'_>, notice: NoticeId, day: NaiveDate, some: &[BodyId]) -> Result<Vec<BodyId>, AppError> {
    let query = waited_for(notice)
        .filter(delivery::Column::BodyId.is_in(some.iter().map(|body| body.0)))
        .filter(delivery::Column::BodyId.in_subquery(reminded(notice, day)));
    bodies(db, query).await
}

fn waited_for(notice: NoticeId) -> Select<delivery::Entity> {
    delivery::Entity::find()
        .filter(delivery::Column::NoticeId.eq(notice.0))
        .filter(delivery::Column::PendingSince.is_not_null())
}

fn reminded(notice: NoticeId, day: NaiveDate) -> sea_orm::sea_query::SelectStatement {
    notice_reminder::Entity::find()
        .select_only()
        .column(notice_reminder::Column::BodyId)
        .filter(notice_reminder::Column::NoticeId.eq(notice.0))
        .filter(notice_reminder::Column::Day.eq(day))
        .into_query()
}

async fn bodies(db: &Db<'_>, query: Select<delivery::Entity>) -> Result<Vec<BodyId>, AppError> {
    let ids: Vec<Uuid> = query
        .join(JoinType::InnerJoin, delivery::Relation::Body.def())
        .select_only()
        .column(delivery::Column::BodyId)
        .order_by_asc(body::Column::SortKey)
        .order_by_asc(body::Column::Id)
        .into_tuple()
        .all(db.conn())
        .await
        .store()?;
    Ok(ids.into_iter().map(Into::into).collect())
}

/// Notes that these bodies are reminded on `day`. Once a day: a second time is refused by the database.
pub async fn insert(tx: &Tx, notice: NoticeId, bodies: &[BodyId], day: NaiveDate) -> Result<(), AppError> {
    for part in bodies.chunks(ROWS) {
        let rows = part.iter().map(|body| {
            notice_reminder::Model { notice_id: notice.0, body_id: body.0, day, at: tx.now() }.into_active_model()
        });
        notice_reminder::Entity::insert_many(rows).exec_without_returning(tx.db().conn()).await.store()?;
    }
    Ok(())
}

/// When each body was last reminded.
pub async fn last(db: &Db<'_>, notice: NoticeId) -> Result<HashMap<BodyId, DateTime<Utc>>, AppError> {
    let rows = notice_reminder::Entity::find()
        .filter(notice_reminder::Column::NoticeId.eq(notice.0))
        .order_by_asc(notice_reminder::Column::Day)
        .all(db.conn())
        .await
        .store()?;
    Ok(rows.into_iter().map(|row| (row.body_id.into(), row.at)).collect())
}
