//! Who acts: an account, for a body, in a role.

use serde::{Deserialize, Serialize};

use super::{
    ids::{AccountId, BodyId},
    lang::Text,
};

/// What an account may do for the body it acts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 管理者: accounts and contacts of the body; in the prefecture, of every body.
    Administrator,
    /// 収集・発出担当: publishes notices and collects surveys. Only in the prefecture.
    Collector,
    /// 取りまとめ担当: fills in and sends answers, keeps the contacts.
    Editor,
    /// 決裁者: approves answers before they are sent.
    Approver,
    /// 閲覧者: reads and confirms notices.
    Reader,
}

impl Role {
    /// Every role, in the order of the interface.
    pub const ALL: [Self; 5] = [Self::Administrator, Self::Collector, Self::Editor, Self::Approver, Self::Reader];

    /// The code of the role in REST and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Collector => "collector",
            Self::Editor => "editor",
            Self::Approver => "approver",
            Self::Reader => "reader",
        }
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the role gives power over other people or over every body, so that giving it needs the own password
    /// once more (C-08).
    pub const fn is_powerful(self) -> bool {
        matches!(self, Self::Administrator | Self::Collector)
    }

    /// The name of the role.
    pub const fn text(self) -> Text {
        match self {
            Self::Administrator => Text { ja: "管理者", en: "Administrator" },
            Self::Collector => Text { ja: "収集・発出担当", en: "Collector and publisher" },
            Self::Editor => Text { ja: "取りまとめ担当", en: "Editor" },
            Self::Approver => Text { ja: "決裁者", en: "Approver" },
            Self::Reader => Text { ja: "閲覧者", en: "Reader" },
        }
    }
}

/// Somebody who is signed in. Only the session and the token check of the server make one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The person.
    pub account: AccountId,
    /// The person's name, for records such as "confirmed by".
    pub name: String,
    /// The body the person acts for.
    pub body: BodyId,
    /// The name of that body.
    pub body_name: String,
    /// Whether that body is the prefecture.
    pub prefecture: bool,
    /// The role in that body.
    pub role: Role,
}

impl Actor {
    /// Whether the actor publishes and collects for the prefecture.
    pub const fn is_collector(&self) -> bool {
        self.prefecture && matches!(self.role, Role::Collector | Role::Administrator)
    }

    /// Whether the actor administers the whole hub.
    pub const fn is_prefecture_administrator(&self) -> bool {
        self.prefecture && matches!(self.role, Role::Administrator)
    }

    /// Whether the actor may write answers and contacts of the actor's own body.
    pub const fn is_writer(&self) -> bool {
        matches!(self.role, Role::Administrator | Role::Collector | Role::Editor)
    }
}
