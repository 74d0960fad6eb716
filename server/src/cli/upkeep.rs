//! `reindex`, `backup`, `restore`, `verify` and `import`.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use app::{
    domain::lang::Lang,
    ports::import::{Fate, Outcome},
};

use super::serve;
use crate::{
    Built,
    clock::{Clock, SystemClock},
    config::Config,
    upkeep::{self, List, Occupied},
};

/// Rows that are told one by one.
const TOLD: usize = 200;

/// The configuration, or everything in one folder, as `demo` lays it out.
pub(super) fn placed(mut config: Config, data: Option<PathBuf>) -> Config {
    if let Some(data) = data {
        config.in_folder(&data);
    }
    config
}

/// Throws the index away and builds it anew.
pub(super) async fn reindex(config: Config) -> Result<(), String> {
    let folder = config.files.index_dir.clone();
    let occupied = Occupied::take(&folder)?;
    occupied.empty(&folder)?;
    let built = serve::open(config).await?;
    let documents = rebuilt(&built).await?;
    say(&format!("the index holds {documents} documents"))
}

async fn rebuilt(built: &Built) -> Result<u64, String> {
    upkeep::reindex(built, &|read| eprintln!("{read} documents read")).await
}

/// Copies everything into a new folder.
pub(super) async fn backup(config: Config, target: &Path) -> Result<(), String> {
    let kept = upkeep::backup(&config, target, SystemClock.now()).await?;
    say(&format!("{}: the database and {} files, {} bytes", target.display(), kept.files, kept.bytes))
}

/// Brings a backup back, builds the index and examines all of it.
pub(super) async fn restore(config: Config, source: &Path) -> Result<(), String> {
    let kept = upkeep::restore(&config, source).await?;
    say(&format!("restored the database and {} files, {} bytes", kept.files, kept.bytes))?;
    let _occupied = Occupied::take(&config.files.index_dir)?;
    let built = serve::open(config.clone()).await?;
    let documents = rebuilt(&built).await?;
    say(&format!("the index holds {documents} documents"))?;
    drop(built);
    verify(config).await
}

/// Examines everything and tells it line by line.
pub(super) async fn verify(config: Config) -> Result<(), String> {
    let findings = upkeep::verify(&config).await?;
    for finding in &findings {
        say(&finding.to_string())?;
    }
    match findings.iter().filter(|finding| !finding.whole).count() {
        0 => Ok(()),
        faults => Err(format!("{faults} fault(s) found")),
    }
}

/// Takes a list in, or tells what would become of it.
pub(super) async fn import(config: Config, list: List, file: &Path, email: &str, dry_run: bool) -> Result<(), String> {
    let (built, _index) = serve::open_beside(config).await?;
    let outcome = upkeep::import(&built, list, file, email, dry_run).await?;
    report(&outcome, dry_run)
}

fn report(outcome: &Outcome, dry_run: bool) -> Result<(), String> {
    let word = |fate| match fate {
        Fate::Added => "new      ",
        Fate::Changed => "changed  ",
        Fate::Same => "the same ",
    };
    let shown = outcome.rows.iter().filter(|(_, fate, _)| *fate != Fate::Same).take(TOLD);
    for (line, fate, title) in shown {
        say(&format!("row {line:<6} {} {title}", word(*fate)))?;
    }
    for wrong in &outcome.wrong {
        for error in &wrong.errors {
            let (ja, en) = (error.problem.message(Lang::Ja), error.problem.message(Lang::En));
            say(&format!("row {:<6} WRONG     {}: {ja} {en}", wrong.line, error.field))?;
        }
    }
    let count = |fate| outcome.count(fate);
    let (new, changed, same) = (count(Fate::Added), count(Fate::Changed), count(Fate::Same));
    say(&format!("{new} new, {changed} changed, {same} the same, {} wrong", outcome.wrong.len()))?;
    match (outcome.wrong.is_empty(), dry_run) {
        (false, _) => Err("nothing was kept: correct the rows above and try again".to_owned()),
        (true, true) => say("a preview: nothing was kept"),
        (true, false) => say("kept"),
    }
}

/// One line for whoever reads or pipes it.
fn say(line: &str) -> Result<(), String> {
    writeln!(std::io::stdout().lock(), "{line}").map_err(|error| error.to_string())
}
