use std::{
    fs,
    path::{Path, PathBuf},
};

use super::*;

fn documents() -> Vec<IndexDocument> {
    (0..40).map(|number| notice(number, "題名", &format!("災害対策本部 第{number}号 {}", "本文".repeat(20)))).collect()
}

/// A whole index to damage copies of.
async fn pristine() -> tempfile::TempDir {
    let (index, folder) = index_of(documents()).await;
    drop(index);
    folder
}

fn generation(root: &Path) -> PathBuf {
    fs::read_dir(root).unwrap().next().unwrap().unwrap().path()
}

/// Copies the index, damages every file whose name ends so, and opens the copy.
fn damaged(pristine: &Path, ending: &str, damage: impl Fn(&Path)) -> (SearchIndex, tempfile::TempDir) {
    let copy = tempfile::tempdir().unwrap();
    let from = generation(pristine);
    let to = copy.path().join(from.file_name().unwrap());
    fs::create_dir(&to).unwrap();
    let mut victims = Vec::new();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        fs::copy(entry.path(), &target).unwrap();
        if entry.file_name().to_string_lossy().ends_with(ending) {
            victims.push(target);
        }
    }
    assert!(!victims.is_empty(), "no file ends in {ending}");
    for victim in &victims {
        damage(victim);
    }
    (SearchIndex::open(copy.path()).unwrap(), copy)
}

const ENDINGS: [&str; 6] = [".term", ".idx", ".pos", ".fieldnorm", ".fast", ".store"];

fn flip(path: &Path, percent: usize) {
    let mut bytes = fs::read(path).unwrap();
    let at = (bytes.len() - 1) * percent / 100;
    bytes[at] ^= 0x55;
    fs::write(path, bytes).unwrap();
}

fn cut(path: &Path, percent: u64) {
    let length = fs::metadata(path).unwrap().len();
    fs::OpenOptions::new().write(true).open(path).unwrap().set_len(length * percent / 100).unwrap();
}

#[tokio::test]
async fn flipped_bytes_are_noticed_in_every_file() {
    let pristine = pristine().await;
    for ending in ENDINGS {
        for percent in [0, 30, 70, 100] {
            let (index, _copy) = damaged(pristine.path(), ending, |path| flip(path, percent));
            assert!(!index.status().ready, "{ending} at {percent}");
        }
    }
}

#[tokio::test]
async fn truncated_and_missing_files_are_noticed() {
    let pristine = pristine().await;
    for ending in ENDINGS.into_iter().chain(["meta.json", ".managed.json"]) {
        for percent in [0, 60] {
            let (index, _copy) = damaged(pristine.path(), ending, |path| cut(path, percent));
            assert!(!index.status().ready, "{ending} cut to {percent}");
        }
        let (index, _copy) = damaged(pristine.path(), ending, |path| fs::remove_file(path).unwrap());
        assert!(!index.status().ready, "{ending} gone");
    }
}

#[tokio::test]
async fn damage_to_the_lists_of_files_is_noticed_or_harmless() {
    let pristine = pristine().await;
    for ending in ["meta.json", ".managed.json"] {
        for percent in (0..=100).step_by(4) {
            let (index, _copy) = damaged(pristine.path(), ending, |path| flip(path, percent));
            if index.status().ready {
                assert_eq!(numbers(&index, "災害対策").await.len(), 20, "{ending} at {percent}");
                assert_eq!(index.status().cursor, Cursor(40));
            }
        }
    }
}

#[tokio::test]
async fn a_damaged_index_is_rebuilt_in_its_place() {
    let pristine = pristine().await;
    let (index, copy) = damaged(pristine.path(), ".pos", |path| cut(path, 50));
    assert_eq!(numbers(&index, "災害対策").await.len(), 0);
    rebuild(&index, &Database::with(documents())).await.unwrap();
    assert_eq!(numbers(&index, "災害対策").await.len(), 20);
    drop(index);
    let again = SearchIndex::open(copy.path()).unwrap();
    assert!(again.status().ready);
    assert_eq!(again.status().documents, 40);
}

#[tokio::test]
async fn an_unfinished_index_does_not_count_and_is_cleared_away() {
    let (index, folder) = index_of(documents()).await;
    // As a rebuild leaves it that was killed: a higher number, and no checkpoint.
    let unfinished = index.begin().unwrap();
    drop(unfinished);
    drop(index);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    let index = SearchIndex::open(folder.path()).unwrap();
    assert!(index.status().ready);
    assert_eq!(index.status().documents, 40);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn a_deleted_folder_is_made_anew() {
    let (index, folder) = index_of(documents()).await;
    drop(index);
    fs::remove_dir_all(folder.path()).unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    assert!(!index.status().ready && index.status().rebuilding);
    rebuild(&index, &Database::with(documents())).await.unwrap();
    assert!(index.status().ready && !index.status().rebuilding);
    assert_eq!(index.status().documents, 40);
}
