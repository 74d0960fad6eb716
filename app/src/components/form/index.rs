//! Which fields a page has, so that the summary above them can name and link them.

use std::sync::{Arc, Mutex, PoisonError};

/// A field of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Indexed {
    /// Server function and key of its form.
    pub form: (String, Option<String>),
    /// Its name.
    pub name: String,
    /// Its element.
    pub id: String,
    /// Its label.
    pub label: String,
}

/// The fields of the page in their order. A page puts it in context before it builds its fields.
#[derive(Clone, Debug, Default)]
pub struct FieldIndex(Arc<Mutex<Vec<Indexed>>>);

impl FieldIndex {
    pub(super) fn add(&self, field: Indexed) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(field);
    }

    pub(super) fn all(&self) -> Vec<Indexed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
