//! Notices at their bodies (到達).

use app::{
    domain::{
        actor::Actor,
        error::AppError,
        ids::{BodyId, NoticeId},
        ladder::LadderEvent,
        notice::DeliveryState,
    },
    ports::{notices::DeliveryView, reach::LadderRow},
};
use chrono::{DateTime, Utc};
use entity::{body, delivery, notice};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    Db, ROWS, StoreExt, Tx,
    delivery_events::{self, Happened},
    inconsistent, reminders,
};

/// Delivers a notice to `bodies`, unread. Where it `asks` for one, their confirmation is waited for from now on.
pub async fn insert(tx: &Tx, notice: NoticeId, bodies: &[BodyId], asks: bool, by: &Actor) -> Result<(), AppError> {
    tx.touch_lists();
    for chunk in bodies.chunks(ROWS) {
        let rows = chunk.iter().map(|body| {
            delivery::Model {
                notice_id: notice.0,
                body_id: body.0,
                state: DeliveryState::Unread.code().to_owned(),
                published_at: tx.now(),
                opened_at: None,
                opened_by: None,
                opened_name: None,
                confirmed_at: None,
                confirmed_by: None,
                confirmed_name: None,
                withdrawn_at: None,
                pending_since: asks.then(|| tx.now()),
            }
            .into_active_model()
        });
        delivery::Entity::insert_many(rows).exec_without_returning(tx.db().conn()).await.store()?;
    }
    let happened = Happened { event: LadderEvent::Publish, by, detail: "" };
    delivery_events::insert(tx, notice, bodies, happened).await
}

/// Notes at every body that the notice was withdrawn. No confirmation is waited for any more.
pub async fn withdraw(tx: &Tx, notice: NoticeId, by: &Actor, reason: &str) -> Result<(), AppError> {
    tx.touch_lists();
    let bodies = bodies(&tx.db(), notice).await?;
    let happened = Happened { event: LadderEvent::Withdraw, by, detail: reason };
    delivery_events::insert(tx, notice, &bodies, happened).await?;
    delivery::Entity::update_many()
        .col_expr(delivery::Column::WithdrawnAt, Expr::value(tx.now()))
        .col_expr(delivery::Column::PendingSince, Expr::value(None::<DateTime<Utc>>))
        .filter(delivery::Column::NoticeId.eq(notice.0))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}

/// What a body has done with a notice; `None` when it was not delivered there.
pub async fn find(db: &Db<'_>, notice: NoticeId, body: BodyId) -> Result<Option<DeliveryView>, AppError> {
    let row = delivery::Entity::find_by_id((notice.0, body.0)).one(db.conn()).await.store()?;
    row.map(view).transpose()
}

/// The bodies that a notice was delivered to, in code order.
pub async fn bodies(db: &Db<'_>, notice: NoticeId) -> Result<Vec<BodyId>, AppError> {
    let ids: Vec<Uuid> = delivery::Entity::find()
        .filter(delivery::Column::NoticeId.eq(notice.0))
        .inner_join(body::Entity)
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

/// The notice at every body, in code order.
pub async fn table(db: &Db<'_>, notice: NoticeId) -> Result<Vec<LadderRow>, AppError> {
    let reminded = reminders::last(db, notice).await?;
    let rows = delivery::Entity::find()
        .filter(delivery::Column::NoticeId.eq(notice.0))
        .find_also_related(body::Entity)
        .order_by_asc(body::Column::SortKey)
        .order_by_asc(body::Column::Id)
        .all(db.conn())
        .await
        .store()?;
    let with_body = rows.into_iter().filter_map(|(row, body)| Some((row, body?)));
    with_body
        .map(|(row, body)| {
            Ok(LadderRow {
                body: body.id.into(),
                code: body.code,
                name: body.name,
                pending_since: row.pending_since,
                reminded_at: reminded.get(&body.id.into()).copied(),
                delivery: view(row)?,
            })
        })
        .collect()
}

/// Notes that somebody of the body has opened the notice; `false` when somebody had before.
pub async fn open(tx: &Tx, notice: NoticeId, actor: &Actor) -> Result<bool, AppError> {
    let done = delivery::Entity::update_many()
        .col_expr(delivery::Column::State, Expr::value(DeliveryState::Opened.code()))
        .col_expr(delivery::Column::OpenedAt, Expr::value(tx.now()))
        .col_expr(delivery::Column::OpenedBy, Expr::value(actor.account.0))
        .col_expr(delivery::Column::OpenedName, Expr::value(actor.name.as_str()))
        .filter(delivery::Column::NoticeId.eq(notice.0))
        .filter(delivery::Column::BodyId.eq(actor.body.0))
        .filter(delivery::Column::OpenedAt.is_null())
        .exec(tx.db().conn())
        .await
        .store()?;
    let first = done.rows_affected == 1;
    if first {
        note(tx, notice, LadderEvent::Open, actor).await?;
        count_one(tx, notice, notice::Column::OpenedCount).await?;
    }
    Ok(first)
}

/// Notes that the body has confirmed the notice, which it has opened before; `false` when it had confirmed before.
pub async fn confirm(tx: &Tx, notice: NoticeId, actor: &Actor) -> Result<bool, AppError> {
    let done = delivery::Entity::update_many()
        .col_expr(delivery::Column::State, Expr::value(DeliveryState::Confirmed.code()))
        .col_expr(delivery::Column::ConfirmedAt, Expr::value(tx.now()))
        .col_expr(delivery::Column::ConfirmedBy, Expr::value(actor.account.0))
        .col_expr(delivery::Column::ConfirmedName, Expr::value(actor.name.as_str()))
        .col_expr(delivery::Column::PendingSince, Expr::value(None::<DateTime<Utc>>))
        .filter(delivery::Column::NoticeId.eq(notice.0))
        .filter(delivery::Column::BodyId.eq(actor.body.0))
        .filter(delivery::Column::ConfirmedAt.is_null())
        .exec(tx.db().conn())
        .await
        .store()?;
    let first = done.rows_affected == 1;
    if first {
        note(tx, notice, LadderEvent::Confirm, actor).await?;
        count_one(tx, notice, notice::Column::ConfirmedCount).await?;
    }
    Ok(first)
}

/// Writes down what the body of the actor has done.
async fn note(tx: &Tx, notice: NoticeId, event: LadderEvent, by: &Actor) -> Result<(), AppError> {
    tx.touch_lists();
    delivery_events::insert(tx, notice, &[by.body], Happened { event, by, detail: "" }).await
}

/// Keeps the counts of the publisher's list, in the transaction of what they count.
async fn count_one(tx: &Tx, id: NoticeId, column: notice::Column) -> Result<(), AppError> {
    notice::Entity::update_many()
        .col_expr(column, Expr::col(column).add(1))
        .filter(notice::Column::Id.eq(id.0))
        .exec(tx.db().conn())
        .await
        .store()?;
    Ok(())
}

fn view(row: delivery::Model) -> Result<DeliveryView, AppError> {
    let state =
        DeliveryState::from_code(&row.state).ok_or_else(|| inconsistent("delivery", "state", &row.notice_id))?;
    Ok(DeliveryView {
        state,
        opened_at: row.opened_at,
        opened_by: row.opened_name,
        confirmed_at: row.confirmed_at,
        confirmed_by: row.confirmed_name,
    })
}
