//! Cuts text into what the index holds: pairs of Japanese characters, words of letters or digits.
//!
//! The position of a pair is that of its first character, one more for each character; a word and a gap take one
//! position each. So a phrase of pairs is a string of characters, in the order in which it was written. A run of
//! Japanese also yields its last character alone (「税」 at the end of a run is found), and its first character alone
//! after a word (the 年 of 「令和6年度」 is found by 「令和6年」).

use std::collections::VecDeque;

use app::domain::fold::{Class, Unit, Units};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// Name of the tokenizer of pairs.
pub(super) const BIGRAMS: &str = "kairan_bigrams";
/// Name of the tokenizer of runs.
pub(super) const RUNS: &str = "kairan_runs";

/// Characters of a word that count; what is longer is a number series or garbage.
pub(super) const MAX_WORD: usize = 64;

/// Both tokenizers under their names.
pub(super) fn manager() -> TokenizerManager {
    let manager = TokenizerManager::new();
    manager.register(BIGRAMS, Bigrams);
    manager.register(RUNS, Runs);
    // Fields that are one term each use this name.
    manager.register("raw", tantivy::tokenizer::RawTokenizer::default());
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
    /// The run began with it, right after a word.
    heads: bool,
}

/// A token before it is put out.
#[derive(Clone, Copy, Debug)]
struct Piece {
    first: Unit,
    second: Option<Unit>,
    position: usize,
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
        if let Some(last) = self.run {
            if last.heads {
                self.queue.push_back(Piece { first: last.unit, second: None, position: last.position });
            }
            self.queue.push_back(Piece { first: last.unit, second: Some(unit), position: last.position });
        }
        let heads = self.run.is_none() && self.after_word;
        self.run = Some(Last { unit, position, heads });
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
        while let Some(unit) = self.units.next() {
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
        self.position += 1;
        self.after_word = true;
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
                        self.put(Piece { first: last.unit, second: None, position: last.position });
                        return true;
                    }
                    match other {
                        None => return false,
                        Some(unit) if unit.class == Class::Gap => {
                            self.position += 1;
                            self.after_word = false;
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
        while let Some(unit) = self.units.next() {
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
