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

    /// Plain text: nothing in it is markup, its lines stay lines.
    pub fn from_plain_text(text: &str) -> Self {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        Self(format!("<p>{}</p>", escaped.replace('\n', "<br>")))
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::SanitizedHtml;

    #[test]
    fn plain_text_stays_text() {
        let html = SanitizedHtml::from_plain_text("<b onclick=\"x\">1</b> & 2\n3");
        assert_eq!(html.as_str(), "<p>&lt;b onclick=&quot;x&quot;&gt;1&lt;/b&gt; &amp; 2<br>3</p>");
    }
}
