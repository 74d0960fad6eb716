//! Identifiers: a UUID (version 7, so they sort by time) per kind, kept apart by type.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

id! {
    /// A body (団体).
    BodyId;
    /// A saved list of bodies (送付先グループ).
    GroupId;
    /// A person who signs in (利用者).
    AccountId;
    /// A notice (通知).
    NoticeId;
    /// A file of a notice or an answer (添付).
    AttachmentId;
    /// A directory entry (担当者).
    ContactId;
    /// A survey (調査).
    SurveyId;
    /// A survey at one body (割当).
    AssignmentId;
    /// A message in a thread (話題).
    MessageId;
    /// A token for REST.
    TokenId;
    /// A mail that was or will be sent (送信箱).
    MailId;
}
