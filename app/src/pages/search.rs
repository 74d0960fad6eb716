//! Search over everything that the reader may see.

use leptos::prelude::*;

use crate::{
    components::{
        banner::Banner,
        empty_state::EmptyState,
        icon::IconName,
        layout::Page,
        load::{load, query_value, set_status, use_lang},
        pagination::Pagination,
        search_box::SearchBox,
        status_chip::Tag,
        tone::Tone,
    },
    domain::{
        calendar::{FiscalYear, format_date_short, jst_date},
        error::AppError,
        ids::{BodyId, NoticeId, SurveyId},
        lang::{Lang, Text},
        notice::NoticeKind,
        search::{
            DocKind, Facet, Facets, HITS_PER_PAGE, MAX_PAGE, SearchHit, SearchOrder, SearchQuery, SearchResults,
            Segment, Snippet,
        },
    },
    routes,
    text::{nav, search},
};

/// What there is to show.
enum Found {
    /// Nothing was asked yet.
    Nothing,
    /// The query cannot be searched; why.
    Refused(String),
    /// Hits.
    Results(SearchResults),
}

/// The search page.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = asked();
    let lang = use_lang();
    let wanted = query.clone();
    load(
        async move |context, caller| {
            if wanted.text.trim().is_empty() && wanted.tag.is_none() {
                return Ok(Found::Nothing);
            }
            match context.services.search.search(&caller, &wanted).await {
                Ok(results) => Ok(Found::Results(results)),
                Err(error @ AppError::Invalid { .. }) => Ok(Found::Refused(reason(&error, lang))),
                Err(error) => Err(error),
            }
        },
        move |found| {
            let content = match found {
                Found::Nothing => advice(lang).into_any(),
                Found::Refused(reason) => {
                    set_status(422);
                    view! { <Banner tone=Tone::Danger title=search::REFUSED.get(lang) news=true><p>{reason}</p></Banner> }
                        .into_any()
                }
                Found::Results(results) => results_view(&query, results, lang).into_any(),
            };
            view! {
                <Page title=nav::SEARCH.get(lang) lead=move || search::LEAD.get(lang)>
                    <div class="stack stack--l"><SearchBox query=query.text.clone()/>{content}</div>
                </Page>
            }
        },
    )
}

/// The query of the address; conditions that cannot be read are left out.
fn asked() -> SearchQuery {
    SearchQuery {
        text: query_value("q").unwrap_or_default(),
        doc_kind: query_value("doc_kind").and_then(|name| DocKind::parse(&name)),
        kind: query_value("kind"),
        year: query_value("year").and_then(|year| year.parse().ok()),
        tag: query_value("tag"),
        order: if query_value("order").as_deref() == Some("newest") {
            SearchOrder::Newest
        } else {
            SearchOrder::Relevance
        },
        page: query_value("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, MAX_PAGE),
    }
}

fn reason(error: &AppError, lang: Lang) -> String {
    match error {
        AppError::Invalid { errors } => {
            errors.iter().map(|error| error.problem.message(lang)).collect::<Vec<_>>().join(" ")
        }
        other => other.message(lang),
    }
}

/// The address of `query`.
fn address(query: &SearchQuery) -> String {
    let mut pairs = vec![("q", query.text.clone())];
    pairs.extend(query.doc_kind.map(|kind| ("doc_kind", kind.as_str().to_owned())));
    pairs.extend(query.kind.clone().map(|kind| ("kind", kind)));
    pairs.extend(query.year.map(|year| ("year", year.to_string())));
    pairs.extend(query.tag.clone().map(|tag| ("tag", tag)));
    if query.order == SearchOrder::Newest {
        pairs.push(("order", "newest".to_owned()));
    }
    if query.page > 1 {
        pairs.push(("page", query.page.to_string()));
    }
    format!("{}?{}", routes::SEARCH, serde_urlencoded::to_string(pairs).unwrap_or_default())
}

fn advice(lang: Lang) -> impl IntoView {
    let items = search::ADVICE_ITEMS.iter().map(|item| view! { <li>{item.get(lang)}</li> }).collect_view();
    view! { <section class="section"><h2>{search::ADVICE.get(lang)}</h2><ul class="prose">{items}</ul></section> }
}

fn results_view(query: &SearchQuery, results: SearchResults, lang: Lang) -> impl IntoView + use<> {
    let SearchResults { hits, total, facets, rebuilding } = results;
    let page = query.page.max(1);
    let more = page < MAX_PAGE && u64::from(page) * u64::from(HITS_PER_PAGE) < total;
    let first = (page > 1).then(|| address(&SearchQuery { page: 1, ..query.clone() }));
    let next = more.then(|| address(&SearchQuery { page: page + 1, ..query.clone() }));
    let list = if hits.is_empty() {
        nothing(query, lang).into_any()
    } else {
        let hits = hits.into_iter().map(|hit| hit_view(hit, lang)).collect_view();
        view! { <div class="hits">{hits}</div><Pagination total first next/> }.into_any()
    };
    let narrow = facets_view(query, &facets, lang);
    view! {
        {rebuilding.then(|| view! { <Banner tone=Tone::Warning title=search::REBUILDING.get(lang)/> })}
        <div class="with-filter">
            {narrow}
            <section class="stack">
                <h2>{search::RESULTS.fill(lang, &[("n", &total.to_string())])}</h2>
                {list}
            </section>
        </div>
    }
}

fn nothing(query: &SearchQuery, lang: Lang) -> impl IntoView + use<> {
    let plain = SearchQuery { text: query.text.clone(), page: 1, ..SearchQuery::default() };
    let narrowed = query.doc_kind.is_some() || query.kind.is_some() || query.year.is_some() || query.tag.is_some();
    let way = narrowed.then(|| {
        view! { <a class="button" href=address(&plain)>{search::WITHOUT_CONDITIONS.get(lang)}</a> }
    });
    view! {
        <EmptyState icon=IconName::Search title=search::NOTHING.get(lang) text=search::NOTHING_TEXT.get(lang)>{way}</EmptyState>
    }
}

/// The words, the found ones marked.
fn marked(segments: Vec<Segment>) -> impl IntoView {
    segments
        .into_iter()
        .map(
            |segment| {
                if segment.marked { view! { <mark>{segment.text}</mark> }.into_any() } else { segment.text.into_any() }
            },
        )
        .collect_view()
}

fn snippet(snippet: Snippet) -> impl IntoView {
    let cut = |is: bool| is.then_some("…");
    view! { <p class="hit__snippet">{cut(snippet.cut_before)}{marked(snippet.segments)}{cut(snippet.cut_after)}</p> }
}

fn hit_view(hit: SearchHit, lang: Lang) -> impl IntoView {
    let href = match hit.doc_kind {
        DocKind::Notice | DocKind::Attachment => routes::notice(NoticeId(hit.parent_id)),
        DocKind::Survey => routes::survey(SurveyId(hit.parent_id)),
        DocKind::Contact => routes::directory_body(BodyId(hit.parent_id)),
    };
    // When a contact was entered says nothing to the reader.
    let date = (hit.doc_kind != DocKind::Contact).then(|| format_date_short(jst_date(hit.published_at), lang));
    let sort = search::sort(hit.doc_kind).get(lang);
    // A notice of the kind 「通知」 is not called that twice.
    let kind = hit.kind.map(|kind| kind_name(&kind, lang)).filter(|kind| kind != sort);
    let kind = kind.map(|label| view! { <Tag label/> });
    let withdrawn = hit.withdrawn.then(|| view! { <Tag label=search::WITHDRAWN.get(lang)/> });
    view! {
        <article class="hit">
            <h3 class="hit__title"><a href=href>{marked(hit.title)}</a></h3>
            {hit.snippets.into_iter().map(snippet).collect_view()}
            <p class="hit__meta">
                <Tag label=sort/>
                {kind}
                {withdrawn}
                {hit.number.map(|number| view! { <span>{number}</span> })}
                {date.map(|date| view! { <span>{date}</span> })}
            </p>
        </article>
    }
}

fn kind_name(code: &str, lang: Lang) -> String {
    NoticeKind::from_code(code).map_or_else(|| code.to_owned(), |kind| kind.text().get(lang).to_owned())
}

/// Counts as links: each leads to the same search with one condition more, or without the one that holds.
fn facets_view(query: &SearchQuery, facets: &Facets, lang: Lang) -> impl IntoView + use<> {
    let fresh = SearchQuery { page: 1, ..query.clone() };
    let sorts = links(&facets.doc_kinds, query.doc_kind.map(DocKind::as_str), |value| {
        let kind = DocKind::parse(value.unwrap_or_default());
        (kind.map(|kind| search::sort(kind).get(lang).to_owned()), SearchQuery { doc_kind: kind, ..fresh.clone() })
    });
    let kinds = links(&facets.kinds, query.kind.as_deref(), |value| {
        (value.map(|code| kind_name(code, lang)), SearchQuery { kind: value.map(str::to_owned), ..fresh.clone() })
    });
    let year = query.year.map(|year| year.to_string());
    let years = links(&facets.years, year.as_deref(), |value| {
        let year = value.and_then(|value| value.parse().ok());
        (year.map(|year| FiscalYear::new(year).label(lang)), SearchQuery { year, ..fresh.clone() })
    });
    let tags = links(&facets.tags, query.tag.as_deref(), |value| {
        let tag = value.map(str::to_owned);
        (tag.clone(), SearchQuery { tag, ..fresh.clone() })
    });
    let order = order_links(&fresh, lang);
    view! {
        <nav class="facets" aria-label=search::NARROW.get(lang)>
            {group(search::BY_SORT, sorts, lang)}
            {group(search::BY_KIND, kinds, lang)}
            {group(search::BY_YEAR, years, lang)}
            {group(search::BY_TAG, tags, lang)}
            {group(search::ORDER, order, lang)}
        </nav>
    }
}

/// A link of the facets.
struct FacetLink {
    label: String,
    href: String,
    count: Option<u64>,
    /// The condition holds; whether the link takes it away.
    current: bool,
    removes: bool,
}

fn links(
    facets: &[Facet],
    chosen: Option<&str>,
    narrowed: impl Fn(Option<&str>) -> (Option<String>, SearchQuery),
) -> Vec<FacetLink> {
    facets
        .iter()
        .filter_map(|facet| {
            let current = chosen == Some(facet.value.as_str());
            let (label, with) = narrowed(Some(&facet.value));
            let to = if current { narrowed(None).1 } else { with };
            Some(FacetLink { label: label?, href: address(&to), count: Some(facet.count), current, removes: current })
        })
        .collect()
}

fn order_links(query: &SearchQuery, lang: Lang) -> Vec<FacetLink> {
    [(SearchOrder::Relevance, search::BEST), (SearchOrder::Newest, search::NEWEST)]
        .into_iter()
        .map(|(order, text)| FacetLink {
            label: text.get(lang).to_owned(),
            href: address(&SearchQuery { order, ..query.clone() }),
            count: None,
            current: query.order == order,
            removes: false,
        })
        .collect()
}

fn group(title: Text, links: Vec<FacetLink>, lang: Lang) -> Option<impl IntoView> {
    let links: Vec<_> = links.into_iter().map(|link| facet_link(link, lang)).collect();
    (!links.is_empty()).then(|| {
        view! {
            <div class="facets__group"><h2>{title.get(lang)}</h2><ul class="plain-list" role="list">{links}</ul></div>
        }
    })
}

fn facet_link(link: FacetLink, lang: Lang) -> impl IntoView {
    let remove = link.removes.then(|| view! { <span class="visually-hidden">{search::REMOVE.get(lang)}</span> });
    view! {
        <li>
            <a class="facets__link" href=link.href aria-current=link.current.then_some("true")>
                <span>{link.label}{remove}</span>
                {link.count.map(|count| view! { <span class="facets__count">{count}</span> })}
            </a>
        </li>
    }
}
