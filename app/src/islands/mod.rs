//! The interactive widgets: the only part of the pages that runs in the browser. Every page works without them.

pub mod autosave;
pub mod board;
pub mod upload;
