//! How Kairan is delivered and kept: HTTP, use cases, storage, search, mail, files and jobs.

pub mod clock;
pub mod store;
pub mod telemetry;
