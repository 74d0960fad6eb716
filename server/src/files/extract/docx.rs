//! Text of Word documents.

use std::io::{BufRead, Read, Seek, Write};

use super::{
    archive::Package,
    wire::{Fault, Sink},
    xml::{Node, walk},
};

/// Passes on the text of the body, then notes, then headers and footers.
pub(super) fn extract<R: Read + Seek, W: Write>(file: R, sink: &mut Sink<W>) -> Result<bool, Fault> {
    let mut package = Package::open(file)?;
    let body = package.part("word/document.xml", paragraphs)?.ok_or_else(|| Fault::Broken("no body".to_owned()))?;
    let mut complete = sink.text(None, &body)?;
    let mut others = vec!["word/footnotes.xml".to_owned(), "word/endnotes.xml".to_owned()];
    others.extend(package.names("word/header", ".xml"));
    others.extend(package.names("word/footer", ".xml"));
    for name in others {
        if let Some(text) = package.part(&name, paragraphs)? {
            complete = complete && sink.text(None, &text)?;
        }
    }
    Ok(complete)
}

/// The text of a part, a line for each paragraph. Readings over kanji (`rt`) and what is there a second time for old
/// programs (`Fallback`) are left out.
pub(super) fn paragraphs(part: &mut dyn BufRead) -> Result<String, Fault> {
    let mut text = String::new();
    let (mut in_text, mut hidden) = (false, 0_usize);
    walk(part, |node| {
        match node {
            Node::Start("rt" | "Fallback", _) => hidden += 1,
            Node::End("rt" | "Fallback") => hidden = hidden.saturating_sub(1),
            _ if hidden > 0 => {}
            Node::Start("t", _) => in_text = true,
            Node::End("t") => in_text = false,
            Node::Text(piece) if in_text => text.push_str(piece),
            Node::End("tab" | "tc") => text.push('\t'),
            Node::End("br" | "cr" | "p" | "tr") => text.push('\n'),
            _ => {}
        }
        Ok(text.len() <= super::wire::MAX_TEXT)
    })?;
    Ok(text)
}
