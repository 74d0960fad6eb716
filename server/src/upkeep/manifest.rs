//! What a backup holds, with the checksum of every file.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Name of the list, which is written last: a backup without it is none.
pub const MANIFEST: &str = "manifest.json";
/// Name of the copy of the database.
pub const DATABASE: &str = "kairan.db";
/// Folder of the files, laid out as in the folder of a server.
pub const FILES: &str = "files";
/// The layout described here.
const FORMAT: u32 = 1;
/// Bytes read at a time.
const PIECE: usize = 256 << 10;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Layout of the folder.
    pub format: u32,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Version of the program that made it.
    pub program: String,
    /// The copy of the database.
    pub database: Part,
    /// The files, by their SHA-256.
    pub files: Vec<Part>,
}

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// SHA-256 in hex.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

impl Manifest {
    /// A list of a backup made at `now`.
    pub fn new(now: DateTime<Utc>, database: Part, files: Vec<Part>) -> Self {
        Self { format: FORMAT, made_at: now, program: env!("CARGO_PKG_VERSION").to_owned(), database, files }
    }

    /// Reads the list of a backup.
    ///
    /// # Errors
    /// A sentence for the administrator when the folder is no backup that can be used.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let path = folder.join(MANIFEST);
        let json = std::fs::read(&path).map_err(|error| {
            format!("{} is no finished backup: {MANIFEST} cannot be read: {error}", folder.display())
        })?;
        let manifest: Self = serde_json::from_slice(&json)
            .map_err(|error| format!("{} cannot be understood: {error}", path.display()))?;
        if manifest.format != FORMAT {
            return Err(format!(
                "{} has the layout {}, which this version cannot read",
                path.display(),
                manifest.format
            ));
        }
        let named = |part: &Part| part.sha256.len() == 64 && part.sha256.bytes().all(|b| b.is_ascii_hexdigit());
        if !named(&manifest.database) || !manifest.files.iter().all(named) {
            return Err(format!("{} names something that is no checksum", path.display()));
        }
        Ok(manifest)
    }

    /// Writes the list, for good.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let mut file = File::create_new(folder.join(MANIFEST))?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.sync_all()?;
        File::open(folder)?.sync_all()
    }

    /// Bytes of everything in the backup.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|part| part.size).sum::<u64>() + self.database.size
    }
}

impl Part {
    /// The checksum and the size of a file as it is.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let (mut hash, mut size, mut piece) = (Sha256::new(), 0, vec![0; PIECE]);
        loop {
            let read = file.read(&mut piece)?;
            let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            hash.update(bytes);
            size += bytes.len() as u64;
        }
        Ok(Self { sha256: hex::encode(hash.finalize()), size })
    }

    /// Where the file of the backup stands that has this checksum.
    pub fn path(&self, backup: &Path) -> PathBuf {
        let (folder, name) = self.sha256.split_at_checked(2).unwrap_or(("", &self.sha256));
        backup.join(FILES).join(folder).join(name)
    }
}
