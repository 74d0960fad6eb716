//! Names and kinds of files.

use app::domain::{
    error::{AppError, FieldProblem, FileRefusal},
    notice::FILE_NAME_MAX,
    text_rules::single_line,
};

/// A kind of file that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The extension in small letters.
    pub extension: &'static str,
    /// Content type.
    pub media_type: &'static str,
    /// Ways in which its files begin; none stands for text.
    pub beginnings: &'static [&'static [u8]],
}

/// How a zip begins.
pub(super) const ZIP: &[u8] = b"PK\x03\x04";
/// How an OLE compound file begins: older office documents, Ichitaro, and newer ones with a password.
pub(super) const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const OFFICE: &[&[u8]] = &[ZIP, OLE];
const ZIPS: &[&[u8]] = &[ZIP, b"PK\x05\x06"];
const TEXT: &[&[u8]] = &[];

const fn kind(extension: &'static str, media_type: &'static str, beginnings: &'static [&'static [u8]]) -> Kind {
    Kind { extension, media_type, beginnings }
}

/// Kinds that are taken. Programs and pages are not among them (C-43).
pub const KINDS: [Kind; 31] = [
    kind("pdf", "application/pdf", &[b"%PDF-"]),
    kind("doc", "application/msword", &[OLE]),
    kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", OFFICE),
    kind("docm", "application/vnd.ms-word.document.macroEnabled.12", OFFICE),
    kind("xls", "application/vnd.ms-excel", &[OLE]),
    kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", OFFICE),
    kind("xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12", OFFICE),
    kind("ppt", "application/vnd.ms-powerpoint", &[OLE]),
    kind("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", OFFICE),
    kind("pptm", "application/vnd.ms-powerpoint.presentation.macroEnabled.12", OFFICE),
    kind("odt", "application/vnd.oasis.opendocument.text", ZIPS),
    kind("ods", "application/vnd.oasis.opendocument.spreadsheet", ZIPS),
    kind("odp", "application/vnd.oasis.opendocument.presentation", ZIPS),
    kind("rtf", "application/rtf", &[b"{\\rtf"]),
    kind("jtd", "application/x-js-taro", &[OLE]),
    kind("txt", "text/plain", TEXT),
    kind("csv", "text/csv", TEXT),
    kind("tsv", "text/tab-separated-values", TEXT),
    kind("json", "application/json", TEXT),
    kind("xml", "application/xml", TEXT),
    kind("geojson", "application/geo+json", TEXT),
    kind("png", "image/png", &[b"\x89PNG\r\n\x1a\n"]),
    kind("jpg", "image/jpeg", &[b"\xff\xd8\xff"]),
    kind("jpeg", "image/jpeg", &[b"\xff\xd8\xff"]),
    kind("gif", "image/gif", &[b"GIF87a", b"GIF89a"]),
    kind("tif", "image/tiff", &[b"II*\0", b"MM\0*"]),
    kind("tiff", "image/tiff", &[b"II*\0", b"MM\0*"]),
    kind("webp", "image/webp", &[b"RIFF"]),
    kind("zip", "application/zip", ZIPS),
    kind("eml", "message/rfc822", TEXT),
    kind("mp4", "video/mp4", &[b"ftyp"]),
];

/// The kind of a file by its name.
pub fn kind_of(name: &str) -> Option<&'static Kind> {
    let extension = name.rsplit_once('.')?.1.to_lowercase();
    KINDS.iter().find(|kind| kind.extension == extension)
}

/// The name of a file as it is kept: without the folders of the machine it comes from.
///
/// # Errors
/// [`AppError::Invalid`] on `file_name`, with what is wrong with it.
pub fn tidy_name(name: &str) -> Result<String, AppError> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let name = single_line(last, FILE_NAME_MAX).and_then(|name| name.ok_or(FieldProblem::Required));
    name.map_err(|problem| AppError::field("file_name", problem))
}

/// The content type of a file of this name.
///
/// # Errors
/// [`AppError::FileRefused`] when files of its kind are not taken.
pub fn media_type(name: &str) -> Result<&'static str, AppError> {
    kind_of(name).map(|kind| kind.media_type).ok_or(AppError::FileRefused { reason: FileRefusal::Kind })
}
