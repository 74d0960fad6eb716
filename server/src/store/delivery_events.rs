//! What happened to notices at their bodies: written with its cause, never changed.

use app::{
    domain::{
        actor::Actor,
        error::AppError,
        ids::{BodyId, NoticeId},
        ladder::LadderEvent,
    },
    ports::reach::HistoryRow,
};
use entity::delivery_event;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{Db, ROWS, StoreExt, Tx, inconsistent};

/// Something that happened, at one body or at several at once.
#[derive(Clone, Copy, Debug)]
pub struct Happened<'a> {
    /// What.
    pub event: LadderEvent,
    /// By whom.
    pub by: &'a Actor,
    /// What was said about it; may be blank.
    pub detail: &'a str,
}

/// Writes down what happened now at these bodies.
pub async fn insert(tx: &Tx, notice: NoticeId, bodies: &[BodyId], happened: Happened<'_>) -> Result<(), AppError> {
    for part in bodies.chunks(ROWS) {
        let rows = part.iter().map(|body| {
            delivery_event::Model {
                id: tx.new_id(),
                notice_id: notice.0,
                body_id: body.0,
                at: tx.now(),
                event: happened.event.code().to_owned(),
                account_id: Some(happened.by.account.0),
                name: happened.by.name.clone(),
                detail: happened.detail.to_owned(),
            }
            .into_active_model()
        });
        delivery_event::Entity::insert_many(rows).exec_without_returning(tx.db().conn()).await.store()?;
    }
    Ok(())
}

/// What happened at one body, the oldest first.
pub async fn of_body(db: &Db<'_>, notice: NoticeId, body: BodyId) -> Result<Vec<HistoryRow>, AppError> {
    let rows = delivery_event::Entity::find()
        .filter(delivery_event::Column::NoticeId.eq(notice.0))
        .filter(delivery_event::Column::BodyId.eq(body.0))
        .all(db.conn())
        .await
        .store()?;
    let read = |row: delivery_event::Model| {
        let event = LadderEvent::from_code(&row.event);
        let event = event.ok_or_else(|| inconsistent("delivery_event", "event", &row.id))?;
        Ok(HistoryRow { at: row.at, event, name: row.name, detail: row.detail })
    };
    let mut rows = rows.into_iter().map(read).collect::<Result<Vec<_>, AppError>>()?;
    // Who confirms at once has opened it at the same instant.
    rows.sort_by_key(|row| (row.at, row.event));
    Ok(rows)
}
