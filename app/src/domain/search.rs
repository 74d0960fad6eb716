//! Searching: what is asked, how it is read, and what comes back.

mod highlight;
mod place;
mod query;

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use highlight::{Segment, Snippet, highlight, lead, snippets};
pub use place::{Place, TextPart, place_at};
pub use query::{MAX_QUERY_CHARS, MAX_TERMS, Needle, ParsedQuery, QueryProblem};

/// Hits on one page of results.
pub const HITS_PER_PAGE: u32 = 20;

/// The last page that can be asked for; who has not found it in a thousand hits needs other words.
pub const MAX_PAGE: u32 = 50;

/// What a document of the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum DocKind {
    /// A notice (通知).
    Notice,
    /// A file of a notice (添付).
    Attachment,
    /// A survey with its questions (調査).
    Survey,
    /// A directory entry (担当者).
    Contact,
}

impl DocKind {
    /// Every kind, in the order results list them.
    pub const ALL: [Self; 4] = [Self::Notice, Self::Attachment, Self::Survey, Self::Contact];

    /// The name in the index, in URLs and in REST.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Attachment => "attachment",
            Self::Survey => "survey",
            Self::Contact => "contact",
        }
    }

    /// Reads the name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A document of the index, written `notice:<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocKey {
    /// What it is.
    pub kind: DocKind,
    /// Its identifier.
    pub id: Uuid,
}

impl fmt::Display for DocKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.id)
    }
}

/// A text that is not a [`DocKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the key of a document")]
pub struct NotADocKey;

impl FromStr for DocKey {
    type Err = NotADocKey;

    fn from_str(text: &str) -> Result<Self, NotADocKey> {
        let (kind, id) = text.split_once(':').ok_or(NotADocKey)?;
        let kind = DocKind::parse(kind).ok_or(NotADocKey)?;
        Ok(Self { kind, id: Uuid::parse_str(id).map_err(|_| NotADocKey)? })
    }
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchOrder {
    /// The best first, the newest of equals first.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
}

/// What a reader asks for: the words of the URL.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchQuery {
    /// What was typed.
    #[serde(rename = "q")]
    pub text: String,
    /// Only documents of this sort.
    pub doc_kind: Option<DocKind>,
    /// Only notices of this kind (照会, 依頼 …), as stored.
    pub kind: Option<String>,
    /// Only this fiscal year (年度, April to March).
    pub year: Option<i32>,
    /// Only with this tag.
    pub tag: Option<String>,
    /// The order of hits.
    pub order: SearchOrder,
    /// The page of results, from 1; 0 is read as 1.
    pub page: u32,
}

impl SearchQuery {
    /// Hits to skip before the page.
    pub fn offset(&self) -> u32 {
        (self.page.clamp(1, MAX_PAGE) - 1) * HITS_PER_PAGE
    }
}

/// One hit as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SearchHit {
    /// The document.
    pub id: Uuid,
    /// What it is.
    pub doc_kind: DocKind,
    /// The notice or survey it belongs to, the body of a contact; itself where it stands alone.
    pub parent_id: Uuid,
    /// Title, or the file name of an attachment, with the found words marked.
    pub title: Vec<Segment>,
    /// Document number, where it has one.
    pub number: Option<String>,
    /// Kind of notice, where it has one.
    pub kind: Option<String>,
    /// Whether the notice was withdrawn.
    pub withdrawn: bool,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Where in the text the words were found.
    pub snippets: Vec<Snippet>,
}

/// A value that hits can be narrowed to, and how many hits have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Facet {
    /// The value.
    pub value: String,
    /// Hits with it, of those the reader may see.
    pub count: u64,
}

/// Counts of the hits that the reader may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Facets {
    /// By sort of document.
    pub doc_kinds: Vec<Facet>,
    /// By kind of notice, the most frequent first.
    pub kinds: Vec<Facet>,
    /// By fiscal year, the newest first.
    pub years: Vec<Facet>,
    /// By tag, the most frequent first.
    pub tags: Vec<Facet>,
}

/// One page of results.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResults {
    /// The hits of the page.
    pub hits: Vec<SearchHit>,
    /// All hits, exactly.
    pub total: u64,
    /// Counts by kind, year and tag.
    pub facets: Facets,
    /// The index is being rebuilt, so something may be missing yet.
    pub rebuilding: bool,
}
