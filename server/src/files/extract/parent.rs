//! The parent: starts the child, reads what it says, ends it when it takes too long.

use std::{
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::Duration,
};

use app::domain::search::{Place, TextPart};
use rustix::process::Signal;
use tokio::{
    io::{AsyncRead, AsyncReadExt},
    process::Command,
};

use super::{
    ExtractKind,
    child::UNAVAILABLE,
    wire::{Fault, Line, MAX_TEXT},
};
use crate::gate::{Gate, Limit};

/// Time from start to end; the child's own limit is processor time.
const WALL_TIME: Duration = Duration::from_secs(30);
/// Children at once: each may take the memory and the processor time that the limits leave it.
const TURNS: Limit = Limit { running: 1, waiting: 1000, patience: WALL_TIME };
/// Bytes taken from the output, and from the complaints.
const OUTPUT: u64 = 20 << 20;
const COMPLAINTS: u64 = 16 << 10;
/// Places that are kept of one file: enough for every page, and for the rows of a large sheet.
const MAX_PARTS: usize = 20_000;

/// How the extraction went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtractStatus {
    /// All text was taken out.
    Ok,
    /// There is more text than is kept.
    Partial,
    /// Damaged, or not what it says.
    Failed,
    /// It took too long.
    Timeout,
    /// Locked by a password.
    Encrypted,
    /// No text can be taken out of such files here.
    Unsupported,
}

/// What was taken out of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtractOutcome {
    /// How it went.
    pub status: ExtractStatus,
    /// The text; what was read before a fault is kept.
    pub text: String,
    /// Where the pieces of `text` stand in the file, in order.
    pub parts: Vec<TextPart>,
}

impl ExtractOutcome {
    fn new(status: ExtractStatus) -> Self {
        Self { status, text: String::new(), parts: Vec::new() }
    }

    fn add(&mut self, place: Option<Place>, text: &str) {
        if let Some(place) = place
            && self.parts.len() < MAX_PARTS
        {
            self.parts.push(TextPart { start: self.text.len(), place });
        }
        // PostgreSQL keeps no U+0000 in a text, and nobody searches for one.
        self.text.extend(text.split('\0'));
        self.text.push('\n');
    }
}

/// Takes text out of files, one at a time.
#[derive(Clone, Debug)]
pub struct Extractor {
    program: PathBuf,
    gate: Gate,
}

impl Extractor {
    /// With this program as the child, which is this one ([`std::env::current_exe`]) outside of tests.
    pub fn new(program: PathBuf) -> Self {
        Self { program, gate: Gate::new("extract", TURNS) }
    }

    /// The text of a file. Faults of the file are part of the answer, and none of them harms the server.
    pub async fn extract(&self, file: &Path, kind: ExtractKind) -> ExtractOutcome {
        let Ok(_turn) = self.gate.enter_patiently().await else { return ExtractOutcome::new(ExtractStatus::Failed) };
        match tokio::time::timeout(WALL_TIME, self.run(file, kind)).await {
            Ok(Ok(finished)) => finished.outcome(kind),
            Ok(Err(error)) => {
                tracing::error!(%error, "the child that takes text out of files could not be run");
                ExtractOutcome::new(ExtractStatus::Failed)
            }
            Err(_elapsed) => ExtractOutcome::new(ExtractStatus::Timeout),
        }
    }

    async fn run(&self, file: &Path, kind: ExtractKind) -> std::io::Result<Finished> {
        let input = tokio::fs::File::open(file).await?.into_std().await;
        let mut child = Command::new(&self.program)
            .args(["extract", "--kind", kind.code()])
            .env_clear()
            // The allocator else takes a gigabyte of address space at the start, which is all that the child may have.
            .env("MIMALLOC_ARENA_RESERVE", "0")
            .current_dir("/")
            .stdin(Stdio::from(input))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let (output, complaints) = (child.stdout.take(), child.stderr.take());
        let (output, complaints) = tokio::join!(read(output, OUTPUT), read(complaints, COMPLAINTS));
        let output = output?;
        let cut = output.len() as u64 >= OUTPUT;
        if cut {
            child.start_kill()?;
        }
        let status = child.wait().await?;
        let complaints = String::from_utf8_lossy(&complaints?).into_owned();
        Ok(Finished { status, output, complaints, cut })
    }
}

async fn read(stream: Option<impl AsyncRead + Unpin>, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(stream) = stream {
        stream.take(most).read_to_end(&mut bytes).await?;
    }
    Ok(bytes)
}

/// A child that has ended.
struct Finished {
    status: ExitStatus,
    output: Vec<u8>,
    complaints: String,
    cut: bool,
}

impl Finished {
    fn outcome(self, kind: ExtractKind) -> ExtractOutcome {
        let outcome = if kind == ExtractKind::Pdf { self.pages() } else { self.lines() };
        if outcome.status == ExtractStatus::Failed {
            tracing::warn!(status = %self.status, complaints = self.complaints.trim(), "no text could be taken out of a file");
        }
        outcome
    }

    /// How it ended, if it did not end well.
    fn ended_by(&self) -> Option<ExtractStatus> {
        let out_of_time = [Signal::XCPU.as_raw(), Signal::KILL.as_raw()];
        if self.cut {
            Some(ExtractStatus::Partial)
        } else if self.status.signal().is_some_and(|signal| out_of_time.contains(&signal)) {
            Some(ExtractStatus::Timeout)
        } else if self.status.code() == Some(i32::from(UNAVAILABLE)) {
            tracing::error!("pdftotext is not installed (package poppler-utils): PDF files cannot be searched");
            Some(ExtractStatus::Unsupported)
        } else if self.complaints.contains("Incorrect password") {
            Some(ExtractStatus::Encrypted)
        } else if self.status.success() {
            None
        } else {
            Some(ExtractStatus::Failed)
        }
    }

    /// The output of pdftotext: pages between form feeds.
    fn pages(&self) -> ExtractOutcome {
        let mut outcome = ExtractOutcome::new(self.ended_by().unwrap_or(ExtractStatus::Ok));
        let text = String::from_utf8_lossy(&self.output);
        for (number, page) in (1..).zip(text.split('\u{c}')) {
            if outcome.text.len() + page.len() > MAX_TEXT {
                outcome.status = ExtractStatus::Partial;
                break;
            }
            if !page.trim().is_empty() {
                outcome.add(Some(Place::Page(number)), page.trim_end());
            }
        }
        outcome
    }

    /// The output of our own readers.
    fn lines(&self) -> ExtractOutcome {
        let mut outcome = ExtractOutcome::new(ExtractStatus::Failed);
        for line in self.output.split(|byte| *byte == b'\n') {
            match serde_json::from_slice(line) {
                Ok(Line::Text { place, text }) => outcome.add(place, &text),
                Ok(Line::End { complete: true }) => outcome.status = ExtractStatus::Ok,
                Ok(Line::End { complete: false }) => outcome.status = ExtractStatus::Partial,
                Ok(Line::Fault(Fault::Encrypted)) => outcome.status = ExtractStatus::Encrypted,
                Ok(Line::Fault(Fault::Unsupported)) => outcome.status = ExtractStatus::Unsupported,
                Ok(Line::Fault(Fault::Broken(why))) => tracing::info!(why, "a file is broken"),
                Err(_cut_off) => {}
            }
        }
        if let Some(status) = self.ended_by() {
            outcome.status = status;
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_nul_is_left_and_the_places_still_fit() {
        let output = [
            r#"{"text":{"place":{"page":1},"text":"一\u0000頁"}}"#,
            r#"{"text":{"place":{"page":2},"text":"二頁\u0000"}}"#,
            r#"{"end":{"complete":true}}"#,
        ];
        let output = output.join("\n").into_bytes();
        let finished = Finished { status: ExitStatus::from_raw(0), output, complaints: String::new(), cut: false };
        let outcome = finished.lines();
        assert_eq!((outcome.status, outcome.text.as_str()), (ExtractStatus::Ok, "一頁\n二頁\n"));
        let second = outcome.parts.get(1).unwrap();
        assert!(outcome.text[second.start..].starts_with("二頁"));
        let pages = Finished { output: "一\0頁\u{c}二頁".into(), ..finished };
        assert_eq!(pages.pages().text, "一頁\n二頁\n");
    }
}
