//! States: a word, its icon, and a colour that only repeats both.

use leptos::prelude::*;

use super::{
    icon::{Icon, IconName},
    load::use_lang,
    tone::Tone,
};
use crate::domain::{
    account::AccountState,
    assignment::{AssignmentFlag, AssignmentState},
    lang::Text,
    mail::MailState,
    notice::DeliveryState,
    survey::SurveyState,
};

/// How a state looks everywhere: on chips, tiles and in counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its colours.
    pub tone: Tone,
    /// Its icon.
    pub icon: IconName,
    /// Its name.
    pub text: Text,
}

impl Look {
    /// A look.
    pub const fn new(tone: Tone, icon: IconName, text: Text) -> Self {
        Self { tone, icon, text }
    }
}

/// A state that has a look.
pub trait Status {
    /// Its look.
    fn look(&self) -> Look;
}

impl Status for Look {
    fn look(&self) -> Look {
        *self
    }
}

impl Status for DeliveryState {
    fn look(&self) -> Look {
        let (tone, icon) = match self {
            Self::Unread => (Tone::Info, IconName::Mail),
            Self::Opened => (Tone::Neutral, IconName::MailOpen),
            Self::Confirmed => (Tone::Success, IconName::CheckCircle),
            Self::Assigned => (Tone::Success, IconName::User),
        };
        Look::new(tone, icon, self.text())
    }
}

impl Status for AssignmentState {
    fn look(&self) -> Look {
        let (tone, icon) = match self {
            Self::NotStarted => (Tone::Neutral, IconName::Circle),
            Self::Drafting => (Tone::Active, IconName::Pencil),
            Self::Consulting => (Tone::Info, IconName::Users),
            Self::AwaitingApproval => (Tone::Waiting, IconName::Stamp),
            Self::Submitted | Self::Resubmitted => (Tone::Success, IconName::Send),
            Self::SentBack => (Tone::Warning, IconName::Reply),
            Self::Accepted => (Tone::Success, IconName::CheckDouble),
        };
        Look::new(tone, icon, self.text())
    }
}

impl Status for AssignmentFlag {
    fn look(&self) -> Look {
        let (tone, icon) = match self {
            Self::NotApplicable => (Tone::Neutral, IconName::Minus),
            Self::Extended => (Tone::Waiting, IconName::CalendarPlus),
            Self::Overdue => (Tone::Danger, IconName::AlertCircle),
            Self::NeedsReview => (Tone::Warning, IconName::Refresh),
            Self::Proxy => (Tone::Neutral, IconName::Swap),
        };
        Look::new(tone, icon, self.text())
    }
}

impl Status for SurveyState {
    fn look(&self) -> Look {
        let (tone, icon) = match self {
            Self::Draft => (Tone::Neutral, IconName::Pencil),
            Self::Open => (Tone::Active, IconName::Inbox),
            Self::Closed => (Tone::Neutral, IconName::Lock),
        };
        Look::new(tone, icon, self.text())
    }
}

impl Status for AccountState {
    fn look(&self) -> Look {
        let (tone, icon) = match self {
            Self::Invited => (Tone::Waiting, IconName::Mail),
            Self::Active => (Tone::Success, IconName::User),
            Self::Disabled => (Tone::Neutral, IconName::Lock),
        };
        Look::new(tone, icon, self.text())
    }
}

impl Status for MailState {
    fn look(&self) -> Look {
        let (tone, icon) = match self {
            Self::Queued => (Tone::Waiting, IconName::Clock),
            Self::Sent => (Tone::Success, IconName::Send),
            Self::Kept => (Tone::Info, IconName::Inbox),
            Self::Failed => (Tone::Danger, IconName::AlertCircle),
        };
        Look::new(tone, icon, self.text())
    }
}

/// A state in a chip.
#[component]
pub fn StatusChip<S: Status + 'static>(
    /// The state.
    status: S,
) -> impl IntoView {
    let look = status.look();
    view! { <span class=format!("chip {}", look.tone.class())><Icon name=look.icon/>{look.text.get(use_lang())}</span> }
}

/// A plain label without a state: kind, 年度, role of a file.
#[component]
pub fn Tag(
    /// The label.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <span class="tag">{label}</span> }
}
