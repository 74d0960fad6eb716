//! Files of notices: attaching, ordering, giving out.

use std::{ops::Range, sync::Arc};

use app::{
    domain::{
        error::{AppError, FieldProblem},
        ids::{AttachmentId, NoticeId},
        notice::{ATTACHMENTS_MAX, NoticeState},
        policy::Action,
    },
    ports::{
        Caller,
        files::{Download, FileService, Label, Span, StoredFile, Upload},
        notices::AttachmentView,
    },
};
use async_trait::async_trait;
use futures::FutureExt;
use serde_json::json;

use super::{Core, notices, record};
use crate::{
    files::{
        blobs::{BlobStore, Incoming},
        extract::{ArchiveLimits, Container, check_directory, sniff},
        names,
    },
    store::{
        Tx,
        attachments::{self, Attached},
        notices::count_attachments,
        outbox::NewJob,
    },
};

/// The job that takes the text out of a file.
pub const EXTRACT: &str = "extract";

/// The use cases of files.
pub struct Files {
    core: Arc<Core>,
}

impl Files {
    /// Over the tools of the use cases.
    pub const fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Changes a draft's file in one transaction: `change` gets the files of the draft and the place of this one.
    async fn change<F>(
        &self,
        caller: &Caller,
        id: AttachmentId,
        action: &'static str,
        change: F,
    ) -> Result<NoticeId, AppError>
    where
        F: for<'t> Fn(&'t Tx, Attached) -> futures::future::BoxFuture<'t, Result<(), AppError>>
            + Clone
            + Send
            + Sync
            + 'static,
    {
        self.core
            .store
            .write((caller.clone(), change), move |tx, (caller, change)| {
                async move {
                    let file = attachments::find(&tx.db(), id).await?.ok_or(AppError::NotFound)?;
                    notices::locked(tx, &caller.actor, file.notice, Action::EditNotice, NoticeState::Draft).await?;
                    let (notice, name) = (file.notice, file.view.name.clone());
                    change(tx, file).await?;
                    record(tx, &caller, action, object(id), json!({ "notice": notice, "name": name })).await?;
                    Ok(notice)
                }
                .boxed()
            })
            .await
    }
}

#[async_trait]
impl FileService for Files {
    async fn attach(
        &self,
        caller: &Caller,
        notice: NoticeId,
        label: Label,
        upload: Upload,
    ) -> Result<AttachmentView, AppError> {
        // Asked before the bytes are taken, and again in the transaction that keeps them.
        notices::permitted(&self.core.store.read(), &caller.actor, notice, Action::EditNotice).await?;
        let label = label.checked().map_err(|problem| AppError::field("description", problem))?;
        let file = take_in(&self.core.blobs, upload).await?;
        self.core
            .store
            .write((caller.clone(), label, file), move |tx, (caller, label, file)| {
                async move {
                    let draft =
                        notices::locked(tx, &caller.actor, notice, Action::EditNotice, NoticeState::Draft).await?;
                    if usize::try_from(draft.attachments).is_ok_and(|count| count >= ATTACHMENTS_MAX) {
                        return Err(AppError::field("file", FieldProblem::TooMany { max: ATTACHMENTS_MAX }));
                    }
                    let view = attachments::insert(tx, notice, caller.actor.account, &file, &label).await?;
                    count_attachments(tx, notice, 1).await?;
                    tx.queue(extraction(tx, view.id)).await?;
                    let detail = json!({ "notice": notice, "name": file.name, "sha256": file.sha256 });
                    record(tx, &caller, "attachment.add", object(view.id), detail).await?;
                    Ok(view)
                }
                .boxed()
            })
            .await
    }

    async fn relabel_all(
        &self,
        caller: &Caller,
        notice: NoticeId,
        labels: Vec<(AttachmentId, Label)>,
    ) -> Result<(), AppError> {
        let named = |(id, label): (AttachmentId, Label)| match label.checked() {
            Ok(label) => Ok((id, label)),
            Err(problem) => Err(AppError::field(format!("files[{id}][description]"), problem)),
        };
        let labels = labels.into_iter().map(named).collect::<Result<Vec<_>, _>>()?;
        if labels.is_empty() {
            return Ok(());
        }
        self.core
            .store
            .write((caller.clone(), labels), move |tx, (caller, labels)| {
                async move {
                    notices::locked(tx, &caller.actor, notice, Action::EditNotice, NoticeState::Draft).await?;
                    for file in attachments::of_notice(&tx.db(), notice).await? {
                        let Some((_, label)) = labels.iter().find(|(id, _)| *id == file.id) else { continue };
                        if (label.role, &label.description) != (file.role, &file.description) {
                            attachments::relabel(tx, file.id, label).await?;
                            let detail = json!({ "notice": notice, "name": file.name });
                            record(tx, &caller, "attachment.label", object(file.id), detail).await?;
                        }
                    }
                    Ok(())
                }
                .boxed()
            })
            .await
    }

    async fn relabel(&self, caller: &Caller, id: AttachmentId, label: Label) -> Result<NoticeId, AppError> {
        let label = label.checked().map_err(|problem| AppError::field("description", problem))?;
        self.change(caller, id, "attachment.label", move |tx, _| {
            let label = label.clone();
            async move { attachments::relabel(tx, id, &label).await }.boxed()
        })
        .await
    }

    async fn shift(&self, caller: &Caller, id: AttachmentId, up: bool) -> Result<NoticeId, AppError> {
        self.change(caller, id, "attachment.move", move |tx, file| {
            async move {
                let files = attachments::of_notice(&tx.db(), file.notice).await?;
                let mut order: Vec<AttachmentId> = files.into_iter().map(|file| file.id).collect();
                let Some(at) = order.iter().position(|other| *other == id) else { return Err(AppError::NotFound) };
                let other = if up { at.checked_sub(1) } else { Some(at + 1).filter(|next| *next < order.len()) };
                if let Some(other) = other {
                    order.swap(at, other);
                }
                attachments::reorder(tx, &order).await
            }
            .boxed()
        })
        .await
    }

    async fn detach(&self, caller: &Caller, id: AttachmentId) -> Result<NoticeId, AppError> {
        self.change(caller, id, "attachment.remove", move |tx, file| {
            async move {
                attachments::delete(tx, id).await?;
                count_attachments(tx, file.notice, -1).await
            }
            .boxed()
        })
        .await
    }

    async fn download(
        &self,
        caller: &Caller,
        id: AttachmentId,
        span: Span,
        audited: bool,
    ) -> Result<Download, AppError> {
        let db = self.core.store.read();
        let file = attachments::find(&db, id).await?.ok_or(AppError::NotFound)?;
        notices::permitted(&db, &caller.actor, file.notice, Action::ReadNotice).await?;
        let AttachmentView { name, media_type, size, sha256, .. } = file.view;
        let range = bytes_of(span, size)?;
        let content = self.core.blobs.read(&sha256, range.clone()).await?;
        if audited {
            let detail = json!({ "notice": file.notice, "name": name, "sha256": sha256 });
            let event = (caller.clone(), detail);
            let keep = self.core.store.write(event, move |tx, (caller, detail)| {
                async move { record(tx, &caller, "attachment.download", object(id), detail).await }.boxed()
            });
            keep.await?;
        }
        Ok(Download { name, media_type, size, sha256, range, content })
    }
}

/// Takes a file in: its name tidied, its kind known, its content in the blob store.
///
/// # Errors
/// What is wrong with the file; nothing is kept then.
pub(crate) async fn take_in(blobs: &BlobStore, upload: Upload) -> Result<StoredFile, AppError> {
    let name = names::tidy_name(&upload.name)?;
    let media_type = names::media_type(&name)?.to_owned();
    let incoming = blobs.receive(upload.content).await?;
    let incoming = checked_content(&name, incoming).await?;
    let (sha256, size) = (incoming.sha256.clone(), incoming.size);
    blobs.keep(incoming).await?;
    Ok(StoredFile { name, media_type, sha256, size })
}

/// Refuses content that is not what its name says, and archives that would unpack to too much (C-43, C-44).
async fn checked_content(name: &str, incoming: Incoming) -> Result<Incoming, AppError> {
    let refused = |reason| AppError::FileRefused { reason };
    let kind = sniff(name, &incoming.head).map_err(refused)?;
    if kind.container != Container::Zip {
        return Ok(incoming);
    }
    let archive = name.to_lowercase().ends_with(".zip");
    let limits = if archive { ArchiveLimits::ARCHIVE } else { ArchiveLimits::OFFICE };
    let look = move || {
        let file = std::fs::File::open(incoming.path()).map_err(|_| AppError::Unavailable)?;
        check_directory(&mut std::io::BufReader::new(file), limits).map_err(refused)?;
        Ok(incoming)
    };
    tokio::task::spawn_blocking(look).await.map_err(|_| AppError::Unavailable)?
}

/// The job that takes the text out of a file.
pub(crate) fn extraction(tx: &Tx, id: AttachmentId) -> NewJob {
    NewJob {
        kind: EXTRACT,
        unique_key: Some(format!("{EXTRACT}:{id}")),
        payload: json!({ "attachment": id }),
        run_at: tx.now(),
    }
}

/// The bytes that a span means in a file of `size` bytes (RFC 9110 §14.1.2).
fn bytes_of(span: Span, size: u64) -> Result<Range<u64>, AppError> {
    let range = match span {
        Span::Whole => 0..size,
        Span::From(first, last) => first..last.map_or(size, |last| last.saturating_add(1).min(size)),
        Span::Last(count) => size.saturating_sub(count)..size,
    };
    if range.is_empty() { Err(AppError::Range { size }) } else { Ok(range) }
}

fn object(id: AttachmentId) -> String {
    format!("attachment:{id}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Span::Whole, Some(0..10))]
    #[case(Span::From(0, Some(0)), Some(0..1))]
    #[case(Span::From(3, None), Some(3..10))]
    #[case(Span::From(3, Some(99)), Some(3..10))]
    #[case(Span::Last(4), Some(6..10))]
    #[case(Span::Last(40), Some(0..10))]
    #[case(Span::Last(0), None)]
    #[case(Span::From(10, None), None)]
    #[case(Span::From(5, Some(4)), None)]
    #[case(Span::From(u64::MAX, Some(u64::MAX)), None)]
    fn spans(#[case] span: Span, #[case] bytes: Option<Range<u64>>) {
        assert_eq!(bytes_of(span, 10).ok(), bytes);
    }
}
