//! Keeps two processes from the same index.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::Path,
};

/// Name of the file in the folder of the index.
const NAME: &str = "in-use";

/// The folder of the index in the hands of this process, until it is dropped or the process ends.
#[derive(Debug)]
pub struct Occupied {
    _file: File,
}

impl Occupied {
    /// Takes the folder.
    ///
    /// # Errors
    /// A sentence for the administrator when another process has it, or it cannot be used.
    pub fn take(folder: &Path) -> Result<Self, String> {
        let unusable = |error: std::io::Error| format!("{} cannot be used: {error}", folder.display());
        std::fs::create_dir_all(folder).map_err(unusable)?;
        let path = folder.join(NAME);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(format!(
                "{} is in use by a running kairan. Stop that first: two processes would destroy each other's index.",
                folder.display()
            )),
            Err(TryLockError::Error(error)) => Err(unusable(error)),
        }
    }

    /// Deletes everything else in the folder.
    ///
    /// # Errors
    /// A sentence for the administrator when something cannot be deleted.
    pub fn empty(&self, folder: &Path) -> Result<(), String> {
        let fault = |error: std::io::Error| format!("the old index in {} stays: {error}", folder.display());
        for entry in std::fs::read_dir(folder).map_err(fault)? {
            let entry = entry.map_err(fault)?;
            if entry.file_name() == NAME {
                continue;
            }
            let folder = entry.file_type().map_err(fault)?.is_dir();
            let done = if folder { std::fs::remove_dir_all(entry.path()) } else { std::fs::remove_file(entry.path()) };
            done.map_err(fault)?;
        }
        Ok(())
    }

    /// Whether a folder holds nothing, or nothing but the mark of having been used.
    ///
    /// # Errors
    /// A sentence for the administrator when it cannot be read.
    pub fn is_free(folder: &Path) -> Result<bool, String> {
        match std::fs::read_dir(folder) {
            Ok(mut entries) => Ok(entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == NAME))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
            Err(error) => Err(format!("{} cannot be read: {error}", folder.display())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_has_it_and_what_is_emptied_stays_taken() {
        let folder = tempfile::tempdir().unwrap();
        let taken = Occupied::take(folder.path()).unwrap();
        assert!(Occupied::take(folder.path()).unwrap_err().contains("in use"));
        std::fs::create_dir(folder.path().join("generation-000001")).unwrap();
        assert_eq!(Occupied::is_free(folder.path()), Ok(false));
        taken.empty(folder.path()).unwrap();
        assert_eq!(Occupied::is_free(folder.path()), Ok(true));
        assert!(Occupied::take(folder.path()).is_err());
        drop(taken);
        Occupied::take(folder.path()).unwrap();
    }
}
