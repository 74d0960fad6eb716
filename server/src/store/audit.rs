//! The audit log: written in the transaction of what it records, each event chained to the one before (C-58 to C-60).

use std::collections::{HashMap, HashSet};

use app::{
    domain::{actor::Actor, error::AppError, ids::AccountId},
    ports::{
        Origin,
        audit::{AuditFilter, AuditRow},
        tokens::SignIn,
    },
};
use entity::{audit_event, body, chain_head};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::ExprTrait,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Db, StoreExt, Tx, like, notice_lists::count};

/// Events read at a time while the chain is verified.
const STEP: u64 = 1000;

/// Something worth recording.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// Who, where somebody is signed in.
    pub actor: Option<&'a Actor>,
    /// From where.
    pub origin: &'a Origin,
    /// What, such as `notice.publish`.
    pub action: &'static str,
    /// To what, such as `notice:<id>`.
    pub object: String,
    /// Whether it was done; else it was refused.
    pub done: bool,
    /// More, as JSON.
    pub detail: serde_json::Value,
}

/// What verifying the chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainState {
    /// Every event follows from the one before; how many there are.
    Whole(u64),
    /// The first event that does not.
    Broken(i64),
}

impl Tx {
    /// Appends an event to the audit log.
    ///
    /// # Errors
    /// A fault of the database; then the change it records is not kept either.
    pub async fn audit(&self, event: &Event<'_>) -> Result<(), AppError> {
        let db = self.db();
        let head = locked_head(&db).await?;
        let mut row = audit_event::Model {
            seq: head.audit_seq + 1,
            at: self.now(),
            account_id: event.actor.map(|actor| actor.account.0),
            account_name: event.actor.map(|actor| actor.name.clone()).unwrap_or_default(),
            body_id: event.actor.map(|actor| actor.body.0),
            ip: event.origin.ip.clone(),
            request_id: event.origin.request_id.clone(),
            action: event.action.to_owned(),
            object: event.object.clone(),
            outcome: if event.done { "done" } else { "refused" }.to_owned(),
            detail: event.detail.to_string(),
            prev_hash: head.audit_hash.clone(),
            hash: Vec::new(),
            session: event.origin.session.clone(),
        };
        row.hash = digest(&row);
        let mut head = head.into_active_model();
        head.audit_seq = Set(row.seq);
        head.audit_hash = Set(row.hash.clone());
        head.update(db.conn()).await.store()?;
        audit_event::Entity::insert(row.into_active_model()).exec_without_returning(db.conn()).await.store()?;
        Ok(())
    }
}

impl Tx {
    /// Waits until no other transaction writes to the audit log: whoever reads before writing then sees what those
    /// before have written.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn in_line(&self) -> Result<(), AppError> {
        locked_head(&self.db()).await.map(drop)
    }
}

/// The last link, locked until the commit: on PostgreSQL this makes the order of numbers the order of commits.
pub(super) async fn locked_head(db: &Db<'_>) -> Result<chain_head::Model, AppError> {
    chain_head::Entity::find_by_id(1).lock_exclusive().one(db.conn()).await.store()?.ok_or(AppError::Unavailable)
}

/// Hash of an event: every field with its length before it, so that no two events share an encoding. Events without a
/// session are hashed as they were before there was that field, and those with one have a field more.
fn digest(row: &audit_event::Model) -> Vec<u8> {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    add(&row.prev_hash);
    add(&row.seq.to_be_bytes());
    add(&row.at.timestamp_micros().to_be_bytes());
    add(row.account_id.as_ref().map_or(&[][..], |id| id.as_bytes().as_slice()));
    add(row.account_name.as_bytes());
    add(row.body_id.as_ref().map_or(&[][..], |id| id.as_bytes().as_slice()));
    for text in [&row.ip, &row.request_id, &row.action, &row.object, &row.outcome, &row.detail] {
        add(text.as_bytes());
    }
    if !row.session.is_empty() {
        add(row.session.as_bytes());
    }
    hash.finalize().to_vec()
}

/// Follows the chain from its first event to its head.
///
/// # Errors
/// A fault of the database.
pub async fn verify(db: &Db<'_>) -> Result<ChainState, AppError> {
    let (mut seq, mut hash) = (0, Vec::new());
    loop {
        let rows = audit_event::Entity::find()
            .filter(audit_event::Column::Seq.gt(seq))
            .order_by_asc(audit_event::Column::Seq)
            .limit(STEP)
            .all(db.conn())
            .await
            .store()?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if row.seq != seq + 1 || row.prev_hash != hash || digest(&row) != row.hash {
                return Ok(ChainState::Broken(seq + 1));
            }
            (seq, hash) = (row.seq, row.hash);
        }
    }
    let head = chain_head::Entity::find_by_id(1).one(db.conn()).await.store()?;
    // Events may have been appended since; the head must not be behind what was read, nor differ at the same place.
    match head {
        Some(head) if head.audit_seq == seq && head.audit_hash != hash => Ok(ChainState::Broken(seq)),
        Some(head) if head.audit_seq < seq => Ok(ChainState::Broken(head.audit_seq + 1)),
        Some(head) if head.audit_seq > seq => still_there(db, seq).await,
        Some(_) => Ok(ChainState::Whole(seq.unsigned_abs())),
        None => Ok(ChainState::Broken(1)),
    }
}

/// Where the chain ends: number and hash of the last event, and the identity of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of the last event; 0 before the first.
    pub seq: i64,
    /// Its hash.
    pub hash: Vec<u8>,
    /// Made with the database.
    pub identity: String,
}

/// Where the chain ends now.
///
/// # Errors
/// A fault of the database.
pub async fn head(db: &Db<'_>) -> Result<Head, AppError> {
    let head = chain_head::Entity::find_by_id(1).one(db.conn()).await.store()?.ok_or(AppError::Unavailable)?;
    Ok(Head { seq: head.audit_seq, hash: head.audit_hash, identity: head.identity })
}

/// The hash that is kept of an event.
///
/// # Errors
/// A fault of the database.
pub async fn hash_of(db: &Db<'_>, seq: i64) -> Result<Option<Vec<u8>>, AppError> {
    Ok(audit_event::Entity::find_by_id(seq).one(db.conn()).await.store()?.map(|event| event.hash))
}

/// Tells events that came during the check from events that were cut off at the end.
async fn still_there(db: &Db<'_>, seq: i64) -> Result<ChainState, AppError> {
    let next = audit_event::Entity::find_by_id(seq + 1).one(db.conn()).await.store()?;
    Ok(next.map_or(ChainState::Broken(seq + 1), |_| ChainState::Whole(seq.unsigned_abs())))
}

fn narrowed(filter: &AuditFilter) -> Condition {
    let mut which = Condition::all();
    if !filter.action.is_empty() {
        which = which.add(like::contains(audit_event::Column::Action, &filter.action));
    }
    if !filter.object.is_empty() {
        let object = like::contains(audit_event::Column::Object, &filter.object);
        which = which.add(object.or(like::contains(audit_event::Column::AccountName, &filter.object)));
    }
    if filter.refused {
        which = which.add(audit_event::Column::Outcome.eq("refused"));
    }
    which
}

/// The newest events before `before`, and how many there are in all, counted up to a limit.
///
/// # Errors
/// A fault of the database.
pub async fn list(
    db: &Db<'_>,
    filter: &AuditFilter,
    before: Option<i64>,
    limit: u64,
) -> Result<(Vec<AuditRow>, u64), AppError> {
    let query = audit_event::Entity::find().filter(narrowed(filter));
    let total = count(db, query.clone()).await?;
    let query = match before {
        Some(before) => query.filter(audit_event::Column::Seq.lt(before)),
        None => query,
    };
    let rows = query.order_by_desc(audit_event::Column::Seq).limit(limit).all(db.conn()).await.store()?;
    let bodies = body_names(db, &rows).await?;
    Ok((rows.into_iter().map(|event| row(event, &bodies)).collect(), total))
}

async fn body_names(db: &Db<'_>, rows: &[audit_event::Model]) -> Result<HashMap<Uuid, String>, AppError> {
    let ids: HashSet<Uuid> = rows.iter().filter_map(|event| event.body_id).collect();
    let found = body::Entity::find().filter(body::Column::Id.is_in(ids)).all(db.conn()).await.store()?;
    Ok(found.into_iter().map(|body| (body.id, body.name)).collect())
}

fn row(event: audit_event::Model, bodies: &HashMap<Uuid, String>) -> AuditRow {
    AuditRow {
        seq: event.seq,
        at: event.at,
        account_name: event.account_name,
        body_name: event.body_id.and_then(|id| bodies.get(&id).cloned()),
        ip: event.ip,
        action: event.action,
        object: event.object,
        done: event.outcome == "done",
        detail: event.detail,
        session: event.session,
        request_id: event.request_id,
    }
}

/// The newest log-ins of an account, refused ones included.
///
/// # Errors
/// A fault of the database.
pub async fn sign_ins(db: &Db<'_>, account: AccountId, email: &str, limit: u64) -> Result<Vec<SignIn>, AppError> {
    let objects = [format!("account:{account}"), format!("login:{email}")];
    let rows = audit_event::Entity::find()
        .filter(audit_event::Column::Object.is_in(objects))
        .filter(audit_event::Column::Action.eq("session.log_in"))
        .order_by_desc(audit_event::Column::Seq)
        .limit(limit)
        .all(db.conn())
        .await
        .store()?;
    Ok(rows.into_iter().map(|event| SignIn { at: event.at, ip: event.ip, done: event.outcome == "done" }).collect())
}
