//! Surveys with their questions.

use std::collections::HashMap;

use app::domain::{
    error::AppError,
    form::FormDefinition,
    search::{DocKey, DocKind},
};
use entity::{assignment, survey, survey_form};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{
    markup,
    search::{AudienceTerm, IndexDocument},
    store::{Db, StoreExt},
};

pub(super) async fn surveys(db: &Db<'_>, ids: &[Uuid]) -> Result<Vec<IndexDocument>, AppError> {
    let query = survey::Entity::find().filter(survey::Column::State.ne("draft"));
    let rows = query.filter(survey::Column::Id.is_in(ids.iter().copied())).all(db.conn()).await.store()?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let forms = survey_form::Entity::find()
        .filter(survey_form::Column::SurveyId.is_in(ids.iter().copied()))
        .all(db.conn())
        .await
        .store()?;
    let mut audiences = audiences(db, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let form = forms.iter().find(|form| form.survey_id == row.id && form.form_version == row.form_version);
            let questions = form.map(|form| questions(&form.definition)).unwrap_or_default();
            let audience = audiences.remove(&row.id).unwrap_or_default();
            document(row, &questions, audience)
        })
        .collect())
}

fn document(row: survey::Model, questions: &str, audience: Vec<AudienceTerm>) -> IndexDocument {
    IndexDocument {
        key: DocKey { kind: DocKind::Survey, id: row.id },
        parent_id: row.id,
        title: row.title,
        body: format!("{}\n{questions}", markup::plain(&row.description_markdown)),
        number: row.number,
        kind: None,
        year: Some(row.fiscal_year),
        tags: Vec::new(),
        published_at: row.published_at.unwrap_or(row.updated_at),
        audience,
    }
}

/// What is asked, a line each.
pub(crate) fn questions(definition: &str) -> String {
    let Ok(form) = serde_json::from_str::<FormDefinition>(definition) else { return String::new() };
    let lines: Vec<String> =
        form.questions().map(|question| format!("{}\n{}", question.label, question.help)).collect();
    lines.join("\n")
}

async fn audiences(db: &Db<'_>, surveys: &[Uuid]) -> Result<HashMap<Uuid, Vec<AudienceTerm>>, AppError> {
    let rows: Vec<(Uuid, Uuid)> = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::SurveyId)
        .column(assignment::Column::BodyId)
        .filter(assignment::Column::SurveyId.is_in(surveys.iter().copied()))
        .into_tuple()
        .all(db.conn())
        .await
        .store()?;
    let mut audiences: HashMap<Uuid, Vec<AudienceTerm>> = HashMap::new();
    for (survey, body) in rows {
        audiences.entry(survey).or_default().push(AudienceTerm::body(body.into()));
    }
    Ok(audiences)
}
