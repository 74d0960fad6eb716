//! One index in one folder, from the first document to its replacement by the next.

use std::{
    fs, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use app::domain::search::{DocKey, SearchOrder};
use chrono::DateTime;
use tantivy::{
    DocAddress, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument,
    collector::{
        Collector, TopDocs,
        sort_key::{SortBySimilarityScore, SortByStaticFastValue},
    },
    directory::MmapDirectory,
    query::Query,
    schema::Value,
};
use uuid::Uuid;

use super::{
    ReaderScope, SearchError, SearchHitRef, SearchPage, SearchRequest,
    checkpoint::Checkpoint,
    collect::Counter,
    query,
    schema::{self, Fields, PUBLISHED_AT},
    tokenizer,
    writer::{Batch, Target, Writer},
};

/// One index.
pub(super) struct Generation {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    folder: Option<PathBuf>,
    writer: Mutex<Option<Writer>>,
}

impl Generation {
    /// An index without documents that cannot be written, for the time until there is one.
    pub fn empty() -> Result<Self, SearchError> {
        let (schema, fields) = schema::build();
        Self::with(Index::create_in_ram(schema), fields, None)
    }

    /// A new index in a new folder.
    pub fn create(folder: &Path) -> Result<Self, SearchError> {
        fs::create_dir_all(folder)?;
        let (schema, fields) = schema::build();
        let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        Self::with(Index::create(directory, schema, tantivy::IndexSettings::default())?, fields, Some(folder))
    }

    /// The index of a folder, every byte of it verified, with how far it has read.
    pub fn open(folder: &Path) -> Result<(Self, Checkpoint), SearchError> {
        // A damaged file may make the engine panic while it reads; the index is only a cache and is then rebuilt.
        catch_unwind(AssertUnwindSafe(|| Self::verified(folder)))
            .unwrap_or_else(|_| Err(SearchError::Unusable("the engine panicked".to_owned())))
    }

    fn verified(folder: &Path) -> Result<(Self, Checkpoint), SearchError> {
        let unusable = |why: &str| SearchError::Unusable(why.to_owned());
        // Without its list of files the engine would verify none of them.
        if !folder.join(".managed.json").is_file() {
            return Err(unusable("list of files missing"));
        }
        let index = Index::open(MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?)?;
        let payload = index.load_metas()?.payload.unwrap_or_default();
        let checkpoint =
            Checkpoint::from_payload(&payload).ok_or_else(|| unusable("unfinished, or of another version"))?;
        let (schema, fields) = schema::build();
        if index.schema() != schema {
            return Err(unusable("other fields"));
        }
        let damaged = index.validate_checksum()?;
        if !damaged.is_empty() {
            return Err(SearchError::Unusable(format!("damaged files: {damaged:?}")));
        }
        Ok((Self::with(index, fields, Some(folder))?, checkpoint))
    }

    fn with(mut index: Index, fields: Fields, folder: Option<&Path>) -> Result<Self, SearchError> {
        index.set_tokenizers(tokenizer::manager());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(8)
            .num_warming_threads(1)
            .try_into()?;
        Ok(Self { index, reader, fields, folder: folder.map(Path::to_owned), writer: Mutex::new(None) })
    }

    /// Documents that can be found.
    pub fn documents(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Writes a batch, on the thread of this index.
    pub async fn write(&self, batch: Batch) -> Result<(), SearchError> {
        let answer = self.with_writer(|writer| writer.send(batch))?;
        answer.await.map_err(|_| SearchError::WriterGone)?
    }

    fn with_writer<T>(&self, act: impl FnOnce(&Writer) -> T) -> Result<T, SearchError> {
        let mut slot = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let writer = match &mut *slot {
            Some(writer) => writer,
            None => slot.insert(Writer::start(Target {
                index: self.index.clone(),
                reader: self.reader.clone(),
                fields: self.fields,
            })?),
        };
        Ok(act(writer))
    }

    /// Ends the writing thread and deletes the folder. Searches that still run keep their open files. Blocks.
    pub fn retire(&self) -> io::Result<()> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            writer.stop();
        }
        self.folder.as_deref().map_or(Ok(()), fs::remove_dir_all)
    }

    /// Looks up a page of hits. Blocks for as long as it computes.
    pub fn search(&self, scope: &ReaderScope, request: &SearchRequest) -> Result<SearchPage, SearchError> {
        let searcher = self.reader.searcher();
        let query = query::build(&self.fields, scope, request);
        let limit = usize::try_from(request.limit.max(1)).unwrap_or(usize::MAX);
        let top = TopDocs::with_limit(limit).and_offset(usize::try_from(request.offset).unwrap_or(usize::MAX));
        let newest = SortByStaticFastValue::<i64>::for_field(PUBLISHED_AT);
        let (hits, counts) = match request.order {
            SearchOrder::Relevance => {
                let (hits, counts) = collect(&searcher, &*query, top.order_by((SortBySimilarityScore, newest)))?;
                (hits.into_iter().map(|((score, _), at)| (score, at)).collect(), counts)
            }
            SearchOrder::Newest => {
                let (hits, counts) = collect(&searcher, &*query, top.order_by(newest))?;
                (hits.into_iter().map(|(_, at)| (0.0, at)).collect::<Vec<_>>(), counts)
            }
        };
        let hits = hits.into_iter().map(|(score, at)| self.hit(&searcher, score, at)).collect::<Result<_, _>>()?;
        Ok(SearchPage { hits, total: counts.total, facets: counts.into_facets() })
    }

    fn hit(&self, searcher: &Searcher, score: f32, at: DocAddress) -> Result<SearchHitRef, SearchError> {
        let stored: TantivyDocument = searcher.doc(at)?;
        let text = |field| stored.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        let broken = || SearchError::Unusable("a document without its key".to_owned());
        let published = stored.get_first(self.fields.published_at).and_then(|value| value.as_i64());
        Ok(SearchHitRef {
            key: text(self.fields.key).parse::<DocKey>().map_err(|_| broken())?,
            parent_id: text(self.fields.parent).parse::<Uuid>().map_err(|_| broken())?,
            title: text(self.fields.title).to_owned(),
            published_at: published.and_then(DateTime::from_timestamp_millis).ok_or_else(broken)?,
            score,
        })
    }
}

fn collect<C: Collector>(
    searcher: &Searcher,
    query: &dyn Query,
    top: C,
) -> Result<(C::Fruit, super::collect::Counts), SearchError> {
    Ok(searcher.search(query, &(top, Counter))?)
}
