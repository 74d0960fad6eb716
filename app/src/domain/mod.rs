//! What Kairan is about: pure types, rules and arithmetic.
//!
//! Nothing here performs I/O or knows a framework, so the same rule runs in the server, in the browser and in a test.

mod problem_texts;

pub mod actor;
pub mod body_code;
pub mod calendar;
pub mod error;
pub mod ids;
pub mod lang;
pub mod page;
pub mod policy;
pub mod problem;
