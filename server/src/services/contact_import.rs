//! A list of contacts from a file: new entries, and changes of those that stand at the same place of the same body.

use std::collections::{HashMap, HashSet};

use app::{
    domain::{
        body_code::BodyCode,
        contact::ContactContent,
        error::{AppError, ConflictReason, FieldError, FieldProblem},
        ids::BodyId,
        policy::{Action, Resource, may},
    },
    ports::{
        Caller,
        contacts::{ContactFilter, ContactRow, DirectoryBody},
        import::{ContactLine, Fate, Line, LineErrors, Outcome},
    },
};
use futures::FutureExt;
use serde_json::json;

use super::{Core, record};
use crate::store::{Db, Tx, body_contacts, contacts};

/// What makes two entries the same: body, section, unit, post and name.
type Place = (BodyId, [String; 5]);

/// What is written for a right row.
struct Plan {
    line: u64,
    body: BodyId,
    before: Option<ContactRow>,
    content: ContactContent,
}

impl Plan {
    fn fate(&self) -> Fate {
        match &self.before {
            None => Fate::Added,
            Some(before) if same(&before.content, &self.content) => Fate::Same,
            Some(_) => Fate::Changed,
        }
    }
}

/// Takes the list in, all of it or nothing; with `dry_run` it only tells what would become of it.
pub(super) async fn import(
    core: &Core,
    caller: &Caller,
    lines: Vec<Line<ContactLine>>,
    dry_run: bool,
) -> Result<Outcome, AppError> {
    // Looked at first beside those who write: nobody waits for a list that is wrong or only tried.
    let looked_at = outcome(&planned(&core.store.read(), caller, lines.clone()).await?, false);
    if dry_run || !looked_at.wrong.is_empty() {
        return Ok(looked_at);
    }
    core.store
        .write((caller.clone(), lines), move |tx, (caller, lines)| {
            async move {
                let planned = planned(&tx.db(), &caller, lines).await?;
                let kept = planned.1.is_empty();
                if kept {
                    keep(tx, &caller, &planned.0).await?;
                }
                Ok(outcome(&planned, kept))
            }
            .boxed()
        })
        .await
}

fn outcome((plans, wrong): &(Vec<Plan>, Vec<LineErrors>), kept: bool) -> Outcome {
    let told = |plan: &Plan| (plan.line, plan.fate(), title(&plan.content));
    Outcome { rows: plans.iter().map(told).collect(), wrong: wrong.clone(), kept }
}

/// Whether a row says what is known; duties have no order.
fn same(before: &ContactContent, now: &ContactContent) -> bool {
    let sorted = |content: &ContactContent| {
        let mut content = content.clone();
        content.duties.sort_unstable();
        content
    };
    sorted(before) == sorted(now)
}

fn title(content: &ContactContent) -> String {
    [&content.section, &content.post, &content.name].map(String::as_str).join(" ").trim().to_owned()
}

fn place(body: BodyId, content: &ContactContent) -> Place {
    let ContactContent { department, section, unit, post, name, .. } = content;
    (body, [department, section, unit, post, name].map(Clone::clone))
}

async fn planned(
    db: &Db<'_>,
    caller: &Caller,
    lines: Vec<Line<ContactLine>>,
) -> Result<(Vec<Plan>, Vec<LineErrors>), AppError> {
    let bodies = contacts::bodies(db).await?;
    let known = contacts::all(db, &ContactFilter::default()).await?;
    let mut known: HashMap<Place, ContactRow> =
        known.into_iter().map(|row| (place(row.body_id, &row.content), row)).collect();
    let (mut plans, mut wrong, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for Line { line, row } in lines {
        let body = body_of(&bodies, &row).and_then(|body| {
            let allowed = may(&caller.actor, Action::EditContacts, &Resource::Body(body)).is_ok();
            if allowed { Ok(body) } else { Err(FieldError::new("body_code", FieldProblem::UnknownChoice)) }
        });
        match (body, row.draft.check()) {
            (Ok(body), Ok(content)) => {
                let place = place(body, &content);
                let before = known.remove(&place);
                if seen.insert(place) {
                    plans.push(Plan { line, body, before, content });
                } else {
                    wrong.push(LineErrors { line, errors: vec![FieldError::new("name", FieldProblem::Duplicate)] });
                }
            }
            (body, content) => {
                let errors = body.err().into_iter().chain(content.err().unwrap_or_default()).collect();
                wrong.push(LineErrors { line, errors });
            }
        }
    }
    Ok((plans, wrong))
}

/// The body by its code, else by its name.
fn body_of(bodies: &[DirectoryBody], row: &ContactLine) -> Result<BodyId, FieldError> {
    let (code, name) = (row.body_code.trim(), row.body_name.trim());
    if code.is_empty() {
        if name.is_empty() {
            return Err(FieldError::new("body_code", FieldProblem::Required));
        }
        let mut named = bodies.iter().filter(|body| body.name == name);
        return match (named.next(), named.next()) {
            (Some(body), None) => Ok(body.id),
            _ => Err(FieldError::new("body_name", FieldProblem::UnknownChoice)),
        };
    }
    let code = BodyCode::parse(code).map_err(|problem| FieldError::new("body_code", problem))?;
    let found = bodies.iter().find(|body| body.code.as_deref() == Some(code.as_str()));
    found.map(|body| body.id).ok_or_else(|| FieldError::new("body_code", FieldProblem::UnknownChoice))
}

async fn keep(tx: &Tx, caller: &Caller, plans: &[Plan]) -> Result<(), AppError> {
    let new = plans.iter().filter(|plan| plan.before.is_none()).map(|plan| (plan.body, &plan.content));
    let mut touched = body_contacts::insert_many(tx, Some(caller.actor.account), new.collect()).await?;
    for plan in plans {
        if let Some(before) = plan.before.as_ref().filter(|before| !same(&before.content, &plan.content)) {
            if !contacts::update(tx, before, before.version, &plan.content, caller.actor.account).await? {
                return Err(AppError::Conflict { reason: ConflictReason::Stale });
            }
            touched.push(before.id);
        }
    }
    tx.index_changes(touched.into_iter().map(|id| format!("contact:{id}")).collect()).await?;
    let count = |fate| plans.iter().filter(|plan| plan.fate() == fate).count();
    let detail = json!({ "added": count(Fate::Added), "changed": count(Fate::Changed), "same": count(Fate::Same) });
    record(tx, caller, "contact.import", "contacts".to_owned(), detail).await
}
