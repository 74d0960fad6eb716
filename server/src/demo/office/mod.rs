//! Small writers for the files of the demo: one [`Document`] in any of the formats that offices send around.
//! Bytes depend on nothing but the document.

pub mod document;
pub mod docx;
pub mod package;
pub mod pdf;
mod pdf_layout;
pub mod pptx;
mod pptx_parts;
pub mod text;
pub mod xlsx;
mod xml;

use thiserror::Error;

pub use document::{Block, Document, Table};

/// Why a file could not be written.
#[derive(Debug, Error)]
pub enum OfficeError {
    /// The zip container.
    #[error("zip: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// The workbook.
    #[error("xlsx: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The table of a csv.
    #[error("csv: {0}")]
    Csv(#[from] csv::Error),
    /// Memory could not be written to.
    #[error("write: {0}")]
    Io(#[from] std::io::Error),
}

/// Format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Text, UTF-8 with LF.
    Txt,
    /// Text, CP932 with CRLF, as old editors write it.
    TxtCp932,
    /// The tables, UTF-8 with BOM.
    Csv,
    /// The tables, CP932.
    CsvCp932,
    /// Word processor.
    Docx,
    /// Spreadsheet.
    Xlsx,
    /// Slides.
    Pptx,
    /// PDF.
    Pdf,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Txt, Self::TxtCp932, Self::Csv, Self::CsvCp932, Self::Docx, Self::Xlsx, Self::Pptx, Self::Pdf];

    /// Ending of the file name, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Txt | Self::TxtCp932 => "txt",
            Self::Csv | Self::CsvCp932 => "csv",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Pdf => "pdf",
        }
    }

    /// Media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Txt => "text/plain; charset=utf-8",
            Self::TxtCp932 => "text/plain; charset=shift_jis",
            Self::Csv => "text/csv; charset=utf-8",
            Self::CsvCp932 => "text/csv; charset=shift_jis",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Pdf => "application/pdf",
        }
    }

    /// The bytes of `document` in this format.
    pub fn write(self, document: &Document) -> Result<Vec<u8>, OfficeError> {
        match self {
            Self::Txt => Ok(text::plain(document).into_bytes()),
            Self::TxtCp932 => Ok(text::cp932(&text::plain(document).replace('\n', "\r\n"))),
            Self::Csv => text::csv(document).map(|csv| format!("\u{feff}{csv}").into_bytes()),
            Self::CsvCp932 => text::csv(document).map(|csv| text::cp932(&csv)),
            Self::Docx => docx::write(document),
            Self::Xlsx => xlsx::write(document),
            Self::Pptx => pptx::write(document),
            Self::Pdf => Ok(pdf::write(document)),
        }
    }
}

#[cfg(test)]
mod tests;
