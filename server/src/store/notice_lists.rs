//! Lists of notices. Each is one range of one index, so a page costs the same in an archive of any size.

use app::{
    domain::{
        error::AppError,
        ids::BodyId,
        notice::{DeliveryState, NoticeState},
        page::{COUNT_CAP, Keyset, PAGE_SIZE, Page},
    },
    ports::notices::{InboxRow, InboxState, NoticeFilter, Progress, SentRow, Waiting},
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{body, delivery, notice, notice_law, notice_tag, tag};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    RelationTrait, Select,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

use super::{
    Db, StoreExt, inconsistent,
    notices::{kind, tags},
};

#[derive(FromQueryResult)]
struct InboxRecord {
    id: Uuid,
    kind: String,
    number: Option<String>,
    title: String,
    issued_on: NaiveDate,
    published_at: DateTime<Utc>,
    owner_name: String,
    tag_names: String,
    attachment_count: i32,
    needs_confirm: bool,
    confirm_by: Option<NaiveDate>,
    delivery_state: String,
    withdrawn_at: Option<DateTime<Utc>>,
    walked_at: DateTime<Utc>,
}

/// What came to a body, the newest first.
pub async fn inbox(
    db: &Db<'_>,
    body: BodyId,
    filter: &NoticeFilter,
    after: Option<Keyset>,
) -> Result<Page<InboxRow>, AppError> {
    let order = Order::of(filter);
    let mut query = delivered(body, filter)
        .select_only()
        .columns([delivery::Column::PublishedAt, delivery::Column::WithdrawnAt])
        .column_as(delivery::Column::State, "delivery_state")
        .columns([notice::Column::Id, notice::Column::Kind, notice::Column::Number, notice::Column::Title])
        .columns([notice::Column::IssuedOn, notice::Column::TagNames, notice::Column::AttachmentCount])
        .columns([notice::Column::NeedsConfirm, notice::Column::ConfirmBy])
        .column_as(body::Column::Name, "owner_name")
        .expr_as(order.columns().0, WALKED_AT);
    if !narrows_notice(filter) {
        query = query.join(JoinType::InnerJoin, delivery::Relation::Notice.def());
    }
    query = query.join(JoinType::InnerJoin, notice::Relation::OwnerBody.def());
    query = order.after(order.sorted(query), after);
    let records = query.limit(PAGE_SIZE + 1).into_model::<InboxRecord>().all(db.conn()).await.store()?;
    let total = count(db, delivered(body, filter)).await?;
    let place = |record: &InboxRecord| Keyset { at: record.walked_at, id: record.id };
    page(records, total, place, InboxRow::try_from)
}

/// How many notices wait for a body.
pub async fn waiting(db: &Db<'_>, body: BodyId) -> Result<Waiting, AppError> {
    let of = |state| delivered(body, &NoticeFilter { state, ..NoticeFilter::default() });
    Ok(Waiting {
        unread: count(db, of(InboxState::Unread)).await?,
        unconfirmed: count(db, of(InboxState::Unconfirmed)).await?,
    })
}

/// The deliveries of a body within the filter; joined to their notices only where the filter asks about those.
fn delivered(body: BodyId, filter: &NoticeFilter) -> Select<delivery::Entity> {
    let mut query = delivery::Entity::find().filter(delivery::Column::BodyId.eq(body.0));
    query = match filter.state {
        InboxState::All => query,
        InboxState::Unread => {
            query.filter(delivery::Column::OpenedAt.is_null()).filter(delivery::Column::WithdrawnAt.is_null())
        }
        InboxState::Unconfirmed => query.filter(delivery::Column::PendingSince.is_not_null()),
    };
    if narrows_notice(filter) {
        query = narrowed(query.join(JoinType::InnerJoin, delivery::Relation::Notice.def()), filter);
    }
    query
}

const fn narrows_notice(filter: &NoticeFilter) -> bool {
    filter.kind.is_some() || filter.year.is_some() || filter.tag.is_some() || filter.law.is_some()
}

/// Adds the conditions on the notice itself.
fn narrowed<E: EntityTrait>(mut query: Select<E>, filter: &NoticeFilter) -> Select<E> {
    if let Some(kind) = filter.kind {
        query = query.filter(notice::Column::Kind.eq(kind.code()));
    }
    if let Some(year) = filter.year {
        query = query.filter(notice::Column::FiscalYear.eq(year));
    }
    if let Some(name) = &filter.tag {
        let tagged = Query::select()
            .column((notice_tag::Entity, notice_tag::Column::NoticeId))
            .from(notice_tag::Entity)
            .inner_join(
                tag::Entity,
                Expr::col((tag::Entity, tag::Column::Id)).equals((notice_tag::Entity, notice_tag::Column::TagId)),
            )
            .and_where(Expr::col((tag::Entity, tag::Column::Name)).eq(name.as_str()))
            .to_owned();
        query = query.filter(notice::Column::Id.in_subquery(tagged));
    }
    if let Some(key) = filter.law_key() {
        let resting = Query::select()
            .column(notice_law::Column::NoticeId)
            .from(notice_law::Entity)
            .and_where(Expr::col(notice_law::Column::LawKey).eq(key))
            .to_owned();
        query = query.filter(notice::Column::Id.in_subquery(resting));
    }
    query
}

/// The instant by which a list is sorted, and from which it goes on.
const WALKED_AT: &str = "walked_at";

/// Which index a list walks. A notice and its delivery need not have the same instant, so a list goes on from the one
/// that it has walked.
#[derive(Clone, Copy)]
enum Order {
    /// That of the deliveries of the body.
    Delivery,
    /// That of the notices of a kind or year.
    Notice,
    /// That of the drafts of a body.
    Draft,
}

impl Order {
    const fn of(filter: &NoticeFilter) -> Self {
        // Few notices wait, and few carry one tag or law; but a kind or year is a range of the notices.
        let by_notice = matches!(filter.state, InboxState::All) && filter.tag.is_none() && filter.law.is_none();
        if by_notice && (filter.kind.is_some() || filter.year.is_some()) { Self::Notice } else { Self::Delivery }
    }

    fn columns(self) -> (Expr, Expr) {
        match self {
            Self::Delivery => (
                Expr::col((delivery::Entity, delivery::Column::PublishedAt)),
                Expr::col((delivery::Entity, delivery::Column::NoticeId)),
            ),
            Self::Notice => (
                Expr::col((notice::Entity, notice::Column::PublishedAt)),
                Expr::col((notice::Entity, notice::Column::Id)),
            ),
            Self::Draft => (
                Expr::col((notice::Entity, notice::Column::UpdatedAt)),
                Expr::col((notice::Entity, notice::Column::Id)),
            ),
        }
    }

    fn sorted<E: EntityTrait>(self, query: Select<E>) -> Select<E> {
        let (at, id) = self.columns();
        query.order_by_desc(at).order_by_desc(id)
    }

    fn after<E: EntityTrait>(self, query: Select<E>, seen: Option<Keyset>) -> Select<E> {
        let Some(seen) = seen else { return query };
        let (at, id) = self.columns();
        let place = Expr::tuple([Expr::value(seen.at), Expr::value(seen.id)]);
        query.filter(Expr::tuple([at, id]).lt(place))
    }
}

#[derive(FromQueryResult)]
struct SentRecord {
    id: Uuid,
    owner_body_id: Uuid,
    state: String,
    kind: String,
    number: Option<String>,
    title: String,
    issued_on: NaiveDate,
    published_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
    tag_names: String,
    attachment_count: i32,
    needs_confirm: bool,
    confirm_by: Option<NaiveDate>,
    delivery_count: i32,
    opened_count: i32,
    confirmed_count: i32,
    walked_at: DateTime<Utc>,
}

/// Drafts of a body, the last changed first.
pub async fn drafts(
    db: &Db<'_>,
    owner: BodyId,
    filter: &NoticeFilter,
    after: Option<Keyset>,
) -> Result<Page<SentRow>, AppError> {
    let query = notice::Entity::find()
        .filter(notice::Column::OwnerBodyId.eq(owner.0))
        .filter(notice::Column::State.eq(NoticeState::Draft.code()));
    sent(db, narrowed(query, filter), Order::Draft, after, Some(owner)).await
}

/// What was published, the newest first. The progress is told only of notices of `counted`.
pub async fn published(
    db: &Db<'_>,
    counted: Option<BodyId>,
    filter: &NoticeFilter,
    after: Option<Keyset>,
) -> Result<Page<SentRow>, AppError> {
    let query = notice::Entity::find().filter(notice::Column::PublishedAt.is_not_null());
    sent(db, narrowed(query, filter), Order::Notice, after, counted).await
}

async fn sent(
    db: &Db<'_>,
    query: Select<notice::Entity>,
    order: Order,
    after: Option<Keyset>,
    counted: Option<BodyId>,
) -> Result<Page<SentRow>, AppError> {
    let total = count(db, query.clone()).await?;
    let listed = query
        .select_only()
        .columns([notice::Column::Id, notice::Column::OwnerBodyId, notice::Column::State, notice::Column::Kind])
        .columns([notice::Column::Number, notice::Column::Title, notice::Column::IssuedOn, notice::Column::TagNames])
        .columns([notice::Column::PublishedAt, notice::Column::UpdatedAt, notice::Column::AttachmentCount])
        .columns([notice::Column::NeedsConfirm, notice::Column::ConfirmBy])
        .columns([notice::Column::DeliveryCount, notice::Column::OpenedCount, notice::Column::ConfirmedCount])
        .expr_as(order.columns().0, WALKED_AT);
    let listed = order.after(order.sorted(listed), after).limit(PAGE_SIZE + 1);
    let records = listed.into_model::<SentRecord>().all(db.conn()).await.store()?;
    let place = |record: &SentRecord| Keyset { at: record.walked_at, id: record.id };
    page(records, total, place, |record| record.row(counted))
}

#[derive(FromQueryResult)]
struct Counted {
    n: i64,
}

/// Counts the rows of a query, up to [`COUNT_CAP`].
pub(super) async fn count<E: EntityTrait>(db: &Db<'_>, query: Select<E>) -> Result<u64, AppError> {
    let some = query.select_only().expr(Expr::val(1)).limit(COUNT_CAP).into_query();
    let all = Query::select().expr_as(Expr::cust("COUNT(*)"), "n").from_subquery(some, "some_rows").to_owned();
    let found = Counted::find_by_statement(db.statement(&all)).one(db.conn()).await.store()?;
    Ok(found.map_or(0, |row| row.n.unsigned_abs()))
}

/// A page of `records`, of which there is one too many when more follow.
fn page<R, T>(
    mut records: Vec<R>,
    total: u64,
    place: impl Fn(&R) -> Keyset,
    row: impl Fn(R) -> Result<T, AppError>,
) -> Result<Page<T>, AppError> {
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let more = records.len() > size;
    records.truncate(size);
    let next_cursor = records.last().filter(|_| more).map(|record| place(record).to_string());
    Ok(Page { items: records.into_iter().map(row).collect::<Result<_, _>>()?, total, next_cursor })
}

impl TryFrom<InboxRecord> for InboxRow {
    type Error = AppError;

    fn try_from(row: InboxRecord) -> Result<Self, AppError> {
        let delivery = DeliveryState::from_code(&row.delivery_state);
        Ok(Self {
            id: row.id.into(),
            kind: kind(&row.kind, row.id)?,
            number: row.number,
            title: row.title,
            issued_on: row.issued_on,
            published_at: row.published_at,
            owner_name: row.owner_name,
            tags: tags(&row.tag_names),
            attachments: row.attachment_count.unsigned_abs(),
            needs_confirm: row.needs_confirm,
            confirm_by: row.confirm_by,
            delivery: delivery.ok_or_else(|| inconsistent("delivery", "state", &row.id))?,
            withdrawn: row.withdrawn_at.is_some(),
        })
    }
}

impl SentRecord {
    fn row(self, counted: Option<BodyId>) -> Result<SentRow, AppError> {
        let progress = Progress {
            bodies: self.delivery_count.unsigned_abs(),
            opened: self.opened_count.unsigned_abs(),
            confirmed: self.confirmed_count.unsigned_abs(),
        };
        Ok(SentRow {
            id: self.id.into(),
            state: NoticeState::from_code(&self.state).ok_or_else(|| inconsistent("notice", "state", &self.id))?,
            kind: kind(&self.kind, self.id)?,
            number: self.number,
            title: self.title,
            issued_on: self.issued_on,
            published_at: self.published_at,
            updated_at: self.updated_at,
            tags: tags(&self.tag_names),
            attachments: self.attachment_count.unsigned_abs(),
            needs_confirm: self.needs_confirm,
            confirm_by: self.confirm_by,
            progress: counted.filter(|body| body.0 == self.owner_body_id).map(|_| progress),
        })
    }
}

#[cfg(test)]
mod tests;
