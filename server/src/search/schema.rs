//! The fields of the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::tokenizer::{BIGRAMS, RUNS};

/// Counts up whenever fields, tokenizer, folding or the words of a document change in a way that needs a new index.
pub(super) const VERSION: u32 = 2;

/// The fields, by name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// [`app::domain::search::DocKey`], unique.
    pub key: Field,
    /// What the document belongs to.
    pub parent: Field,
    /// [`app::domain::search::DocKind`].
    pub doc_kind: Field,
    /// Title in pairs of characters, for ranking; stored.
    pub title: Field,
    /// Title, number, tags and body in pairs of characters: what decides whether a document is found.
    pub text: Field,
    /// The same by runs of one script, for ranking: 京都 stands before 東京都.
    pub runs: Field,
    /// Keys of the document number.
    pub number: Field,
    /// Kind of notice.
    pub kind: Field,
    /// Fiscal year.
    pub year: Field,
    /// Tags.
    pub tag: Field,
    /// Milliseconds since 1970.
    pub published_at: Field,
    /// Who may find it.
    pub audience: Field,
}

pub(super) const DOC_KIND: &str = "doc_kind";
pub(super) const KIND: &str = "kind";
pub(super) const YEAR: &str = "year";
pub(super) const TAG: &str = "tag";
pub(super) const PUBLISHED_AT: &str = "published_at";

/// The schema and its fields.
pub(super) fn build() -> (Schema, Fields) {
    let text = |tokenizer, option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let mut schema = Schema::builder();
    let fields = Fields {
        key: schema.add_text_field("key", STRING | STORED),
        parent: schema.add_text_field("parent", STRING | STORED),
        doc_kind: schema.add_text_field(DOC_KIND, STRING | FAST),
        title: schema.add_text_field("title", text(BIGRAMS, IndexRecordOption::WithFreqsAndPositions).set_stored()),
        text: schema.add_text_field("text", text(BIGRAMS, IndexRecordOption::WithFreqsAndPositions)),
        runs: schema.add_text_field("runs", text(RUNS, IndexRecordOption::WithFreqs)),
        number: schema.add_text_field("number", STRING),
        kind: schema.add_text_field(KIND, STRING | FAST),
        year: schema.add_i64_field(YEAR, INDEXED | FAST),
        tag: schema.add_text_field(TAG, STRING | FAST),
        published_at: schema.add_i64_field(PUBLISHED_AT, INDEXED | FAST | STORED),
        audience: schema.add_text_field("audience", STRING),
    };
    (schema.build(), fields)
}
