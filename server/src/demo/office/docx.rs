//! Word documents: `WordprocessingML` with the few styles a letter needs.

use std::fmt::Write as _;

use super::OfficeError;
use super::document::{Block, Document, Table};
use super::package;
use super::xml::{DECLARATION, core_properties, escape};

const CONTENT_TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const ROOT_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const DOCUMENT_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Century" w:hAnsi="Century" w:eastAsia="ＭＳ 明朝" w:cs="Times New Roman"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="ＭＳ ゴシック"/></w:rPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="auto"/><w:left w:val="single" w:sz="4" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:color="auto"/><w:right w:val="single" w:sz="4" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:color="auto"/></w:tblBorders></w:tblPr></w:style></w:styles>"#;

/// Usable width of an A4 page in twentieths of a point.
const PAGE_WIDTH: usize = 9070;

/// The bytes of the document.
pub fn write(document: &Document) -> Result<Vec<u8>, OfficeError> {
    let mut body = String::new();
    for block in &document.blocks {
        push_block(&mut body, block);
    }
    let main = format!(
        r#"{DECLARATION}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>"#
    );
    package::write(&[
        ("[Content_Types].xml", format!("{DECLARATION}{CONTENT_TYPES}")),
        ("_rels/.rels", format!("{DECLARATION}{ROOT_RELATIONS}")),
        ("docProps/core.xml", core_properties(document)),
        ("word/document.xml", main),
        ("word/_rels/document.xml.rels", format!("{DECLARATION}{DOCUMENT_RELATIONS}")),
        ("word/styles.xml", format!("{DECLARATION}{STYLES}")),
    ])
}

fn push_block(out: &mut String, block: &Block) {
    match block {
        Block::Right(text) => push_paragraph(out, r#"<w:jc w:val="right"/>"#, text),
        Block::Left(text) => push_paragraph(out, "", text),
        Block::Center(text) => {
            push_paragraph(out, r#"<w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>"#, text);
        }
        Block::Title(text) => push_paragraph(out, r#"<w:pStyle w:val="Title"/>"#, text),
        Block::Heading(text) => push_paragraph(out, r#"<w:pStyle w:val="Heading1"/>"#, text),
        Block::Paragraph(text) => {
            push_paragraph(out, r#"<w:ind w:firstLineChars="100" w:firstLine="210"/>"#, text);
        }
        Block::Item { mark, text } => {
            push_paragraph(out, r#"<w:ind w:left="630" w:hanging="420"/>"#, &format!("{mark}　{text}"));
        }
        Block::Table(table) => push_table(out, table),
    }
}

fn push_paragraph(out: &mut String, properties: &str, text: &str) {
    out.push_str("<w:p><w:pPr>");
    out.push_str(properties);
    out.push_str(r#"</w:pPr><w:r><w:t xml:space="preserve">"#);
    out.push_str(&escape(text));
    out.push_str("</w:t></w:r></w:p>");
}

fn push_table(out: &mut String, table: &Table) {
    let width = PAGE_WIDTH / table.header.len().max(1);
    out.push_str(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>"#,
    );
    for _ in &table.header {
        let _ = write!(out, r#"<w:gridCol w:w="{width}"/>"#);
    }
    out.push_str("</w:tblGrid>");
    push_row(out, &table.header, true);
    for row in &table.rows {
        push_row(out, row, false);
    }
    out.push_str("</w:tbl>");
    push_paragraph(out, "", "");
}

fn push_row(out: &mut String, cells: &[String], header: bool) {
    out.push_str("<w:tr>");
    if header {
        out.push_str("<w:trPr><w:tblHeader/></w:trPr>");
    }
    for cell in cells {
        out.push_str("<w:tc><w:tcPr>");
        if header {
            out.push_str(r#"<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>"#);
        }
        out.push_str("</w:tcPr>");
        push_paragraph(out, "", cell);
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}
