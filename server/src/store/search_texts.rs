//! The words of what was found, for passages; narrowed once more to what the reader may see.

use std::collections::HashMap;

use app::domain::{error::AppError, ids::BodyId, search::DocKind};
use entity::{
    assignment, attachment, attachment_text, body, contact, contact_duty, delivery, notice, survey, survey_form,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, Func},
};
use uuid::Uuid;

use super::{
    Db, StoreExt,
    search_source::{laws, questions, words},
};
use crate::markup;

/// Characters of a file in which passages are looked for, some 300 pages: of a file that says a word only behind them
/// the beginning is shown. A page of hits would hold two hundred megabytes otherwise.
const PASSAGES_IN: i32 = 300_000;

/// A document as it is shown among hits.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Title, or file name.
    pub title: String,
    /// Text from which passages are taken.
    pub text: String,
    /// Document number.
    pub number: Option<String>,
    /// Code of the kind of notice.
    pub kind: Option<String>,
    /// Whether the notice was withdrawn.
    pub withdrawn: bool,
}

/// The documents with these identifiers that `reader` may see; the prefecture (`None`) sees what is not a draft.
///
/// # Errors
/// A fault of the database.
pub async fn find(
    db: &Db<'_>,
    kind: DocKind,
    ids: &[Uuid],
    reader: Option<BodyId>,
) -> Result<Vec<(Uuid, Found)>, AppError> {
    match kind {
        DocKind::Notice => notices(db, ids, reader).await,
        DocKind::Attachment => files(db, ids, reader).await,
        DocKind::Survey => surveys(db, ids, reader).await,
        DocKind::Contact => contacts(db, ids).await,
    }
}

async fn visible_notices(db: &Db<'_>, ids: &[Uuid], reader: Option<BodyId>) -> Result<Vec<notice::Model>, AppError> {
    let mut query = notice::Entity::find()
        .filter(notice::Column::Id.is_in(ids.iter().copied()))
        .filter(notice::Column::State.ne("draft"));
    if let Some(reader) = reader {
        let mut delivered = delivery::Entity::find()
            .select_only()
            .column(delivery::Column::NoticeId)
            .filter(delivery::Column::BodyId.eq(reader.0));
        query = query.filter(notice::Column::Id.in_subquery(sea_orm::QueryTrait::query(&mut delivered).to_owned()));
    }
    query.all(db.conn()).await.store()
}

async fn notices(db: &Db<'_>, ids: &[Uuid], reader: Option<BodyId>) -> Result<Vec<(Uuid, Found)>, AppError> {
    let rows = visible_notices(db, ids, reader).await?;
    let laws = laws(db, ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, found(row, &laws))).collect())
}

fn found(row: notice::Model, laws: &HashMap<Uuid, Vec<String>>) -> Found {
    let withdrawn = is_withdrawn(&row);
    let text = words(&row, laws);
    Found { title: row.title, text, number: row.number, kind: Some(row.kind), withdrawn }
}

async fn files(db: &Db<'_>, ids: &[Uuid], reader: Option<BodyId>) -> Result<Vec<(Uuid, Found)>, AppError> {
    let mut rows = attachment::Entity::find()
        .filter(attachment::Column::Id.is_in(ids.iter().copied()))
        .filter(attachment::Column::RemovedAt.is_null())
        .all(db.conn())
        .await
        .store()?;
    let parents: Vec<Uuid> = rows.iter().filter_map(|row| row.notice_id).collect();
    let parents = visible_notices(db, &parents, reader).await?;
    rows.retain(|row| parents.iter().any(|parent| Some(parent.id) == row.notice_id));
    let mut texts = beginnings(db, &rows).await?;
    let shown = rows.into_iter().filter_map(|row| {
        let parent = parents.iter().find(|parent| Some(parent.id) == row.notice_id)?;
        let text = texts.remove(&row.id).filter(|text| !text.is_empty()).unwrap_or(row.description);
        let (number, kind, withdrawn) = (parent.number.clone(), Some(parent.kind.clone()), is_withdrawn(parent));
        Some((row.id, Found { title: row.name, text, number, kind, withdrawn }))
    });
    Ok(shown.collect())
}

/// As much of the text of each of these files as passages are looked for in.
async fn beginnings(db: &Db<'_>, files: &[attachment::Model]) -> Result<HashMap<Uuid, String>, AppError> {
    let text = Expr::col(attachment_text::Column::Text);
    let begin = Func::cust("substr").args([text, Expr::val(1), Expr::val(PASSAGES_IN)]);
    let rows: Vec<(Uuid, String)> = attachment_text::Entity::find()
        .filter(attachment_text::Column::AttachmentId.is_in(files.iter().map(|file| file.id)))
        .select_only()
        .column(attachment_text::Column::AttachmentId)
        .expr_as(begin, "begin")
        .into_tuple()
        .all(db.conn())
        .await
        .store()?;
    Ok(rows.into_iter().collect())
}

fn is_withdrawn(row: &notice::Model) -> bool {
    row.state == "withdrawn"
}

async fn surveys(db: &Db<'_>, ids: &[Uuid], reader: Option<BodyId>) -> Result<Vec<(Uuid, Found)>, AppError> {
    let mut query = survey::Entity::find()
        .filter(survey::Column::Id.is_in(ids.iter().copied()))
        .filter(survey::Column::State.ne("draft"));
    if let Some(reader) = reader {
        let mut asked = assignment::Entity::find()
            .select_only()
            .column(assignment::Column::SurveyId)
            .filter(assignment::Column::BodyId.eq(reader.0));
        query = query.filter(survey::Column::Id.in_subquery(sea_orm::QueryTrait::query(&mut asked).to_owned()));
    }
    let rows = query.all(db.conn()).await.store()?;
    let forms = survey_form::Entity::find()
        .filter(survey_form::Column::SurveyId.is_in(rows.iter().map(|row| row.id)))
        .all(db.conn())
        .await
        .store()?;
    let shown = rows.into_iter().map(|row| {
        let form = forms.iter().find(|form| form.survey_id == row.id && form.form_version == row.form_version);
        let questions = form.map(|form| questions(&form.definition)).unwrap_or_default();
        let text = format!("{}\n{questions}", markup::plain(&row.description_markdown));
        (row.id, Found { title: row.title, text, number: row.number, ..Found::default() })
    });
    Ok(shown.collect())
}

async fn contacts(db: &Db<'_>, ids: &[Uuid]) -> Result<Vec<(Uuid, Found)>, AppError> {
    let rows = contact::Entity::find()
        .filter(contact::Column::Id.is_in(ids.iter().copied()))
        .filter(contact::Column::RemovedAt.is_null())
        .find_also_related(body::Entity)
        .filter(body::Column::ClosedAt.is_null())
        .all(db.conn())
        .await
        .store()?;
    let duties = contact_duty::Entity::find()
        .filter(contact_duty::Column::ContactId.is_in(ids.iter().copied()))
        .all(db.conn())
        .await
        .store()?;
    let shown = rows.into_iter().map(|(row, body)| {
        let of_this: Vec<&str> =
            duties.iter().filter(|duty| duty.contact_id == row.id).map(|duty| duty.duty.as_str()).collect();
        let title = format!("{} {} {}", body.map(|body| body.name).unwrap_or_default(), row.section, row.name);
        (row.id, Found { title, text: format!("{}\n{}", of_this.join("、"), row.note), ..Found::default() })
    });
    Ok(shown.collect())
}
