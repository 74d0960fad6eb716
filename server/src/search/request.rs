//! What is asked of the index, and what it answers.

use app::domain::search::{
    DocKey, DocKind, Facets, HITS_PER_PAGE, ParsedQuery, QueryProblem, SearchOrder, SearchQuery,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::AudienceTerm;

/// What a reader may find. Made by the policy from the account, never from what the browser sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderScope {
    /// Everything in the index.
    Everything,
    /// Documents that name one of these terms; nothing at all when there are none.
    Holding(Vec<AudienceTerm>),
}

/// One page of hits to look up.
#[derive(Clone, Debug, Default)]
pub struct SearchRequest {
    /// The words.
    pub query: ParsedQuery,
    /// Only documents of this sort.
    pub doc_kind: Option<DocKind>,
    /// Only notices of this kind.
    pub kind: Option<String>,
    /// Only this fiscal year.
    pub year: Option<i32>,
    /// Only with this tag.
    pub tag: Option<String>,
    /// The order of hits.
    pub order: SearchOrder,
    /// Hits to skip.
    pub offset: u32,
    /// Hits to return.
    pub limit: u32,
}

impl SearchRequest {
    /// The request for what a reader typed and chose.
    ///
    /// # Errors
    /// The words are too long or too many.
    pub fn from_query(query: &SearchQuery) -> Result<Self, QueryProblem> {
        Ok(Self {
            query: ParsedQuery::parse(&query.text)?,
            doc_kind: query.doc_kind,
            kind: query.kind.clone(),
            year: query.year,
            tag: query.tag.clone(),
            order: query.order,
            offset: query.offset(),
            limit: HITS_PER_PAGE,
        })
    }
}

/// A hit: which document, and what is needed to order and name it. Texts come from the database.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHitRef {
    /// The document.
    pub key: DocKey,
    /// The notice or survey it belongs to.
    pub parent_id: Uuid,
    /// Title or file name when it was indexed.
    pub title: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// How well it matches; only comparable within one answer.
    pub score: f32,
}

/// The hits of a page, with totals over all pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchPage {
    /// The hits, best first.
    pub hits: Vec<SearchHitRef>,
    /// All hits, exactly.
    pub total: u64,
    /// Counts over all hits.
    pub facets: Facets,
}
