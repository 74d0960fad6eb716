//! What handlers share.

use std::sync::Arc;

use app::ports::Services;
use leptos::config::LeptosOptions;

use crate::services::Core;

/// What handlers share.
#[derive(Clone)]
pub struct AppState {
    /// The use cases.
    pub services: Arc<Services>,
    /// Their tools.
    pub core: Arc<Core>,
    /// Names of script and wasm.
    pub leptos: LeptosOptions,
}

impl AppState {
    /// The state over these use cases.
    pub fn new(core: Arc<Core>, services: Arc<Services>) -> Self {
        // Done already when several hubs live in one process (tests).
        drop(any_spawner::Executor::init_tokio());
        let folder = super::assets::folder(&core.config.http.site_dir);
        let leptos = LeptosOptions::builder().output_name("kairan").site_pkg_dir(folder).build();
        Self { services, core, leptos }
    }
}
