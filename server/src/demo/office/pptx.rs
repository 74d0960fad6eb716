//! Slides: a title slide, then one or more slides for each heading.

use std::fmt::Write as _;

use super::OfficeError;
use super::document::{Block, Document};
use super::package;
use super::pptx_parts::{
    LAYOUT, LAYOUT_RELATIONS, MASTER, MASTER_RELATIONS, NAMESPACES, ROOT_RELATIONS, SLIDE_RELATIONS, THEME,
};
use super::xml::{DECLARATION, core_properties, escape};

/// Lines of text that fit on a slide at 20 pt.
const LINES: usize = 10;
/// Characters of a line.
const COLUMNS: usize = 40;

struct Slide {
    title: String,
    lines: Vec<String>,
}

/// The bytes of the presentation.
pub fn write(document: &Document) -> Result<Vec<u8>, OfficeError> {
    let slides = slides(document);
    let mut entries = vec![
        ("[Content_Types].xml".to_owned(), content_types(slides.len())),
        ("_rels/.rels".to_owned(), format!("{DECLARATION}{ROOT_RELATIONS}")),
        ("docProps/core.xml".to_owned(), core_properties(document)),
        ("ppt/presentation.xml".to_owned(), presentation(slides.len())),
        ("ppt/_rels/presentation.xml.rels".to_owned(), presentation_relations(slides.len())),
        ("ppt/theme/theme1.xml".to_owned(), format!("{DECLARATION}{THEME}")),
        ("ppt/slideMasters/slideMaster1.xml".to_owned(), format!("{DECLARATION}{MASTER}")),
        ("ppt/slideMasters/_rels/slideMaster1.xml.rels".to_owned(), format!("{DECLARATION}{MASTER_RELATIONS}")),
        ("ppt/slideLayouts/slideLayout1.xml".to_owned(), format!("{DECLARATION}{LAYOUT}")),
        ("ppt/slideLayouts/_rels/slideLayout1.xml.rels".to_owned(), format!("{DECLARATION}{LAYOUT_RELATIONS}")),
    ];
    for (number, slide) in (1..).zip(&slides) {
        entries.push((format!("ppt/slides/slide{number}.xml"), slide_part(slide, number == 1)));
        entries.push((format!("ppt/slides/_rels/slide{number}.xml.rels"), format!("{DECLARATION}{SLIDE_RELATIONS}")));
    }
    package::write(&entries)
}

fn slides(document: &Document) -> Vec<Slide> {
    let day = super::super::calendar::wareki(document.date);
    let mut slides = vec![Slide { title: document.title.clone(), lines: vec![day, document.author.clone()] }];
    let mut current = Slide { title: "概要".to_owned(), lines: Vec::new() };
    for block in &document.blocks {
        match block {
            Block::Heading(text) => {
                finish(&mut slides, &mut current);
                current.title.clone_from(text);
            }
            Block::Paragraph(text) | Block::Left(text) => current.lines.push(text.clone()),
            Block::Item { mark, text } => current.lines.push(format!("{mark}　{text}")),
            Block::Table(table) => {
                current.lines.push(table.header.join(" ／ "));
                current.lines.extend(table.rows.iter().take(LINES - 2).map(|row| row.join(" ／ ")));
            }
            Block::Title(_) | Block::Right(_) | Block::Center(_) => {}
        }
    }
    finish(&mut slides, &mut current);
    slides
}

/// Moves the collected lines to as many slides as they need.
fn finish(slides: &mut Vec<Slide>, current: &mut Slide) {
    let mut page = Slide { title: current.title.clone(), lines: Vec::new() };
    let mut used = 0;
    for line in current.lines.drain(..) {
        let height = line.chars().count().div_ceil(COLUMNS).max(1);
        if used + height > LINES && !page.lines.is_empty() {
            let next = Slide { title: format!("{}（続き）", current.title), lines: Vec::new() };
            slides.push(std::mem::replace(&mut page, next));
            used = 0;
        }
        used += height;
        page.lines.push(line);
    }
    if !page.lines.is_empty() {
        slides.push(page);
    }
}

fn slide_part(slide: &Slide, first: bool) -> String {
    let (title_top, title_size, body_top, body_size, align) =
        if first { (2_300_000, 3200, 4_300_000, 2000, "ctr") } else { (360_000, 2800, 1_500_000, 2000, "l") };
    let mut paragraphs = String::new();
    for line in &slide.lines {
        let _ = write!(
            paragraphs,
            r#"<a:p><a:pPr algn="{align}"><a:spcBef><a:spcPts val="600"/></a:spcBef></a:pPr><a:r><a:rPr lang="ja-JP" altLang="en-US" sz="{body_size}"/><a:t>{}</a:t></a:r></a:p>"#,
            escape(line)
        );
    }
    let title = format!(
        r#"<a:p><a:pPr algn="{align}"/><a:r><a:rPr lang="ja-JP" altLang="en-US" sz="{title_size}" b="1"/><a:t>{}</a:t></a:r></a:p>"#,
        escape(&slide.title)
    );
    format!(
        r#"{DECLARATION}<p:sld {NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{}{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"#,
        shape(2, "タイトル", "title", (title_top, 1_200_000), &title),
        shape(3, "本文", "body", (body_top, 4_900_000 - if first { 3_000_000 } else { 0 }), &paragraphs),
    )
}

fn shape(id: u32, name: &str, kind: &str, (top, height): (i32, i32), paragraphs: &str) -> String {
    let index = if kind == "body" { r#" idx="1""# } else { "" };
    let paragraphs = if paragraphs.is_empty() { "<a:p/>" } else { paragraphs };
    format!(
        r#"<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="620000" y="{top}"/><a:ext cx="10950000" cy="{height}"/></a:xfrm></p:spPr><p:txBody><a:bodyPr wrap="square" anchor="t"><a:normAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"#
    )
}

fn content_types(slides: usize) -> String {
    let overrides: String = numbered(slides, |out, number| {
        let _ = write!(
            out,
            r#"<Override PartName="/ppt/slides/slide{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.slide+xml"/>"#
        );
    });
    format!(
        r#"{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/><Override PartName="/ppt/slideMasters/slideMaster1.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml"/><Override PartName="/ppt/slideLayouts/slideLayout1.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"/><Override PartName="/ppt/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{overrides}</Types>"#
    )
}

fn presentation(slides: usize) -> String {
    let ids: String = numbered(slides, |out, number| {
        let _ = write!(out, r#"<p:sldId id="{}" r:id="rId{}"/>"#, 255 + number, 1 + number);
    });
    format!(
        r#"{DECLARATION}<p:presentation {NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>"#
    )
}

fn presentation_relations(slides: usize) -> String {
    let slides: String = numbered(slides, |out, number| {
        let _ = write!(
            out,
            r#"<Relationship Id="rId{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide" Target="slides/slide{number}.xml"/>"#,
            1 + number
        );
    });
    format!(
        r#"{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster" Target="slideMasters/slideMaster1.xml"/>{slides}</Relationships>"#
    )
}

/// One piece of XML for each slide.
fn numbered(slides: usize, piece: impl Fn(&mut String, usize)) -> String {
    (1..=slides).fold(String::new(), |mut out, number| {
        piece(&mut out, number);
        out
    })
}
