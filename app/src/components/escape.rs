//! Escaping where the framework does not: the text of `<textarea>` and of `<title>`.

/// `text` so that it cannot end the element it stands in.
///
/// Leptos 0.8 writes the children of `<textarea>` and the text of `<title>` as they are (C-20): a text that holds
/// `</textarea><script>` would become part of the page.
pub(super) fn escape_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escape_text;

    #[test]
    fn nothing_of_html_is_left_and_nothing_is_escaped_twice() {
        assert_eq!(escape_text("a & b"), "a &amp; b");
        assert_eq!(escape_text("</title><b>"), "&lt;/title&gt;&lt;b&gt;");
        assert_eq!(escape_text("&lt;"), "&amp;lt;");
    }
}
