//! The seven tones of the palette.

/// A tone: the colours that repeat what icon and words say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing has happened.
    #[default]
    Neutral,
    /// Something to know.
    Info,
    /// Somebody is at work.
    Active,
    /// Somebody else has to act.
    Waiting,
    /// Done.
    Success,
    /// To be looked at.
    Warning,
    /// Wrong, overdue or refused.
    Danger,
}

impl Tone {
    /// The class that hands the colours to a component.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone--neutral",
            Self::Info => "tone--info",
            Self::Active => "tone--active",
            Self::Waiting => "tone--waiting",
            Self::Success => "tone--success",
            Self::Warning => "tone--warning",
            Self::Danger => "tone--danger",
        }
    }
}
