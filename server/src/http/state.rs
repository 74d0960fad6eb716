//! What handlers share.

use std::{num::NonZeroU32, ops::Deref, sync::Arc};

use app::{domain::ids::AccountId, ports::Services};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use leptos::config::LeptosOptions;

use super::reports;
use crate::{config::Http, services::Core};

/// What handlers share. Every layer of the router copies it for each request, several times, so a copy is one pointer.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

/// What there is behind that pointer.
pub struct Shared {
    /// The use cases.
    pub services: Arc<Services>,
    /// Their tools.
    pub core: Arc<Core>,
    /// Names of script and wasm.
    pub leptos: LeptosOptions,
    /// Requests of each account; none where there is no limit.
    pub(super) requests: Option<Arc<DefaultKeyedRateLimiter<AccountId>>>,
    /// Reports of browsers.
    pub(super) reports: Arc<DefaultDirectRateLimiter>,
}

impl AppState {
    /// The state over these use cases.
    pub fn new(core: Arc<Core>, services: Arc<Services>) -> Self {
        // Done already when several hubs live in one process (tests).
        drop(any_spawner::Executor::init_tokio());
        let folder = super::assets::folder(&core.config.http.site_dir);
        let leptos = LeptosOptions::builder().output_name("kairan").site_pkg_dir(folder).build();
        let requests = requests(&core.config.http).map(|quota| Arc::new(RateLimiter::keyed(quota)));
        let per_minute = NonZeroU32::new(reports::PER_MINUTE).unwrap_or(NonZeroU32::MIN);
        let reports = Arc::new(RateLimiter::direct(Quota::per_minute(per_minute)));
        Self(Arc::new(Shared { services, core, leptos, requests, reports }))
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// How often one account may ask (C-53).
fn requests(http: &Http) -> Option<Quota> {
    let burst = NonZeroU32::new(http.request_burst).unwrap_or(NonZeroU32::MIN);
    NonZeroU32::new(http.requests_per_second).map(|often| Quota::per_second(often).allow_burst(burst))
}
