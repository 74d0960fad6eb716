//! Search: the index finds, the database has the words, the policy has the last say.

use std::{collections::HashMap, sync::Arc};

use app::{
    domain::{
        actor::Actor,
        error::AppError,
        search::{DocKind, ParsedQuery, SearchHit, SearchQuery, SearchResults, Snippet, highlight, lead, snippets},
    },
    ports::{Caller, search::SearchService},
};
use async_trait::async_trait;
use uuid::Uuid;

use super::Core;
use crate::{
    search::{AudienceTerm, ReaderScope, SearchError, SearchHitRef, SearchPage, SearchRequest},
    store::search_texts::{self, Found},
};

/// Passages shown of one document.
const PASSAGES: usize = 2;

/// The use cases of search.
pub struct Search {
    core: Arc<Core>,
}

impl Search {
    /// Over the tools of the use cases.
    pub const fn new(core: Arc<Core>) -> Self {
        Self { core }
    }
}

#[async_trait]
impl SearchService for Search {
    async fn search(&self, caller: &Caller, query: &SearchQuery) -> Result<SearchResults, AppError> {
        let request = SearchRequest::from_query(query).map_err(|problem| AppError::field("q", problem.into()))?;
        let words = request.query.clone();
        let asked = self.core.index.search(scope(&caller.actor), request).await;
        let (page, turn) = asked.map_err(|error| fault(&error))?;
        let mut found = self.look_up(&caller.actor, &page.hits).await?;
        let SearchPage { hits, total, facets } = page;
        // Millions of characters are folded here, which has no place among the tasks that answer requests. The turn
        // bounds how many such texts are in memory.
        let passages = tokio::task::spawn_blocking(move || {
            // A hit that is gone or no longer the reader's since the index last looked is left out.
            let shown = |hit: &SearchHitRef| found.remove(&hit.key.id).map(|found| shown(hit, found, &words));
            let hits: Vec<SearchHit> = hits.iter().filter_map(shown).collect();
            drop(turn);
            hits
        });
        let hits = passages.await.map_err(|_| AppError::Unavailable)?;
        let rebuilding = self.core.index.status().rebuilding;
        Ok(SearchResults { hits, total, facets, rebuilding })
    }
}

impl Search {
    /// The documents of a page as the database has them, of those the reader may see now.
    async fn look_up(&self, actor: &Actor, hits: &[SearchHitRef]) -> Result<HashMap<Uuid, Found>, AppError> {
        let reader = (!actor.prefecture).then_some(actor.body);
        let mut all = HashMap::with_capacity(hits.len());
        for kind in DocKind::ALL {
            let ids: Vec<Uuid> = hits.iter().filter(|hit| hit.key.kind == kind).map(|hit| hit.key.id).collect();
            if !ids.is_empty() {
                all.extend(search_texts::find(&self.core.store.read(), kind, &ids, reader).await?);
            }
        }
        Ok(all)
    }
}

/// What the reader may find; the same rule as in the policy, as a filter of the index.
fn scope(actor: &Actor) -> ReaderScope {
    if actor.prefecture {
        ReaderScope::Everything
    } else {
        ReaderScope::Holding(vec![AudienceTerm::everybody(), AudienceTerm::body(actor.body)])
    }
}

fn shown(hit: &SearchHitRef, found: Found, words: &ParsedQuery) -> SearchHit {
    let mut passages = snippets(&found.text, words, PASSAGES);
    if passages.is_empty() {
        passages.extend(Some(lead(&found.text)).filter(|lead: &Snippet| !lead.segments.is_empty()));
    }
    SearchHit {
        id: hit.key.id,
        doc_kind: hit.key.kind,
        parent_id: hit.parent_id,
        title: highlight(&found.title, words),
        number: found.number,
        kind: found.kind,
        withdrawn: found.withdrawn,
        published_at: hit.published_at,
        snippets: passages,
    }
}

fn fault(error: &SearchError) -> AppError {
    tracing::warn!(%error, "search");
    AppError::Unavailable
}
