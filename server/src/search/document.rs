//! What goes into the index.

use app::domain::{fold::number_keys, ids::BodyId, search::DocKey};
use chrono::{DateTime, Utc};
use tantivy::TantivyDocument;
use uuid::Uuid;

use super::schema::Fields;

/// Bytes of text that are indexed of one document: some 1,500 pages. What lies behind is not found, rather than one
/// file filling the memory of the writer.
const MAX_TEXT: usize = 8 * 1024 * 1024;

/// Who may find a document: a reader finds it who holds one of its terms.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AudienceTerm(String);

impl AudienceTerm {
    /// Everybody who is signed in.
    pub fn everybody() -> Self {
        Self("all".to_owned())
    }

    /// The members of a body.
    pub fn body(body: BodyId) -> Self {
        Self(format!("body:{body}"))
    }

    /// The term as it stands in the index.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A document as the index takes it. It is found only by readers who hold a term of `audience`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexDocument {
    /// What it is, and its identifier.
    pub key: DocKey,
    /// The notice or survey it belongs to; its own identifier where it stands alone.
    pub parent_id: Uuid,
    /// Title, or file name.
    pub title: String,
    /// Text to be found.
    pub body: String,
    /// Document number.
    pub number: Option<String>,
    /// Kind of notice (照会, 依頼 …), as stored.
    pub kind: Option<String>,
    /// Fiscal year (年度).
    pub year: Option<i32>,
    /// Tags.
    pub tags: Vec<String>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Who may find it. Nobody but administrators when empty.
    pub audience: Vec<AudienceTerm>,
}

impl IndexDocument {
    /// The document in the form of the engine.
    pub(super) fn to_tantivy(&self, fields: &Fields) -> TantivyDocument {
        let mut doc = TantivyDocument::default();
        doc.add_text(fields.key, self.key.to_string());
        doc.add_text(fields.parent, self.parent_id.to_string());
        doc.add_text(fields.doc_kind, self.key.kind.as_str());
        doc.add_i64(fields.published_at, self.published_at.timestamp_millis());
        doc.add_text(fields.title, &self.title);
        for text in self.texts() {
            doc.add_text(fields.text, text);
            doc.add_text(fields.runs, text);
        }
        for key in self.number.iter().flat_map(|number| number_keys(number)) {
            doc.add_text(fields.number, key);
        }
        if let Some(kind) = &self.kind {
            doc.add_text(fields.kind, kind);
        }
        if let Some(year) = self.year {
            doc.add_i64(fields.year, i64::from(year));
        }
        for tag in &self.tags {
            doc.add_text(fields.tag, tag);
        }
        for term in &self.audience {
            doc.add_text(fields.audience, term.as_str());
        }
        doc
    }

    /// Everything that is searched: a phrase does not reach from one text into the next.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let body = self.body.get(..self.body.floor_char_boundary(MAX_TEXT)).unwrap_or_default();
        let number = self.number.as_deref().unwrap_or_default();
        [self.title.as_str(), number].into_iter().chain(self.tags.iter().map(String::as_str)).chain([body])
    }
}
