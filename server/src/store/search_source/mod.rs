//! Feeds the search index from the database: what can be found, and by whom.
//!
//! The audience of a document here and `domain::policy` say the same: a notice or survey is found by the bodies it was
//! sent to, the prefecture finds everything that is published, drafts are not in the index at all.

mod contacts;
mod notices;
mod surveys;

pub(super) use surveys::questions;

use app::domain::{
    error::AppError,
    search::{DocKey, DocKind},
};
use async_trait::async_trait;
use entity::{chain_head, index_change};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
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
        let rows = index_change::Entity::find()
            .filter(index_change::Column::Seq.gt(cursor.0))
            .order_by_asc(index_change::Column::Seq)
            .limit(limit as u64)
            .all(db.conn())
            .await
            .store()?;
        let Some(last) = rows.last() else { return Ok(Changes { documents: Vec::new(), up_to: cursor }) };
        let up_to = Cursor(last.seq);
        let mut keys: Vec<DocKey> = rows.iter().filter_map(|row| row.document.parse().ok()).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut documents = Vec::with_capacity(keys.len());
        for kind in DocKind::ALL {
            let ids: Vec<Uuid> = keys.iter().filter(|key| key.kind == kind).map(|key| key.id).collect();
            let mut found = documents_of(&db, kind, &Which::These(&ids)).await?;
            for id in ids {
                let at = found.iter().position(|document| document.key.id == id);
                documents.push((DocKey { kind, id }, at.map(|at| found.swap_remove(at))));
            }
        }
        Ok(Changes { documents, up_to })
    }

    async fn snapshot(&self, after: Option<DocKey>, limit: usize) -> Result<Snapshot, SourceError> {
        let db = self.store.read();
        let first = after.map_or(DocKind::ALL[0], |key| key.kind);
        for kind in DocKind::ALL.into_iter().filter(|kind| *kind >= first) {
            let behind = after.filter(|key| key.kind == kind).map_or(Uuid::nil(), |key| key.id);
            let mut documents = documents_of(&db, kind, &Which::Behind(behind, limit as u64)).await?;
            documents.sort_by_key(|document| document.key);
            if let Some(last) = documents.last() {
                let next = Some(last.key);
                return Ok(Snapshot { documents, next });
            }
        }
        Ok(Snapshot::default())
    }
}

/// Which documents of a kind.
enum Which<'a> {
    /// Those with these identifiers.
    These(&'a [Uuid]),
    /// So many with the next higher identifiers.
    Behind(Uuid, u64),
}

impl Which<'_> {
    /// Narrows a query to them, in the order of their identifiers.
    fn of<E: EntityTrait>(&self, query: sea_orm::Select<E>, id: E::Column) -> sea_orm::Select<E> {
        match self {
            Self::These(ids) => query.filter(id.is_in(ids.iter().copied())),
            Self::Behind(behind, limit) => query.filter(id.gt(*behind)).order_by_asc(id).limit(*limit),
        }
    }
}

async fn documents_of(db: &Db<'_>, kind: DocKind, which: &Which<'_>) -> Result<Vec<IndexDocument>, AppError> {
    if matches!(which, Which::These([])) {
        return Ok(Vec::new());
    }
    match kind {
        DocKind::Notice => notices::notices(db, which).await,
        DocKind::Attachment => notices::attachments(db, which).await,
        DocKind::Survey => surveys::surveys(db, which).await,
        DocKind::Contact => contacts::contacts(db, which).await,
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
