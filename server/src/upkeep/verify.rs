//! Whether everything that was kept is still what it was.

use std::fmt;

use super::tell;
use crate::{
    config::Config,
    files::blobs::{BlobStore, Found},
    search,
    services::heads::{self, Witnessed},
    store::{
        DatabaseUrl,
        audit::{self, ChainState},
        upkeep::{self, Existing},
    },
};

/// Rows read at a time.
const STEP: u64 = 500;
/// Damaged files that are named one by one.
const NAMED: usize = 50;

/// What was found out about one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which part.
    pub part: &'static str,
    /// Whether it is whole.
    pub whole: bool,
    /// What was found, for people.
    pub text: String,
}

impl Finding {
    fn whole(part: &'static str, text: String) -> Self {
        Self { part, whole: true, text }
    }

    fn fault(part: &'static str, text: impl Into<String>) -> Self {
        Self { part, whole: false, text: text.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.whole { "ok   " } else { "FAULT" };
        write!(f, "{state} {:<9} {}", self.part, self.text)
    }
}

/// Examines the database, the chain of the audit log, every file and the index, beside a server that runs. Nothing is
/// changed.
///
/// # Errors
/// A sentence for the administrator when the database cannot even be opened.
pub async fn verify(config: &Config) -> Result<Vec<Finding>, String> {
    let url = config.database.parse()?;
    if let DatabaseUrl::Sqlite(path) = &url
        && !path.is_file()
    {
        return Err(format!("there is no database at {}", path.display()));
    }
    let database = upkeep::open(&url).await.map_err(tell("the database cannot be opened"))?;
    let mut findings = tables(&database).await;
    findings.push(chain(&database).await);
    findings.extend(heads(&database, config).await);
    findings.extend(files(&database, &BlobStore::new(&config.files)).await);
    findings.push(index(&database, config).await);
    database.close().await;
    Ok(findings)
}

async fn tables(database: &Existing) -> Vec<Finding> {
    match database.faults().await {
        Ok(faults) if faults.is_empty() => {
            vec![Finding::whole("database", "pages, keys and schema are as they should be".to_owned())]
        }
        Ok(faults) => faults.into_iter().map(|fault| Finding::fault("database", fault)).collect(),
        Err(error) => vec![Finding::fault("database", format!("cannot be examined: {error}"))],
    }
}

async fn chain(database: &Existing) -> Finding {
    match audit::verify(&database.read()).await {
        Ok(ChainState::Whole(events)) => Finding::whole("audit", format!("{events} events follow from each other")),
        Ok(ChainState::Broken(seq)) => Finding::fault(
            "audit",
            format!("event {seq} was changed or removed, or does not follow from the one before"),
        ),
        Err(error) => Finding::fault("audit", format!("cannot be read: {error}")),
    }
}

/// Whether the log still holds what was written down of it outside of the database.
async fn heads(database: &Existing, config: &Config) -> Vec<Finding> {
    const PART: &str = "heads";
    match heads::compare(&database.read(), config).await {
        Err(error) => vec![Finding::fault(PART, error)],
        Ok(found) if !found.faults.is_empty() => {
            found.faults.into_iter().take(NAMED).map(|fault| Finding::fault(PART, fault)).collect()
        }
        Ok(Witnessed { agree: 0, foreign: 0, .. }) => {
            vec![Finding::whole(PART, "none was written down yet; the server does that once a day".to_owned())]
        }
        Ok(Witnessed { agree, foreign: 0, .. }) => {
            vec![Finding::whole(PART, format!("the log agrees with the {agree} that were written down"))]
        }
        Ok(Witnessed { agree, foreign, .. }) => {
            vec![Finding::whole(PART, format!("the log agrees with {agree}; {foreign} are of another database"))]
        }
    }
}

async fn files(database: &Existing, blobs: &BlobStore) -> Vec<Finding> {
    let (mut after, mut whole, mut faults) = (String::new(), 0_u64, Vec::new());
    loop {
        let rows = match upkeep::blobs(&database.read(), &after, STEP).await {
            Ok(rows) => rows,
            Err(error) => return vec![Finding::fault("files", format!("their list cannot be read: {error}"))],
        };
        let Some((last, _)) = rows.last() else { break };
        after.clone_from(last);
        for (sha256, size) in rows {
            match blobs.examine(&sha256, size).await {
                Ok(Found::Whole) => whole += 1,
                Ok(Found::Missing) => faults.push(format!("{sha256} is missing")),
                Ok(Found::Damaged) => faults.push(format!("{sha256} is damaged: its content has another checksum")),
                Err(error) => faults.push(format!("{sha256} cannot be read: {error}")),
            }
        }
    }
    if faults.is_empty() {
        return vec![Finding::whole("files", format!("{whole} have the content of their checksum"))];
    }
    let more = faults.len().saturating_sub(NAMED);
    let mut findings: Vec<Finding> = faults.into_iter().take(NAMED).map(|text| Finding::fault("files", text)).collect();
    if more > 0 {
        findings.push(Finding::fault("files", format!("and {more} more")));
    }
    findings
}

/// The index is a cache, and yet nobody finds anything without it.
async fn index(database: &Existing, config: &Config) -> Finding {
    let (identity, head) = match upkeep::place(&database.read()).await {
        Ok(place) => place,
        Err(error) => return Finding::fault("index", format!("the outbox cannot be read: {error}")),
    };
    let found = match search::inspect(&config.files.index_dir) {
        Ok(Some(found)) => found,
        Ok(None) => return Finding::fault("index", "there is none: start the server or run `kairan reindex`"),
        Err(error) => return Finding::fault("index", format!("{error}: run `kairan reindex`")),
    };
    if found.source != identity {
        return Finding::fault("index", "it was built from another database: run `kairan reindex`");
    }
    let behind = head - found.cursor.0;
    if behind < 0 {
        return Finding::fault("index", "it is ahead of the database: run `kairan reindex`");
    }
    Finding::whole("index", format!("{} documents, {behind} change(s) behind the database", found.documents))
}
