//! Which indexes the lists of an inbox walk on SQLite, whose planner looks at no values.

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbBackend, QueryTrait, Statement};

use super::*;

async fn plan(state: InboxState) -> String {
    // Each connection to `:memory:` would be a database of its own.
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1);
    let db = Database::connect(options).await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    let filter = NoticeFilter { state, ..NoticeFilter::default() };
    let query = Order::of(&filter).sorted(delivered(Uuid::nil().into(), &filter)).limit(PAGE_SIZE + 1);
    let explain = format!("EXPLAIN QUERY PLAN {}", query.build(DbBackend::Sqlite));
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, explain)).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", "detail").unwrap()).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_list_is_one_range_of_its_index() {
    for (state, index) in [
        (InboxState::All, "ix_delivery_body_id_published_at_notice_id"),
        (InboxState::Unread, "ix_delivery_unread"),
        (InboxState::Unconfirmed, "ix_delivery_pending"),
    ] {
        let plan = plan(state).await;
        assert!(plan.contains(&format!("INDEX {index} (body_id=?)")) && !plan.contains("B-TREE"), "{state:?}: {plan}");
    }
}
