//! The index of this server: the generation that answers, and the folder it lives in.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::sync::watch;

use super::{
    Cursor, ReaderScope, SearchError, SearchPage, SearchRequest, checkpoint::Checkpoint, generation::Generation,
    writer::Batch,
};
use crate::gate::{Gate, Limit, Turn};

/// Time a search may take before the reader is told to try again (C-53).
const TIME_LIMIT: Duration = Duration::from_secs(2);

/// Searches at once, each on a thread of its own; with the time limit, nobody waits long for a turn.
const TURNS: Limit = Limit { running: 4, waiting: 64, patience: Duration::from_secs(4) };

/// Folders of generations are called this and a number; the highest finished one counts.
const PREFIX: &str = "generation-";

/// What is known of the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexStatus {
    /// The last change that can be found.
    pub cursor: Cursor,
    /// Documents that can be found.
    pub documents: u64,
    /// A complete index answers. Until then searches find nothing.
    pub ready: bool,
    /// A new index is being built, or is about to be.
    pub rebuilding: bool,
}

/// The index of this server.
pub struct SearchIndex {
    root: PathBuf,
    active: RwLock<Active>,
    status: watch::Sender<IndexStatus>,
    wants_rebuild: AtomicBool,
    turns: Gate,
}

#[derive(Clone)]
struct Active {
    generation: Arc<Generation>,
    checkpoint: Checkpoint,
}

impl SearchIndex {
    /// Opens the index in `root`, verifying it. If there is none that is whole and of this version, searches find
    /// nothing until [`super::run_indexer`] has built one.
    ///
    /// # Errors
    /// The folder cannot be made or read. A damaged index is no error.
    pub fn open(root: &Path) -> Result<Self, SearchError> {
        fs::create_dir_all(root)?;
        let mut found = None;
        for (_, folder) in generations(root)?.into_iter().rev() {
            if found.is_none() {
                match Generation::open(&folder) {
                    Ok(opened) => {
                        found = Some(opened);
                        continue;
                    }
                    Err(error) => tracing::warn!(folder = %folder.display(), %error, "search index is discarded"),
                }
            }
            fs::remove_dir_all(&folder)?;
        }
        let ready = found.is_some();
        let (generation, checkpoint) = match found {
            Some(found) => found,
            None => (Generation::empty()?, Checkpoint::default()),
        };
        let status =
            IndexStatus { cursor: checkpoint.cursor(), documents: generation.documents(), ready, rebuilding: !ready };
        Ok(Self {
            root: root.to_owned(),
            active: RwLock::new(Active { generation: Arc::new(generation), checkpoint }),
            status: watch::Sender::new(status),
            wants_rebuild: AtomicBool::new(!ready),
            turns: Gate::new("search", TURNS),
        })
    }

    /// Looks up a page of hits for a reader, and hands over the turn: whoever makes passages of the hits holds it until
    /// they are made.
    ///
    /// # Errors
    /// Too many search already, or it takes too long; or the index is damaged and is then rebuilt.
    pub async fn search(&self, scope: ReaderScope, request: SearchRequest) -> Result<(SearchPage, Turn), SearchError> {
        let turn = self.turns.enter().await.map_err(|_| SearchError::TooMany)?;
        let generation = self.active().generation;
        let work = tokio::task::spawn_blocking(move || {
            // A search that is given up on here goes on there, and so does its turn.
            (generation.search(&scope, &request), turn)
        });
        let result = match tokio::time::timeout(TIME_LIMIT, work).await {
            Ok(Ok((result, turn))) => result.map(|page| (page, turn)),
            Ok(Err(_panic)) => Err(SearchError::Unusable("a search panicked".to_owned())),
            Err(_elapsed) => return Err(SearchError::TooSlow),
        };
        if let Err(error) = &result {
            tracing::error!(%error, "search failed; the index will be rebuilt");
            self.request_rebuild();
        }
        result
    }

    /// How far the index has read, and whether it is whole.
    pub fn status(&self) -> IndexStatus {
        self.status.borrow().clone()
    }

    /// Waits until the change `cursor` can be found, so that a writer finds at once what he wrote.
    /// Answers whether it can.
    pub async fn wait_for(&self, cursor: Cursor, patience: Duration) -> bool {
        let mut status = self.status.subscribe();
        tokio::time::timeout(patience, status.wait_for(|status| status.cursor >= cursor))
            .await
            .is_ok_and(|seen| seen.is_ok())
    }

    /// Asks for a new index; [`super::run_indexer`] builds it while this one goes on answering.
    pub fn request_rebuild(&self) {
        self.wants_rebuild.store(true, Ordering::Release);
        self.status.send_modify(|status| status.rebuilding = true);
    }

    /// Whether a new index is asked for.
    pub(super) fn wants_rebuild(&self) -> bool {
        self.wants_rebuild.load(Ordering::Acquire)
    }

    /// What the index that answers was built from, and how far it has read.
    pub(super) fn checkpoint(&self) -> Checkpoint {
        self.active().checkpoint
    }

    fn active(&self) -> Active {
        self.active.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Writes changes to the index that answers, visible when this returns.
    pub(super) async fn apply(&self, batch: Batch, checkpoint: Checkpoint) -> Result<(), SearchError> {
        let generation = self.active().generation;
        generation.write(Batch { commit: Some(checkpoint.clone()), ..batch }).await?;
        self.active.write().unwrap_or_else(PoisonError::into_inner).checkpoint = checkpoint.clone();
        self.publish(&generation, &checkpoint);
        Ok(())
    }

    /// Starts a new generation beside the one that answers.
    pub(super) fn begin(&self) -> Result<Generation, SearchError> {
        self.wants_rebuild.store(false, Ordering::Release);
        self.status.send_modify(|status| status.rebuilding = true);
        let last = generations(&self.root)?.last().map_or(0, |(number, _)| *number);
        Generation::create(&self.root.join(format!("{PREFIX}{:06}", last + 1)))
    }

    /// Lets a finished generation answer from now on and deletes the one before.
    pub(super) async fn adopt(&self, generation: Generation, checkpoint: Checkpoint) {
        let generation = Arc::new(generation);
        let next = Active { generation: Arc::clone(&generation), checkpoint: checkpoint.clone() };
        let before = std::mem::replace(&mut *self.active.write().unwrap_or_else(PoisonError::into_inner), next);
        self.publish(&generation, &checkpoint);
        retire(before.generation).await;
    }

    /// Gives a generation up that could not be finished.
    pub(super) async fn abandon(&self, generation: Generation) {
        self.request_rebuild();
        retire(Arc::new(generation)).await;
    }

    fn publish(&self, generation: &Generation, checkpoint: &Checkpoint) {
        let status = IndexStatus {
            cursor: checkpoint.cursor(),
            documents: generation.documents(),
            ready: true,
            rebuilding: self.wants_rebuild(),
        };
        self.status.send_replace(status);
    }
}

/// What the newest index of a folder says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// The database it was built from.
    pub source: String,
    /// The last change that it holds.
    pub cursor: Cursor,
    /// Documents that can be found in it.
    pub documents: u64,
}

/// Verifies the index in `root` byte by byte, without changing anything; `None` where there is none.
///
/// # Errors
/// No index of the folder is whole, or the folder cannot be read.
pub fn inspect(root: &Path) -> Result<Option<Inspected>, SearchError> {
    if !root.is_dir() {
        return Ok(None);
    }
    let mut fault = None;
    for (_, folder) in generations(root)?.into_iter().rev() {
        match Generation::open(&folder) {
            Ok((generation, checkpoint)) => {
                let (cursor, documents) = (checkpoint.cursor(), generation.documents());
                return Ok(Some(Inspected { source: checkpoint.source, cursor, documents }));
            }
            Err(error) => fault = Some(error),
        }
    }
    fault.map_or(Ok(None), Err)
}

async fn retire(generation: Arc<Generation>) {
    let removed = tokio::task::spawn_blocking(move || generation.retire()).await;
    if !matches!(removed, Ok(Ok(()))) {
        tracing::warn!(?removed, "the folder of an old search index is left behind until the next start");
    }
}

/// The generations in a folder, oldest first.
fn generations(root: &Path) -> Result<Vec<(u64, PathBuf)>, SearchError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(PREFIX)).and_then(|number| number.parse().ok());
        found.extend(number.map(|number| (number, entry.path())));
    }
    found.sort_unstable();
    Ok(found)
}
