//! Looking after what is kept: is it whole, what is there that nobody needs.

use std::{io, path::Path, time::SystemTime};

use app::domain::error::AppError;
use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use object_store::{Error as RemoteError, ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};

use super::{BlobStore, blocking, fault, key, remote};

/// Letters of a SHA-256 in hex.
const HEX: usize = 64;

/// What became of content that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is what it was.
    Whole,
    /// It is not there.
    Missing,
    /// It is something else.
    Damaged,
}

/// Content that is there, and when it came or was last needed by somebody who brought the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256 in hex.
    pub sha256: String,
    /// When.
    pub since: DateTime<Utc>,
}

impl BlobStore {
    /// Reads the content with this hash to its end and compares.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when it cannot be read, which says nothing about it.
    pub async fn examine(&self, sha256: &str, size: u64) -> Result<Found, AppError> {
        let Some(length) = self.length(sha256).await? else { return Ok(Found::Missing) };
        if length != size {
            return Ok(Found::Damaged);
        }
        let mut content = self.read(sha256, 0..length).await?;
        let mut hash = Sha256::new();
        while let Some(piece) = content.try_next().await.map_err(|error| fault(&error))? {
            hash.update(&piece);
        }
        Ok(if hex::encode(hash.finalize()) == sha256 { Found::Whole } else { Found::Damaged })
    }

    async fn length(&self, sha256: &str) -> Result<Option<u64>, AppError> {
        if let Some(s3) = &self.config.s3 {
            return match self.bucket(s3)?.head(&key(sha256)).await {
                Ok(found) => Ok(Some(found.size)),
                Err(RemoteError::NotFound { .. }) => Ok(None),
                Err(error) => Err(remote(&error)),
            };
        }
        match tokio::fs::metadata(self.file(sha256)).await {
            Ok(found) => Ok(Some(found.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fault(&error)),
        }
    }

    /// Every content that has lain here since before `before`.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when they cannot be listed.
    pub async fn kept_before(&self, before: DateTime<Utc>) -> Result<Vec<Kept>, AppError> {
        let all: Vec<Kept> = if let Some(s3) = &self.config.s3 {
            let listed = self.bucket(s3)?.list(None).map_ok(|found| {
                let sha256: String = found.location.as_ref().chars().filter(|c| *c != '/').collect();
                Kept { sha256, since: found.last_modified }
            });
            listed.try_collect().await.map_err(|error| remote(&error))?
        } else {
            let folder = self.config.dir.clone();
            blocking(move || listed(&folder)).await?
        };
        let old = |kept: &Kept| kept.sha256.len() == HEX && kept.since < before;
        Ok(all.into_iter().filter(old).collect())
    }

    /// Removes content that has lain here since before `before`. Somebody may bring the same content at this moment:
    /// then it is young again, and stays.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when it cannot be removed.
    pub async fn remove(&self, sha256: &str, before: DateTime<Utc>) -> Result<bool, AppError> {
        if let Some(s3) = &self.config.s3 {
            let bucket = self.bucket(s3)?;
            let young = match bucket.head(&key(sha256)).await {
                Ok(found) => found.last_modified >= before,
                Err(RemoteError::NotFound { .. }) => true,
                Err(error) => return Err(remote(&error)),
            };
            if !young {
                bucket.delete(&key(sha256)).await.map_err(|error| remote(&error))?;
            }
            return Ok(!young);
        }
        let (file, naming) = (self.file(sha256), self.naming.clone());
        blocking(move || {
            // Nobody gives content its name between the look and the removal.
            let _alone = naming.lock();
            match std::fs::metadata(&file).and_then(|found| found.modified()) {
                Ok(modified) if instant(modified) < before => std::fs::remove_file(&file).map(|()| true),
                Ok(_) => Ok(false),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
                Err(error) => Err(error),
            }
        })
        .await
    }

    /// Removes what came in before `before` and never got a name, because the server was ended in between.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when the folder cannot be read.
    pub async fn sweep_incoming(&self, before: DateTime<Utc>) -> Result<(), AppError> {
        let folder = self.incoming_folder();
        blocking(move || {
            for entry in entries(&folder)? {
                if instant(entry.metadata()?.modified()?) < before {
                    std::fs::remove_file(entry.path())?;
                }
            }
            Ok(())
        })
        .await
    }

    /// Whether nothing is kept here.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when that cannot be told.
    pub async fn is_empty(&self) -> Result<bool, AppError> {
        Ok(self.kept_before(DateTime::<Utc>::MAX_UTC).await?.is_empty())
    }
}

fn listed(folder: &Path) -> io::Result<Vec<Kept>> {
    let mut all = Vec::new();
    for part in entries(folder)?.into_iter().filter(|entry| entry.file_name().len() == 2) {
        for file in entries(&part.path())? {
            let (part, name) = (part.file_name(), file.file_name());
            let sha256 = format!("{}{}", part.to_string_lossy(), name.to_string_lossy());
            all.push(Kept { sha256, since: instant(file.metadata()?.modified()?) });
        }
    }
    Ok(all)
}

/// What a folder holds; nothing when it is not there.
fn entries(folder: &Path) -> io::Result<Vec<std::fs::DirEntry>> {
    match std::fs::read_dir(folder) {
        Ok(entries) => entries.collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn instant(time: SystemTime) -> DateTime<Utc> {
    time.into()
}
