//! Cuts text into what the index holds: pairs of Japanese characters, words of letters or digits.
//!
//! The position of a pair is that of its first character, one more for each character; a gap takes one position, a
//! word two, so that neither can stand for the other. A run of Japanese also yields its last character alone (税 at the
//! end of a run is found), and its first, marked `^`, where something stands before it (令和6年 is found in 令和6年度). A
//! gap is a token only after a word. With that a phrase of tokens says the same as comparing characters; see the tests.

use std::collections::VecDeque;

use app::domain::fold::{Class, Unit, Units};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// Name of the tokenizer of pairs.
pub(super) const BIGRAMS: &str = "kairan_bigrams";
/// Name of the tokenizer of runs.
pub(super) const RUNS: &str = "kairan_runs";

/// Characters of a word that count; what is longer is a number series or garbage.
pub(super) const MAX_WORD: usize = 64;

/// Stands before the first character of a run; never part of a text of units.
pub(super) const HEAD: char = '^';

/// Positions that a word takes.
pub(super) const WORD_WIDTH: usize = 2;

/// The engine's own tokenizers (`raw` for fields of one term, `default` which it names for numbers) and these two.
pub(super) fn manager() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(BIGRAMS, Bigrams);
    manager.register(RUNS, Runs);
    manager
}

/// Pairs of Japanese characters, and words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bigrams;

impl Tokenizer for Bigrams {
    type TokenStream<'a> = BigramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> BigramStream<'a> {
        BigramStream {
            units: Units::new(text),
            waiting: None,
            run: None,
            after_word: false,
            position: 0,
            queue: VecDeque::with_capacity(2),
            token: Token::default(),
        }
    }
}

/// A Japanese character that waits for its partner.
#[derive(Clone, Copy, Debug)]
struct Last {
    unit: Unit,
    position: usize,
}

/// A token before it is put out.
#[derive(Clone, Copy, Debug)]
struct Piece {
    first: Unit,
    second: Option<Unit>,
    position: usize,
    head: bool,
}

impl Piece {
    const fn one(unit: Unit, position: usize) -> Self {
        Self { first: unit, second: None, position, head: false }
    }
}

/// The tokens of a text.
#[derive(Debug)]
pub(super) struct BigramStream<'a> {
    units: Units<'a>,
    waiting: Option<Unit>,
    run: Option<Last>,
    after_word: bool,
    position: usize,
    queue: VecDeque<Piece>,
    token: Token,
}

impl BigramStream<'_> {
    fn next_unit(&mut self) -> Option<Unit> {
        self.waiting.take().or_else(|| self.units.next())
    }

    fn put(&mut self, piece: Piece) {
        self.token.text.clear();
        if piece.head {
            self.token.text.push(HEAD);
        }
        self.token.text.push(piece.first.ch);
        if let Some(second) = piece.second {
            self.token.text.push(second.ch);
        }
        self.token.offset_from = piece.first.start;
        self.token.offset_to = piece.second.unwrap_or(piece.first).end;
        self.token.position = piece.position;
    }

    /// Takes the next character of a run; two characters make a pair.
    fn read_japanese(&mut self, unit: Unit) {
        let position = self.position;
        self.position += 1;
        match self.run {
            Some(last) => {
                self.queue.push_back(Piece { second: Some(unit), ..Piece::one(last.unit, last.position) });
            }
            None if position > 0 => self.queue.push_back(Piece { head: true, ..Piece::one(unit, position) }),
            None => {}
        }
        self.run = Some(Last { unit, position });
        self.after_word = false;
    }

    /// Puts out the word that begins with `first`.
    fn read_word(&mut self, first: Unit) {
        self.token.text.clear();
        self.token.text.push(first.ch);
        self.token.offset_from = first.start;
        self.token.offset_to = first.end;
        self.token.position = self.position;
        let mut length = 1;
        for unit in self.units.by_ref() {
            if unit.class != first.class {
                self.waiting = Some(unit);
                break;
            }
            length += 1;
            if length <= MAX_WORD {
                self.token.text.push(unit.ch);
            }
            self.token.offset_to = unit.end;
        }
        self.position += WORD_WIDTH;
        self.after_word = true;
    }

    /// Passes a gap; it is a token if it follows a word.
    fn read_gap(&mut self, gap: Unit) -> bool {
        let position = self.position;
        self.position += 1;
        let counts = self.after_word;
        self.after_word = false;
        if counts {
            self.put(Piece::one(gap, position));
        }
        counts
    }
}

impl TokenStream for BigramStream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if let Some(piece) = self.queue.pop_front() {
                self.put(piece);
                return true;
            }
            let unit = self.next_unit();
            match unit {
                Some(unit) if unit.class.is_japanese() => self.read_japanese(unit),
                other => {
                    if let Some(last) = self.run.take() {
                        self.waiting = other;
                        self.put(Piece::one(last.unit, last.position));
                        return true;
                    }
                    match other {
                        None => return false,
                        Some(gap) if gap.class == Class::Gap => {
                            if self.read_gap(gap) {
                                return true;
                            }
                        }
                        Some(unit) => {
                            self.read_word(unit);
                            return true;
                        }
                    }
                }
            }
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Whole runs of kanji, of katakana, and words. Hiragana holds runs apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Runs;

impl Tokenizer for Runs {
    type TokenStream<'a> = RunStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> RunStream<'a> {
        RunStream { units: Units::new(text), waiting: None, token: Token { position: 0, ..Token::default() } }
    }
}

/// The runs of a text.
#[derive(Debug)]
pub(super) struct RunStream<'a> {
    units: Units<'a>,
    waiting: Option<Unit>,
    token: Token,
}

impl TokenStream for RunStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(first) =
            self.waiting.take().or_else(|| self.units.next()).into_iter().chain(&mut self.units).find(counts)
        else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push(first.ch);
        self.token.offset_from = first.start;
        self.token.offset_to = first.end;
        let mut length = 1;
        for unit in self.units.by_ref() {
            if unit.class != first.class {
                self.waiting = Some(unit);
                break;
            }
            length += 1;
            if length <= MAX_WORD {
                self.token.text.push(unit.ch);
            }
            self.token.offset_to = unit.end;
        }
        self.token.position += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

const fn counts(unit: &Unit) -> bool {
    !matches!(unit.class, Class::Gap | Class::Hiragana)
}
