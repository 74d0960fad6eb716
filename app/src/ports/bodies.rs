//! The bodies of the prefecture and the saved lists of them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{
    body::BodyKind,
    ids::{BodyId, GroupId},
};

/// A body, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct BodyRow {
    /// The body.
    pub id: BodyId,
    /// 団体コード of six digits, where it has one.
    pub code: Option<String>,
    /// What kind of body.
    pub kind: BodyKind,
    /// Name, such as 石巻市.
    pub name: String,
    /// Name in English.
    pub name_en: String,
}

/// A body, as those see it who keep the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct BodyView {
    /// The body.
    pub id: BodyId,
    /// 団体コード of six digits, where it has one.
    pub code: Option<String>,
    /// What kind of body.
    pub kind: BodyKind,
    /// Name, such as 石巻市.
    pub name: String,
    /// Reading in hiragana.
    pub reading: String,
    /// Name in English.
    pub name_en: String,
    /// People who may act for it.
    pub accounts: u64,
    /// When it ceased to exist.
    pub closed_at: Option<DateTime<Utc>>,
    /// Counts changes; a change names the version it has read.
    pub version: i32,
}

/// A saved list of bodies (送付先グループ).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct GroupView {
    /// The list.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Its bodies, in code order.
    pub members: Vec<BodyId>,
}

impl GroupView {
    /// Stands for what the list holds: a change names what it has read, as it names a version elsewhere. FNV-1a.
    pub fn version(&self) -> i32 {
        let ids = self.members.iter().flat_map(|body| body.0.into_bytes());
        let bytes = self.name.bytes().chain([0]).chain(ids);
        let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        i32::from_ne_bytes(hash.to_ne_bytes())
    }
}

/// A list of bodies as it was typed or posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct GroupDraft {
    /// Its name.
    pub name: String,
    /// Its bodies.
    pub members: Vec<BodyId>,
}

/// Who can be addressed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AudienceChoices {
    /// Saved lists, in their order.
    pub groups: Vec<GroupView>,
    /// Every body that can be addressed, in code order.
    pub bodies: Vec<BodyRow>,
}

#[cfg(feature = "ssr")]
mod port {
    use super::{AudienceChoices, BodyRow, BodyView, GroupDraft, GroupView};
    use crate::{
        domain::{
            body::BodyDraft,
            error::AppError,
            ids::{BodyId, GroupId},
        },
        ports::{
            Caller,
            import::{Line, Outcome},
        },
    };

    /// The bodies of the prefecture and the saved lists of them.
    #[async_trait::async_trait]
    pub trait BodyService: Send + Sync {
        /// Every body that exists, in code order.
        async fn bodies(&self, caller: &Caller) -> Result<Vec<BodyRow>, AppError>;
        /// Every body, also those that ceased to exist, in code order.
        ///
        /// # Errors
        /// [`AppError::Forbidden`] but for the administrators of the prefecture.
        async fn register(&self, caller: &Caller) -> Result<Vec<BodyView>, AppError>;
        /// A body of the register.
        ///
        /// # Errors
        /// [`AppError::Forbidden`], [`AppError::NotFound`].
        async fn find(&self, caller: &Caller, id: BodyId) -> Result<BodyView, AppError>;
        /// Adds a body.
        ///
        /// # Errors
        /// [`AppError::Invalid`], also for a code or a name that is taken and for a second prefecture.
        async fn create(&self, caller: &Caller, draft: BodyDraft) -> Result<BodyId, AppError>;
        /// Changes a body. The prefecture stays the prefecture.
        ///
        /// # Errors
        /// As above; [`AppError::Conflict`] when somebody was faster.
        async fn change(&self, caller: &Caller, id: BodyId, version: i32, draft: BodyDraft) -> Result<(), AppError>;
        /// Notes that a body ceased to exist (`closed`), as after a merger, or that it exists after all. Its people can
        /// no longer act for it; what it has received and sent stays.
        ///
        /// # Errors
        /// [`AppError::Conflict`] for the prefecture, and when somebody was faster.
        async fn set_closed(&self, caller: &Caller, id: BodyId, version: i32, closed: bool) -> Result<(), AppError>;
        /// Takes a list in: new bodies, and changes of those with the same code (or, without one, the same name). All
        /// of it or, with a wrong row, nothing; with `dry_run` it only tells what would become of it.
        ///
        /// # Errors
        /// [`AppError::Forbidden`]; wrong rows are part of the answer.
        async fn import(
            &self,
            caller: &Caller,
            lines: Vec<Line<BodyDraft>>,
            dry_run: bool,
        ) -> Result<Outcome, AppError>;
        /// Who can be addressed by the caller's body: every body but itself, and the saved lists.
        async fn audience_choices(&self, caller: &Caller) -> Result<AudienceChoices, AppError>;
        /// The saved lists, in their order.
        ///
        /// # Errors
        /// [`AppError::Forbidden`].
        async fn groups(&self, caller: &Caller) -> Result<Vec<GroupView>, AppError>;
        /// Saves a new list.
        async fn create_group(&self, caller: &Caller, draft: GroupDraft) -> Result<GroupId, AppError>;
        /// Changes a list.
        ///
        /// # Errors
        /// [`AppError::Conflict`] when `version` is given and the list holds something else by now.
        async fn change_group(
            &self,
            caller: &Caller,
            id: GroupId,
            version: Option<i32>,
            draft: GroupDraft,
        ) -> Result<(), AppError>;
        /// Removes a list. Notices that were sent by it keep their deliveries.
        async fn delete_group(&self, caller: &Caller, id: GroupId) -> Result<(), AppError>;
    }
}
#[cfg(feature = "ssr")]
pub use port::BodyService;
