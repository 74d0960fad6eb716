//! What is displayed: components without any knowledge of where the data comes from.

pub mod error_view;
pub mod form;
pub mod load;
