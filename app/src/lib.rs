//! What users of Kairan can do and see.
//!
//! The crate compiles twice: with `ssr` inside the server, with `hydrate` to the wasm of the islands.
//! [`domain`] holds the rules, [`ports`] what the server must provide, [`api`] the server functions, `pages`,
//! `components` (both on the server only) and [`islands`] what is seen, [`text`] every word of it in two languages.

// The types of views nest deeply.
#![recursion_limit = "512"]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("features `ssr` and `hydrate` exclude each other; never build with --all-features");

pub mod api;
#[cfg(feature = "ssr")]
pub mod components;
pub mod domain;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod ports;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod text;

/// Wakes the islands of the page. Called once by the page's script.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
