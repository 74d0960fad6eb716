//! What lists of notices can be narrowed to, of what the reader may see.

use app::domain::{error::AppError, ids::BodyId};
use entity::{delivery, notice, notice_tag, tag};
use sea_orm::{
    EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Alias, Expr, IntoColumnRef, Order, Query},
};

use super::{Db, StoreExt};

/// Whose view of the archive: what the choices of a filter may come from (C-27).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A body: what was delivered to it.
    Body(BodyId),
    /// The prefecture: everything that was published, and the drafts of this body.
    Prefecture(BodyId),
}

impl Reader {
    /// Whether the reader may see the notice with the identifier in `notice`.
    ///
    /// A question of its own inside the query and no join: without statistics SQLite would begin a join with the
    /// deliveries of the body, which are nearly all notices there are.
    fn sees(self, notice: impl IntoColumnRef) -> Expr {
        let mut question = Query::select();
        question.expr(Expr::val(1));
        match self {
            Self::Body(body) => question
                .from(delivery::Entity)
                .and_where(Expr::col((delivery::Entity, delivery::Column::NoticeId)).equals(notice))
                .and_where(Expr::col((delivery::Entity, delivery::Column::BodyId)).eq(body.0)),
            Self::Prefecture(own) => {
                let seen = Alias::new("seen");
                let column = |column: notice::Column| Expr::col((seen.clone(), column));
                let published = column(notice::Column::PublishedAt).is_not_null();
                question
                    .from_as(notice::Entity, seen.clone())
                    .and_where(column(notice::Column::Id).equals(notice))
                    .and_where(published.or(column(notice::Column::OwnerBodyId).eq(own.0)))
            }
        };
        Expr::exists(question)
    }
}

/// Tags of notices that the reader may see, by name.
pub async fn tags(db: &Db<'_>, reader: Reader) -> Result<Vec<String>, AppError> {
    let mut carrying = Query::select();
    carrying
        .expr(Expr::val(1))
        .from(notice_tag::Entity)
        .and_where(Expr::col((notice_tag::Entity, notice_tag::Column::TagId)).equals((tag::Entity, tag::Column::Id)))
        .and_where(reader.sees((notice_tag::Entity, notice_tag::Column::NoticeId)));
    tag::Entity::find()
        .filter(Expr::exists(carrying))
        .order_by_asc(tag::Column::Name)
        .select_only()
        .column(tag::Column::Name)
        .into_tuple()
        .all(db.conn())
        .await
        .store()
}

/// 年度 of the notices that the reader may see, the newest first.
pub async fn years(db: &Db<'_>, reader: Reader) -> Result<Vec<i32>, AppError> {
    let mut years = Vec::new();
    // From one year to the next along an index; DISTINCT would read the whole of it.
    while let Some(year) = year_before(db, reader, years.last().copied()).await? {
        years.push(year);
    }
    Ok(years)
}

#[derive(FromQueryResult)]
struct Year {
    fiscal_year: i32,
}

/// The newest year, or the next older one than `year`.
async fn year_before(db: &Db<'_>, reader: Reader, year: Option<i32>) -> Result<Option<i32>, AppError> {
    let column = (notice::Entity, notice::Column::FiscalYear);
    let mut query = Query::select();
    query.column(column).from(notice::Entity).order_by(column, Order::Desc).limit(1);
    query.and_where(reader.sees((notice::Entity, notice::Column::Id)));
    query.and_where_option(year.map(|year| Expr::col(column).lt(year)));
    let found = Year::find_by_statement(db.statement(&query)).one(db.conn()).await.store()?;
    Ok(found.map(|row| row.fiscal_year))
}
