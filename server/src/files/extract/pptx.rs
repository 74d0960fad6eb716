//! Text of presentations, slide by slide.

use std::io::{Read, Seek, Write};

use app::domain::search::Place;

use super::{
    archive::{Package, number_in},
    docx::paragraphs,
    wire::{Fault, Sink},
};

/// Passes on the text of every slide.
pub(super) fn extract<R: Read + Seek, W: Write>(file: R, sink: &mut Sink<W>) -> Result<bool, Fault> {
    let mut package = Package::open(file)?;
    let slides = package.names("ppt/slides/slide", ".xml");
    if slides.is_empty() {
        return Err(Fault::Broken("no slides".to_owned()));
    }
    for name in slides {
        let text = package.part(&name, paragraphs)?.unwrap_or_default();
        if !sink.text(Some(Place::Slide(number_in(&name))), &text)? {
            return Ok(false);
        }
    }
    Ok(true)
}
