//! Reading what was typed: words, "phrases", -exclusions. There is no grammar to nest, so no input is costly (C-53).

use std::{mem, ops::Range};

use crate::domain::{
    fold::{Class, Units, class_of, number_key},
    problem::FieldProblem,
};

/// Characters of a query.
pub const MAX_QUERY_CHARS: usize = 200;

/// Words and phrases of a query.
pub const MAX_TERMS: usize = 16;

/// Why a query is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryProblem {
    /// More than [`MAX_QUERY_CHARS`] characters.
    #[error("query too long")]
    TooLong,
    /// More than [`MAX_TERMS`] words.
    #[error("query has too many words")]
    TooManyTerms,
}

impl From<QueryProblem> for FieldProblem {
    fn from(problem: QueryProblem) -> Self {
        match problem {
            QueryProblem::TooLong => Self::TooLong { max: MAX_QUERY_CHARS },
            QueryProblem::TooManyTerms => Self::TooMany { max: MAX_TERMS },
        }
    }
}

/// A query as it is carried out: every required needle occurs, no excluded one does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedQuery {
    /// Must occur.
    pub required: Vec<Needle>,
    /// Must not occur.
    pub excluded: Vec<Needle>,
    /// Something was typed, but nothing that can be searched (only punctuation): there are no hits.
    pub unsearchable: bool,
}

impl ParsedQuery {
    /// Reads `text`. Blanks and brackets separate words; quotation marks (`"`, 「」, 『』) hold a phrase together;
    /// a hyphen before a word excludes it.
    ///
    /// # Errors
    /// Too long, or too many words.
    pub fn parse(text: &str) -> Result<Self, QueryProblem> {
        let text = text.trim();
        if text.chars().count() > MAX_QUERY_CHARS {
            return Err(QueryProblem::TooLong);
        }
        let mut parsed = Self::default();
        for word in Words::of(text) {
            let Some(needle) = Needle::new(&word.text, word.quoted) else { continue };
            let list = if word.excluded { &mut parsed.excluded } else { &mut parsed.required };
            if !list.contains(&needle) {
                list.push(needle);
            }
        }
        if parsed.required.len() + parsed.excluded.len() > MAX_TERMS {
            return Err(QueryProblem::TooManyTerms);
        }
        parsed.unsearchable = !text.is_empty() && parsed.is_empty();
        Ok(parsed)
    }

    /// Nothing is asked for: everything within the filters matches (unless [`Self::unsearchable`]).
    pub fn is_empty(&self) -> bool {
        self.required.is_empty() && self.excluded.is_empty()
    }
}

/// A word or phrase to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    text: String,
    quoted: bool,
    number: Option<String>,
}

impl Needle {
    /// The needle for a word as typed; none if nothing in it can be searched.
    pub fn new(word: &str, quoted: bool) -> Option<Self> {
        let text: String = Units::new(word).map(|unit| unit.ch).collect();
        let text = text.trim().to_owned();
        if text.is_empty() {
            return None;
        }
        Some(Self { text, quoted, number: document_number(word) })
    }

    /// What is compared: folded units (see [`Units`]), a space for each gap.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The key of the document number that this looks like, as in 第123号.
    pub fn number(&self) -> Option<&str> {
        self.number.as_deref()
    }

    /// A single word of letters also finds words that begin with it, unless it was quoted.
    pub fn is_prefix(&self) -> bool {
        !self.quoted && self.text.chars().all(|ch| class_of(ch) == Class::Letter)
    }

    /// Where this occurs in a text of folded units, as byte ranges. Words of letters or digits count only as a whole:
    /// `123` is not in `1234`.
    pub fn find_in<'a>(&'a self, units: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        units.match_indices(&self.text).filter_map(move |(at, found)| {
            let range = at..at + found.len();
            let before = units.get(..range.start)?.chars().next_back();
            let after = units.get(range.end..)?.chars().next();
            let starts = !same_word(before, found.chars().next());
            let ends = self.is_prefix() || !same_word(found.chars().next_back(), after);
            (starts && ends).then_some(range)
        })
    }
}

fn same_word(left: Option<char>, right: Option<char>) -> bool {
    left.zip(right).is_some_and(|(left, right)| {
        let class = class_of(left);
        class.is_word() && class == class_of(right)
    })
}

fn document_number(word: &str) -> Option<String> {
    let looks_like = word.contains(['第', '号', '號']);
    let key = number_key(word);
    (looks_like && key.contains(|ch: char| ch.is_ascii_digit())).then_some(key)
}

#[derive(Default)]
struct Word {
    text: String,
    quoted: bool,
    excluded: bool,
}

/// Splits what was typed into words.
struct Words {
    done: Vec<Word>,
    current: Word,
    closing: Option<char>,
}

impl Words {
    fn of(text: &str) -> Vec<Word> {
        let mut words = Self { done: Vec::new(), current: Word::default(), closing: None };
        for ch in text.chars() {
            words.read(ch);
        }
        words.end_word();
        words.done
    }

    fn read(&mut self, ch: char) {
        if let Some(closing) = self.closing {
            if closes(ch, closing) {
                self.end_word();
            } else {
                self.current.text.push(ch);
            }
        } else if let Some(closing) = closing_of(ch) {
            // Right after a hyphen the phrase is what the hyphen excludes.
            if !self.current.text.is_empty() {
                self.end_word();
            }
            self.current.quoted = true;
            self.closing = Some(closing);
        } else if separates(ch) {
            self.end_word();
        } else if self.current.text.is_empty() && matches!(ch, '-' | '－' | '−') {
            self.current.excluded = true;
        } else {
            self.current.text.push(ch);
        }
    }

    fn end_word(&mut self) {
        let word = mem::take(&mut self.current);
        self.closing = None;
        if !word.text.is_empty() {
            self.done.push(word);
        }
    }
}

const fn closing_of(ch: char) -> Option<char> {
    Some(match ch {
        '"' | '“' | '”' | '＂' => '"',
        '「' | '｢' => '」',
        '『' => '』',
        _ => return None,
    })
}

const fn closes(ch: char, closing: char) -> bool {
    match closing {
        '"' => matches!(ch, '"' | '“' | '”' | '＂'),
        '」' => matches!(ch, '」' | '｣'),
        _ => ch as u32 == closing as u32,
    }
}

fn separates(ch: char) -> bool {
    ch.is_whitespace() || "()（）[]［］{}｛｝【】〔〕」』｣、。，,；;".contains(ch)
}

#[cfg(test)]
#[path = "query_tests.rs"]
mod tests;
