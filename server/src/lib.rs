//! How Kairan is delivered and kept: HTTP, use cases, storage, search, mail, files and jobs.

// The types of views nest deeply.
#![recursion_limit = "512"]

mod background;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod files;
pub mod gate;
pub mod http;
pub mod jobs;
pub mod mail;
pub mod markup;
pub mod search;
pub mod services;
pub mod sheet;
pub mod store;
pub mod telemetry;
pub mod upkeep;

use std::sync::Arc;

use app::domain::error::AppError;
use axum::Router;

pub use background::Background;

use crate::{
    clock::{Clock, IdSource},
    config::Config,
    http::AppState,
    services::Core,
};

/// The hub, put together: the one composition root, for `main` and for every test.
pub struct Built {
    /// Every address.
    pub router: Router,
    /// The tools of the use cases.
    pub core: Arc<Core>,
    /// The use cases.
    pub services: Arc<app::ports::Services>,
}

impl Built {
    /// What happens beside requests: jobs and mail, and the feeding of the search index.
    ///
    /// # Errors
    /// A sentence for the administrator when the mail server is configured wrongly.
    pub fn background(&self) -> Result<Background, String> {
        Background::new(&self.core)
    }
}

/// Opens what `config` names and puts the hub together.
///
/// # Errors
/// When the database or the folder of the search index cannot be opened.
pub async fn build(config: Config, clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>) -> Result<Built, AppError> {
    let config = Arc::new(config);
    let url = config.database.parse().map_err(|_| AppError::Unavailable)?;
    let store = store::connect(&url, Arc::clone(&clock), Arc::clone(&ids)).await?;
    let core = Core::new(store, clock, ids, config)?;
    let services = Arc::new(services::services(&core));
    let router = http::router(AppState::new(Arc::clone(&core), Arc::clone(&services)));
    Ok(Built { router, core, services })
}
