//! Full-text search.

use app::domain::search::{DocKind, Facets, HITS_PER_PAGE, MAX_PAGE, SearchHit, SearchQuery, SearchResults};
use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ApiCaller, ApiQuery, ApiResult};
use crate::http::AppState;

/// What to search for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Search {
    /// Words; "…" for a phrase, - before a word to leave it out. At most 200 characters.
    #[serde(default)]
    q: String,
    /// Only documents of this sort: `notice`, `attachment`, `survey`, `contact`.
    doc_kind: Option<DocKind>,
    /// Only notices of this kind.
    kind: Option<String>,
    /// Only this fiscal year.
    year: Option<i32>,
    /// Only with this tag.
    tag: Option<String>,
    /// Page, from 1; the `next_cursor` of the page before.
    #[serde(default = "first", alias = "cursor")]
    page: u32,
}

const fn first() -> u32 {
    1
}

/// A page of hits.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hits {
    /// The hits, best first.
    items: Vec<SearchHit>,
    /// All hits.
    total: u64,
    /// The number of the next page, if there is one.
    next_cursor: Option<String>,
    /// Counts of the hits by sort, kind, year and tag.
    facets: Facets,
    /// The index is being rebuilt, so something may be missing yet.
    rebuilding: bool,
}

impl Hits {
    fn of(found: SearchResults, page: u32) -> Self {
        // Beyond the last page that is made there is nothing to come to; whoever wants more narrows the search.
        let more = page < MAX_PAGE && u64::from(page) * u64::from(HITS_PER_PAGE) < found.total;
        let next_cursor = more.then(|| (page + 1).to_string());
        let SearchResults { hits, total, facets, rebuilding } = found;
        Self { items: hits, total, next_cursor, facets, rebuilding }
    }
}

/// Routes of this resource.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(search))
}

/// Finds notices, files, surveys and contacts that the caller may see.
#[utoipa::path(get, path = "/search", tag = "search", params(Search), responses((status = 200, body = Hits)))]
async fn search(
    State(state): State<AppState>,
    caller: ApiCaller,
    ApiQuery(asked): ApiQuery<Search>,
) -> ApiResult<Json<Hits>> {
    let page = asked.page.max(1);
    let query = SearchQuery {
        text: asked.q,
        doc_kind: asked.doc_kind,
        kind: asked.kind,
        year: asked.year,
        tag: asked.tag,
        page,
        ..SearchQuery::default()
    };
    let found = state.services.search.search(&caller, &query).await;
    found.map(|found| Json(Hits::of(found, page))).map_err(|error| caller.problem(error))
}
