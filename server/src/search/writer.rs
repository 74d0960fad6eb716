//! The thread that writes an index: changes come in over a channel, one commit per batch.

use std::{sync::mpsc, thread};

use app::domain::search::DocKey;
use tantivy::{Index, IndexReader, IndexWriter, Term, indexer::IndexWriterOptions};
use tokio::sync::oneshot;

use super::{IndexDocument, SearchError, checkpoint::Checkpoint, schema::Fields};

/// The least the engine takes for its buffer, 15 MB; it is held only between the first change and the commit.
const BUFFER: usize = 15_000_000;

/// A batch for the index.
#[derive(Debug)]
pub(super) struct Batch {
    /// Each document as it is now; `None` removes it.
    pub documents: Vec<(DocKey, Option<IndexDocument>)>,
    /// The index is new, so nothing needs to be replaced.
    pub fresh: bool,
    /// Make everything so far durable and visible, as of this checkpoint.
    pub commit: Option<Checkpoint>,
}

/// What the thread works on.
pub(super) struct Target {
    pub index: Index,
    pub reader: IndexReader,
    pub fields: Fields,
}

type Done = oneshot::Sender<Result<(), SearchError>>;

/// The running thread. It ends, after the batch it is at, when this is dropped.
#[derive(Debug)]
pub(super) struct Writer {
    batches: mpsc::Sender<(Batch, Done)>,
    thread: thread::JoinHandle<()>,
}

impl Writer {
    /// Starts the thread.
    pub fn start(target: Target) -> Result<Self, SearchError> {
        let (batches, inbox) = mpsc::channel();
        let thread = thread::Builder::new().name("search-writer".to_owned()).spawn(move || work(&target, &inbox))?;
        Ok(Self { batches, thread })
    }

    /// Hands over a batch; the answer comes when it is written (and committed, if it asks for that).
    pub fn send(&self, batch: Batch) -> oneshot::Receiver<Result<(), SearchError>> {
        let (done, answer) = oneshot::channel();
        // When the thread is gone the sender of the answer is dropped, which the receiver reports.
        drop(self.batches.send((batch, done)));
        answer
    }

    /// Ends the thread and waits for it. Blocks.
    pub fn stop(self) {
        drop(self.batches);
        drop(self.thread.join());
    }
}

fn work(target: &Target, inbox: &mpsc::Receiver<(Batch, Done)>) {
    let mut writer = None;
    for (batch, done) in inbox {
        let result = write(target, &mut writer, &batch);
        if result.is_err() {
            // A writer that has failed refuses all further work; the next batch gets a new one. What was not committed
            // is read from the outbox again, because the cursor has not moved.
            writer = None;
        }
        drop(done.send(result));
    }
}

fn write(target: &Target, slot: &mut Option<IndexWriter>, batch: &Batch) -> Result<(), SearchError> {
    let writer = match slot {
        Some(writer) => writer,
        None => slot.insert(open(&target.index)?),
    };
    for (key, document) in &batch.documents {
        if !batch.fresh {
            writer.delete_term(Term::from_field_text(target.fields.key, &key.to_string()));
        }
        if let Some(document) = document {
            writer.add_document(document.to_tantivy(&target.fields))?;
        }
    }
    if let Some(checkpoint) = &batch.commit {
        let payload = checkpoint.to_payload().map_err(|error| SearchError::Unusable(error.to_string()))?;
        let mut prepared = writer.prepare_commit()?;
        prepared.set_payload(&payload);
        prepared.commit()?;
        target.reader.reload()?;
    }
    Ok(())
}

fn open(index: &Index) -> Result<IndexWriter, SearchError> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .memory_budget_per_thread(BUFFER)
        .num_merge_threads(1)
        .build();
    Ok(index.writer_with_options(options)?)
}
