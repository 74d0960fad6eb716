//! Names and kinds of files.

use app::domain::{
    error::{AppError, FieldProblem, FileRefusal},
    notice::FILE_NAME_MAX,
    text_rules::single_line,
};

/// Kinds that are taken: extension and content type. Programs and pages are not among them (C-43).
const KINDS: [(&str, &str); 30] = [
    ("pdf", "application/pdf"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("docm", "application/vnd.ms-word.document.macroEnabled.12"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("pptm", "application/vnd.ms-powerpoint.presentation.macroEnabled.12"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("rtf", "application/rtf"),
    ("jtd", "application/x-js-taro"),
    ("txt", "text/plain"),
    ("csv", "text/csv"),
    ("tsv", "text/tab-separated-values"),
    ("json", "application/json"),
    ("xml", "application/xml"),
    ("geojson", "application/geo+json"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("webp", "image/webp"),
    ("zip", "application/zip"),
    ("eml", "message/rfc822"),
];

/// The name of a file as it is kept: without the folders of the machine it comes from.
///
/// # Errors
/// [`AppError::Invalid`] on `file`.
pub fn tidy_name(name: &str) -> Result<String, AppError> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let name = single_line(last, FILE_NAME_MAX).and_then(|name| name.ok_or(FieldProblem::Required));
    name.map_err(|problem| AppError::field("file", problem))
}

/// The content type of a file of this name.
///
/// # Errors
/// [`AppError::FileRefused`] when files of its kind are not taken.
pub fn media_type(name: &str) -> Result<&'static str, AppError> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    let known = KINDS.iter().find(|(known, _)| *known == extension);
    known.map(|(_, media_type)| *media_type).ok_or(AppError::FileRefused { reason: FileRefusal::Kind })
}
