//! Every format holds the text it was given, and gives the same bytes again.

use std::io::{Cursor, Read};

use calamine::Reader;
use encoding_rs::SHIFT_JIS;

use super::{Block, Document, Format, Table};
use chrono::NaiveDate;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn sample() -> Document {
    let cell = |text: &str| text.to_owned();
    Document {
        title: "令和8年度決算統計の調査表作成要領".to_owned(),
        date: NaiveDate::from_ymd_opt(2026, 6, 1).unwrap_or_default(),
        author: "宮城県総務部市町村課".to_owned(),
        blocks: vec![
            Block::Right("市町村第123号".to_owned()),
            Block::Left("各市町村財政担当課長　殿".to_owned()),
            Block::Title("令和8年度決算統計の調査表作成要領".to_owned()),
            Block::Paragraph("このことについて、別添のとおり通知がありましたので、提出期限までに御提出くださるようお願いします。<R8>".repeat(3)),
            Block::Center("記".to_owned()),
            Block::Heading("第1　提出書類".to_owned()),
            Block::Item { mark: "(1)".to_owned(), text: "調査表（様式1）を、髙橋あてに提出してください。".repeat(4) },
            Block::Table(Table {
                name: "様式1".to_owned(),
                header: vec![cell("団体コード"), cell("団体名"), cell("決算額（千円）")],
                rows: (0..60).map(|n| vec![cell("042021"), cell("石巻市"), (n * 1000).to_string()]).collect(),
            }),
        ],
    }
}

/// The text of the parts of a zip, tags removed.
fn parts(bytes: Vec<u8>) -> Result<String, Box<dyn std::error::Error>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut text = String::new();
    for index in 0..zip.len() {
        let mut part = String::new();
        zip.by_index(index)?.read_to_string(&mut part)?;
        text.push_str(&super::super::testing::without_tags(&part));
    }
    Ok(text)
}

#[test]
fn word_and_powerpoint_hold_the_text() -> Outcome {
    for format in [Format::Docx, Format::Pptx] {
        let text = parts(format.write(&sample())?)?;
        for wanted in ["令和8年度決算統計", "御提出くださるようお願いします", "&lt;R8&gt;", "石巻市", "髙橋"]
        {
            assert!(text.contains(wanted), "{format:?} lacks {wanted}");
        }
    }
    Ok(())
}

#[test]
fn excel_keeps_codes_as_text_and_amounts_as_numbers() -> Outcome {
    let mut book = calamine::Xlsx::new(Cursor::new(Format::Xlsx.write(&sample())?))?;
    let sheet = book.worksheet_range("様式1")?;
    assert_eq!(sheet.get_value((3, 0)), Some(&calamine::Data::String("042021".to_owned())));
    assert_eq!(sheet.get_value((4, 2)), Some(&calamine::Data::Float(1000.0)));
    assert!(book.sheet_names().contains(&"記入要領".to_owned()));
    Ok(())
}

#[test]
fn text_and_csv_are_in_their_encodings() -> Outcome {
    let csv = Format::Csv.write(&sample())?;
    assert!(csv.starts_with("\u{feff}団体コード,団体名,決算額（千円）\r\n042021,石巻市,0\r\n".as_bytes()));
    for format in [Format::TxtCp932, Format::CsvCp932] {
        let bytes = format.write(&sample())?;
        let (text, _, broken) = SHIFT_JIS.decode(&bytes);
        assert!(!broken && text.contains("石巻市") && !text.contains("&#"), "{format:?}");
    }
    Ok(())
}

#[test]
fn pdf_shows_the_text_and_its_index_is_right() -> Outcome {
    let bytes = Format::Pdf.write(&sample())?;
    let text = super::super::testing::pdf_text(&bytes)?;
    for wanted in ["市町村第123号", "石巻市", "髙橋", "- 1 / "] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    let file = String::from_utf8(bytes)?;
    let start: usize = file.rsplit("startxref\n").next().and_then(|s| s.lines().next()).ok_or("startxref")?.parse()?;
    assert!(file.get(start..).is_some_and(|rest| rest.starts_with("xref\n0 ")));
    for (number, line) in
        file.get(start..).ok_or("xref")?.lines().skip(3).take_while(|l| l.ends_with(" n ")).enumerate()
    {
        let offset: usize = line.get(..10).ok_or("offset")?.parse()?;
        assert!(file.get(offset..).is_some_and(|rest| rest.starts_with(&format!("{} 0 obj", number + 1))));
    }
    Ok(())
}

#[test]
fn the_same_document_gives_the_same_bytes() -> Outcome {
    for format in Format::ALL {
        assert_eq!(format.write(&sample())?, format.write(&sample())?, "{format:?}");
    }
    Ok(())
}
