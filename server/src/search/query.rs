//! Turns what is asked into a query of the engine. The engine's own query language is not used: its parser can be made
//! to hang or to overflow the stack by a short input (C-53).

use std::ops::Bound;

use app::domain::search::{Needle, SearchOrder};
use tantivy::{
    Score, Term,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery, Occur, PhraseQuery,
        Query, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

use super::{
    ReaderScope, SearchRequest,
    excluded::Excluded,
    needle::{QueryTokens, query_tokens, runs},
    schema::Fields,
};

type Clause = (Occur, Box<dyn Query>);

/// What a match is worth beyond the text itself: in the title, as a whole run, as the beginning of a run, as the number.
const TITLE: Score = 2.0;
const WHOLE_RUN: Score = 3.0;
const RUN_BEGINS: Score = 2.0;
const NUMBER: Score = 50.0;

/// The query for a request, with what the reader may see as its first condition.
pub(super) fn build(fields: &Fields, scope: &ReaderScope, request: &SearchRequest) -> Box<dyn Query> {
    if request.query.unsearchable {
        return Box::new(EmptyQuery);
    }
    let mut clauses: Vec<Clause> = Vec::new();
    if let ReaderScope::Holding(terms) = scope {
        let terms = terms.iter().map(|term| text_term(fields.audience, term.as_str())).collect();
        clauses.push(filter(any_of(terms)));
    }
    clauses.extend(filters(fields, request));
    for needle in &request.query.required {
        clauses.push((Occur::Must, found(fields, needle)));
        if request.order == SearchOrder::Relevance {
            clauses.extend(boosts(fields, needle));
        }
    }
    for needle in &request.query.excluded {
        clauses.push((Occur::MustNot, Box::new(Excluded(found(fields, needle)))));
    }
    if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
        clauses.push(filter(Box::new(AllQuery)));
    }
    Box::new(BooleanQuery::new(clauses))
}

/// A condition that does not count for the order.
fn filter(query: Box<dyn Query>) -> Clause {
    (Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0)))
}

fn any_of(terms: Vec<Term>) -> Box<dyn Query> {
    if terms.is_empty() { Box::new(EmptyQuery) } else { Box::new(BooleanQuery::new_multiterms_query(terms)) }
}

fn filters(fields: &Fields, request: &SearchRequest) -> Vec<Clause> {
    let terms = [
        request.doc_kind.map(|kind| text_term(fields.doc_kind, kind.as_str())),
        request.kind.as_deref().map(|kind| text_term(fields.kind, kind)),
        request.tag.as_deref().map(|tag| text_term(fields.tag, tag)),
        request.year.map(|year| Term::from_field_i64(fields.year, i64::from(year))),
    ];
    let exact = |term| filter(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
    terms.into_iter().flatten().map(exact).collect()
}

/// Documents that hold the needle.
fn found(fields: &Fields, needle: &Needle) -> Box<dyn Query> {
    let in_text = tokens_in(fields.text, &query_tokens(needle.text(), needle.is_prefix()));
    match needle.number() {
        Some(number) => {
            let number = TermQuery::new(text_term(fields.number, number), IndexRecordOption::Basic);
            let number: Box<dyn Query> = Box::new(ConstScoreQuery::new(Box::new(number), NUMBER));
            Box::new(BooleanQuery::union(vec![in_text, number]))
        }
        None => in_text,
    }
}

/// What makes one hit better than another.
fn boosts(fields: &Fields, needle: &Needle) -> Vec<Clause> {
    let boost = |query, by| -> Clause { (Occur::Should, Box::new(BoostQuery::new(query, by))) };
    let mut clauses = vec![boost(tokens_in(fields.title, &query_tokens(needle.text(), false)), TITLE)];
    for run in runs(needle.text()) {
        clauses.push(boost(term_query(text_term(fields.runs, &run)), WHOLE_RUN));
        clauses.push(boost(beginning_with(fields.runs, &run), RUN_BEGINS));
    }
    clauses
}

/// Documents with these tokens at these offsets in `field`.
fn tokens_in(field: Field, needle: &QueryTokens) -> Box<dyn Query> {
    match needle.tokens.as_slice() {
        [] => Box::new(EmptyQuery),
        [(_, only)] if needle.prefix => beginning_with(field, only),
        [(_, only)] => term_query(text_term(field, only)),
        tokens => Box::new(PhraseQuery::new_with_offset(
            tokens.iter().map(|(at, text)| (*at, text_term(field, text))).collect(),
        )),
    }
}

fn term_query(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

/// Documents with a token that begins with `text`: a range of the dictionary.
fn beginning_with(field: Field, text: &str) -> Box<dyn Query> {
    let from = Bound::Included(text_term(field, text));
    let to = after_all(text).map_or(Bound::Unbounded, |end| Bound::Excluded(text_term(field, &end)));
    Box::new(InvertedIndexRangeQuery::new(from, to))
}

/// The first text in the order of code points that does not begin with `text`.
fn after_all(text: &str) -> Option<String> {
    let mut chars: Vec<char> = text.chars().collect();
    let last = chars.pop()?;
    let next = (u32::from(last) + 1..=u32::from(char::MAX)).find_map(char::from_u32)?;
    chars.push(next);
    Some(chars.into_iter().collect())
}

fn text_term(field: Field, text: &str) -> Term {
    Term::from_field_text(field, text)
}
