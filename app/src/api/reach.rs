//! What a publisher does about bodies that have not confirmed.

#![expect(missing_docs, reason = "the macro makes a struct of the arguments, whose fields cannot carry docs")]

use leptos::prelude::*;

use super::Next;
use crate::domain::{error::AppError, ids::NoticeId};
#[cfg(feature = "ssr")]
use crate::{domain::ladder::LadderFilter, ports::RequestContext, routes};

/// Reminds the bodies that have not confirmed a notice.
#[server(prefix = "/api/fn", endpoint = "reach/remind")]
pub async fn remind_bodies(id: NoticeId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let reminded = context.services.reach.remind(&context.caller()?, id).await?;
    let page = routes::notice_deliveries_at(id, LadderFilter::Unconfirmed);
    Ok(Next::to(match usize::try_from(reminded.bodies) {
        Ok(count @ 1..) => routes::done_times(&page, "bodies_reminded", count),
        _ => routes::done(&page, "nobody_reminded"),
    }))
}
