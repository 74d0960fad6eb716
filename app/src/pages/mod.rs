//! One file per address.

pub mod account;
pub mod admin;
pub mod confirm;
pub mod directory;
pub mod help;
pub mod home;
pub mod link;
pub mod login;
pub mod not_found;
pub mod notices;
pub mod reset;
pub mod search;
pub mod surveys;
