//! Mail: texts, and the only code that names lettre.

pub mod texts;
