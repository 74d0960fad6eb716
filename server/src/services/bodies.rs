//! The bodies of the prefecture and the saved lists of them.

use std::{collections::HashSet, sync::Arc};

use app::{
    domain::{
        error::{AppError, FieldError, FieldProblem},
        ids::{BodyId, GroupId},
        policy::{Action, Resource, may},
        text_rules::single_line,
    },
    ports::{
        Caller,
        bodies::{AudienceChoices, BodyRow, BodyService, GroupDraft, GroupView},
    },
};
use async_trait::async_trait;
use futures::FutureExt;
use serde_json::json;

use super::{Core, record};
use crate::store::{Tx, bodies, groups};

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
    async fn bodies(&self, _caller: &Caller) -> Result<Vec<BodyRow>, AppError> {
        bodies::open(&self.core.store.read()).await
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
        may(&caller.actor, Action::ManageGroups, &Resource::Hub)?;
        self.core
            .store
            .write((caller.clone(), draft), |tx, (caller, draft)| {
                async move {
                    let (name, members) = checked(tx, None, draft).await?;
                    let id = groups::insert(tx, &name, &members).await?;
                    record(tx, &caller, "group.create", object(id), json!({ "name": name })).await?;
                    Ok(id)
                }
                .boxed()
            })
            .await
    }

    async fn change_group(&self, caller: &Caller, id: GroupId, draft: GroupDraft) -> Result<(), AppError> {
        may(&caller.actor, Action::ManageGroups, &Resource::Hub)?;
        self.core
            .store
            .write((caller.clone(), draft), move |tx, (caller, draft)| {
                async move {
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
        may(&caller.actor, Action::ManageGroups, &Resource::Hub)?;
        self.core
            .store
            .write(caller.clone(), move |tx, caller| {
                async move {
                    if !groups::delete(tx, id).await? {
                        return Err(AppError::NotFound);
                    }
                    record(tx, &caller, "group.delete", object(id), json!({})).await
                }
                .boxed()
            })
            .await
    }
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
