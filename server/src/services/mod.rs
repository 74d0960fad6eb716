//! Use cases: policy, then store, then outbox, then commit. Each file implements one port of [`app::ports`].

mod access;
mod accounts;
mod announcing;
mod answers;
pub mod audit;
mod bodies;
mod body_import;
mod contact_import;
mod contacts;
mod extract;
pub(crate) mod files;
pub mod first_run;
mod forms;
mod guesses;
pub mod heads;
mod mails;
mod notices;
pub mod password;
mod reach;
mod search;
mod session;
pub mod surveys;
pub mod tidying;
mod tokens;

use std::{sync::Arc, time::Duration};

pub use contacts::COLUMNS as CONTACT_COLUMNS;

use app::{
    domain::error::AppError,
    ports::{Caller, Services},
};

use crate::{
    clock::{Clock, IdSource},
    config::Config,
    files::{blobs::BlobStore, extract::Extractor},
    gate::{Gate, Limit},
    jobs::{Lane, Pulse, Registry},
    search::SearchIndex,
    store::{Store, Tx, audit::Event},
};

/// Pause between two looks for files without use.
const TIDY: Duration = Duration::from_hours(6);
/// Pause between two looks for deadlines that are near.
const REMIND: Duration = Duration::from_mins(10);

/// Pause between two looks whether the end of the audit log is to be written down; it is, once a day.
const WITNESS: Duration = Duration::from_hours(1);

/// Tables as files: each stands in memory as a whole while it is made.
const EXPORTS: Limit = Limit { running: 2, waiting: 8, patience: Duration::from_secs(10) };

/// What every use case works with.
pub struct Core {
    /// The database.
    pub store: Store,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub ids: Arc<dyn IdSource>,
    /// Configuration.
    pub config: Arc<Config>,
    /// The content of files.
    pub blobs: BlobStore,
    /// Takes the text out of files.
    pub extractor: Extractor,
    /// The search index.
    pub index: SearchIndex,
    /// Whether jobs are done.
    pub pulse: Pulse,
    /// Tables as files, a few at a time.
    pub exports: Gate,
    /// Who may act, remembered while nothing about it changes.
    pub(crate) access: access::AccessCache,
    /// Lists of notices, remembered while nothing about them changes.
    pub(crate) lists: notices::Lists,
    /// The password hasher.
    pub(crate) hasher: password::Hasher,
}

impl Core {
    /// The tools of the use cases.
    ///
    /// # Errors
    /// When the folder of the search index cannot be used.
    pub fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdSource>,
        config: Arc<Config>,
    ) -> Result<Arc<Self>, AppError> {
        let index = SearchIndex::open(&config.files.index_dir).map_err(|error| {
            tracing::error!(%error, "the search index cannot be opened");
            AppError::Unavailable
        })?;
        let access = access::AccessCache::new(!store.is_shared());
        let hasher = password::Hasher::new(config.auth.argon2_kib, config.auth.argon2_passes);
        let blobs = BlobStore::new(&config.files);
        let extractor = Extractor::new(config.files.program());
        let lists = notices::Lists::new(&store);
        let (pulse, exports) = (Pulse::default(), Gate::new("export", EXPORTS));
        Ok(Arc::new(Self { store, clock, ids, config, blobs, extractor, index, pulse, exports, access, lists, hasher }))
    }

    /// 256 random bits as base64url: a session or link token (C-01).
    pub(crate) fn new_token(&self) -> String {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        let mut secret = [0_u8; 32];
        self.ids.fill(&mut secret);
        URL_SAFE_NO_PAD.encode(secret)
    }
}

/// The hash by which a token is kept.
pub(crate) fn token_hash(token: &str) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    Sha256::digest(token.as_bytes()).to_vec()
}

/// By what a session or REST token is named, to its owner and in the audit log: a hash of its hash, so that the name opens
/// nothing.
pub(crate) fn credential_name(hash: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(&Sha256::digest(hash)[..8])
}

/// Records what the caller has done, in the transaction that does it.
pub(crate) async fn record(
    tx: &Tx,
    caller: &Caller,
    action: &'static str,
    object: String,
    detail: serde_json::Value,
) -> Result<(), AppError> {
    let event = Event { actor: Some(&caller.actor), origin: &caller.origin, action, object, done: true, detail };
    tx.audit(&event).await
}

/// The use cases, as pages and REST reach them.
pub fn services(core: &Arc<Core>) -> Services {
    let forms = Arc::new(forms::FormCache::default());
    Services {
        session: Arc::new(session::Sessions::new(Arc::clone(core))),
        bodies: Arc::new(bodies::Bodies::new(Arc::clone(core))),
        notices: Arc::new(notices::Notices::new(Arc::clone(core))),
        reach: Arc::new(reach::Reach::new(Arc::clone(core))),
        files: Arc::new(files::Files::new(Arc::clone(core))),
        search: Arc::new(search::Search::new(Arc::clone(core))),
        surveys: Arc::new(surveys::Surveys::new(Arc::clone(core), Arc::clone(&forms))),
        answers: Arc::new(answers::Answers::new(Arc::clone(core), forms)),
        contacts: Arc::new(contacts::Contacts::new(Arc::clone(core))),
        accounts: Arc::new(accounts::Accounts::new(Arc::clone(core))),
        tokens: Arc::new(tokens::Tokens::new(Arc::clone(core))),
        audit: Arc::new(audit::AuditLog::new(Arc::clone(core))),
        mails: Arc::new(mails::Mails::new(Arc::clone(core))),
    }
}

/// Registers what the rooms do after a commit.
pub(crate) fn register_jobs(registry: &mut Registry, core: &Arc<Core>) {
    let extracting = Arc::clone(core);
    registry.handle(files::EXTRACT, Lane::Slow, move |payload| extract::extract(Arc::clone(&extracting), payload));
    let announcing = Arc::clone(core);
    let announce = move |payload| announcing::announce(Arc::clone(&announcing), payload);
    registry.handle(announcing::ANNOUNCE, Lane::Quick, announce);
    let tidying = Arc::clone(core);
    registry.every("tidy", TIDY, move || {
        let core = Arc::clone(&tidying);
        async move {
            // A file store that does not answer is no reason to let the database grow.
            let trimmed = tidying::trim_outbox(&core).await;
            tidying::remove_orphans(&core).await.and(trimmed).map(drop)
        }
    });
    let witnessing = Arc::clone(core);
    registry.every("witness", WITNESS, move || {
        let core = Arc::clone(&witnessing);
        async move { heads::witness(&core).await }
    });
    let reminding = Arc::clone(core);
    registry.every("remind", REMIND, move || {
        let core = Arc::clone(&reminding);
        async move { surveys::remind::remind_due_surveys(&core).await.map(drop) }
    });
}
