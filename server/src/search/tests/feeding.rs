use std::{sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use super::*;

/// An index that is being fed, until dropped.
struct Fed {
    index: Arc<SearchIndex>,
    database: Arc<Database>,
    wake: Arc<Notify>,
    stop: CancellationToken,
    task: tokio::task::JoinHandle<()>,
}

impl Fed {
    fn start(folder: &std::path::Path, database: Arc<Database>) -> Self {
        let index = Arc::new(SearchIndex::open(folder).unwrap());
        let (wake, stop) = (Arc::new(Notify::new()), CancellationToken::new());
        let task = tokio::spawn({
            let (index, database, wake, stop) =
                (Arc::clone(&index), Arc::clone(&database), Arc::clone(&wake), stop.clone());
            async move { run_indexer(&index, &*database, &wake, stop).await }
        });
        Self { index, database, wake, stop, task }
    }

    /// Waits until everything in the database can be found.
    async fn settled(&self) {
        let head = self.database.head().await.unwrap();
        self.wake.notify_one();
        assert!(self.index.wait_for(head, Duration::from_secs(20)).await);
    }

    async fn stop(self) {
        self.stop.cancel();
        self.task.await.unwrap();
    }
}

#[tokio::test]
async fn changes_are_found_soon_and_removals_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let fed = Fed::start(folder.path(), Arc::new(Database::with([notice(1, "最初", "本文")])));
    fed.settled().await;
    assert_eq!(numbers(&fed.index, "最初").await, [1]);

    fed.database.put(notice(2, "追加", "本文"));
    fed.database.put(notice(1, "変更", "本文"));
    let begun = std::time::Instant::now();
    fed.settled().await;
    assert!(begun.elapsed() < Duration::from_secs(5), "woken, not polled");
    assert_eq!(numbers(&fed.index, "最初").await, [0_u128; 0]);
    assert_eq!(numbers(&fed.index, "変更").await, [1]);
    assert_eq!(numbers(&fed.index, "本文").await, [2, 1]);

    fed.database.remove(key(1));
    fed.settled().await;
    assert_eq!(numbers(&fed.index, "本文").await, [2]);
    assert_eq!(fed.index.status().documents, 1);
    fed.stop().await;
}

#[tokio::test]
async fn after_a_restart_reading_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let database = Arc::new(Database::with((0..120).map(|number| notice(number, "題", "本文"))));
    let fed = Fed::start(folder.path(), Arc::clone(&database));
    fed.settled().await;
    fed.stop().await;
    database.put(notice(500, "停止中に", "届いた"));

    let fed = Fed::start(folder.path(), Arc::clone(&database));
    assert_eq!(fed.index.status().cursor, Cursor(120));
    assert!(fed.index.status().ready);
    fed.settled().await;
    assert_eq!(numbers(&fed.index, "届いた").await, [500]);
    assert_eq!(fed.index.status().documents, 121);
    assert_eq!(database.rebuilds(), 1);
    fed.stop().await;
}

#[tokio::test]
async fn the_old_index_answers_while_the_new_one_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let database = Arc::new(Database::with((0..70).map(|number| notice(number, "題", "本文"))));
    let fed = Fed::start(folder.path(), Arc::clone(&database));
    fed.settled().await;

    database.held.store(true, Ordering::SeqCst);
    fed.index.request_rebuild();
    fed.wake.notify_one();
    while database.rebuilds() < 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(fed.index.status().rebuilding);
    assert_eq!(fed.index.status().documents, 70);
    assert_eq!(numbers(&fed.index, "本文").await.len(), 20);
    // Written while the new index is being built: neither lost nor doubled.
    database.put(notice(900, "途中", "本文"));
    database.held.store(false, Ordering::SeqCst);
    database.release.notify_one();
    fed.settled().await;
    assert_eq!(numbers(&fed.index, "途中").await, [900]);
    assert_eq!(fed.index.status().documents, 71);
    assert!(!fed.index.status().rebuilding);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    fed.stop().await;
}

#[tokio::test]
async fn an_index_of_another_or_a_later_database_is_rebuilt() {
    let folder = tempfile::tempdir().unwrap();
    let fed = Fed::start(folder.path(), Arc::new(Database::with((0..9).map(|number| notice(number, "前", "本文")))));
    fed.settled().await;
    fed.stop().await;

    let restored = Arc::new(Database::with([notice(1, "復元", "本文")]));
    let fed = Fed::start(folder.path(), Arc::clone(&restored));
    wait_until(|| restored.rebuilds() == 1 && fed.index.status().documents == 1).await;
    assert_eq!(numbers(&fed.index, "前").await, [0_u128; 0]);
    fed.stop().await;

    let other = Arc::new(Database::with((0..5).map(|number| notice(number, "別", "本文"))));
    other.edit(|state| state.identity = "other".to_owned());
    let fed = Fed::start(folder.path(), Arc::clone(&other));
    wait_until(|| other.rebuilds() == 1 && fed.index.status().documents == 5).await;
    fed.stop().await;
}

#[tokio::test]
async fn an_outbox_that_was_trimmed_leads_to_a_rebuild() {
    let folder = tempfile::tempdir().unwrap();
    let database = Arc::new(Database::with([notice(1, "一", "本文")]));
    let fed = Fed::start(folder.path(), Arc::clone(&database));
    fed.settled().await;
    fed.stop().await;
    database.put(notice(2, "二", "本文"));
    database.put(notice(3, "三", "本文"));
    database.edit(|state| state.outbox.retain(|(seq, _)| *seq > 2));

    let fed = Fed::start(folder.path(), Arc::clone(&database));
    fed.settled().await;
    assert_eq!(numbers(&fed.index, "本文").await, [3, 2, 1]);
    assert_eq!(database.rebuilds(), 2);
    fed.stop().await;
}

async fn wait_until(done: impl Fn() -> bool) {
    for _ in 0..2000 {
        if done() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("waited in vain");
}
