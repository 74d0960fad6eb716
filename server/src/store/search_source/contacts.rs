//! The directory: everybody who is signed in may read it.

use app::domain::{
    error::AppError,
    search::{DocKey, DocKind},
};
use entity::{body, contact, contact_duty};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    search::{AudienceTerm, IndexDocument},
    store::{Db, StoreExt},
};

pub(super) async fn contacts(db: &Db<'_>, ids: &[Uuid]) -> Result<Vec<IndexDocument>, AppError> {
    // The index knows what the directory shows: nothing of a body that ceased to exist.
    let query = contact::Entity::find()
        .inner_join(body::Entity)
        .filter(contact::Column::RemovedAt.is_null())
        .filter(body::Column::ClosedAt.is_null());
    let rows = query.filter(contact::Column::Id.is_in(ids.iter().copied())).all(db.conn()).await.store()?;
    let ids = rows.iter().map(|row| row.id);
    let duties =
        contact_duty::Entity::find().filter(contact_duty::Column::ContactId.is_in(ids)).all(db.conn()).await.store()?;
    let bodies = body::Entity::find()
        .filter(body::Column::Id.is_in(rows.iter().map(|row| row.body_id)))
        .all(db.conn())
        .await
        .store()?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let body = bodies.iter().find(|body| body.id == row.body_id);
            let duties: Vec<&str> =
                duties.iter().filter(|duty| duty.contact_id == row.id).map(|duty| duty.duty.as_str()).collect();
            document(&row, body.map_or("", |body| body.name.as_str()), &duties)
        })
        .collect())
}

fn document(row: &contact::Model, body: &str, duties: &[&str]) -> IndexDocument {
    let id: Uuid = row.id;
    IndexDocument {
        key: DocKey { kind: DocKind::Contact, id },
        parent_id: row.body_id,
        title: format!("{body} {} {}", row.section, row.name),
        body: format!("{}\n{}\n{}", row.reading, duties.join("、"), row.note),
        number: None,
        kind: None,
        year: None,
        tags: Vec::new(),
        published_at: row.updated_at,
        audience: vec![AudienceTerm::everybody()],
    }
}
