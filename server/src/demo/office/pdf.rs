//! A small PDF writer for Japanese text: a font of the Adobe-Japan1 collection that is not embedded, text as
//! UTF-16 under the predefined map `UniJIS-UTF16-H` (PDF 32000-1, 9.7.5.2), and a `ToUnicode` map, so that
//! every reader can show, search and copy it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::document::Document;
use super::pdf_layout::{PAGE_HEIGHT, PAGE_WIDTH, Page, advance, pages};

/// Objects before the pages: catalogue, page tree, font, descendant, descriptor, `ToUnicode`, information.
const FIXED: usize = 7;

/// The bytes of the document.
#[must_use]
pub fn write(document: &Document) -> Vec<u8> {
    let pages = pages(document);
    let mut objects = fixed_objects(document, &pages);
    for (index, page) in pages.iter().enumerate() {
        let content = content(page);
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            FIXED + 2 * index + 2
        ));
        objects.push(stream(&content));
    }
    assemble(&objects)
}

/// Widths of the ASCII characters in thousandths of an em.
fn ascii_widths() -> String {
    (' '..='~').map(|c| format!("{:.0}", advance(c) * 1000.0)).collect::<Vec<_>>().join(" ")
}

fn fixed_objects(document: &Document, pages: &[Page]) -> Vec<String> {
    let kids: Vec<String> = (0..pages.len()).map(|index| format!("{} 0 R", FIXED + 2 * index + 1)).collect();
    vec![
        "<< /Type /Catalog /Pages 2 0 R /Lang (ja-JP) >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3-UniJIS-UTF16-H /Encoding /UniJIS-UTF16-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>".to_owned(),
        // CIDs 1 to 95 are the proportional ASCII of the collection.
        format!("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /FontDescriptor 5 0 R /DW 1000 /W [1 [{}]] >>", ascii_widths()),
        "<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [-123 -257 1001 910] /ItalicAngle 0 /Ascent 723 /Descent -241 /CapHeight 709 /StemV 69 >>".to_owned(),
        stream(&to_unicode(pages)),
        format!(
            "<< /Title {} /Author {} /CreationDate (D:{}090000+09'00') >>",
            hex_string(&document.title),
            hex_string(&document.author),
            document.date.format("%Y%m%d")
        ),
    ]
}

/// A text string of the document (not of the page): UTF-16BE with a byte order mark.
fn hex_string(text: &str) -> String {
    format!("<FEFF{}>", utf16_hex(text))
}

fn utf16_hex(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |mut hex, unit| {
        let _ = write!(hex, "{unit:04X}");
        hex
    })
}

fn content(page: &Page) -> String {
    let mut out = String::from("0.4 w\n");
    for (x, y, width, height) in &page.frames {
        let _ = writeln!(out, "{x:.2} {y:.2} {width:.2} {height:.2} re S");
    }
    for line in &page.lines {
        let _ = writeln!(
            out,
            "BT /F1 {} Tf 1 0 0 1 {:.2} {:.2} Tm <{}> Tj ET",
            line.size,
            line.x,
            line.y,
            utf16_hex(&shown(&line.text))
        );
    }
    out
}

/// The text with 〓 for characters outside the basic plane: readers disagree about them in fonts that are not
/// embedded.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c > '\u{ffff}' { '〓' } else { c }).collect()
}

/// Maps every code used to itself.
fn to_unicode(pages: &[Page]) -> String {
    let used: BTreeSet<char> = pages
        .iter()
        .flat_map(|page| &page.lines)
        .flat_map(|line| shown(&line.text).chars().collect::<Vec<_>>())
        .collect();
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    // A block of a CMap holds a hundred entries at most.
    let used: Vec<char> = used.into_iter().collect();
    for block in used.chunks(100) {
        let _ = writeln!(out, "{} beginbfchar", block.len());
        for c in block {
            let code = utf16_hex(&c.to_string());
            let _ = writeln!(out, "<{code}> <{code}>");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}

fn stream(content: &str) -> String {
    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())
}

fn assemble(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut offsets = Vec::with_capacity(objects.len());
    for (number, object) in (1..).zip(objects) {
        offsets.push(out.len());
        let _ = write!(out, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        let _ = writeln!(out, "{offset:010} 00000 n ");
    }
    let _ =
        write!(out, "trailer\n<< /Size {} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}
