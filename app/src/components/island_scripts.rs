//! What wakes the islands of a page.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use leptos::{config::LeptosOptions, hydration::HydrationScripts, prelude::*};

/// Whether the page has its scripts already. A page provides one.
#[derive(Clone, Debug, Default)]
pub struct IslandScripts(Arc<AtomicBool>);

/// Stands beside every island. The first one of a page brings the script and the wasm; a page without an island loads
/// neither, which on a slow line saves its reader 200 KB.
#[component]
pub fn WakeIslands() -> impl IntoView {
    let first = use_context::<IslandScripts>().is_none_or(|scripts| !scripts.0.swap(true, Ordering::Relaxed));
    let options = use_context::<LeptosOptions>().filter(|_| first);
    options.map(|options| view! { <HydrationScripts options islands=true/> })
}
