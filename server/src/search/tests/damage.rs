use std::{
    fs,
    path::{Path, PathBuf},
};

use super::*;

fn documents() -> Vec<IndexDocument> {
    (0..40).map(|number| notice(number, "題名", &format!("災害対策本部 第{number}号 {}", "本文".repeat(20)))).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let generation = fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let files = fs::read_dir(generation).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| fs::metadata(path).unwrap().len() > 0).collect()
}

/// Opens the index after `damage`, rebuilds it if it asks for that, and sees whether everything is found.
async fn heals(name: &str, damage: impl Fn(&Path)) -> bool {
    let (index, folder) = index_of(documents()).await;
    drop(index);
    let victim = files(folder.path()).into_iter().find(|path| path.file_name().unwrap().to_string_lossy() == name);
    damage(&victim.unwrap());
    let index = SearchIndex::open(folder.path()).unwrap();
    let noticed = !index.status().ready;
    if noticed {
        assert_eq!(numbers(&index, "災害対策").await.len(), 0);
        rebuild(&index, &Database::with(documents())).await.unwrap();
    }
    assert_eq!(numbers(&index, "災害対策").await.len(), 20, "{name}");
    assert_eq!(index.status().documents, 40, "{name}");
    noticed
}

/// The files of an index, by extension; names of segments are random, so each damage makes its own index.
const KINDS: [&str; 6] = ["term", "idx", "pos", "fieldnorm", "fast", "store"];

async fn heals_kind(kind: &str, damage: impl Fn(&Path)) -> bool {
    let (index, folder) = index_of(documents()).await;
    drop(index);
    let victims = files(folder.path()).into_iter().filter(|path| path.extension().is_some_and(|found| found == kind));
    let mut count = 0;
    for victim in victims {
        damage(&victim);
        count += 1;
    }
    assert!(count > 0, "no file of kind {kind}");
    let index = SearchIndex::open(folder.path()).unwrap();
    let noticed = !index.status().ready;
    rebuild(&index, &Database::with(documents())).await.unwrap();
    assert_eq!(numbers(&index, "災害対策").await.len(), 20);
    noticed
}

fn flip(path: &Path, share: f64) {
    let mut bytes = fs::read(path).unwrap();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a rough place"
    )]
    let at = (bytes.len() as f64 * share) as usize;
    bytes[at] ^= 0x55;
    fs::write(path, bytes).unwrap();
}

fn cut(path: &Path, share: u64) {
    let length = fs::metadata(path).unwrap().len();
    fs::OpenOptions::new().write(true).open(path).unwrap().set_len(length * share / 100).unwrap();
}

#[tokio::test]
async fn flipped_bytes_are_noticed_in_every_file() {
    for kind in KINDS {
        for share in [0.0, 0.5, 0.99] {
            assert!(heals_kind(kind, |path| flip(path, share)).await, "{kind} at {share}");
        }
    }
}

#[tokio::test]
async fn truncated_and_missing_files_are_noticed() {
    for kind in KINDS {
        assert!(heals_kind(kind, |path| cut(path, 0)).await, "{kind} emptied");
        assert!(heals_kind(kind, |path| cut(path, 60)).await, "{kind} cut");
        assert!(heals_kind(kind, |path| fs::remove_file(path).unwrap()).await, "{kind} gone");
    }
}

#[tokio::test]
async fn damage_to_the_lists_of_files_is_noticed_or_harmless() {
    for name in ["meta.json", ".managed.json"] {
        assert!(heals(name, |path| cut(path, 50)).await);
        assert!(heals(name, |path| fs::remove_file(path).unwrap()).await);
        for share in 0..20 {
            heals(name, |path| flip(path, f64::from(share) / 20.0)).await;
        }
    }
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
