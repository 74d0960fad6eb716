//! The directory (担当者名簿).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{
    body::BodyKind,
    contact::ContactContent,
    ids::{BodyId, ContactId},
};

/// What the directory is narrowed to. Nothing means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactFilter {
    /// Only this body.
    pub body: Option<BodyId>,
    /// Only with this duty, word by word.
    pub duty: Option<String>,
    /// Only with all of these words, wherever they stand.
    pub text: String,
}

impl ContactFilter {
    /// Whether it leaves everything.
    pub fn is_empty(&self) -> bool {
        self.body.is_none() && self.duty.is_none() && self.text.trim().is_empty()
    }
}

/// A directory entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ContactRow {
    /// The entry.
    pub id: ContactId,
    /// Its body.
    pub body_id: BodyId,
    /// 団体コード of the body, where it has one.
    pub body_code: Option<String>,
    /// Name of the body.
    pub body_name: String,
    /// What is written in it.
    #[serde(flatten)]
    pub content: ContactContent,
    /// Counts changes; a change names the version it has read.
    pub version: i32,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// A body in the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DirectoryBody {
    /// The body.
    pub id: BodyId,
    /// 団体コード, where it has one.
    pub code: Option<String>,
    /// What kind of body.
    pub kind: BodyKind,
    /// Its name.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// How many entries it has.
    pub contacts: u64,
    /// Its last change of an entry.
    pub updated_at: Option<DateTime<Utc>>,
}

/// The entries of one body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyDirectory {
    /// The body.
    pub body: DirectoryBody,
    /// Its entries, in the order of the body.
    pub contacts: Vec<ContactRow>,
    /// Whether the caller may change them.
    pub editable: bool,
}

#[cfg(feature = "ssr")]
mod port {
    use super::{BodyDirectory, ContactFilter, ContactRow, DirectoryBody};
    use crate::{
        domain::{
            contact::ContactDraft,
            error::AppError,
            ids::{BodyId, ContactId},
            page::Page,
        },
        ports::{
            Caller,
            export::{ExportFile, ExportFormat},
            import::{ContactLine, Line, Outcome},
        },
    };

    /// The directory.
    #[async_trait::async_trait]
    pub trait ContactService: Send + Sync {
        /// Every body with the number of its entries, in code order.
        async fn bodies(&self, caller: &Caller) -> Result<Vec<DirectoryBody>, AppError>;
        /// Every duty that an entry names, in the order of its characters.
        async fn duties(&self, caller: &Caller) -> Result<Vec<String>, AppError>;
        /// Entries, in code order of their bodies and in the order of each body. `cursor` is that of a page before.
        ///
        /// # Errors
        /// [`AppError::Malformed`] for a cursor of another list.
        async fn search(
            &self,
            caller: &Caller,
            filter: &ContactFilter,
            cursor: Option<&str>,
        ) -> Result<Page<ContactRow>, AppError>;
        /// The entries of a body.
        ///
        /// # Errors
        /// [`AppError::NotFound`].
        async fn of_body(&self, caller: &Caller, body: BodyId) -> Result<BodyDirectory, AppError>;
        /// An entry.
        ///
        /// # Errors
        /// [`AppError::NotFound`].
        async fn find(&self, caller: &Caller, id: ContactId) -> Result<ContactRow, AppError>;
        /// Writes a new entry of a body, after the others.
        ///
        /// # Errors
        /// [`AppError::Invalid`]; [`AppError::Forbidden`] for another body.
        async fn create(&self, caller: &Caller, body: BodyId, draft: ContactDraft) -> Result<ContactId, AppError>;
        /// Changes an entry that was read in `version`.
        ///
        /// # Errors
        /// [`AppError::Conflict`] when somebody was faster; as [`Self::create`].
        async fn change(
            &self,
            caller: &Caller,
            id: ContactId,
            version: i32,
            draft: ContactDraft,
        ) -> Result<(), AppError>;
        /// Moves an entry one place up among those of its body.
        async fn raise(&self, caller: &Caller, id: ContactId) -> Result<BodyId, AppError>;
        /// Takes an entry out. Answers its body.
        ///
        /// # Errors
        /// As [`Self::change`].
        async fn remove(&self, caller: &Caller, id: ContactId, version: i32) -> Result<BodyId, AppError>;
        /// Takes a list in: new entries, and changes of those with the same body, section, post and name. All of it
        /// or, with a wrong row, nothing; with `dry_run` it only tells what would become of it. Nothing is taken out.
        ///
        /// # Errors
        /// A fault of the database; wrong rows are part of the answer.
        async fn import(
            &self,
            caller: &Caller,
            lines: Vec<Line<ContactLine>>,
            dry_run: bool,
        ) -> Result<Outcome, AppError>;
        /// The entries as a file.
        ///
        /// # Errors
        /// [`AppError::Forbidden`] for those outside the prefecture.
        async fn export(
            &self,
            caller: &Caller,
            filter: &ContactFilter,
            format: ExportFormat,
        ) -> Result<ExportFile, AppError>;
    }
}
#[cfg(feature = "ssr")]
pub use port::ContactService;
