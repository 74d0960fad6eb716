//! Markdown of notices to HTML that may stand in a page.

use std::{collections::HashSet, sync::LazyLock};

use app::domain::markup::SanitizedHtml;
use comrak::{
    Arena,
    nodes::{Node, NodeValue},
};

/// What Markdown makes and nothing else. Pictures are left out: a page makes no request to another host.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let tags: HashSet<&str> = [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
    .into();
    let mut cleaner = ammonia::Builder::default();
    cleaner
        .tags(tags)
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .link_rel(Some("noopener noreferrer nofollow"))
        .generic_attributes(HashSet::new())
        .tag_attributes(
            [("a", ["href"].into()), ("ol", ["start"].into()), ("td", ["align"].into()), ("th", ["align"].into())]
                .into(),
        );
    cleaner
});

/// What of Markdown is understood: with tables, without raw HTML, and a line stays a line.
static OPTIONS: LazyLock<comrak::Options<'static>> = LazyLock::new(|| {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.render.escape = true;
    options.render.hardbreaks = true;
    options
});

/// The HTML of a Markdown text: raw HTML in it is shown as text, headings begin below that of the page.
pub fn render(markdown: &str) -> SanitizedHtml {
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &shallow(markdown), &OPTIONS);
    order_headings(root);
    let mut html = String::with_capacity(markdown.len().saturating_mul(2));
    // Writing to a string does not fail.
    let _ = comrak::format_html(root, &OPTIONS, &mut html);
    SanitizedHtml::from_trusted_sanitizer(CLEANER.clean(&html).to_string())
}

/// The page has the first heading, so the highest of the text becomes a second one, and none skips a level: people choose
/// `###` for its size, and screen readers go by the levels.
fn order_headings(root: Node<'_>) {
    let level_of = |node: Node<'_>| match &node.data.borrow().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    };
    let highest = root.descendants().filter_map(level_of).min().unwrap_or(1);
    let mut last = 1;
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = &mut node.data.borrow_mut().value {
            heading.level = (heading.level - highest + 2).min(last + 1).min(6);
            last = heading.level;
        }
    }
}

/// The words of a Markdown text without its marks, a line for each line: what is searched and quoted.
pub fn plain(markdown: &str) -> String {
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &shallow(markdown), &OPTIONS);
    let mut text = String::with_capacity(markdown.len());
    for node in root.descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::CodeBlock(block) => text.extend(["\n", &block.literal]),
            NodeValue::HtmlInline(html) => text.push_str(html),
            NodeValue::HtmlBlock(block) => text.extend(["\n", &block.literal]),
            NodeValue::TableCell => text.push(' '),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push('\n'),
            value if value.block() && !text.is_empty() && !text.ends_with('\n') => text.push('\n'),
            _ => {}
        }
    }
    text
}

/// Quotations in quotations that are shown. Cleaning takes time with the square of the depth: 50,000 marks would hold a
/// thread for minutes.
const QUOTES_MAX: usize = 16;

/// The text with the marks of quotation beyond [`QUOTES_MAX`] at the beginning of a line left out. Lists need no such care:
/// the parser limits them itself.
fn shallow(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for line in markdown.split_inclusive('\n') {
        let marks = |c: char| c == '>' || c == ' ' || c == '\t';
        let after = line.find(|c| !marks(c)).unwrap_or(line.len());
        match line[..after].match_indices('>').nth(QUOTES_MAX) {
            Some((cut, _)) => text.extend([&line[..cut], " ", &line[after..]]),
            None => text.push_str(line),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use rstest::rstest;

    use super::{plain, render};

    #[test]
    fn the_marks_of_an_office_text() {
        let html = render(
            "# 記\n1. 提出期限　令和8年4月30日\n2. 提出先\n\n| 区分 | 様式 |\n|---|---|\n| 市 | 1 |\n\n**必ず**期限まで\nに",
        );
        for part in ["<h2>記</h2>", "<li>提出先</li>", "<td>市</td>", "<strong>必ず</strong>", "まで<br>"] {
            assert!(html.as_str().contains(part), "{part} in {}", html.as_str());
        }
    }

    #[test]
    fn headings_follow_that_of_the_page_without_a_gap() {
        let html = render("### 記\n##### 細目\n#### 期限\n### 備考");
        for part in ["<h2>記</h2>", "<h3>細目</h3>", "<h3>期限</h3>", "<h2>備考</h2>"] {
            assert!(html.as_str().contains(part), "{part} in {}", html.as_str());
        }
    }

    #[test]
    fn words_without_marks() {
        let text = plain(
            "### 記\n\n1. **提出先**　市町村課\n2. [様式](https://a.example)\n\n| 区分 | 数 |\n|---|---|\n| 市 | 1 |\n\nA\nB",
        );
        assert_eq!(
            text.split_whitespace().collect::<Vec<_>>(),
            ["記", "提出先", "市町村課", "様式", "区分", "数", "市", "1", "A", "B"]
        );
        assert_eq!(plain("一行目\n二行目"), "一行目\n二行目");
    }

    #[test]
    fn nothing_active_passes() {
        let hostile = "<script>alert(1)</script>\n\nx <img src=x onerror=alert(1)> [x](javascript:alert(1)) \
                       ![y](https://evil.example/p.png) <a href=\"x\" onclick=\"y\">z</a> [ok](https://example.jp)";
        let html = render(hostile).as_str().to_lowercase();
        for bad in ["<script", "<img", "href=\"javascript", "<a href=\"x\""] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
        assert!(html.contains("<a href=\"https://example.jp\""), "{html}");
    }

    #[rstest]
    #[case::quotes(">".repeat(50_000))]
    #[case::quotes_with_blanks(format!("{}あ", "> ".repeat(50_000)))]
    #[case::brackets("[".repeat(50_000))]
    #[case::lists("1. ".repeat(33_000))]
    #[case::lists_in_quotes("> - ".repeat(25_000))]
    #[case::emphasis("*a _b".repeat(20_000))]
    fn deep_nesting_ends(#[case] markdown: String) {
        let begun = Instant::now();
        assert!(render(&markdown).as_str().len() < 1_000_000);
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }
}
