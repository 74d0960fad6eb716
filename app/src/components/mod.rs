//! What is displayed: components without any knowledge of where the data comes from.
//!
//! Each wears the classes of the sheet of the same name in `style/components`.

#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

pub mod at_once;
pub mod attachments;
pub mod banner;
pub mod board;
pub mod deadline;
pub mod description_list;
pub mod disclosure;
pub mod empty_state;
pub mod error_view;
mod escape;
pub mod file_problem;
pub mod form;
pub mod icon;
pub mod island_scripts;
pub mod layout;
pub mod load;
pub mod pagination;
pub mod progress;
pub mod safe_html;
pub mod search_box;
pub mod status_chip;
pub mod steps;
pub mod table;
pub mod tabs;
pub mod thread;
pub mod tone;
