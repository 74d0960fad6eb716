//! One consistent copy of everything, made while the server works.

use std::{fs::File, io::Write, path::Path};

use app::domain::error::AppError;
use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use sha2::{Digest, Sha256};

use super::{
    manifest::{DATABASE, Manifest, Part},
    tell,
};
use crate::{
    config::Config,
    files::blobs::BlobStore,
    store::{DatabaseUrl, upkeep},
};

/// Rows read at a time.
const STEP: u64 = 500;

/// What was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Files beside the database.
    pub files: usize,
    /// Bytes of everything.
    pub bytes: u64,
}

/// Copies the database and every file that it counts on into the new folder `target`. What was begun is removed when it
/// cannot be finished, so that nobody takes it for a backup.
///
/// The files are copied after the database: content never changes under its checksum and is kept for at least a day
/// after the last row that refers to it, so everything that the copy of the database counts on is still there.
///
/// # Errors
/// A sentence for the administrator.
pub async fn backup(config: &Config, target: &Path, now: DateTime<Utc>) -> Result<Kept, String> {
    let path = match config.database.parse()? {
        DatabaseUrl::Sqlite(path) => path,
        DatabaseUrl::Postgres(_) => return Err(advice(target)),
    };
    if !path.is_file() {
        return Err(format!("there is no database at {}", path.display()));
    }
    if let Some(parent) = target.parent() {
        std::fs::create_dir_all(parent).map_err(|error| format!("{}: {error}", parent.display()))?;
    }
    std::fs::create_dir(target).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            format!("{} is there already; a backup never overwrites anything", target.display())
        }
        _ => format!("{} cannot be made: {error}", target.display()),
    })?;
    let made = copy(config, target, now).await;
    if made.is_err() {
        // Made above and by nobody else.
        drop(std::fs::remove_dir_all(target));
    }
    made
}

async fn copy(config: &Config, target: &Path, now: DateTime<Utc>) -> Result<Kept, String> {
    let database = target.join(DATABASE);
    let live = upkeep::open(&config.database.parse()?).await.map_err(tell("the database cannot be opened"))?;
    let copied = live.copy_to(&database).await;
    live.close().await;
    copied.map_err(tell("the database cannot be copied"))?;
    let blobs = BlobStore::new(&config.files);
    let copy = upkeep::open_copy(&database).await.map_err(tell("the copy of the database cannot be read"))?;
    let files = copy_files(&copy, &blobs, target).await;
    copy.close().await;
    let files = files?;
    let fault = |error: std::io::Error| format!("{}: {error}", target.display());
    File::open(&database).and_then(|file| file.sync_all()).map_err(fault)?;
    let manifest = Manifest::new(now, Part::of(&database).map_err(fault)?, files);
    manifest.write(target).map_err(fault)?;
    Ok(Kept { files: manifest.files.len(), bytes: manifest.bytes() })
}

async fn copy_files(copy: &upkeep::Existing, blobs: &BlobStore, target: &Path) -> Result<Vec<Part>, String> {
    let (db, mut parts) = (copy.read(), Vec::<Part>::new());
    loop {
        let after = parts.last().map(|part| part.sha256.clone()).unwrap_or_default();
        let rows = upkeep::blobs(&db, &after, STEP).await.map_err(tell("the list of files cannot be read"))?;
        if rows.is_empty() {
            return Ok(parts);
        }
        for (sha256, size) in rows {
            let part = Part { sha256, size };
            copy_file(blobs, &part, target).await?;
            parts.push(part);
        }
    }
}

async fn copy_file(blobs: &BlobStore, part: &Part, target: &Path) -> Result<(), String> {
    let unread = |error: AppError| format!("the file {} cannot be read: {error}. See `kairan verify`.", part.sha256);
    let fault = |error: std::io::Error| format!("the file {} cannot be copied: {error}", part.sha256);
    let path = part.path(target);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fault)?;
    }
    let mut file = File::create_new(&path).map_err(fault)?;
    let (mut content, mut hash) = (blobs.read(&part.sha256, 0..part.size).await.map_err(unread)?, Sha256::new());
    while let Some(piece) = content.try_next().await.map_err(fault)? {
        hash.update(&piece);
        file.write_all(&piece).map_err(fault)?;
    }
    if hex::encode(hash.finalize()) != part.sha256 {
        return Err(format!("the file {} is damaged. See `kairan verify`.", part.sha256));
    }
    file.sync_all().map_err(fault)
}

/// PostgreSQL copies itself better than anybody from outside could.
fn advice(target: &Path) -> String {
    let target = target.display();
    format!(
        "this hub keeps its data in PostgreSQL, which `kairan backup` does not copy. Run, in this order:\n  \
         mkdir {target}\n  \
         pg_dump --format=custom --file={target}/kairan.pgdump \"$KAIRAN_DATABASE__URL\"\n  \
         rsync -a <files.dir>/ {target}/files/   (or `aws s3 sync` for a bucket)\n\
         The files may be copied after the database while the hub works: content never changes under its name and \
         is kept for a day after its last use. To bring it back: pg_restore --clean --if-exists --dbname=… \
         {target}/kairan.pgdump, copy the files back, then `kairan reindex` and `kairan verify`."
    )
}
