//! Text of files, for search: taken out by a child process that can do nothing else.
//!
//! No parser of documents can be trusted with a file of a stranger: a spreadsheet of a kilobyte may ask for gigabytes,
//! a PDF may loop for ever, and neither can be stopped from within (C-45, S-10). So the server starts itself again
//! as `kairan extract`, hands it the open file as its input, and reads text from its output. The child gives up files,
//! network, memory and time before it reads the first byte ([`sandbox`]).

mod archive;
mod child;
mod docx;
mod parent;
mod plain;
mod pptx;
mod sandbox;
mod sniff;
mod wire;
mod xlsx;
mod xml;

pub use archive::{ArchiveLimits, check_directory};
pub use child::child_main;
pub use parent::{ExtractOutcome, ExtractStatus, Extractor};
pub use sniff::{Container, FileKind, sniff};

/// The kinds of files whose text is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtractKind {
    /// Plain text and CSV, in any Japanese encoding.
    Text,
    /// Word documents.
    Docx,
    /// Workbooks.
    Xlsx,
    /// Presentations.
    Pptx,
    /// PDF.
    Pdf,
}

impl ExtractKind {
    const ALL: [Self; 5] = [Self::Text, Self::Docx, Self::Xlsx, Self::Pptx, Self::Pdf];

    /// The kind of a file by its name; none if its text cannot be taken out.
    pub fn of_name(name: &str) -> Option<Self> {
        let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
        Some(match extension.as_str() {
            "txt" | "csv" | "tsv" => Self::Text,
            "docx" | "docm" => Self::Docx,
            "xlsx" | "xlsm" => Self::Xlsx,
            "pptx" | "pptm" => Self::Pptx,
            "pdf" => Self::Pdf,
            _ => return None,
        })
    }

    /// The word on the command line of the child.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Pdf => "pdf",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
