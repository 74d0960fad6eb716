//! The end of the audit chain, witnessed outside of the database (C-59).
//!
//! Whoever may write to the database can change an event and compute the chain anew from there. So once a day number and
//! hash of the last event go, signed, into a file beside the data and into the log of the server. What was witnessed
//! can no longer be changed, or taken out at the end, without a trace that `kairan verify` finds; best is a copy of the
//! file where the server cannot write.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use app::domain::error::AppError;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::Core;
use crate::{
    config::Config,
    store::{
        Db,
        audit::{self, Head},
    },
    telemetry,
};

/// Pause between two heads.
const EVERY: TimeDelta = TimeDelta::hours(24);
/// Bytes of the key.
const KEY_BYTES: usize = 32;
/// Readable by its owner alone.
const PRIVATE: u32 = 0o600;

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedHead {
    /// When it was written.
    pub at: DateTime<Utc>,
    /// The database.
    pub identity: String,
    /// Number of the last event.
    pub seq: i64,
    /// Its hash in hex.
    pub hash: String,
    /// HMAC-SHA-256 in hex over the fields above.
    pub mac: String,
}

impl SignedHead {
    fn new(key: &[u8], head: &Head, at: DateTime<Utc>) -> Self {
        let mut line = Self {
            at,
            identity: head.identity.clone(),
            seq: head.seq,
            hash: hex::encode(&head.hash),
            mac: String::new(),
        };
        line.mac = line.signature(key).map(|mac| hex::encode(mac.finalize().into_bytes())).unwrap_or_default();
        line
    }

    /// No field holds a line break, so no two lines share what is signed. HMAC takes keys of any length.
    fn signature(&self, key: &[u8]) -> Option<Hmac<Sha256>> {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Micros, true);
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).ok()?;
        mac.update(format!("{at}\n{}\n{}\n{}", self.identity, self.seq, self.hash).as_bytes());
        Some(mac)
    }

    fn is_signed_with(&self, key: &[u8]) -> bool {
        let signature = self.signature(key).zip(hex::decode(&self.mac).ok());
        signature.is_some_and(|(signature, mac)| signature.verify_slice(&mac).is_ok())
    }
}

/// Where the heads and their key are.
#[derive(Clone, Debug)]
struct Place {
    heads: PathBuf,
    key: PathBuf,
}

impl Place {
    fn of(config: &Config) -> Self {
        Self { heads: config.audit_heads(), key: config.audit_key() }
    }

    /// The lines with their numbers; nothing where there is no file yet.
    fn lines(&self) -> io::Result<Vec<(usize, Option<SignedHead>)>> {
        let text = match std::fs::read_to_string(&self.heads) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        Ok((1..).zip(text.lines()).map(|(number, line)| (number, serde_json::from_str(line).ok())).collect())
    }

    /// The key, where there is one.
    fn known_key(&self) -> io::Result<Option<Vec<u8>>> {
        let text = match std::fs::read_to_string(&self.key) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let key = hex::decode(text.trim()).ok().filter(|key| key.len() == KEY_BYTES);
        key.map(Some).ok_or_else(|| io::Error::other(format!("{} holds no key", self.key.display())))
    }

    /// The key, made of `fresh` the first time.
    fn key(&self, fresh: [u8; KEY_BYTES]) -> io::Result<Vec<u8>> {
        if let Some(key) = self.known_key()? {
            return Ok(key);
        }
        make_folder(&self.key)?;
        let mut file = OpenOptions::new().write(true).create_new(true).mode(PRIVATE).open(&self.key)?;
        writeln!(file, "{}", hex::encode(fresh))?;
        file.sync_all()?;
        Ok(fresh.to_vec())
    }

    /// Writes a head, unless one was written within a day; answers it. One that claims to come from a far future, written
    /// with a wrong clock or by hand, keeps none from being written.
    fn append(&self, head: &Head, now: DateTime<Utc>, fresh: [u8; KEY_BYTES]) -> io::Result<Option<SignedHead>> {
        let last = self.lines()?.into_iter().filter_map(|(_, line)| line).next_back();
        if last.is_some_and(|last| last.identity == head.identity && (now - last.at).abs() < EVERY) {
            return Ok(None);
        }
        let line = SignedHead::new(&self.key(fresh)?, head, now);
        make_folder(&self.heads)?;
        let mut file = OpenOptions::new().append(true).read(true).create(true).open(&self.heads)?;
        // What a crash has cut off stays a line of its own.
        let begin = if ends_a_line(&mut file)? { "" } else { "\n" };
        file.write_all(format!("{begin}{}\n", serde_json::to_string(&line)?).as_bytes())?;
        file.sync_all()?;
        Ok(Some(line))
    }
}

/// Whether what is appended begins a line.
fn ends_a_line(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

fn make_folder(file: &Path) -> io::Result<()> {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or(Ok(()), std::fs::create_dir_all)
}

/// Writes the end of the chain down, once a day.
///
/// # Errors
/// A fault of the database, or of the file.
pub async fn witness(core: &Arc<Core>) -> Result<(), AppError> {
    let head = audit::head(&core.store.read()).await?;
    if head.seq == 0 {
        return Ok(());
    }
    let mut fresh = [0; KEY_BYTES];
    core.ids.fill(&mut fresh);
    let (place, now) = (Place::of(&core.config), core.clock.now());
    let written = tokio::task::spawn_blocking(move || place.append(&head, now, fresh)).await;
    let written = written.map_err(|_| AppError::Unavailable)?.map_err(|error| fault(&error))?;
    if let Some(SignedHead { seq, hash, mac, .. }) = written {
        tracing::info!(seq, hash, mac, "end of the audit log");
    }
    Ok(())
}

fn fault(error: &io::Error) -> AppError {
    tracing::error!(reference = telemetry::reference(), %error, "the end of the audit log cannot be written down");
    AppError::Unavailable
}

/// What comparing the log with the heads has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Witnessed {
    /// Heads that the log agrees with.
    pub agree: u64,
    /// Heads of another database.
    pub foreign: u64,
    /// What is wrong, for people.
    pub faults: Vec<String>,
}

/// Compares the log with every head that was written down.
///
/// # Errors
/// A sentence for the administrator when the file, the key or the database cannot be read.
pub async fn compare(db: &Db<'_>, config: &Config) -> Result<Witnessed, String> {
    let place = Place::of(config);
    let unreadable = |path: &Path, error: &io::Error| format!("{} cannot be read: {error}", path.display());
    let lines = place.lines().map_err(|error| unreadable(&place.heads, &error))?;
    if lines.is_empty() {
        return Ok(Witnessed::default());
    }
    let key = place.known_key().map_err(|error| unreadable(&place.key, &error))?;
    let key = key.ok_or_else(|| format!("{} is missing, with which the heads were signed", place.key.display()))?;
    let current = audit::head(db).await.map_err(|error| error.to_string())?;
    let mut found = Witnessed::default();
    for (number, line) in lines {
        match line.filter(|line| line.is_signed_with(&key)) {
            None => found.faults.push(format!("line {number} of {} was not signed by us", place.heads.display())),
            Some(line) if line.identity != current.identity => found.foreign += 1,
            Some(line) => match problem(db, &line).await? {
                Some(problem) => found.faults.push(problem),
                None => found.agree += 1,
            },
        }
    }
    Ok(found)
}

async fn problem(db: &Db<'_>, line: &SignedHead) -> Result<Option<String>, String> {
    let SignedHead { seq, at, .. } = line;
    let kept = audit::hash_of(db, *seq).await.map_err(|error| error.to_string())?;
    Ok(match kept.map(hex::encode) {
        None => Some(format!("event {seq} is missing, which was there on {at}")),
        Some(hash) if hash != line.hash => Some(format!("event {seq} is not the one that was there on {at}")),
        Some(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn head(seq: i64) -> Head {
        Head { seq, hash: vec![7; 32], identity: "here".to_owned() }
    }

    #[test]
    fn a_head_is_written_once_a_day_and_its_key_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place { heads: folder.path().join("a/heads.jsonl"), key: folder.path().join("b/heads.key") };
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        assert!(place.append(&head(5), now, [1; 32]).unwrap().is_some());
        assert!(place.append(&head(6), now + TimeDelta::hours(23), [2; 32]).unwrap().is_none());
        let second = place.append(&head(7), now + TimeDelta::hours(24), [2; 32]).unwrap().unwrap();
        assert!(second.is_signed_with(&[1; 32]) && !second.is_signed_with(&[2; 32]), "the first key stays");
        assert!(!SignedHead { seq: 6, ..second.clone() }.is_signed_with(&[1; 32]));
        assert!(!SignedHead { at: now, ..second.clone() }.is_signed_with(&[1; 32]));
        let lines: Vec<i64> = place.lines().unwrap().into_iter().map(|(_, line)| line.unwrap().seq).collect();
        assert_eq!(lines, [5, 7]);
        assert_eq!(std::fs::metadata(&place.key).unwrap().permissions().mode() & 0o777, 0o600);
        let back = now - TimeDelta::days(400);
        assert!(place.append(&head(8), back, [2; 32]).unwrap().is_some(), "the clock had been wrong");
        let whole = std::fs::read_to_string(&place.heads).unwrap();
        std::fs::write(&place.heads, &whole[..whole.len() - 20]).unwrap();
        assert!(place.append(&head(9), now + TimeDelta::days(9), [2; 32]).unwrap().is_some());
        let lines: Vec<_> = place.lines().unwrap().into_iter().map(|(_, line)| line.map(|line| line.seq)).collect();
        assert_eq!(lines, [Some(5), Some(7), None, Some(9)], "a line that was cut off takes no other with it");
        assert!(place.append(&Head { identity: "elsewhere".to_owned(), ..head(1) }, now, [3; 32]).unwrap().is_some());
    }
}
