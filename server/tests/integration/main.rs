//! The hub over HTTP, in process, on SQLite and on PostgreSQL. One file per resource.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![recursion_limit = "512"]

mod support;

mod account_links;
mod admin_pages;
mod administration;
mod answer_files;
mod answers;
mod attachments;
mod audit_log;
mod closing;
mod contacts;
mod endpoints;
mod extraction;
mod first_run;
mod groups;
mod guesses;
mod jobs;
mod lists;
mod migrations;
mod notice_card;
mod notice_pages;
mod notices;
mod nul;
mod operations;
mod pages;
mod power;
mod process;
mod reach;
mod search;
mod session;
mod shield;
mod survey_limits;
mod survey_pages;
mod surveys;
mod two_servers;
mod upkeep;
mod writes;
