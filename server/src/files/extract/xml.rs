//! The parts of an office document, event by event: nothing is built in memory, nothing recurses.

use std::io::BufRead;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::wire::Fault;

/// What a part consists of, with local names: `w:t` and `a:t` are `t`.
pub(super) enum Node<'a> {
    /// An element begins; one without content begins and ends.
    Start(&'a str, &'a BytesStart<'a>),
    /// An element ends.
    End(&'a str),
    /// Text, references resolved.
    Text(&'a str),
}

/// Deeper than any document of an office program.
const MAX_DEPTH: usize = 1_000;

/// Hands every node of `input` to `visit` until that answers `false`.
pub(super) fn walk(
    input: &mut dyn BufRead,
    mut visit: impl FnMut(Node<'_>) -> Result<bool, Fault>,
) -> Result<(), Fault> {
    let mut reader = Reader::from_reader(input);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| Fault::Broken(error.to_string()))?;
        let go_on = match event {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Fault::Broken("nested too deep".to_owned()));
                }
                visit(Node::Start(text_of(start.local_name().as_ref()), &start))?
            }
            Event::Empty(empty) => {
                visit(Node::Start(text_of(empty.local_name().as_ref()), &empty))?
                    && visit(Node::End(text_of(empty.local_name().as_ref())))?
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Node::End(text_of(end.local_name().as_ref())))?
            }
            Event::Text(text) => visit(Node::Text(&text.decode().map_err(|error| Fault::Broken(error.to_string()))?))?,
            Event::CData(text) => visit(Node::Text(&text.decode().map_err(|error| Fault::Broken(error.to_string()))?))?,
            Event::GeneralRef(reference) => {
                let known = match reference.resolve_char_ref() {
                    Ok(Some(ch)) => Some(ch),
                    Ok(None) => named(&reference),
                    Err(_) => None,
                };
                known.is_none_or(|ch| visit(Node::Text(ch.encode_utf8(&mut [0; 4]))).unwrap_or(false))
            }
            // Office documents have no DTD; one is there to define entities that grow (C-54).
            Event::DocType(_) => return Err(Fault::Broken("document type".to_owned())),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => true,
        };
        if !go_on {
            return Ok(());
        }
    }
}

fn text_of(name: &[u8]) -> &str {
    std::str::from_utf8(name).unwrap_or_default()
}

/// The five entities of XML itself.
fn named(name: &[u8]) -> Option<char> {
    Some(match name {
        b"lt" => '<',
        b"gt" => '>',
        b"amp" => '&',
        b"quot" => '"',
        b"apos" => '\'',
        _ => return None,
    })
}

/// The value of an attribute by its local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())?;
    found.normalized_value(quick_xml::XmlVersion::Explicit1_0).ok().map(std::borrow::Cow::into_owned)
}
