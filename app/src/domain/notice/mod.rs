//! 通知: kinds, the draft as it is typed, and its way through each body.

mod content;
mod delivery;
mod draft;
mod kind;
#[cfg(test)]
mod tests;

pub use content::NoticeContent;
pub use delivery::{DeliveryEvent, DeliveryState};
pub use draft::NoticeDraft;
pub use kind::{AttachmentRole, NoticeKind, NoticeState, Retention, SealNote};

/// Longest title.
pub const TITLE_MAX: usize = 200;
/// Longest document number.
pub const NUMBER_MAX: usize = 60;
/// Longest ministry, section, contact.
pub const SENDER_MAX: usize = 300;
/// Longest body text, in characters of Markdown.
pub const BODY_MAX: usize = 100_000;
/// Most tags of a notice.
pub const TAGS_MAX: usize = 20;
/// Longest tag.
pub const TAG_MAX: usize = 30;
/// Longest reason of a withdrawal.
pub const REASON_MAX: usize = 500;
/// Longest message in a thread.
pub const MESSAGE_MAX: usize = 4_000;
/// Longest description of a file.
pub const DESCRIPTION_MAX: usize = 200;
/// Longest name of a file, in characters.
pub const FILE_NAME_MAX: usize = 200;
/// Most files of a notice.
pub const ATTACHMENTS_MAX: usize = 200;

/// The tags of one line: separated by 、, commas or line breaks.
pub fn split_tags(line: &str) -> Vec<String> {
    line.split(['、', ',', '，', '\n']).map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect()
}

/// Whom to ask: the entry of the directory in a line, and what was typed besides.
pub fn contact_line(entry: Option<String>, typed: Option<&str>) -> Option<String> {
    match (entry, typed) {
        (Some(entry), Some(typed)) => Some(format!("{entry}　{typed}")),
        (entry, typed) => entry.or_else(|| typed.map(str::to_owned)),
    }
}
