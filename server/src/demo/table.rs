//! Tab-separated content: one record a line, `#` begins a comment line.

use super::DemoError;

/// The records of `text`; every one has exactly `columns` fields.
pub(super) fn rows<'a>(file: &'static str, text: &'a str, columns: usize) -> Result<Vec<Vec<&'a str>>, DemoError> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            if fields.len() == columns { Ok(fields) } else { Err(DemoError::content(file, line)) }
        })
        .collect()
}

/// The parts of a field that holds a list separated by `;`.
pub(super) fn list(field: &str) -> Vec<String> {
    field.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
