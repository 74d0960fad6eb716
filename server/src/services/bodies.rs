//! The bodies of the prefecture and the saved lists of them.

use std::{collections::HashSet, sync::Arc};

use app::{
    domain::{
        audience::Audience,
        body::{BodyContent, BodyDraft, BodyKind},
        error::{AppError, ConflictReason, FieldError, FieldProblem},
        ids::{BodyId, GroupId},
        policy::{Action, Resource, may},
        text_rules::single_line,
    },
    ports::{
        Caller,
        bodies::{AudienceChoices, BodyRow, BodyService, BodyView, GroupDraft, GroupView},
        import::{Line, Outcome},
    },
};
use async_trait::async_trait;
use futures::FutureExt;
use serde_json::json;

use super::{Core, body_import, record};
use crate::store::{Tx, bodies, body_contacts, groups};

/// Longest name of a list.
const NAME_MAX: usize = 60;

/// The use cases of bodies and lists.
pub struct Bodies {
    core: Arc<Core>,
}

impl Bodies {
    /// Over the tools of the use cases.
    pub const fn new(core: Arc<Core>) -> Self {
        Self { core }
    }
}

#[async_trait]
impl BodyService for Bodies {
    async fn bodies(&self, caller: &Caller) -> Result<Vec<BodyRow>, AppError> {
        may(&caller.actor, Action::ReadContacts, &Resource::Hub)?;
        bodies::open(&self.core.store.read()).await
    }

    async fn register(&self, caller: &Caller) -> Result<Vec<BodyView>, AppError> {
        may(&caller.actor, Action::ManageBodies, &Resource::Hub)?;
        bodies::register(&self.core.store.read()).await
    }

    async fn find(&self, caller: &Caller, id: BodyId) -> Result<BodyView, AppError> {
        may(&caller.actor, Action::ManageBodies, &Resource::Hub)?;
        bodies::find(&self.core.store.read(), id).await?.ok_or(AppError::NotFound)
    }

    async fn create(&self, caller: &Caller, draft: BodyDraft) -> Result<BodyId, AppError> {
        self.core
            .store
            .write((caller.clone(), draft), |tx, (caller, draft)| {
                async move {
                    may(&caller.actor, Action::ManageBodies, &Resource::Hub)?;
                    tx.in_line().await?;
                    let content = right_body(tx, None, draft).await?;
                    let id = bodies::insert(tx, &content).await?;
                    record(tx, &caller, "body.create", body_object(id), json!({ "after": content })).await?;
                    Ok(id)
                }
                .boxed()
            })
            .await
    }

    async fn change(&self, caller: &Caller, id: BodyId, version: i32, draft: BodyDraft) -> Result<(), AppError> {
        self.core
            .store
            .write((caller.clone(), draft), move |tx, (caller, draft)| {
                async move {
                    may(&caller.actor, Action::ManageBodies, &Resource::Hub)?;
                    tx.in_line().await?;
                    let before = bodies::find(&tx.db(), id).await?.ok_or(AppError::NotFound)?;
                    let content = right_body(tx, Some(&before), draft).await?;
                    if !bodies::update(tx, id, version, &content).await? {
                        return Err(AppError::Conflict { reason: ConflictReason::Stale });
                    }
                    if before.name != content.name {
                        // People find the entries of a body by its name.
                        for contact in body_contacts::fold_again(tx, id).await? {
                            tx.index_change(format!("contact:{contact}")).await?;
                        }
                    }
                    let detail = json!({ "before": before, "after": content });
                    record(tx, &caller, "body.change", body_object(id), detail).await
                }
                .boxed()
            })
            .await?;
        self.core.access.clear();
        Ok(())
    }

    async fn set_closed(&self, caller: &Caller, id: BodyId, version: i32, closed: bool) -> Result<(), AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    may(&caller.actor, Action::ManageBodies, &Resource::Hub)?;
                    tx.in_line().await?;
                    let before = bodies::find(&tx.db(), id).await?.ok_or(AppError::NotFound)?;
                    if before.kind == BodyKind::Prefecture || before.closed_at.is_some() == closed {
                        return Err(AppError::Conflict { reason: ConflictReason::State });
                    }
                    if !bodies::set_closed(tx, id, version, closed).await? {
                        return Err(AppError::Conflict { reason: ConflictReason::Stale });
                    }
                    // The directory no longer shows its entries, so a search must not find them either.
                    for contact in body_contacts::entries(tx, id).await? {
                        tx.index_change(format!("contact:{contact}")).await?;
                    }
                    let action = if closed { "body.close" } else { "body.reopen" };
                    let detail = json!({
                        "name": before.name,
                        "before": { "closed": before.closed_at.is_some() },
                        "after": { "closed": closed },
                    });
                    record(tx, &caller, action, body_object(id), detail).await
                }
                .boxed()
            })
            .await?;
        self.core.access.clear();
        Ok(())
    }

    async fn import(&self, caller: &Caller, lines: Vec<Line<BodyDraft>>, dry_run: bool) -> Result<Outcome, AppError> {
        body_import::import(&self.core, caller, lines, dry_run).await
    }

    async fn audience_choices(&self, caller: &Caller) -> Result<AudienceChoices, AppError> {
        may(&caller.actor, Action::ManageGroups, &Resource::Hub)?;
        let db = self.core.store.read();
        let mut bodies = bodies::open(&db).await?;
        bodies.retain(|body| body.id != caller.actor.body);
        Ok(AudienceChoices { groups: groups::all(&db).await?, bodies })
    }

    async fn groups(&self, caller: &Caller) -> Result<Vec<GroupView>, AppError> {
        may(&caller.actor, Action::ManageGroups, &Resource::Hub)?;
        groups::all(&self.core.store.read()).await
    }

    async fn create_group(&self, caller: &Caller, draft: GroupDraft) -> Result<GroupId, AppError> {
        self.core
            .store
            .write((caller.clone(), draft), |tx, (caller, draft)| {
                async move {
                    may(&caller.actor, Action::ManageGroups, &Resource::Hub)?;
                    tx.in_line().await?;
                    let (name, members) = checked(tx, None, draft).await?;
                    let id = groups::insert(tx, &name, &members).await?;
                    record(tx, &caller, "group.create", object(id), json!({ "name": name })).await?;
                    Ok(id)
                }
                .boxed()
            })
            .await
    }

    async fn change_group(
        &self,
        caller: &Caller,
        id: GroupId,
        version: Option<i32>,
        draft: GroupDraft,
    ) -> Result<(), AppError> {
        self.core
            .store
            .write((caller.clone(), draft), move |tx, (caller, draft)| {
                async move {
                    may(&caller.actor, Action::ManageGroups, &Resource::Hub)?;
                    tx.in_line().await?;
                    let now = groups::all(&tx.db()).await?.into_iter().find(|group| group.id == id);
                    let now = now.ok_or(AppError::NotFound)?;
                    if version.is_some_and(|version| version != now.version()) {
                        return Err(AppError::Conflict { reason: ConflictReason::Stale });
                    }
                    let (name, members) = checked(tx, Some(id), draft).await?;
                    if !groups::update(tx, id, &name, &members).await? {
                        return Err(AppError::NotFound);
                    }
                    record(tx, &caller, "group.change", object(id), json!({ "name": name })).await
                }
                .boxed()
            })
            .await
    }

    async fn delete_group(&self, caller: &Caller, id: GroupId) -> Result<(), AppError> {
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    may(&caller.actor, Action::ManageGroups, &Resource::Hub)?;
                    let before = groups::all(&tx.db()).await?.into_iter().find(|group| group.id == id);
                    if !groups::delete(tx, id).await? {
                        return Err(AppError::NotFound);
                    }
                    record(tx, &caller, "group.delete", object(id), json!({ "before": before })).await
                }
                .boxed()
            })
            .await
    }
}

/// The body, when its fields are right and nothing of it is taken by another one. Ask for a place in line first: what two
/// transactions look at side by side, both find free.
async fn right_body(tx: &Tx, own: Option<&BodyView>, draft: BodyDraft) -> Result<BodyContent, AppError> {
    right_among(&bodies::register(&tx.db()).await?, own, draft)
}

/// The same, in a register that was read already.
pub(super) fn right_among(
    register: &[BodyView],
    own: Option<&BodyView>,
    draft: BodyDraft,
) -> Result<BodyContent, AppError> {
    let content = draft.check().map_err(|errors| AppError::Invalid { errors })?;
    let mut others = register.iter().filter(|other| own.is_none_or(|own| own.id != other.id));
    let mut errors = Vec::new();
    let code = content.code.as_ref().map(ToString::to_string);
    if code.is_some() && others.clone().any(|other| other.code == code) {
        errors.push(FieldError::new("code", FieldProblem::Duplicate));
    }
    if others.any(|other| other.closed_at.is_none() && other.name == content.name) {
        errors.push(FieldError::new("name", FieldProblem::Duplicate));
    }
    // The rights of the prefecture hang on its kind, so there is one, and it stays the one.
    let is_prefecture = content.kind == BodyKind::Prefecture;
    if is_prefecture != own.is_some_and(|own| own.kind == BodyKind::Prefecture) {
        let problem = if is_prefecture { FieldProblem::Duplicate } else { FieldProblem::UnknownChoice };
        errors.push(FieldError::new("kind", problem));
    }
    AppError::check(errors)?;
    Ok(content)
}

/// Refuses an audience that names what does not exist.
pub(super) async fn known_audience(tx: &Tx, audience: &Audience) -> Result<(), AppError> {
    if groups::is_known(&tx.db(), audience).await? {
        return Ok(());
    }
    Err(AppError::field("audience", FieldProblem::UnknownChoice))
}

fn body_object(id: BodyId) -> String {
    format!("body:{id}")
}

/// The name and the members, when both are right.
async fn checked(tx: &Tx, own: Option<GroupId>, draft: GroupDraft) -> Result<(String, Vec<BodyId>), AppError> {
    let mut errors = Vec::new();
    let name = single_line(&draft.name, NAME_MAX).and_then(|name| name.ok_or(FieldProblem::Required));
    let name = name.unwrap_or_else(|problem| {
        errors.push(FieldError::new("name", problem));
        String::new()
    });
    if groups::all(&tx.db()).await?.iter().any(|group| group.name == name && Some(group.id) != own) {
        errors.push(FieldError::new("name", FieldProblem::Duplicate));
    }
    let known: HashSet<BodyId> = bodies::open(&tx.db()).await?.into_iter().map(|body| body.id).collect();
    let mut members = draft.members;
    members.sort_unstable();
    members.dedup();
    if members.is_empty() {
        errors.push(FieldError::new("members", FieldProblem::Required));
    } else if !members.iter().all(|body| known.contains(body)) {
        errors.push(FieldError::new("members", FieldProblem::UnknownChoice));
    }
    AppError::check(errors)?;
    Ok((name, members))
}

fn object(id: GroupId) -> String {
    format!("group:{id}")
}
