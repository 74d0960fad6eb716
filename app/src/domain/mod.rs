//! What Kairan is about: pure types, rules and arithmetic.
//!
//! Nothing here performs I/O or knows a framework, so the same rule runs in the server, in the browser and in a test.

mod checker;
mod coded;
mod problem_texts;

pub mod account;
pub mod actor;
pub mod assignment;
pub mod audience;
pub mod body;
pub mod body_code;
pub mod calendar;
pub mod contact;
pub mod decimal;
pub mod error;
pub mod fold;
pub mod form;
pub mod form_design;
pub mod form_text;
pub mod ids;
pub mod ladder;
pub mod lang;
pub mod law;
pub mod mail;
pub mod markup;
pub mod notice;
pub mod page;
pub mod person;
pub mod policy;
pub mod problem;
pub mod search;
pub mod survey;
pub mod tally;
pub mod text_rules;
