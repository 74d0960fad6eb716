//! Files: where their content is kept, and what kinds are taken.

pub mod blobs;
pub mod extract;
pub mod names;
pub mod table;
