//! Text of files, taken out by the real child process: what offices send, and what is built to do damage.

use std::{
    fmt::Write as _,
    io::{Cursor, Write},
    time::{Duration, Instant},
};

use app::domain::search::Place;
use rstest::rstest;
use server::files::extract::{ArchiveLimits, ExtractKind, ExtractOutcome, ExtractStatus, Extractor, check_directory};
use zip::{ZipWriter, write::SimpleFileOptions};

async fn extract(kind: ExtractKind, bytes: &[u8]) -> ExtractOutcome {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    Extractor::new(env!("CARGO_BIN_EXE_kairan").into()).extract(file.path(), kind).await
}

/// A zip of these entries.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

const SHEET: (&str, &[u8]) = (
    "xl/workbook.xml",
    br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="9" r:id="rId1"/></sheets></workbook>"#,
);
const SHEET_TARGET: (&str, &[u8]) = (
    "xl/_rels/workbook.xml.rels",
    br#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#,
);

/// A PDF of one page, with its table of offsets.
fn pdf(text: &str) -> Vec<u8> {
    let stream = format!("BT /F1 12 Tf 50 700 Td ({text}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{stream}\nendstream", stream.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        offsets.push(pdf.len());
        writeln!(pdf, "{number} 0 obj{object}endobj").unwrap();
    }
    let table = pdf.len();
    pdf.push_str("xref\n0 6\n0000000000 65535 f \n");
    for offset in offsets {
        writeln!(pdf, "{offset:010} 00000 n ").unwrap();
    }
    write!(pdf, "trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF").unwrap();
    pdf.into_bytes()
}

#[tokio::test]
async fn word_without_readings_and_doubles() {
    let body = "<w:p><w:r><w:t>災害</w:t></w:r><w:r><w:t>対策 &amp; 本部</w:t></w:r></w:p>\
        <w:p><w:ruby><w:rt><w:r><w:t>かんじ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <mc:Fallback><w:t>二重</w:t></mc:Fallback>";
    let outcome = extract(ExtractKind::Docx, &docx(body)).await;
    assert_eq!(outcome.status, ExtractStatus::Ok);
    assert!(outcome.text.starts_with("災害対策 & 本部\n漢字\n甲"), "{:?}", outcome.text);
    assert!(!outcome.text.contains("かんじ") && !outcome.text.contains("二重"));
}

#[tokio::test]
async fn excel_says_in_which_cells() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("回答").unwrap().write(0, 0, "団体名").unwrap().write(0, 1, 123).unwrap();
    book.worksheet_from_name("回答").unwrap().write(3, 1, "仙台市").unwrap();
    book.add_worksheet().set_name("別紙").unwrap().write(1, 2, "予算額").unwrap();
    let outcome = extract(ExtractKind::Xlsx, &book.save_to_buffer().unwrap()).await;
    assert_eq!(outcome.status, ExtractStatus::Ok);
    assert_eq!(outcome.text, "団体名\t123\n仙台市\n予算額\n");
    let cells = |sheet: &str, cells: &str| Place::Cells { sheet: sheet.to_owned(), cells: cells.to_owned() };
    let places: Vec<_> = outcome.parts.iter().map(|part| part.place.clone()).collect();
    assert_eq!(places, [cells("回答", "A1:B1"), cells("回答", "B4"), cells("別紙", "C2")]);
    assert!(outcome.text[outcome.parts[1].start..].starts_with("仙台市"));
}

#[tokio::test]
async fn slides_come_in_the_order_of_their_numbers() {
    let slide =
        |text: &str| format!("<p:sld xmlns:a=\"a\" xmlns:p=\"p\"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>");
    let (one, two, ten) = (slide("表紙"), slide("概要"), slide("まとめ"));
    let deck = zip(&[
        ("ppt/slides/slide10.xml", ten.as_bytes()),
        ("ppt/slides/slide1.xml", one.as_bytes()),
        ("ppt/slides/slide2.xml", two.as_bytes()),
    ]);
    let outcome = extract(ExtractKind::Pptx, &deck).await;
    assert_eq!((outcome.status, outcome.text.as_str()), (ExtractStatus::Ok, "表紙\n概要\nまとめ\n"));
    assert_eq!(outcome.parts[2].place, Place::Slide(10));
}

#[tokio::test]
async fn pdf_by_pages() {
    let outcome = extract(ExtractKind::Pdf, &pdf("Kairan circular")).await;
    assert_eq!((outcome.status, outcome.text.trim()), (ExtractStatus::Ok, "Kairan circular"));
    assert_eq!(outcome.parts[0].place, Place::Page(1));
}

#[tokio::test]
async fn text_in_the_encoding_of_windows() {
    let sjis = [0x92, 0xCA, 0x92, 0x6D, 0x95, 0xB6]; // 通知文
    let outcome = extract(ExtractKind::Text, &sjis).await;
    assert_eq!((outcome.status, outcome.text.as_str()), (ExtractStatus::Ok, "通知文\n"));
}

/// S-10: each ends soon, with a reason, and the server goes on.
#[rstest]
#[case::not_a_zip(ExtractKind::Docx, b"PK\x03\x04 nothing".to_vec(), ExtractStatus::Failed)]
#[case::empty(ExtractKind::Xlsx, Vec::new(), ExtractStatus::Failed)]
#[case::locked(ExtractKind::Xlsx, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1locked".to_vec(), ExtractStatus::Encrypted)]
#[case::cut_off(ExtractKind::Docx, { let mut bytes = docx("<w:t>x</w:t>"); bytes.truncate(bytes.len() / 2); bytes }, ExtractStatus::Failed)]
#[case::bomb(ExtractKind::Docx, docx(&" ".repeat(120 << 20)), ExtractStatus::Failed)]
#[case::deep(ExtractKind::Docx, docx(&"<a>".repeat(100_000)), ExtractStatus::Failed)]
#[case::entities(ExtractKind::Docx, zip(&[("word/document.xml", b"<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>")]), ExtractStatus::Failed)]
#[case::no_workbook(ExtractKind::Xlsx, zip(&[("a", b"b")]), ExtractStatus::Failed)]
#[case::broken_pdf(ExtractKind::Pdf, b"%PDF-1.7 nothing".to_vec(), ExtractStatus::Failed)]
#[case::unknown_string(ExtractKind::Xlsx, zip(&[SHEET, SHEET_TARGET, ("xl/worksheets/sheet1.xml", b"<row><c t=\"s\"><v>999999999</v></c></row>")]), ExtractStatus::Ok)]
#[tokio::test]
async fn hostile_files_end_soon(#[case] kind: ExtractKind, #[case] bytes: Vec<u8>, #[case] expected: ExtractStatus) {
    let begun = Instant::now();
    let outcome = extract(kind, &bytes).await;
    assert_eq!(outcome.status, expected, "{:?}", outcome.text);
    assert!(begun.elapsed() < Duration::from_secs(10));
}

/// calamine takes gigabytes for this cell; only cells that exist are held here.
#[tokio::test]
async fn a_cell_at_the_far_corner_costs_nothing() {
    let sheet = b"<worksheet><sheetData><row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>\xe9\x9a\x85</t></is></c></row></sheetData></worksheet>";
    let outcome = extract(ExtractKind::Xlsx, &zip(&[SHEET, SHEET_TARGET, ("xl/worksheets/sheet1.xml", sheet)])).await;
    assert_eq!((outcome.status, outcome.text.as_str()), (ExtractStatus::Ok, "隅\n"));
}

#[test]
fn directories_are_judged_without_unpacking() {
    let check = |bytes: &[u8], limits| check_directory(&mut Cursor::new(bytes), limits).map(|found| found.names.len());
    let many: Vec<(String, &[u8])> = (0..1_200).map(|number| (format!("f{number}"), b"x".as_slice())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    let broken = Err(app::domain::error::FileRefusal::Broken);
    let bomb = Err(app::domain::error::FileRefusal::Bomb);
    assert_eq!(check(&zip(&[("a", b"b"), ("c", b"d")]), ArchiveLimits::OFFICE), Ok(2));
    assert_eq!(check(&zip(&many), ArchiveLimits::OFFICE), bomb);
    assert_eq!(check(&zip(&many), ArchiveLimits::ARCHIVE), Ok(1_200));
    assert_eq!(check(&zip(&[("zeros", &vec![0; 20 << 20])]), ArchiveLimits::ARCHIVE), bomb);
    assert_eq!(check(b"", ArchiveLimits::OFFICE), broken);
    let mut cut = zip(&[("a", b"b")]);
    cut.drain(..10);
    assert_eq!(check(&cut, ArchiveLimits::OFFICE), broken);
}
