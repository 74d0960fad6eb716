//! What child and parent say to each other: one JSON object per line.

use std::io::{self, BufWriter, Write};

use app::domain::search::Place;
use serde::{Deserialize, Serialize};

/// Bytes of text that are taken out of one file: some 2,000 pages.
pub(super) const MAX_TEXT: usize = 10 * 1024 * 1024;

/// A line of the child.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line {
    /// A piece of text, and where it stands.
    Text {
        /// The page, slide or cells; none in texts without such.
        place: Option<Place>,
        /// The text.
        text: String,
    },
    /// The end was reached; `complete` if nothing was left out.
    End {
        /// Whether all text was taken.
        complete: bool,
    },
    /// The file could not be read.
    Fault(Fault),
}

/// Why the text of a file could not be taken out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fault {
    /// Locked by a password.
    #[error("encrypted")]
    Encrypted,
    /// The program that reads this kind is not installed.
    #[error("unsupported")]
    Unsupported,
    /// Damaged, or built to do damage.
    #[error("broken: {0}")]
    Broken(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

/// Writes lines until there is too much text.
pub(super) struct Sink<W: Write> {
    output: BufWriter<W>,
    left: usize,
}

impl<W: Write> Sink<W> {
    /// Writes to `output`.
    pub fn new(output: W) -> Self {
        Self { output: BufWriter::new(output), left: MAX_TEXT }
    }

    /// Passes a piece of text on. Answers whether there is room for more.
    pub fn text(&mut self, place: Option<Place>, text: &str) -> Result<bool, Fault> {
        let text = text.trim_end();
        if text.trim().is_empty() {
            return Ok(self.left > 0);
        }
        let kept = text.get(..text.floor_char_boundary(self.left)).unwrap_or_default();
        self.left -= kept.len();
        self.line(&Line::Text { place, text: kept.to_owned() })?;
        Ok(self.left > 0 && kept.len() == text.len())
    }

    /// Says how it ended.
    pub fn end(mut self, result: Result<bool, Fault>) -> Result<(), Fault> {
        let line = match result {
            Ok(complete) => Line::End { complete },
            Err(fault) => Line::Fault(fault),
        };
        self.line(&line)?;
        Ok(self.output.flush()?)
    }

    fn line(&mut self, line: &Line) -> Result<(), Fault> {
        serde_json::to_writer(&mut self.output, line).map_err(|error| Fault::Broken(error.to_string()))?;
        Ok(self.output.write_all(b"\n")?)
    }
}
