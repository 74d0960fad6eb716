mod damage;
mod feeding;
mod finding;
mod meaning;
mod readers;

use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use app::domain::search::{DocKey, DocKind, SearchQuery};
use async_trait::async_trait;
use chrono::DateTime;
use tokio::sync::Notify;
use uuid::Uuid;

use super::*;

/// A database in memory: documents, and an outbox.
#[derive(Default)]
struct Database {
    state: Mutex<State>,
    /// While set, a rebuild waits before its last part.
    held: AtomicBool,
    release: Notify,
}

#[derive(Default)]
struct State {
    identity: String,
    documents: BTreeMap<DocKey, IndexDocument>,
    outbox: Vec<(i64, DocKey)>,
    head: i64,
    rebuilds: usize,
}

impl Database {
    fn with(documents: impl IntoIterator<Item = IndexDocument>) -> Self {
        let database = Self::default();
        for document in documents {
            database.put(document);
        }
        database
    }

    fn change(&self, key: DocKey, document: Option<IndexDocument>) {
        let mut state = self.state.lock().unwrap();
        state.head += 1;
        let head = state.head;
        state.outbox.push((head, key));
        match document {
            Some(document) => state.documents.insert(key, document),
            None => state.documents.remove(&key),
        };
    }

    fn put(&self, document: IndexDocument) {
        self.change(document.key, Some(document));
    }

    fn remove(&self, key: DocKey) {
        self.change(key, None);
    }

    fn rebuilds(&self) -> usize {
        self.state.lock().unwrap().rebuilds
    }

    fn edit(&self, act: impl FnOnce(&mut State)) {
        act(&mut self.state.lock().unwrap());
    }
}

#[async_trait]
impl DocumentSource for Database {
    async fn identity(&self) -> Result<String, SourceError> {
        Ok(self.state.lock().unwrap().identity.clone())
    }

    async fn head(&self) -> Result<Cursor, SourceError> {
        Ok(Cursor(self.state.lock().unwrap().head))
    }

    async fn changes_after(&self, cursor: Cursor, limit: usize) -> Result<Changes, SourceError> {
        let state = self.state.lock().unwrap();
        let rows: Vec<_> = state.outbox.iter().filter(|(seq, _)| *seq > cursor.0).take(limit).collect();
        if cursor.0 < state.head && rows.first().is_none_or(|(seq, _)| *seq > cursor.0 + 1) {
            return Err(SourceError::Trimmed);
        }
        let keys: std::collections::BTreeSet<DocKey> = rows.iter().map(|(_, key)| *key).collect();
        Ok(Changes {
            documents: keys.into_iter().map(|key| (key, state.documents.get(&key).cloned())).collect(),
            up_to: rows.last().map_or(cursor, |(seq, _)| Cursor(*seq)),
        })
    }

    async fn snapshot(&self, after: Option<DocKey>, limit: usize) -> Result<Snapshot, SourceError> {
        if after.is_none() {
            self.edit(|state| state.rebuilds += 1);
        }
        let documents: Vec<IndexDocument> = {
            let state = self.state.lock().unwrap();
            let rest = state.documents.iter().filter(|(key, _)| after.is_none_or(|after| **key > after));
            rest.take(limit).map(|(_, document)| document.clone()).collect()
        };
        let next = (documents.len() == limit).then(|| documents.last().map(|document| document.key)).flatten();
        if next.is_none() && self.held.load(Ordering::SeqCst) {
            self.release.notified().await;
        }
        Ok(Snapshot { documents, next })
    }
}

fn key(number: u128) -> DocKey {
    DocKey { kind: DocKind::Notice, id: Uuid::from_u128(number) }
}

/// A notice for everybody.
fn notice(number: u128, title: &str, body: &str) -> IndexDocument {
    IndexDocument {
        key: key(number),
        parent_id: key(number).id,
        title: title.to_owned(),
        body: body.to_owned(),
        number: None,
        kind: None,
        year: None,
        tags: Vec::new(),
        published_at: DateTime::from_timestamp(1_700_000_000 + i64::try_from(number).unwrap(), 0).unwrap(),
        audience: vec![AudienceTerm::everybody()],
    }
}

/// An index of these documents, in a folder that lives as long as the handle.
async fn index_of(documents: impl IntoIterator<Item = IndexDocument>) -> (SearchIndex, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    rebuild(&index, &Database::with(documents)).await.unwrap();
    (index, folder)
}

async fn ask(index: &SearchIndex, scope: ReaderScope, query: &SearchQuery) -> SearchPage {
    index.search(scope, SearchRequest::from_query(query).unwrap()).await.unwrap().0
}

/// The numbers of the notices that are found, best first.
async fn numbers(index: &SearchIndex, typed: &str) -> Vec<u128> {
    let query = SearchQuery { text: typed.to_owned(), ..SearchQuery::default() };
    ask(index, ReaderScope::Everything, &query).await.hits.iter().map(|hit| hit.key.id.as_u128()).collect()
}
