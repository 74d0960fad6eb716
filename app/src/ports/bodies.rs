//! The bodies of the prefecture and the saved lists of them.

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
pub struct AudienceChoices {
    /// Saved lists, in their order.
    pub groups: Vec<GroupView>,
    /// Every body that can be addressed, in code order.
    pub bodies: Vec<BodyRow>,
}

#[cfg(feature = "ssr")]
mod port {
    use super::{AudienceChoices, BodyRow, GroupDraft, GroupView};
    use crate::{
        domain::{error::AppError, ids::GroupId},
        ports::Caller,
    };

    /// The bodies of the prefecture and the saved lists of them.
    #[async_trait::async_trait]
    pub trait BodyService: Send + Sync {
        /// Every body that exists, in code order.
        async fn bodies(&self, caller: &Caller) -> Result<Vec<BodyRow>, AppError>;
        /// Who can be addressed by the caller's body: every body but itself, and the saved lists.
        async fn audience_choices(&self, caller: &Caller) -> Result<AudienceChoices, AppError>;
        /// The saved lists, in their order.
        async fn groups(&self, caller: &Caller) -> Result<Vec<GroupView>, AppError>;
        /// Saves a new list.
        async fn create_group(&self, caller: &Caller, draft: GroupDraft) -> Result<GroupId, AppError>;
        /// Changes a list.
        async fn change_group(&self, caller: &Caller, id: GroupId, draft: GroupDraft) -> Result<(), AppError>;
        /// Removes a list. Notices that were sent by it keep their deliveries.
        async fn delete_group(&self, caller: &Caller, id: GroupId) -> Result<(), AppError>;
    }
}
#[cfg(feature = "ssr")]
pub use port::BodyService;
