//! Files of notices: taking them in and giving them out, as streams that never stand in memory as a whole.

use std::{io, ops::Range};

use bytes::Bytes;
use futures::stream::BoxStream;

use crate::{
    domain::{
        error::{AppError, FieldProblem},
        ids::{AttachmentId, NoticeId},
        notice::{AttachmentRole, DESCRIPTION_MAX},
        text_rules::single_line,
    },
    ports::{Caller, notices::AttachmentView},
};

/// The content of a file, piece by piece.
pub type FileStream = BoxStream<'static, io::Result<Bytes>>;

/// A file that comes in.
pub struct Upload {
    /// Its name on the machine it comes from.
    pub name: String,
    /// Its content.
    pub content: FileStream,
}

/// A file that goes out, or a part of it.
pub struct Download {
    /// Its name.
    pub name: String,
    /// Content type.
    pub media_type: String,
    /// Bytes of the whole file.
    pub size: u64,
    /// SHA-256 of the whole file, in hex.
    pub sha256: String,
    /// Which bytes `content` holds.
    pub range: Range<u64>,
    /// The bytes of `range`.
    pub content: FileStream,
}

/// Which bytes of a file are asked for (RFC 9110 §14.1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// All of them.
    Whole,
    /// From here to the end, or to the second, which is included.
    From(u64, Option<u64>),
    /// The last so many.
    Last(u64),
}

/// A file that was taken in but belongs to nothing yet.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// Its name, tidied.
    pub name: String,
    /// Content type by its name and content.
    pub media_type: String,
    /// SHA-256 of its content, in hex.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

/// What is said about a file of a notice.
#[derive(Clone, Debug)]
pub struct Label {
    /// 本文, 別紙, 様式 or 参考.
    pub role: AttachmentRole,
    /// A line on what it is; may be empty.
    pub description: String,
}

impl Label {
    /// The same, tidied.
    ///
    /// # Errors
    /// What is wrong with the description.
    pub fn checked(&self) -> Result<Self, FieldProblem> {
        let description = single_line(&self.description, DESCRIPTION_MAX)?;
        Ok(Self { role: self.role, description: description.unwrap_or_default() })
    }
}

/// Files of notices.
#[async_trait::async_trait]
pub trait FileService: Send + Sync {
    /// Attaches a file to a draft, after those that it has.
    ///
    /// # Errors
    /// [`AppError::TooLarge`], [`AppError::FileRefused`]; nothing is kept then.
    async fn attach(
        &self,
        caller: &Caller,
        notice: NoticeId,
        label: Label,
        upload: Upload,
    ) -> Result<AttachmentView, AppError>;
    /// Changes what is said about files of a draft, where it is something else. Files that it has no more are left out.
    ///
    /// # Errors
    /// [`AppError::Invalid`] on `files[…][description]`.
    async fn relabel_all(
        &self,
        caller: &Caller,
        notice: NoticeId,
        labels: Vec<(AttachmentId, Label)>,
    ) -> Result<(), AppError>;
    /// Changes what is said about a file of a draft.
    async fn relabel(&self, caller: &Caller, id: AttachmentId, label: Label) -> Result<NoticeId, AppError>;
    /// Moves a file of a draft one place up or down.
    async fn shift(&self, caller: &Caller, id: AttachmentId, up: bool) -> Result<NoticeId, AppError>;
    /// Takes a file off a draft.
    async fn detach(&self, caller: &Caller, id: AttachmentId) -> Result<NoticeId, AppError>;
    /// Gives a file out to who may see its notice. `record` writes the download to the audit log.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Range`] for a span outside the file.
    async fn download(&self, caller: &Caller, id: AttachmentId, span: Span, record: bool)
    -> Result<Download, AppError>;
}
