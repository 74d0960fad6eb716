//! One spelling for everything that a reader takes for the same: what Japanese search compares.
//!
//! Folding is NFKC (full and half width, half-width and decomposed kana, ㈱, ①), lower case, old and variant kanji
//! (國 → 国, 髙 → 高), ヶ → ケ, and every kind of dash after kana → ー. Variation selectors and invisible characters
//! vanish. Each folded character knows which bytes of the original it came from, so that a hit can be marked there.

mod number;
mod units;
mod variants;

use std::{collections::VecDeque, iter::Peekable, ops::Range, str::CharIndices};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

pub use number::{number_key, number_keys};
pub use units::{Class, Unit, Units, class_of};

/// `text` in the one spelling that is searched.
pub fn fold(text: &str) -> String {
    FoldedChars::new(text).map(|folded| folded.ch).collect()
}

/// A character of the folded text and the bytes of the original that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldedChar {
    /// The character as it is searched.
    pub ch: char,
    /// First byte in the original text.
    pub start: usize,
    /// One past the last byte in the original text.
    pub end: usize,
}

/// A folded text with the way back to the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    text: String,
    map: Vec<Span>,
}

/// Byte positions: of one character in the folded text, and of its source. Texts over 4 GiB do not occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    at: u32,
    start: u32,
    end: u32,
}

impl Folded {
    /// Folds `text`.
    pub fn new(text: &str) -> Self {
        Self::collect(FoldedChars::new(text))
    }

    /// Puts folded characters together.
    pub fn collect(chars: impl Iterator<Item = FoldedChar>) -> Self {
        let mut folded = Self { text: String::new(), map: Vec::new() };
        for FoldedChar { ch, start, end } in chars {
            folded.map.push(Span { at: small(folded.text.len()), start: small(start), end: small(end) });
            folded.text.push(ch);
        }
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that the bytes `range` of the folded text came from.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let first = self.span_at(range.start).map_or(0, |span| span.start);
        let last = self.span_at(range.end.saturating_sub(1)).map_or(0, |span| span.end);
        first as usize..last as usize
    }

    fn span_at(&self, byte: usize) -> Option<Span> {
        let after = self.map.partition_point(|span| span.at as usize <= byte);
        self.map.get(after.checked_sub(1)?).copied()
    }
}

fn small(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// Folds a text character by character, without holding it in memory.
#[derive(Clone, Debug)]
pub struct FoldedChars<'a> {
    text: &'a str,
    chars: Peekable<CharIndices<'a>>,
    queue: VecDeque<FoldedChar>,
    after_kana: bool,
}

impl<'a> FoldedChars<'a> {
    /// The folded characters of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, chars: text.char_indices().peekable(), queue: VecDeque::new(), after_kana: false }
    }

    /// The end of the character before the next one.
    fn position(&mut self) -> usize {
        self.chars.peek().map_or(self.text.len(), |&(at, _)| at)
    }

    /// Folds one character that NFKC leaves alone.
    fn finish(&mut self, ch: char) -> char {
        let ch = if is_dash(ch) {
            if self.after_kana { 'ー' } else { '-' }
        } else if ch == '〜' {
            '~'
        } else {
            variants::standard(ch)
        };
        self.after_kana = is_kana(ch);
        ch
    }

    /// Folds a base character together with the marks that follow it, into the queue.
    fn fold_cluster(&mut self, start: usize) {
        while self.chars.next_if(|&(_, ch)| extends(ch)).is_some() {}
        let end = self.position();
        let source = self.text.get(start..end).unwrap_or_default();
        let voiced = source.chars().map(|ch| match ch {
            '\u{309B}' => '\u{3099}',
            '\u{309C}' => '\u{309A}',
            other => other,
        });
        for ch in voiced.nfkc().flat_map(char::to_lowercase).filter(|&ch| !is_invisible(ch)) {
            let ch = self.finish(ch);
            self.queue.push_back(FoldedChar { ch, start, end });
        }
    }
}

impl Iterator for FoldedChars<'_> {
    type Item = FoldedChar;

    fn next(&mut self) -> Option<FoldedChar> {
        loop {
            if let Some(folded) = self.queue.pop_front() {
                return Some(folded);
            }
            let (start, ch) = self.chars.next()?;
            let alone = !self.chars.peek().is_some_and(|&(_, next)| extends(next));
            if alone && is_stable(ch) {
                let ch = self.finish(ch.to_ascii_lowercase());
                return Some(FoldedChar { ch, start, end: self.position() });
            }
            self.fold_cluster(start);
        }
    }
}

/// Characters that NFKC and lower-casing (of ASCII) leave alone when no mark follows.
const fn is_stable(ch: char) -> bool {
    matches!(ch, '\0'..='\x7f' | '、'..='〩' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether `ch` belongs to the character before it: combining marks, variation selectors, voicing marks.
fn extends(ch: char) -> bool {
    match ch {
        '\0'..='\u{2FF}' | '、'..='〩' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '\u{4E00}'..='\u{9FFF}' => false,
        '\u{309B}' | '\u{309C}' | '\u{FF9E}' | '\u{FF9F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => true,
        other => is_combining_mark(other),
    }
}

/// Variation selectors, zero-width characters, soft hyphen, byte-order mark.
const fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

const fn is_kana(ch: char) -> bool {
    matches!(ch, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー')
}

/// Hyphens, dashes, minus and ruling lines, which are typed for one another and for ー.
const fn is_dash(ch: char) -> bool {
    matches!(ch, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}' | '\u{FE63}')
}

#[cfg(test)]
mod tests;
