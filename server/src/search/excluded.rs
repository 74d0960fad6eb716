//! What a search leaves out.

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED,
    query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight},
};

/// The documents of a query, found as a whole before any of them is left out.
///
/// The engine (0.27) asks the scorer of an excluded phrase about documents that it has passed already, which that
/// scorer does not take: a debug assertion there ends the search. A list of documents does not mind.
#[derive(Debug)]
pub(super) struct Excluded(pub Box<dyn Query>);

impl Clone for Excluded {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for Excluded {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(LeftOut(self.0.weight(scoring)?)))
    }
}

struct LeftOut(Box<dyn Weight>);

impl Weight for LeftOut {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut found = self.0.scorer(reader, 0.0)?;
        let mut documents = Vec::new();
        while found.doc() != TERMINATED {
            documents.push(found.doc());
            found.advance();
        }
        Ok(Box::new(ConstScorer::new(List { documents, at: 0 }, 0.0)))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(reader, document)
    }
}

/// Documents in their order.
struct List {
    documents: Vec<DocId>,
    at: usize,
}

impl DocSet for List {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.documents.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.documents.len()).unwrap_or(u32::MAX)
    }
}
