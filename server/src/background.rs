//! What happens beside requests: jobs, mail, and the feeding of the search index.

use std::{sync::Arc, time::Duration};

use app::domain::error::AppError;
use tokio_util::sync::CancellationToken;

use crate::{
    jobs::{Registry, Runner, housekeeping},
    mail::{sender::Sender, smtp::Relay},
    search::{DocumentSource, run_indexer},
    services::{self, Core},
    store::search_source::SearchSource,
};

/// Time a mail server has for one answer.
const MAIL_TIME: Duration = Duration::from_secs(30);

/// The work beside requests, ready to run.
pub struct Background {
    core: Arc<Core>,
    runner: Runner,
    source: SearchSource,
}

impl Background {
    pub(crate) fn new(core: &Arc<Core>) -> Result<Self, String> {
        let mut registry = Registry::new();
        housekeeping(&mut registry, core);
        services::register_jobs(&mut registry, core);
        let relay = Relay::new(&core.config.mail, MAIL_TIME)?;
        let sender = Sender::new(Arc::clone(core), relay);
        let runner = Runner::new(Arc::clone(core), registry, sender);
        let source = SearchSource::new(core.store.clone());
        Ok(Self { core: Arc::clone(core), runner, source })
    }

    /// Works until `stop`.
    pub async fn run(self, stop: CancellationToken) {
        let wakers = self.core.store.wakers();
        let feeding = run_indexer(&self.core.index, &self.source, &wakers.index, stop.clone());
        tokio::join!(self.runner.run(stop.clone()), feeding);
    }

    /// Does everything that is due now and brings the index up to date, once. For tests and one-off commands.
    ///
    /// # Errors
    /// A fault of the database or of the index.
    pub async fn settle(&self) -> Result<(), AppError> {
        self.runner.turn().await?;
        let head = self.source.head().await.map_err(|_| AppError::Unavailable)?;
        let stop = CancellationToken::new();
        let bell = tokio::sync::Notify::new();
        let feeding = run_indexer(&self.core.index, &self.source, &bell, stop.clone());
        let watching = async {
            let found = self.core.index.wait_for(head, Duration::from_mins(1)).await;
            stop.cancel();
            found
        };
        let ((), found) = tokio::join!(feeding, watching);
        if found { Ok(()) } else { Err(AppError::Unavailable) }
    }
}
