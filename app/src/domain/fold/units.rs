//! What the tokenizer and the highlighter both read: folded characters with their class, gaps made one.

use super::{FoldedChar, FoldedChars};

/// How a character takes part in a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Kanji and what is used like one (々〆〇).
    Han,
    /// Hiragana.
    Hiragana,
    /// Katakana and ー.
    Katakana,
    /// A letter of a script that separates words by spaces.
    Letter,
    /// A digit.
    Digit,
    /// Everything between words: blanks, punctuation, symbols.
    Gap,
}

impl Class {
    /// Japanese, which is searched by pairs of characters.
    pub const fn is_japanese(self) -> bool {
        matches!(self, Self::Han | Self::Hiragana | Self::Katakana)
    }

    /// Latin and the like, which is searched by words.
    pub const fn is_word(self) -> bool {
        matches!(self, Self::Letter | Self::Digit)
    }
}

/// The class of a folded character.
pub fn class_of(ch: char) -> Class {
    match ch {
        'a'..='z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '\0'..='\x7f' => Class::Gap,
        '々'
        | '〆'
        | '〇'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' => Class::Han,
        'ぁ'..='ゖ' | 'ゝ'..='ゟ' => Class::Hiragana,
        'ァ'..='ヺ' | 'ー'..='ヿ' | '\u{31F0}'..='\u{31FF}' => Class::Katakana,
        other if other.is_alphabetic() => Class::Letter,
        other if other.is_numeric() => Class::Digit,
        _ => Class::Gap,
    }
}

/// A character that counts in a search, or one gap (`ch` is then a space) for any run of blanks and punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The folded character.
    pub ch: char,
    /// Its class.
    pub class: Class,
    /// First byte in the original text.
    pub start: usize,
    /// One past the last byte in the original text.
    pub end: usize,
}

impl From<Unit> for FoldedChar {
    fn from(unit: Unit) -> Self {
        Self { ch: unit.ch, start: unit.start, end: unit.end }
    }
}

/// The units of a text. Spaces and one line break between two Japanese characters vanish: a PDF breaks lines within
/// words, and offices space titles and names out (「通　　知」, 「山田　太郎」).
#[derive(Clone, Debug)]
pub struct Units<'a> {
    chars: FoldedChars<'a>,
    waiting: Option<Unit>,
    japanese_before: bool,
}

impl<'a> Units<'a> {
    /// The units of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { chars: FoldedChars::new(text), waiting: None, japanese_before: false }
    }

    fn unit(folded: FoldedChar) -> Unit {
        Unit { ch: folded.ch, class: class_of(folded.ch), start: folded.start, end: folded.end }
    }

    /// Reads on from the first character of a gap to what follows it.
    fn after_gap(&mut self, first: Unit) -> Option<Unit> {
        let mut gap = Gap::default();
        gap.add(first.ch);
        let mut end = first.end;
        loop {
            let next = Self::unit(self.chars.next()?);
            if next.class == Class::Gap {
                gap.add(next.ch);
                end = next.end;
            } else if gap.is_soft() && self.japanese_before && next.class.is_japanese() {
                return Some(next);
            } else {
                self.waiting = Some(next);
                return Some(Unit { ch: ' ', class: Class::Gap, start: first.start, end });
            }
        }
    }
}

impl Iterator for Units<'_> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        let unit = match self.waiting.take() {
            Some(unit) => unit,
            None => match Self::unit(self.chars.next()?) {
                gap if gap.class == Class::Gap => self.after_gap(gap)?,
                unit => unit,
            },
        };
        self.japanese_before = unit.class.is_japanese();
        Some(unit)
    }
}

/// Whether a gap may be closed: only spaces and at most one line break.
#[derive(Default)]
struct Gap {
    lines: usize,
    hard: bool,
}

impl Gap {
    fn add(&mut self, ch: char) {
        match ch {
            '\n' => self.lines += 1,
            ' ' | '\r' => {}
            _ => self.hard = true,
        }
    }

    const fn is_soft(&self) -> bool {
        !self.hard && self.lines <= 1
    }
}
