//! 管理: accounts, bodies, saved lists, the audit log and the mails, for those who may.

mod account;
mod accounts;
mod audit;
mod bodies;
mod groups;
mod index;
mod mails;

pub use account::AdminAccountPage;
pub use accounts::{AdminAccountsPage, AdminBodyAccountsPage, AdminInvitePage};
pub use audit::{AdminAuditPage, AdminVerifyPage};
pub use bodies::{AdminBodiesPage, AdminBodyPage, AdminNewBodyPage};
pub use groups::{AdminGroupPage, AdminGroupsPage, AdminNewGroupPage};
pub use index::AdminPage;
pub use mails::{AdminMailPage, AdminMailsPage};

use crate::{
    components::{layout::Crumb, load::use_lang},
    domain::lang::Text,
    routes,
    text::nav,
};

/// The pages above: administration, and those that are named.
fn trail(above: &[(Text, &str)]) -> Vec<Crumb> {
    let lang = use_lang();
    let mut crumbs = vec![Crumb::new(nav::ADMIN.get(lang), routes::ADMIN)];
    crumbs.extend(above.iter().map(|(text, href)| Crumb::new(text.get(lang), *href)));
    crumbs
}

/// An address with what is given of its query.
fn with_query(path: &str, pairs: &[(&str, Option<&str>)]) -> String {
    let given: Vec<(&str, &str)> = pairs
        .iter()
        .filter_map(|(name, value)| Some((*name, (*value)?)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let query = serde_urlencoded::to_string(given).unwrap_or_default();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
