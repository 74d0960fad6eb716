//! The directory (担当者名簿): each body keeps its own entries, everybody searches all of them.

use std::sync::Arc;

use app::{
    domain::{
        calendar::{format_instant, jst_date},
        contact::{ContactContent, ContactDraft},
        error::{AppError, ConflictReason},
        ids::{BodyId, ContactId},
        lang::Lang,
        page::{PAGE_SIZE, Page},
        policy::{Action, Resource, may},
    },
    ports::{
        Caller,
        contacts::{BodyDirectory, ContactFilter, ContactRow, ContactService, DirectoryBody},
        export::{ExportFile, ExportFormat},
        import::{ContactLine, Line, Outcome},
    },
};
use async_trait::async_trait;
use futures::FutureExt;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Core, contact_import, record};
use crate::{
    sheet::Sheet,
    store::{Db, Tx, body_contacts, contacts},
};

/// Columns of the directory as a file, with their widths in characters; a list that is taken in has the same.
pub const COLUMNS: [(&str, u8); 17] = [
    ("団体コード", 10),
    ("団体名", 16),
    ("部", 14),
    ("課・室", 18),
    ("係", 14),
    ("職名", 14),
    ("氏名", 16),
    ("ふりがな", 18),
    ("電話", 16),
    ("内線", 8),
    ("直通", 16),
    ("FAX", 16),
    ("LGWANメール", 30),
    ("インターネットメール", 30),
    ("担当業務", 36),
    ("備考", 30),
    ("更新日時", 22),
];

/// The use cases of the directory.
pub struct Contacts {
    core: Arc<Core>,
}

impl Contacts {
    /// Over the tools of the use cases.
    pub const fn new(core: Arc<Core>) -> Self {
        Self { core }
    }
}

#[async_trait]
impl ContactService for Contacts {
    async fn bodies(&self, caller: &Caller) -> Result<Vec<DirectoryBody>, AppError> {
        may(&caller.actor, Action::ReadContacts, &Resource::Hub)?;
        contacts::bodies(&self.core.store.read()).await
    }

    async fn duties(&self, caller: &Caller) -> Result<Vec<String>, AppError> {
        may(&caller.actor, Action::ReadContacts, &Resource::Hub)?;
        contacts::duties(&self.core.store.read()).await
    }

    async fn search(
        &self,
        caller: &Caller,
        filter: &ContactFilter,
        cursor: Option<&str>,
    ) -> Result<Page<ContactRow>, AppError> {
        may(&caller.actor, Action::ReadContacts, &Resource::Hub)?;
        let after = cursor.map(str::parse).transpose().map_err(|_| AppError::Malformed { at: "cursor".to_owned() })?;
        let (items, total) = contacts::search(&self.core.store.read(), filter, after, PAGE_SIZE + 1).await?;
        Ok(Page::cut(items, total, |row| row.id.to_string()))
    }

    async fn of_body(&self, caller: &Caller, body: BodyId) -> Result<BodyDirectory, AppError> {
        may(&caller.actor, Action::ReadContacts, &Resource::Body(body))?;
        let db = self.core.store.read();
        let found = find_body(&db, body).await?;
        let filter = ContactFilter { body: Some(body), ..ContactFilter::default() };
        let contacts = contacts::all(&db, &filter).await?;
        let editable = may(&caller.actor, Action::EditContacts, &Resource::Body(body)).is_ok();
        Ok(BodyDirectory { body: found, contacts, editable })
    }

    async fn find(&self, caller: &Caller, id: ContactId) -> Result<ContactRow, AppError> {
        may(&caller.actor, Action::ReadContacts, &Resource::Hub)?;
        contacts::find(&self.core.store.read(), id).await?.ok_or(AppError::NotFound)
    }

    async fn create(&self, caller: &Caller, body: BodyId, draft: ContactDraft) -> Result<ContactId, AppError> {
        self.core
            .store
            .write((caller.clone(), draft), move |tx, (caller, draft)| {
                async move {
                    let body = find_body(&tx.db(), body).await?;
                    may(&caller.actor, Action::EditContacts, &Resource::Body(body.id))?;
                    let content = checked(draft)?;
                    let id = contacts::insert(tx, body.id, Some(caller.actor.account), &content).await?;
                    note(tx, &caller, "contact.create", id, changes(body.id, None, Some(&content))).await?;
                    Ok(id)
                }
                .boxed()
            })
            .await
    }

    async fn change(&self, caller: &Caller, id: ContactId, version: i32, draft: ContactDraft) -> Result<(), AppError> {
        self.core
            .store
            .write((caller.clone(), draft), move |tx, (caller, draft)| {
                async move {
                    let current = editable(tx, &caller, id).await?;
                    let content = checked(draft)?;
                    if !contacts::update(tx, &current, version, &content, caller.actor.account).await? {
                        return Err(AppError::Conflict { reason: ConflictReason::Stale });
                    }
                    let detail = changes(current.body_id, Some(&current.content), Some(&content));
                    note(tx, &caller, "contact.change", id, detail).await
                }
                .boxed()
            })
            .await
    }

    async fn raise(&self, caller: &Caller, id: ContactId) -> Result<BodyId, AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    let current = editable(tx, &caller, id).await?;
                    body_contacts::raise(tx, &current).await?;
                    let object = format!("contact:{id}");
                    record(tx, &caller, "contact.raise", object, json!({ "body": current.body_id })).await?;
                    Ok(current.body_id)
                }
                .boxed()
            })
            .await
    }

    async fn remove(&self, caller: &Caller, id: ContactId, version: i32) -> Result<BodyId, AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    let current = editable(tx, &caller, id).await?;
                    if !contacts::remove(tx, id, version, caller.actor.account).await? {
                        return Err(AppError::Conflict { reason: ConflictReason::Stale });
                    }
                    let detail = changes(current.body_id, Some(&current.content), None);
                    note(tx, &caller, "contact.remove", id, detail).await?;
                    Ok(current.body_id)
                }
                .boxed()
            })
            .await
    }

    async fn import(&self, caller: &Caller, lines: Vec<Line<ContactLine>>, dry_run: bool) -> Result<Outcome, AppError> {
        contact_import::import(&self.core, caller, lines, dry_run).await
    }

    async fn export(
        &self,
        caller: &Caller,
        filter: &ContactFilter,
        format: ExportFormat,
    ) -> Result<ExportFile, AppError> {
        may(&caller.actor, Action::ExportContacts, &Resource::Hub)?;
        let turn = self.core.exports.enter_as(caller.actor.account).await?;
        let rows = contacts::all(&self.core.store.read(), filter).await?;
        let name = format!("担当者名簿_{}", jst_date(self.core.clock.now()).format("%Y%m%d"));
        let count = rows.len();
        // Building a workbook has no place among the tasks that answer requests.
        let make = move || {
            let file = sheet(&rows).file(&name, format);
            drop(turn);
            file
        };
        let file = tokio::task::spawn_blocking(make).await.map_err(|_| AppError::Unavailable)??;
        self.core
            .store
            .write((caller.clone(), file.name.clone()), move |tx, (caller, name)| {
                async move {
                    let detail = json!({ "file": name, "rows": count });
                    record(tx, &caller, "contact.export", "contacts".to_owned(), detail).await
                }
                .boxed()
            })
            .await?;
        Ok(file)
    }
}

fn checked(draft: ContactDraft) -> Result<ContactContent, AppError> {
    draft.check().map_err(|errors| AppError::Invalid { errors })
}

/// The entry, when the caller may change it.
async fn editable(tx: &Tx, caller: &Caller, id: ContactId) -> Result<ContactRow, AppError> {
    let current = contacts::find(&tx.db(), id).await?.ok_or(AppError::NotFound)?;
    may(&caller.actor, Action::EditContacts, &Resource::Body(current.body_id))?;
    Ok(current)
}

/// A body that exists.
pub(super) async fn find_body(db: &Db<'_>, id: BodyId) -> Result<DirectoryBody, AppError> {
    contacts::bodies(db).await?.into_iter().find(|body| body.id == id).ok_or(AppError::NotFound)
}

/// What has changed, for the audit log: the names of the fields, and hashes of the entry before and after. The log is kept
/// for ever, so it tells the change without the telephone numbers.
fn changes(body: BodyId, before: Option<&ContactContent>, after: Option<&ContactContent>) -> Value {
    let [old, new] = [before, after].map(|content| content.map(|content| json!(content)).unwrap_or_default());
    let hash = |content: &Value| (!content.is_null()).then(|| hex::encode(&Sha256::digest(content.to_string())[..8]));
    let fields = new.as_object().or(old.as_object()).into_iter().flat_map(|fields| fields.keys());
    let changed: Vec<&String> = fields.filter(|field| old.get(field) != new.get(field)).collect();
    json!({ "body": body, "changed": changed, "before": hash(&old), "after": hash(&new) })
}

/// The traces that every change leaves: in the audit log and for the index.
async fn note(tx: &Tx, caller: &Caller, action: &'static str, id: ContactId, detail: Value) -> Result<(), AppError> {
    let object = format!("contact:{id}");
    record(tx, caller, action, object.clone(), detail).await?;
    tx.index_change(object).await
}

fn sheet(rows: &[ContactRow]) -> Sheet {
    Sheet { title: "担当者名簿".to_owned(), columns: COLUMNS.to_vec(), rows: rows.iter().map(cells).collect() }
}

fn cells(row: &ContactRow) -> Vec<String> {
    let content = row.content.clone();
    vec![
        row.body_code.clone().unwrap_or_default(),
        row.body_name.clone(),
        content.department,
        content.section,
        content.unit,
        content.post,
        content.name,
        content.reading,
        content.phone,
        content.extension,
        content.direct_phone,
        content.fax,
        content.lgwan_mail,
        content.internet_mail,
        content.duties.join("、"),
        content.note,
        format_instant(row.updated_at, Lang::Ja),
    ]
}
