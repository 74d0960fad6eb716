//! What users of Kairan can do and see.
//!
//! The crate compiles twice: with `ssr` inside the server, with `hydrate` to the wasm of the islands.
//! [`domain`] holds the rules, [`ports`] what the server must provide, [`api`] the server functions, [`pages`],
//! [`components`] and [`islands`] what is seen, [`text`] every word of it in two languages.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("features `ssr` and `hydrate` exclude each other; never build with --all-features");

pub mod domain;
pub mod text;
