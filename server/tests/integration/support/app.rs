//! A whole hub in process: the same composition root as in production, with a clock that stands still.

use std::sync::Arc;

use app::domain::{
    actor::Role,
    ids::{AccountId, BodyId},
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt;
use server::{
    Built, build,
    clock::{Clock, ManualClock, SeededIds},
    config::Config,
    store::provision::{self, NewAccount, NewBody},
};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::{Backend, Person, execute, texts};

/// The password of every person in tests.
pub const PASSWORD: &str = "灯台 鉛筆 みかん 七時";

/// A whole hub.
pub struct TestApp {
    /// What was put together.
    pub built: Built,
    /// Its clock: 2026-06-01 10:00 in Japan until moved.
    pub clock: Arc<ManualClock>,
    /// Its data.
    pub folder: TempDir,
    /// The prefecture.
    pub prefecture: BodyId,
    hash: String,
}

/// What the hub answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The `code` of a problem.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl TestApp {
    /// A fresh hub with a prefecture and nobody in it.
    pub async fn start(backend: Backend) -> Self {
        Self::start_with(backend, |_| ()).await
    }

    /// The same with a changed configuration.
    pub async fn start_with(backend: Backend, change: impl FnOnce(&mut Config)) -> Self {
        let folder = TempDir::new().unwrap();
        let mut config = Config::default();
        config.database.url = backend.fresh(&folder).await;
        config.files.dir = folder.path().join("files");
        config.files.index_dir = folder.path().join("index");
        config.files.extract_program = Some(env!("CARGO_BIN_EXE_kairan").into());
        // The real cost would make the suite measure Argon2.
        (config.auth.argon2_kib, config.auth.argon2_passes) = (64, 1);
        // The suite asks faster than any office.
        config.http.requests_per_second = 0;
        change(&mut config);
        let start = DateTime::parse_from_rfc3339("2026-06-01T10:00:00+09:00").unwrap();
        let clock = Arc::new(ManualClock::new(start.with_timezone(&Utc)));
        let built = build(config, clock.clone(), Arc::new(SeededIds::new(7))).await.unwrap();
        let hasher = server::services::password::Hasher::new(64, 1);
        let hash = hasher.hash(PASSWORD, &SeededIds::new(8)).await.unwrap();
        let prefecture = new_body(&built, Some("040002"), "prefecture", "宮城県").await;
        Self { built, clock, folder, prefecture, hash }
    }

    /// A second server on the same PostgreSQL, with an index and a memory of its own. The clock is the same.
    pub async fn second(&self) -> Self {
        let folder = TempDir::new().unwrap();
        let mut config = self.built.core.config.as_ref().clone();
        config.files.index_dir = folder.path().join("index");
        let built = build(config, self.clock.clone(), Arc::new(SeededIds::new(9))).await.unwrap();
        Self { built, clock: self.clock.clone(), folder, prefecture: self.prefecture, hash: self.hash.clone() }
    }

    /// A municipality; `code` decides its place in every list.
    pub async fn body(&self, code: &str, name: &str) -> BodyId {
        new_body(&self.built, Some(code), "city", name).await
    }

    /// Somebody with a role in a body, who can sign in and use REST.
    pub async fn person(&self, body: BodyId, role: Role) -> Person<'_> {
        self.named_person(body, role, &format!("{} {}", role.code(), &body.to_string()[32..])).await
    }

    /// The same with a name.
    pub async fn named_person(&self, body: BodyId, role: Role, name: &str) -> Person<'_> {
        let email = format!("{}-{}@example.jp", role.code(), self.unique().await);
        let new = NewAccount {
            email: email.clone(),
            name: name.to_owned(),
            reading: "てすと".to_owned(),
            password_hash: Some(self.hash.clone()),
            body,
            role,
        };
        let account: AccountId = self
            .built
            .core
            .store
            .write(new, |tx, new| async move { provision::account(tx, new).await }.boxed())
            .await
            .unwrap();
        let token = format!("krn_{email}");
        self.add_token(&token, account, body).await;
        Person::new(self, email, token, body)
    }

    /// A collector of the prefecture.
    pub async fn collector(&self) -> Person<'_> {
        self.person(self.prefecture, Role::Collector).await
    }

    /// An administrator of the prefecture.
    pub async fn administrator(&self) -> Person<'_> {
        self.person(self.prefecture, Role::Administrator).await
    }

    async fn add_token(&self, token: &str, account: AccountId, body: BodyId) {
        use sha2::{Digest, Sha256};
        let hash = Sha256::digest(token.as_bytes()).to_vec();
        self.built
            .core
            .store
            .write(hash, move |tx, hash| {
                async move { server::store::sessions::add_api_token(tx, &hash, account, body, "test", None).await }
                    .boxed()
            })
            .await
            .unwrap();
    }

    async fn unique(&self) -> String {
        let id = self.built.core.store.write((), |tx, ()| async move { Ok(tx.new_id()) }.boxed()).await.unwrap();
        id.simple().to_string()[20..].to_owned()
    }

    /// Does everything that waits beside requests: jobs, mail, the search index.
    pub async fn settle(&self) {
        self.built.background().unwrap().settle().await.unwrap();
    }

    /// Runs what works beside requests until the hub says that it is ready, and ends it again.
    pub async fn get_ready(&self) {
        let stop = CancellationToken::new();
        let background = tokio::spawn(self.built.background().unwrap().run(stop.clone()));
        for _ in 0..200 {
            if self.get("/readyz").await.status == StatusCode::OK {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        stop.cancel();
        background.await.unwrap();
    }

    /// Moves the clock on.
    pub fn advance(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    /// What the clock shows.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Every address of the hub.
    pub fn router(&self) -> Router {
        self.built.router.clone()
    }

    /// Makes every write of this kind fail, or lets it pass again: `INSERT ON audit_event`.
    pub async fn break_writes(&self, what: &str, broken: bool) {
        let (event, table) = what.split_once(" ON ").unwrap();
        let name = format!("broken_{}_{table}", event.to_lowercase());
        let sqlite = self.url().starts_with("sqlite:");
        let statements = match (sqlite, broken) {
            (true, true) => {
                vec![format!("CREATE TRIGGER {name} BEFORE {what} BEGIN SELECT RAISE(ABORT, 'broken'); END")]
            }
            (true, false) => vec![format!("DROP TRIGGER {name}")],
            (false, true) => vec![
                format!(
                    "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$"
                ),
                format!("CREATE TRIGGER {name} BEFORE {what} FOR EACH ROW EXECUTE FUNCTION {name}()"),
            ],
            (false, false) => vec![format!("DROP TRIGGER {name} ON {table}"), format!("DROP FUNCTION {name}()")],
        };
        let statements: Vec<&str> = statements.iter().map(String::as_str).collect();
        execute(self.url(), &statements).await;
    }

    /// The address of its database.
    pub fn url(&self) -> &str {
        &self.built.core.config.database.url
    }

    /// What a query finds, behind the back of the hub.
    pub async fn texts(&self, query: &str) -> Vec<String> {
        texts(self.url(), query).await
    }

    /// The links of the mails to this address, the oldest first.
    pub async fn links(&self, email: &str) -> Vec<String> {
        let mails = self.texts(&format!("SELECT text FROM mail WHERE recipient = '{email}' ORDER BY id")).await;
        let lines = mails.iter().flat_map(|text| text.lines().filter(|line| line.contains("/link?token=")));
        lines.map(|line| line.strip_prefix("http://127.0.0.1:3000").unwrap().to_owned()).collect()
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 64 << 20).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Opens a page without signing in.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).header("host", "127.0.0.1:3000").body(Body::empty()).unwrap()).await
    }
}

async fn new_body(built: &Built, code: Option<&str>, kind: &str, name: &str) -> BodyId {
    let new = NewBody {
        code: code.map(str::to_owned),
        kind: kind.to_owned(),
        name: name.to_owned(),
        reading: "てすと".to_owned(),
        name_en: name.to_owned(),
        sort_key: code.unwrap_or("999999").to_owned(),
    };
    built.core.store.write(new, |tx, new| async move { provision::body(tx, new).await }.boxed()).await.unwrap()
}
