//! A list of bodies from a file: new ones, and new names of those that are there.

use std::collections::HashSet;

use app::{
    domain::{
        body::{BodyContent, BodyDraft},
        body_code::BodyCode,
        error::{AppError, ConflictReason, FieldError, FieldProblem},
        policy::{Action, Resource, may},
    },
    ports::{
        Caller,
        bodies::BodyView,
        import::{Fate, Line, LineErrors, Outcome},
    },
};
use futures::FutureExt;
use serde_json::json;

use super::{Core, bodies::right_among, record};
use crate::store::{Db, Tx, bodies, body_contacts};

/// What is written for a right row.
struct Plan {
    line: u64,
    before: Option<BodyView>,
    content: BodyContent,
}

impl Plan {
    fn fate(&self) -> Fate {
        match &self.before {
            None => Fate::Added,
            Some(before) if same(before, &self.content) => Fate::Same,
            Some(_) => Fate::Changed,
        }
    }
}

fn same(before: &BodyView, now: &BodyContent) -> bool {
    before.code.as_deref() == now.code.as_ref().map(BodyCode::as_str)
        && (before.kind, &before.name, &before.reading, &before.name_en)
            == (now.kind, &now.name, &now.reading, &now.name_en)
}

/// Takes the list in, all of it or nothing; with `dry_run` it only tells what would become of it.
pub(super) async fn import(
    core: &Core,
    caller: &Caller,
    lines: Vec<Line<BodyDraft>>,
    dry_run: bool,
) -> Result<Outcome, AppError> {
    may(&caller.actor, Action::ManageBodies, &Resource::Hub)?;
    // Looked at first beside those who write: nobody waits for a list that is wrong or only tried.
    let looked_at = outcome(&planned(&core.store.read(), lines.clone()).await?, false);
    if dry_run || !looked_at.wrong.is_empty() {
        return Ok(looked_at);
    }
    let outcome = core
        .store
        .write((caller.clone(), lines), move |tx, (caller, lines)| {
            async move {
                may(&caller.actor, Action::ManageBodies, &Resource::Hub)?;
                tx.in_line().await?;
                let planned = planned(&tx.db(), lines).await?;
                let kept = planned.1.is_empty();
                if kept {
                    keep(tx, &caller, &planned.0).await?;
                }
                Ok(outcome(&planned, kept))
            }
            .boxed()
        })
        .await?;
    // Sessions carry the name of their body.
    core.access.clear();
    Ok(outcome)
}

fn outcome((plans, wrong): &(Vec<Plan>, Vec<LineErrors>), kept: bool) -> Outcome {
    let told = |plan: &Plan| (plan.line, plan.fate(), plan.content.name.clone());
    Outcome { rows: plans.iter().map(told).collect(), wrong: wrong.clone(), kept }
}

async fn planned(db: &Db<'_>, lines: Vec<Line<BodyDraft>>) -> Result<(Vec<Plan>, Vec<LineErrors>), AppError> {
    let register = bodies::register(db).await?;
    let known: Vec<&BodyView> = register.iter().filter(|body| body.closed_at.is_none()).collect();
    let (mut plans, mut wrong, mut codes, mut names) = (Vec::new(), Vec::new(), HashSet::new(), HashSet::new());
    for Line { line, row } in lines {
        let before = known.iter().find(|body| is_meant(body, &row)).map(|body| (*body).clone());
        let content = match right_among(&register, before.as_ref(), row) {
            Ok(content) => content,
            Err(AppError::Invalid { errors }) => {
                wrong.push(LineErrors { line, errors });
                continue;
            }
            Err(fault) => return Err(fault),
        };
        // What a row above says is not yet in the register.
        let code = content.code.as_ref().map(ToString::to_string);
        let field = if code.is_some_and(|code| !codes.insert(code)) {
            "code"
        } else if names.insert(content.name.clone()) {
            plans.push(Plan { line, before, content });
            continue;
        } else {
            "name"
        };
        wrong.push(LineErrors { line, errors: vec![FieldError::new(field, FieldProblem::Duplicate)] });
    }
    Ok((plans, wrong))
}

/// Whether a row is about this body: by its code, or where it has none by its name.
fn is_meant(body: &BodyView, row: &BodyDraft) -> bool {
    match BodyCode::parse(&row.code) {
        Ok(code) => body.code.as_deref() == Some(code.as_str()),
        Err(FieldProblem::Required) => body.code.is_none() && body.name == row.name.trim(),
        Err(_) => false,
    }
}

async fn keep(tx: &Tx, caller: &Caller, plans: &[Plan]) -> Result<(), AppError> {
    for plan in plans {
        let Some(before) = &plan.before else {
            bodies::insert(tx, &plan.content).await?;
            continue;
        };
        if plan.fate() == Fate::Changed {
            if !bodies::update(tx, before.id, before.version, &plan.content).await? {
                return Err(AppError::Conflict { reason: ConflictReason::Stale });
            }
            // People find the entries of a body by its name.
            for contact in body_contacts::fold_again(tx, before.id).await? {
                tx.index_change(format!("contact:{contact}")).await?;
            }
        }
    }
    let count = |fate| plans.iter().filter(|plan| plan.fate() == fate).count();
    let detail = json!({ "added": count(Fate::Added), "changed": count(Fate::Changed), "same": count(Fate::Same) });
    record(tx, caller, "body.import", "bodies".to_owned(), detail).await
}
