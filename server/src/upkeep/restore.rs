//! Bringing a backup back into an empty place.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use futures::StreamExt;
use tokio_util::io::ReaderStream;

use super::{
    Kept, Occupied,
    manifest::{DATABASE, Manifest, Part},
    tell,
};
use crate::{
    config::{Config, Files},
    files::blobs::BlobStore,
    store::DatabaseUrl,
};

/// Checks every checksum of the backup in `source`, then copies it to the empty places that `config` names. The
/// database gets its name last, so that nothing serves half of a backup.
///
/// # Errors
/// A sentence for the administrator, before anything is written unless a disk fails.
pub async fn restore(config: &Config, source: &Path) -> Result<Kept, String> {
    let DatabaseUrl::Sqlite(database) = config.database.parse()? else {
        return Err("this hub keeps its data in PostgreSQL: use pg_restore, copy the files back, then run \
                    `kairan reindex` and `kairan verify`"
            .to_owned());
    };
    let manifest = Manifest::read(source)?;
    // A smaller limit for uploads since then is no reason to lose what was taken in before.
    let blobs = BlobStore::new(&Files { max_bytes: u64::MAX, ..config.files.clone() });
    check_target(config, &database, &blobs).await?;
    check_source(source, &manifest)?;
    for part in &manifest.files {
        bring_back(&blobs, source, part).await?;
    }
    let kept = Kept { files: manifest.files.len(), bytes: manifest.bytes() };
    let copied = tokio::task::spawn_blocking({
        let source = source.join(DATABASE);
        move || copy_database(&source, &database, &manifest.database)
    });
    copied.await.map_err(|error| error.to_string())??;
    Ok(kept)
}

/// Everything must be empty: a restore never mixes with what is there.
async fn check_target(config: &Config, database: &Path, blobs: &BlobStore) -> Result<(), String> {
    for suffix in ["", "-wal", "-shm"] {
        let mut path = database.as_os_str().to_owned();
        path.push(suffix);
        if Path::new(&path).exists() {
            return Err(format!("{} is there already; restore into an empty folder", Path::new(&path).display()));
        }
    }
    if !blobs.is_empty().await.map_err(tell("the place of the files cannot be read"))? {
        return Err(format!("there are files in {} already; restore into an empty folder", config.files.dir.display()));
    }
    if !Occupied::is_free(&config.files.index_dir)? {
        let index = config.files.index_dir.display();
        return Err(format!("there is an index in {index} already; restore into an empty folder"));
    }
    Ok(())
}

/// Every file of the backup, before the first byte is written: a restore that stops half-way helps nobody.
fn check_source(source: &Path, manifest: &Manifest) -> Result<(), String> {
    let all = manifest.files.iter().map(|part| (part.path(source), part));
    let broken: Vec<String> = std::iter::once((source.join(DATABASE), &manifest.database))
        .chain(all)
        .filter_map(|(path, part)| match Part::of(&path) {
            Ok(found) if found == *part => None,
            Ok(_) => Some(format!("{} is not what was kept", path.display())),
            Err(error) => Some(format!("{}: {error}", path.display())),
        })
        .collect();
    if broken.is_empty() {
        return Ok(());
    }
    let some = broken.iter().take(20).cloned().collect::<Vec<_>>().join("\n  ");
    Err(format!("the backup is damaged in {} place(s), and nothing was restored:\n  {some}", broken.len()))
}

async fn bring_back(blobs: &BlobStore, source: &Path, part: &Part) -> Result<(), String> {
    let path = part.path(source);
    let file = tokio::fs::File::open(&path).await.map_err(|error| format!("{}: {error}", path.display()))?;
    let incoming = blobs.receive(ReaderStream::new(file).boxed()).await.map_err(tell("a file cannot be kept"))?;
    if incoming.sha256 != part.sha256 {
        return Err(format!("{} has changed since it was checked", path.display()));
    }
    blobs.keep(incoming).await.map_err(tell("a file cannot be kept"))
}

fn copy_database(source: &Path, target: &Path, part: &Part) -> Result<(), String> {
    let fault = |error: std::io::Error| format!("{}: {error}", target.display());
    let folder = target.parent().map(Path::to_path_buf).unwrap_or_default();
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    std::fs::create_dir_all(&folder).map_err(fault)?;
    let unfinished = target.with_extension("restoring");
    std::fs::copy(source, &unfinished).map_err(fault)?;
    File::open(&unfinished).and_then(|file| file.sync_all()).map_err(fault)?;
    if Part::of(&unfinished).map_err(fault)? != *part {
        return Err(format!("{} has changed since it was checked", source.display()));
    }
    std::fs::rename(&unfinished, target).map_err(fault)?;
    File::open(&folder).and_then(|folder| folder.sync_all()).map_err(fault)
}
