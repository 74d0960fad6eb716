//! The talk about a notice. What is said there is seen by the publisher and by every addressed body.

use app::{
    domain::{
        error::{AppError, FieldProblem},
        ids::{MessageId, NoticeId},
        notice::{MESSAGE_MAX, NoticeState},
        policy::Action,
        text_rules::multi_line,
    },
    ports::{Caller, notices::MessageView},
};
use futures::FutureExt;
use serde_json::json;

use super::{locked, object, permitted};
use crate::{
    services::{Core, record},
    store::messages,
};

pub(super) async fn list(core: &Core, caller: &Caller, id: NoticeId) -> Result<Vec<MessageView>, AppError> {
    let db = core.store.read();
    permitted(&db, &caller.actor, id, Action::ReadNotice).await?;
    messages::of_notice(&db, id).await
}

pub(super) async fn post(core: &Core, caller: &Caller, id: NoticeId, text: &str) -> Result<MessageId, AppError> {
    permitted(&core.store.read(), &caller.actor, id, Action::ReadNotice).await?;
    let text = multi_line(text, MESSAGE_MAX)
        .and_then(|text| text.ok_or(FieldProblem::Required))
        .map_err(|problem| AppError::field("text", problem))?;
    core.store
        .write((caller.clone(), text), move |tx, (caller, text)| {
            async move {
                locked(tx, &caller.actor, id, Action::PostMessage, NoticeState::Published).await?;
                let message = messages::insert(tx, id, &caller.actor, &text).await?;
                record(tx, &caller, "notice.message", object(id), json!({ "message": message.to_string() })).await?;
                Ok(message)
            }
            .boxed()
        })
        .await
}
