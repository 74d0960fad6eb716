//! The child: `kairan extract --kind docx`, the file on its input, text on its output.

use std::{
    fs::File,
    io::{self, Write},
    os::{fd::AsFd, unix::process::CommandExt},
    process::{Command, ExitCode},
};

use super::{
    ExtractKind, docx, plain, pptx, sandbox,
    wire::{Fault, Sink},
    xlsx,
};

/// The exit code when the program that reads a kind is not installed (`EX_UNAVAILABLE`).
pub(super) const UNAVAILABLE: u8 = 69;

/// Poppler's; found by its path, because the child has no environment.
const PDFTOTEXT: &str = "/usr/bin/pdftotext";

/// Takes the text out of the file on the standard input. Call this first thing in `main`, before any thread is
/// started: the limits hold for the whole process.
pub fn child_main(kind: &str) -> ExitCode {
    let Some(kind) = ExtractKind::parse(kind) else {
        eprintln!("unknown kind");
        return ExitCode::FAILURE;
    };
    if let Err(error) = sandbox::limit_resources() {
        eprintln!("limits: {error}");
        return ExitCode::FAILURE;
    }
    if let Err(error) = sandbox::close_doors(kind == ExtractKind::Pdf) {
        // The limits alone bound the damage on a kernel that lacks this.
        eprintln!("sandbox: {error}");
    }
    match kind {
        ExtractKind::Pdf => become_pdftotext(),
        other => read(other),
    }
}

/// The limits stay with the process when it becomes another program, so there is one process to watch and to end.
fn become_pdftotext() -> ExitCode {
    let error = Command::new(PDFTOTEXT).args(["-raw", "-enc", "UTF-8", "-", "-"]).env_clear().exec();
    eprintln!("pdftotext: {error}");
    ExitCode::from(UNAVAILABLE)
}

fn read(kind: ExtractKind) -> ExitCode {
    let mut sink = Sink::new(io::stdout());
    let result = input().and_then(|file| extract(kind, file, &mut sink));
    match sink.end(result) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

/// The standard input as a file that can be read from anywhere.
fn input() -> Result<File, Fault> {
    Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?))
}

/// Answers whether all text was taken.
fn extract<W: Write>(kind: ExtractKind, file: File, sink: &mut Sink<W>) -> Result<bool, Fault> {
    match kind {
        ExtractKind::Text => plain::extract(file, sink),
        ExtractKind::Docx => docx::extract(file, sink),
        ExtractKind::Xlsx => xlsx::extract(file, sink),
        ExtractKind::Pptx => pptx::extract(file, sink),
        ExtractKind::Pdf => Err(Fault::Unsupported),
    }
}
