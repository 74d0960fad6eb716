//! Text that may be shown as HTML.

use serde::{Deserialize, Serialize};

/// HTML that a sanitiser has cleaned: only harmless tags, attributes and links are left (C-20).
///
/// The only thing that the page may insert without escaping. The server's Markdown renderer makes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SanitizedHtml(String);

impl SanitizedHtml {
    /// Takes what a sanitiser has just put out. Never call this with anything else.
    pub fn from_trusted_sanitizer(html: String) -> Self {
        Self(html)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
