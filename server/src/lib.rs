//! How Kairan is delivered and kept: HTTP, use cases, storage, search, mail, files and jobs.

pub mod clock;
pub mod config;
pub mod mail;
pub mod services;
pub mod store;
pub mod telemetry;
