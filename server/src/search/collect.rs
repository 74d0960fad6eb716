//! Counts hits by the values of a field while they are collected.

use std::collections::BTreeMap;

use app::domain::search::{Facet, Facets};
use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::{Column, StrColumn},
};

use super::schema::{DOC_KIND, KIND, TAG, YEAR};

/// Values of a facet that are worth showing.
const MAX_VALUES: usize = 50;

/// Counts all hits, and by sort of document, kind, year and tag.
pub(super) struct Counter;

/// Counts of one segment, or of all.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// All hits.
    pub total: u64,
    doc_kinds: BTreeMap<String, u64>,
    kinds: BTreeMap<String, u64>,
    tags: BTreeMap<String, u64>,
    years: BTreeMap<i64, u64>,
}

impl Counts {
    /// The counts as they are shown.
    pub fn into_facets(self) -> Facets {
        let years = self.years.into_iter().rev().take(MAX_VALUES);
        Facets {
            doc_kinds: by_frequency(self.doc_kinds),
            kinds: by_frequency(self.kinds),
            years: years.map(|(year, count)| Facet { value: year.to_string(), count }).collect(),
            tags: by_frequency(self.tags),
        }
    }
}

fn by_frequency(counts: BTreeMap<String, u64>) -> Vec<Facet> {
    let mut facets: Vec<Facet> = counts.into_iter().map(|(value, count)| Facet { value, count }).collect();
    facets.sort_by_key(|facet| std::cmp::Reverse(facet.count));
    facets.truncate(MAX_VALUES);
    facets
}

fn add<K: Ord>(into: &mut BTreeMap<K, u64>, from: BTreeMap<K, u64>) {
    for (value, count) in from {
        *into.entry(value).or_default() += count;
    }
}

impl Collector for Counter {
    type Fruit = Counts;
    type Child = SegmentCounter;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounter> {
        let columns = segment.fast_fields();
        Ok(SegmentCounter {
            total: 0,
            doc_kinds: TextCounter::new(columns.str(DOC_KIND)?),
            kinds: TextCounter::new(columns.str(KIND)?),
            tags: TextCounter::new(columns.str(TAG)?),
            year: columns.i64(YEAR)?,
            years: BTreeMap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Counts> {
        let mut all = Counts::default();
        for segment in segments {
            let segment = segment?;
            all.total += segment.total;
            add(&mut all.doc_kinds, segment.doc_kinds);
            add(&mut all.kinds, segment.kinds);
            add(&mut all.tags, segment.tags);
            add(&mut all.years, segment.years);
        }
        Ok(all)
    }
}

/// Counts within a segment.
pub(super) struct SegmentCounter {
    total: u64,
    doc_kinds: TextCounter,
    kinds: TextCounter,
    tags: TextCounter,
    year: Column<i64>,
    years: BTreeMap<i64, u64>,
}

impl SegmentCollector for SegmentCounter {
    type Fruit = tantivy::Result<Counts>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.total += 1;
        self.doc_kinds.collect(doc);
        self.kinds.collect(doc);
        self.tags.collect(doc);
        for year in self.year.values_for_doc(doc) {
            *self.years.entry(year).or_default() += 1;
        }
    }

    fn harvest(self) -> tantivy::Result<Counts> {
        Ok(Counts {
            total: self.total,
            doc_kinds: self.doc_kinds.harvest()?,
            kinds: self.kinds.harvest()?,
            tags: self.tags.harvest()?,
            years: self.years,
        })
    }
}

/// Counts the values of a text column by their number in the dictionary of the segment.
struct TextCounter {
    column: Option<StrColumn>,
    counts: Vec<u64>,
}

impl TextCounter {
    fn new(column: Option<StrColumn>) -> Self {
        let values = column.as_ref().map_or(0, |column| column.dictionary().num_terms());
        Self { column, counts: vec![0; values] }
    }

    fn collect(&mut self, doc: DocId) {
        let Some(column) = &self.column else { return };
        for ord in column.term_ords(doc) {
            if let Some(count) = usize::try_from(ord).ok().and_then(|ord| self.counts.get_mut(ord)) {
                *count += 1;
            }
        }
    }

    fn harvest(self) -> tantivy::Result<BTreeMap<String, u64>> {
        let mut counts = BTreeMap::new();
        let Some(column) = self.column else { return Ok(counts) };
        for (ord, count) in (0..).zip(self.counts) {
            let mut value = String::new();
            if count > 0 && column.ord_to_str(ord, &mut value)? {
                counts.insert(value, count);
            }
        }
        Ok(counts)
    }
}
