//! Forms: plain posts that keep what was typed.

mod outcome;

pub use outcome::FormOutcome;
