//! A fresh database per test.

use std::sync::Arc;

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, Statement};
use server::{
    clock::{IdSource, SystemClock, SystemIds},
    store::{DatabaseUrl, connect},
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file in a temporary folder.
    Sqlite,
    /// A database of its own in the cluster that `KAIRAN_TEST_POSTGRES_URL` names.
    Postgres,
}

/// Name of the migrated database that the others are copied from, one per test process.
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

impl Backend {
    /// The address of a fresh database.
    pub async fn fresh(self, folder: &TempDir) -> String {
        match self {
            Self::Sqlite => format!("sqlite:{}", folder.path().join("kairan.db").display()),
            Self::Postgres => {
                let template = TEMPLATE.get_or_init(make_template).await;
                let name = unique("t");
                admin(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
                address(&name)
            }
        }
    }
}

/// Migrating takes longer than copying.
async fn make_template() -> String {
    let name = unique("template");
    admin(&format!("CREATE DATABASE {name}")).await;
    let url = DatabaseUrl::Postgres(address(&name));
    let store = connect(&url, Arc::new(SystemClock), Arc::new(SystemIds)).await.unwrap();
    store.close().await;
    name
}

fn server() -> String {
    std::env::var("KAIRAN_TEST_POSTGRES_URL")
        .unwrap_or_else(|_| panic!("KAIRAN_TEST_POSTGRES_URL is not set: run `make test`, or add `-- --skip postgres`"))
}

/// The address of the database `name` in the test cluster; parameters of the given address are kept.
fn address(name: &str) -> String {
    let server = server();
    let (base, query) = server.split_once('?').map_or((server.as_str(), ""), |(base, query)| (base, query));
    let root = base.find("://").and_then(|start| base[start + 3..].find('/').map(|at| &base[..start + 3 + at]));
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    format!("{}/{name}{query}", root.unwrap_or(base))
}

/// Runs statements on the database of a hub behind its back.
pub async fn execute(url: &str, statements: &[&str]) {
    let url = url.strip_prefix("sqlite:").map_or(url.to_owned(), |path| format!("sqlite://{path}?mode=rw"));
    let connection = Database::connect(url).await.unwrap();
    for statement in statements {
        connection.execute_unprepared(statement).await.unwrap();
    }
    connection.close().await.unwrap();
}

/// The first column of what a query finds in the database of a hub, as text.
pub async fn texts(url: &str, query: &str) -> Vec<String> {
    let url = url.strip_prefix("sqlite:").map_or(url.to_owned(), |path| format!("sqlite://{path}?mode=ro"));
    let connection = Database::connect(url).await.unwrap();
    let rows =
        connection.query_all_raw(Statement::from_string(connection.get_database_backend(), query)).await.unwrap();
    let found = rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect();
    connection.close().await.unwrap();
    found
}

/// Takes back the schema changes from the named one on, the newest first, or does all of them; every one where none is
/// named.
pub async fn migrate(url: &str, first: &str, up: bool) {
    let url = url.strip_prefix("sqlite:").map_or(url.to_owned(), |path| format!("sqlite://{path}?mode=rw"));
    let connection = Database::connect(url).await.unwrap();
    if up {
        Migrator::up(&connection, None).await.unwrap();
    } else {
        let all = Migrator::migrations();
        let kept = all.iter().position(|change| change.name() == first).unwrap_or_default();
        let count = u32::try_from(all.len() - kept).unwrap();
        Migrator::down(&connection, Some(count)).await.unwrap();
    }
    connection.close().await.unwrap();
}

async fn admin(statement: &str) {
    let connection = Database::connect(server()).await.unwrap();
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}

fn unique(prefix: &str) -> String {
    let mut random = [0_u8; 8];
    SystemIds.fill(&mut random);
    format!("{prefix}_{}", hex::encode(random))
}
