//! Readers for the tests: independent of the writers as far as the formats allow.

/// XML without its tags.
pub(super) fn without_tags(xml: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in xml.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

/// The shown strings of a PDF whose streams are not compressed, decoded as UTF-16BE.
pub(super) fn pdf_text(bytes: &[u8]) -> Result<String, Box<dyn std::error::Error>> {
    let file = std::str::from_utf8(bytes)?;
    let mut text = String::new();
    for line in file.lines() {
        let Some(hex) = line.strip_suffix("> Tj ET").and_then(|line| line.rsplit('<').next()) else {
            continue;
        };
        let units: Vec<u16> = (0..hex.len() / 4)
            .map(|n| u16::from_str_radix(hex.get(4 * n..4 * n + 4).unwrap_or(""), 16))
            .collect::<Result<_, _>>()?;
        text.push_str(&String::from_utf16(&units)?);
        text.push('\n');
    }
    Ok(text)
}
