//! One file per address.

pub mod directory;
pub mod home;
pub mod login;
pub mod not_found;
pub mod notices;
pub mod surveys;
