//! After an upload: the text of the file, for search.

use std::sync::Arc;

use app::domain::ids::AttachmentId;
use futures::FutureExt;
use serde::Deserialize;

use super::Core;
use crate::{
    files::extract::{ExtractKind, ExtractOutcome, ExtractStatus},
    jobs::JobError,
    store::attachments::{self, ExtractState},
};

/// What the job carries.
#[derive(Debug, Deserialize)]
struct Payload {
    attachment: AttachmentId,
}

/// Takes the text out of a file and tells the index. A file that is gone is nothing to do.
///
/// # Errors
/// When the database or the blob store does not answer; a damaged file is no error.
pub(crate) async fn extract(core: Arc<Core>, payload: serde_json::Value) -> Result<(), JobError> {
    let Payload { attachment } = serde_json::from_value(payload)?;
    let Some(file) = attachments::stored(&core.store.read(), attachment).await? else { return Ok(()) };
    let outcome = match ExtractKind::of_name(&file.name) {
        Some(kind) => {
            let blob = core.blobs.local(&file.sha256, file.size).await?;
            core.extractor.extract(blob.as_ref(), kind).await
        }
        None => ExtractOutcome { status: ExtractStatus::Unsupported, text: String::new(), parts: Vec::new() },
    };
    let parts = serde_json::to_string(&outcome.parts)?;
    let state = state(outcome.status);
    let kept = (attachment, state, outcome.text, parts);
    core.store
        .write(kept, |tx, (id, state, text, parts)| {
            async move {
                if attachments::keep_text(tx, id, state, &text, &parts).await? {
                    tx.index_change(format!("attachment:{id}")).await?;
                }
                Ok(())
            }
            .boxed()
        })
        .await?;
    Ok(())
}

const fn state(status: ExtractStatus) -> ExtractState {
    match status {
        ExtractStatus::Ok => ExtractState::Ok,
        ExtractStatus::Partial => ExtractState::Partial,
        ExtractStatus::Failed => ExtractState::Failed,
        ExtractStatus::Timeout => ExtractState::Timeout,
        ExtractStatus::Encrypted => ExtractState::Encrypted,
        ExtractStatus::Unsupported => ExtractState::Unsupported,
    }
}
