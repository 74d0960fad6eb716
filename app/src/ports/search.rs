//! Full-text search over what the caller may see.

use super::Caller;
use crate::domain::{
    error::AppError,
    search::{SearchQuery, SearchResults},
};

/// Full-text search.
#[async_trait::async_trait]
pub trait SearchService: Send + Sync {
    /// One page of hits with passages and counts.
    ///
    /// # Errors
    /// [`AppError::Invalid`] on `q` when it is too long or has too many words; [`AppError::Unavailable`] when it takes
    /// too long.
    async fn search(&self, caller: &Caller, query: &SearchQuery) -> Result<SearchResults, AppError>;
}
