//! Feeds the search index from the database: what can be found, and by whom.
//!
//! The audience of a document here and `domain::policy` say the same: a notice or survey is found by the bodies it was
//! sent to, the prefecture finds everything that is published, drafts are not in the index at all.

mod contacts;
mod notices;
mod surveys;

pub(super) use notices::{laws, words};
pub(super) use surveys::questions;

use std::collections::{HashMap, HashSet};

use app::domain::{
    error::AppError,
    search::{DocKey, DocKind},
};
use async_trait::async_trait;
use entity::{attachment, attachment_text, chain_head, contact, index_change, notice, survey, survey_form};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, Func},
};
use uuid::Uuid;

use super::{Db, Store, StoreExt};
use crate::search::{Changes, Cursor, DocumentSource, IndexDocument, Snapshot, SourceError};

/// The database as the source of the index.
pub struct SearchSource {
    store: Store,
}

impl SearchSource {
    /// Over this database.
    pub const fn new(store: Store) -> Self {
        Self { store }
    }
}

impl From<AppError> for SourceError {
    fn from(error: AppError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

#[async_trait]
impl DocumentSource for SearchSource {
    async fn identity(&self) -> Result<String, SourceError> {
        Ok(head(&self.store.read()).await?.identity)
    }

    async fn head(&self) -> Result<Cursor, SourceError> {
        Ok(Cursor(position(&self.store.read()).await?))
    }

    async fn changes_after(&self, cursor: Cursor, limit: usize) -> Result<Changes, SourceError> {
        let db = self.store.read();
        // Read before the rows, which can only be more then.
        let head = position(&db).await?;
        let rows = index_change::Entity::find()
            .filter(index_change::Column::Seq.gt(cursor.0))
            .order_by_asc(index_change::Column::Seq)
            .limit(limit as u64)
            .all(db.conn())
            .await
            .store()?;
        // Numbers have no gaps, so what is missing here was trimmed.
        let expected = cursor.0 + 1;
        if rows.first().map_or(head >= expected, |first| first.seq > expected) {
            return Err(SourceError::Trimmed);
        }
        let Some(newest) = rows.last().map(|row| row.seq) else {
            return Ok(Changes { documents: Vec::new(), up_to: cursor });
        };
        let rows: Vec<(i64, DocKey)> =
            rows.into_iter().filter_map(|row| Some((row.seq, row.document.parse().ok()?))).collect();
        let mut keys: Vec<DocKey> = rows.iter().map(|(_, key)| *key).collect();
        keys.sort_unstable();
        keys.dedup();
        let taken = portion(&rows, &sizes(&db, &keys).await?);
        let up_to = if taken.len() == rows.len() { newest } else { taken.last().map_or(cursor.0, |(seq, _)| *seq) };
        keys.retain(|key| taken.iter().any(|(_, taken)| taken == key));
        let mut documents = Vec::with_capacity(keys.len());
        for kind in DocKind::ALL {
            let ids: Vec<Uuid> = keys.iter().filter(|key| key.kind == kind).map(|key| key.id).collect();
            let mut found = documents_of(&db, kind, &ids).await?;
            for id in ids {
                let at = found.iter().position(|document| document.key.id == id);
                documents.push((DocKey { kind, id }, at.map(|at| found.swap_remove(at))));
            }
        }
        Ok(Changes { documents, up_to: Cursor(up_to) })
    }

    async fn snapshot(&self, after: Option<DocKey>, limit: usize) -> Result<Snapshot, SourceError> {
        let db = self.store.read();
        let first = after.map_or(DocKind::ALL[0], |key| key.kind);
        for kind in DocKind::ALL.into_iter().filter(|kind| *kind >= first) {
            let behind = after.filter(|key| key.kind == kind).map_or(Uuid::nil(), |key| key.id);
            let ids = ids_behind(&db, kind, behind, limit as u64).await?;
            let rows: Vec<(i64, DocKey)> = (1..).zip(ids).map(|(at, id)| (at, DocKey { kind, id })).collect();
            let keys: Vec<DocKey> = rows.iter().map(|(_, key)| *key).collect();
            let taken: Vec<Uuid> = portion(&rows, &sizes(&db, &keys).await?).iter().map(|(_, key)| key.id).collect();
            // Not the last document: of those of drafts there are none, however many follow one another.
            if let Some(last) = taken.last() {
                let next = Some(DocKey { kind, id: *last });
                return Ok(Snapshot { documents: documents_of(&db, kind, &taken).await?, next });
            }
        }
        Ok(Snapshot::default())
    }
}

/// Bytes of text that are read at a time, one long document more at most: a file may have ten million.
const PORTION: i64 = 16 << 20;

/// The first rows whose documents are not more than a portion, each document counted once; one row at least.
fn portion<'r>(rows: &'r [(i64, DocKey)], sizes: &HashMap<DocKey, i64>) -> &'r [(i64, DocKey)] {
    let (mut counted, mut bytes) = (HashSet::new(), 0_i64);
    let fits = |(_, key): &&(i64, DocKey)| {
        if counted.insert(*key) {
            bytes = bytes.saturating_add(sizes.get(key).copied().unwrap_or_default());
        }
        bytes <= PORTION
    };
    let count = rows.iter().take_while(fits).count();
    rows.get(..count.max(1)).unwrap_or(rows)
}

/// Bytes of the longest text of each of these documents; of those that have none worth counting, nothing.
async fn sizes(db: &Db<'_>, keys: &[DocKey]) -> Result<HashMap<DocKey, i64>, AppError> {
    let mut sizes = HashMap::new();
    for kind in DocKind::ALL {
        let ids: Vec<Uuid> = keys.iter().filter(|key| key.kind == kind).map(|key| key.id).collect();
        if ids.is_empty() {
            continue;
        }
        let found = match kind {
            DocKind::Notice => {
                let (id, text) = (notice::Column::Id, notice::Column::BodyMarkdown);
                lengths(db, notice::Entity::find().filter(id.is_in(ids)), id, text).await?
            }
            DocKind::Attachment => {
                let (id, text) = (attachment_text::Column::AttachmentId, attachment_text::Column::Text);
                lengths(db, attachment_text::Entity::find().filter(id.is_in(ids)), id, text).await?
            }
            DocKind::Survey => {
                let (id, text) = (survey_form::Column::SurveyId, survey_form::Column::Definition);
                lengths(db, survey_form::Entity::find().filter(id.is_in(ids)), id, text).await?
            }
            DocKind::Contact => Vec::new(),
        };
        for (id, bytes) in found {
            *sizes.entry(DocKey { kind, id }).or_default() += bytes;
        }
    }
    Ok(sizes)
}

/// The bytes of a column, without reading it.
async fn lengths<E: EntityTrait>(
    db: &Db<'_>,
    rows: Select<E>,
    id: E::Column,
    text: E::Column,
) -> Result<Vec<(Uuid, i64)>, AppError> {
    let bytes = Func::cust("octet_length").arg(Expr::col(text));
    let query = rows.select_only().column(id).expr_as(Expr::from(bytes).cast_as("bigint"), "bytes");
    query.into_tuple().all(db.conn()).await.store()
}

/// So many documents of a kind with the next higher identifiers, drafts among them.
async fn ids_behind(db: &Db<'_>, kind: DocKind, behind: Uuid, limit: u64) -> Result<Vec<Uuid>, AppError> {
    async fn behind_in<E: EntityTrait>(
        db: &Db<'_>,
        id: E::Column,
        behind: Uuid,
        limit: u64,
    ) -> Result<Vec<Uuid>, AppError> {
        let query = E::find().filter(id.gt(behind)).order_by_asc(id).limit(limit).select_only().column(id);
        query.into_tuple().all(db.conn()).await.store()
    }
    match kind {
        DocKind::Notice => behind_in::<notice::Entity>(db, notice::Column::Id, behind, limit).await,
        DocKind::Attachment => behind_in::<attachment::Entity>(db, attachment::Column::Id, behind, limit).await,
        DocKind::Survey => behind_in::<survey::Entity>(db, survey::Column::Id, behind, limit).await,
        DocKind::Contact => behind_in::<contact::Entity>(db, contact::Column::Id, behind, limit).await,
    }
}

async fn documents_of(db: &Db<'_>, kind: DocKind, ids: &[Uuid]) -> Result<Vec<IndexDocument>, AppError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    match kind {
        DocKind::Notice => notices::notices(db, ids).await,
        DocKind::Attachment => notices::attachments(db, ids).await,
        DocKind::Survey => surveys::surveys(db, ids).await,
        DocKind::Contact => contacts::contacts(db, ids).await,
    }
}

/// Which database this is, and the newest number of its outbox.
pub(super) async fn place(db: &Db<'_>) -> Result<(String, i64), AppError> {
    head(db).await.map(|head| (head.identity, head.seq))
}

/// The newest number of the outbox.
pub(super) async fn position(db: &Db<'_>) -> Result<i64, AppError> {
    Ok(head(db).await?.seq)
}

async fn head(db: &Db<'_>) -> Result<chain_head::Model, AppError> {
    chain_head::Entity::find_by_id(1).one(db.conn()).await.store()?.ok_or(AppError::Unavailable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portion_is_cut_by_bytes_and_never_empty() {
        let key = |n: u128| DocKey { kind: DocKind::Attachment, id: Uuid::from_u128(n) };
        let rows: Vec<(i64, DocKey)> = [1, 2, 1, 3, 4].into_iter().zip(10..).map(|(n, seq)| (seq, key(n))).collect();
        let sizes = |bytes: [i64; 3]| (1..).map(key).zip(bytes).collect::<HashMap<_, _>>();
        let upto = |bytes| portion(&rows, &sizes(bytes)).last().map(|(seq, _)| *seq);
        assert_eq!(upto([0, 0, 0]), Some(14), "everything fits");
        assert_eq!(upto([PORTION / 2, PORTION / 2, 1]), Some(12), "the first document counts once");
        assert_eq!(upto([PORTION, 1, 1]), Some(10));
        assert_eq!(upto([i64::MAX, 1, 1]), Some(10), "one that is too long comes alone");
        assert!(portion(&[], &HashMap::new()).is_empty());
    }
}
