//! The talk about notices (話題).

use app::{
    domain::{
        actor::Actor,
        error::AppError,
        ids::{MessageId, NoticeId},
    },
    ports::notices::MessageView,
};
use entity::{body, message};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use super::{Db, StoreExt, Tx};

/// The talk about a notice, the oldest first.
pub async fn of_notice(db: &Db<'_>, notice: NoticeId) -> Result<Vec<MessageView>, AppError> {
    let rows = message::Entity::find()
        .filter(message::Column::NoticeId.eq(notice.0))
        .find_also_related(body::Entity)
        .order_by_asc(message::Column::CreatedAt)
        .order_by_asc(message::Column::Id)
        .all(db.conn())
        .await
        .store()?;
    Ok(rows
        .into_iter()
        .map(|(row, body)| MessageView {
            id: row.id.into(),
            body: row.body_id.into(),
            body_name: body.map(|body| body.name).unwrap_or_default(),
            author: row.author_name,
            text: row.text,
            created_at: row.created_at,
        })
        .collect())
}

/// Keeps a message about a notice.
pub async fn insert(tx: &Tx, notice: NoticeId, author: &Actor, text: &str) -> Result<MessageId, AppError> {
    let id = MessageId(tx.new_id());
    let row = message::Model {
        id: id.0,
        notice_id: Some(notice.0),
        survey_id: None,
        body_id: author.body.0,
        account_id: author.account.0,
        author_name: author.name.clone(),
        text: text.to_owned(),
        created_at: tx.now(),
    };
    message::Entity::insert(row.into_active_model()).exec_without_returning(tx.db().conn()).await.store()?;
    Ok(id)
}
