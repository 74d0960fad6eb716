//! Puts the demo prefecture into an empty database, with its history: rows as the use cases would have written them,
//! at the times at which they would have.

mod answers;
mod archive;
mod people;

use std::{collections::HashMap, sync::Arc};

use app::{
    domain::{
        error::AppError,
        ids::{AccountId, BodyId, ContactId, GroupId},
    },
    ports::Origin,
};
use sea_orm::{ActiveModelBehavior, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::{ROWS, StoreExt, Tx, audit::Event};
use crate::demo::DemoWorld;

/// A file that is in the blob store already.
#[derive(Clone, Debug)]
pub struct Blob {
    /// SHA-256 in hex.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// Media type.
    pub media_type: String,
}

/// What a file belongs to, by its indexes in the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilePlace {
    /// Notice, file.
    Notice(usize, usize),
    /// Survey, assignment, file.
    Answer(usize, usize, usize),
}

/// Everything that is needed beside the world itself.
#[derive(Clone)]
pub struct Material {
    /// The world.
    pub world: Arc<DemoWorld>,
    /// Its files.
    pub blobs: Arc<HashMap<FilePlace, Blob>>,
    /// Password hash and hash of the REST token of each log-in, in order.
    pub secrets: Arc<Vec<(String, Vec<u8>)>>,
}

/// Identifiers of what was put in, by index in the world.
struct Ids {
    bodies: Vec<BodyId>,
    groups: Vec<GroupId>,
    accounts: Vec<AccountId>,
    /// Each with what the directory says of it in a line.
    contacts: Vec<(ContactId, String)>,
}

impl Ids {
    fn body(&self, index: usize) -> Result<BodyId, AppError> {
        self.bodies.get(index).copied().ok_or_else(missing)
    }

    fn group(&self, index: usize) -> Result<GroupId, AppError> {
        self.groups.get(index).copied().ok_or_else(missing)
    }

    fn contact(&self, index: usize) -> Result<&(ContactId, String), AppError> {
        self.contacts.get(index).ok_or_else(missing)
    }

    fn account(&self, index: usize) -> Result<AccountId, AppError> {
        self.accounts.get(index).copied().ok_or_else(missing)
    }
}

/// The world refers to something that it does not have; its own tests would have found that.
fn missing() -> AppError {
    tracing::error!("the demo content is inconsistent");
    AppError::Unavailable
}

/// Puts the world in.
///
/// # Errors
/// A fault of the database.
pub async fn load(tx: &Tx, material: &Material) -> Result<(), AppError> {
    let ids = people::load(tx, material).await?;
    archive::load(tx, material, &ids).await?;
    answers::load(tx, material, &ids).await?;
    let origin = Origin::default();
    let object = "demo".to_owned();
    tx.audit(&Event { actor: None, origin: &origin, action: "demo.load", object, done: true, detail: json!({}) }).await
}

/// Inserts many rows.
async fn insert_all<M>(tx: &Tx, rows: Vec<M>) -> Result<(), AppError>
where
    M: IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel> + RowOf,
    <M::Entity as EntityTrait>::ActiveModel: ActiveModelBehavior + Send,
{
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let part: Vec<_> = rows.by_ref().take(ROWS).collect();
        M::Entity::insert_many(part).exec_without_returning(tx.db().conn()).await.store()?;
    }
    Ok(())
}

/// The entity of a row.
trait RowOf {
    type Entity: EntityTrait;
}

impl<M> RowOf for M
where
    M: sea_orm::ModelTrait,
{
    type Entity = M::Entity;
}
