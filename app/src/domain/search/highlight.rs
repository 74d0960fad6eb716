//! Marking what was found: whole matches, in the original text, as pieces that a page turns into `<mark>` elements.

use std::{cmp::Reverse, ops::Range};

use serde::{Deserialize, Serialize};

use super::{Needle, ParsedQuery};
use crate::domain::fold::{Folded, Units};

/// A piece of text, marked or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Segment {
    /// The text, as it stands in the original.
    pub text: String,
    /// Whether it is what was searched for.
    pub marked: bool,
}

/// A passage around one or more matches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Snippet {
    /// The pieces, in order.
    pub segments: Vec<Segment>,
    /// Byte of the whole text at which the first match (or the passage, if it has none) begins; see [`super::place_at`].
    pub start: usize,
    /// Text before the passage was left out.
    pub cut_before: bool,
    /// Text after the passage was left out.
    pub cut_after: bool,
}

/// Characters shown before the first match of a passage, and of the whole passage.
const BEFORE_CHARS: usize = 24;
const PASSAGE_CHARS: usize = 110;

/// Bytes of text that are folded at a time, and what one chunk shares with the next so that no match is cut.
const CHUNK: usize = 64 * 1024;
const OVERLAP: usize = 2 * 1024;

/// Enough matches to choose good passages from; a text of a thousand pages is not read to its end.
const ENOUGH: usize = 64;

/// Up to `max` passages of `text` that show the most of what was asked for, in the order of the text.
pub fn snippets(text: &str, query: &ParsedQuery, max: usize) -> Vec<Snippet> {
    let found = matches(text, &query.required, ENOUGH);
    let mut passages = passages(text, &found);
    passages.sort_by_key(|passage| Reverse((passage.needles, passage.marks.len())));
    passages.truncate(max);
    passages.sort_by_key(|passage| passage.range.start);
    passages.iter().map(|passage| passage.cut_from(text)).collect()
}

/// The whole of a short text (a title) with every match marked.
pub fn highlight(text: &str, query: &ParsedQuery) -> Vec<Segment> {
    let marks = merged(matches(text, &query.required, usize::MAX).into_iter().map(|found| found.range));
    segments(text, 0..text.len(), &marks)
}

/// The beginning of a text, for a hit whose words are not in the text itself.
pub fn lead(text: &str) -> Snippet {
    Passage { range: 0..forward(text, 0, PASSAGE_CHARS), marks: Vec::new(), needles: 0 }.cut_from(text)
}

struct Match {
    range: Range<usize>,
    needle: usize,
}

/// Matches in the order of the text; about `enough` of them.
fn matches(text: &str, needles: &[Needle], enough: usize) -> Vec<Match> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() && found.len() < enough {
        let next = text.ceil_char_boundary(start.saturating_add(CHUNK));
        let end = text.ceil_char_boundary(next.saturating_add(OVERLAP));
        let chunk = text.get(start..end).unwrap_or_default();
        let folded = Folded::collect(Units::new(chunk).map(Into::into));
        for (needle, wanted) in needles.iter().enumerate() {
            found.extend(wanted.find_in(folded.text()).map(|range| folded.original(range)).filter_map(|range| {
                let range = range.start + start..range.end + start;
                (range.start < next).then_some(Match { range, needle })
            }));
        }
        start = next;
    }
    found.sort_by_key(|found| (found.range.start, found.range.end));
    found
}

struct Passage {
    range: Range<usize>,
    marks: Vec<Range<usize>>,
    needles: u32,
}

impl Passage {
    fn cut_from(&self, text: &str) -> Snippet {
        Snippet {
            segments: segments(text, self.range.clone(), &self.marks),
            start: self.marks.first().map_or(self.range.start, |mark| mark.start),
            cut_before: self.range.start > 0,
            cut_after: self.range.end < text.len(),
        }
    }
}

/// Groups matches that lie near one another.
fn passages(text: &str, found: &[Match]) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut rest = found;
    while let Some((first, _)) = rest.split_first() {
        let floor = passages.last().map_or(0, |last: &Passage| last.range.end);
        let start = passage_start(text, first.range.start).max(floor.min(first.range.start));
        let end = forward(text, start, PASSAGE_CHARS).max(first.range.end);
        let inside = rest.iter().take_while(|found| found.range.end <= end).count().max(1);
        let (here, later) = rest.split_at(inside);
        let needles = here.iter().fold(0_u32, |seen, found| seen | (1 << found.needle.min(31)));
        let marks = merged(here.iter().map(|found| found.range.clone()));
        passages.push(Passage { range: start..end, marks, needles: needles.count_ones() });
        rest = later.split_at(later.iter().take_while(|found| found.range.start < end).count()).1;
    }
    passages
}

/// A little before the match, but not before its sentence or line.
fn passage_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let start = before.char_indices().rev().take(BEFORE_CHARS).last().map_or(at, |(start, _)| start);
    let context = before.get(start..).unwrap_or_default();
    let line = context.char_indices().rfind(|&(_, ch)| matches!(ch, '\n' | '。'));
    line.map_or(start, |(break_at, ch)| start + break_at + ch.len_utf8())
}

/// The byte position `chars` characters after `from`.
fn forward(text: &str, from: usize, chars: usize) -> usize {
    text.get(from..).and_then(|rest| rest.char_indices().nth(chars)).map_or(text.len(), |(at, _)| from + at)
}

/// Sorted ranges, overlapping and touching ones made one.
fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

fn segments(text: &str, passage: Range<usize>, marks: &[Range<usize>]) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut push = |range: Range<usize>, marked: bool| {
        if let Some(piece) = text.get(range).filter(|piece| !piece.is_empty()) {
            segments.push(Segment { text: piece.to_owned(), marked });
        }
    };
    let mut at = passage.start;
    for mark in marks {
        push(at..mark.start, false);
        push(mark.clone(), true);
        at = mark.end;
    }
    push(at..passage.end, false);
    segments
}

#[cfg(test)]
#[path = "highlight_tests.rs"]
mod tests;
