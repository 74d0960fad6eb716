//! Whether a file is what its name says (C-43).

use app::domain::error::FileRefusal;

use crate::files::names::{self, OLE, ZIP};

/// What a file is packed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A zip: newer office documents, and archives.
    Zip,
    /// An OLE compound file: older office documents, Ichitaro, and newer ones with a password.
    Ole,
    /// Anything else.
    None,
}

/// What is known of a file from its name and its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileKind {
    /// What it is packed in.
    pub container: Container,
    /// A kind that may hold macros; it is taken, and marked where it is shown.
    pub macros: bool,
}

/// Beginnings of programs, which no file may have whatever it is called.
const PROGRAMS: [&[u8]; 6] = [b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"!<arch>"];

/// Compares a name with the first bytes (some 512) of the file.
///
/// # Errors
/// [`FileRefusal::Empty`], [`FileRefusal::Kind`] for what is not taken (programs, scripts, pages, drawings with
/// scripts), [`FileRefusal::Mismatch`] when the content is something else.
pub fn sniff(name: &str, head: &[u8]) -> Result<FileKind, FileRefusal> {
    if head.is_empty() {
        return Err(FileRefusal::Empty);
    }
    let kind = names::kind_of(name).ok_or(FileRefusal::Kind)?;
    if PROGRAMS.iter().any(|program| head.starts_with(program)) {
        return Err(FileRefusal::Mismatch);
    }
    let fits = |beginning: &&[u8]| match kind.extension {
        // Programs look for the header of a PDF within the first kilobyte; a few begin with other bytes.
        "pdf" => head.windows(beginning.len()).any(|bytes| bytes == *beginning),
        // The length of the first box comes before its name.
        "mp4" => head.get(4..).is_some_and(|rest| rest.starts_with(beginning)),
        _ => head.starts_with(beginning),
    };
    let text = kind.beginnings.is_empty() && !is_packed(head);
    if !text && !kind.beginnings.iter().any(fits) {
        return Err(FileRefusal::Mismatch);
    }
    let container = match head {
        _ if head.starts_with(b"PK") => Container::Zip,
        _ if head.starts_with(OLE) => Container::Ole,
        _ => Container::None,
    };
    Ok(FileKind { container, macros: matches!(kind.extension, "docm" | "xlsm" | "pptm") })
}

/// Text does not begin like one of the packed kinds.
fn is_packed(head: &[u8]) -> bool {
    [ZIP, OLE, b"%PDF-", b"\x89PNG", b"\xff\xd8\xff"].iter().any(|beginning| head.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("通知.docx", ZIP, Ok(Container::Zip))]
    #[case("通知.DOCX", ZIP, Ok(Container::Zip))]
    #[case("暗号化.xlsx", OLE, Ok(Container::Ole))]
    #[case("旧.xls", OLE, Ok(Container::Ole))]
    #[case("一太郎.jtd", OLE, Ok(Container::Ole))]
    #[case("a.pdf", b"%PDF-1.7", Ok(Container::None))]
    #[case("a.pdf", b"\xef\xbb\xbf%PDF-1.4", Ok(Container::None))]
    #[case("a.csv", "団体コード".as_bytes(), Ok(Container::None))]
    #[case("a.txt", b"", Err(FileRefusal::Empty))]
    #[case("a.exe", b"MZ", Err(FileRefusal::Kind))]
    #[case("a.html", b"<html>", Err(FileRefusal::Kind))]
    #[case("a.svg", b"<svg>", Err(FileRefusal::Kind))]
    #[case("none", b"text", Err(FileRefusal::Kind))]
    #[case("a.txt", b"MZ\x90", Err(FileRefusal::Mismatch))]
    #[case("a.csv", b"#!/bin/sh", Err(FileRefusal::Mismatch))]
    #[case("a.docx", b"%PDF-1.7", Err(FileRefusal::Mismatch))]
    #[case("a.pdf", ZIP, Err(FileRefusal::Mismatch))]
    #[case("a.png", b"GIF89a", Err(FileRefusal::Mismatch))]
    #[case("a.txt", ZIP, Err(FileRefusal::Mismatch))]
    fn content_must_be_what_the_name_says(
        #[case] name: &str,
        #[case] head: &[u8],
        #[case] expected: Result<Container, FileRefusal>,
    ) {
        assert_eq!(sniff(name, head).map(|kind| kind.container), expected);
    }

    #[test]
    fn every_kind_that_is_taken_by_name_is_taken_by_content_and_forged_ones_are_not() {
        for kind in names::KINDS {
            let name = format!("別紙.{}", kind.extension);
            let text: &[&[u8]] = &["団体コード,値".as_bytes()];
            let beginnings = if kind.beginnings.is_empty() { text } else { kind.beginnings };
            for beginning in beginnings {
                let head =
                    if kind.extension == "mp4" { [b"\0\0\0\x18", *beginning].concat() } else { beginning.to_vec() };
                assert!(sniff(&name, &head).is_ok(), "{name} {head:?}");
            }
            let forged: &[u8] = if kind.beginnings.is_empty() { ZIP } else { b"a text" };
            assert_eq!(sniff(&name, forged), Err(FileRefusal::Mismatch), "{name}");
            assert_eq!(sniff(&name, b"MZ\x90"), Err(FileRefusal::Mismatch), "{name}");
        }
    }

    #[test]
    fn macros_are_taken_and_marked() {
        assert!(sniff("集計.xlsm", ZIP).is_ok_and(|kind| kind.macros));
        assert!(sniff("集計.xlsx", ZIP).is_ok_and(|kind| !kind.macros));
    }
}
