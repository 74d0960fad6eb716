//! Notices: the lists, one notice, its draft, and where it is at every body.

mod call_sheet;
mod deliveries;
mod draft_fields;
mod draft_files;
mod edit;
mod history;
mod inbox;
mod lists;
mod preview;
mod sent;
mod show;

pub use call_sheet::CallSheetPage;
pub use deliveries::DeliveriesPage;
pub use edit::{EditNoticePage, NewNoticePage};
pub use history::HistoryPage;
pub use lists::NoticesPage;
pub use preview::NoticePreviewPage;
pub use show::NoticePage;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    components::layout::Crumb,
    domain::{error::AppError, ids::NoticeId, lang::Lang, notice::NoticeKind},
    ports::{
        RequestContext,
        notices::{InboxState, NoticeFilter},
    },
    routes,
    text::nav,
};

/// The notice that the address names.
fn notice_id() -> Result<NoticeId, AppError> {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    id.and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)
}

/// The list of notices, as the page above.
fn trail(lang: Lang) -> Vec<Crumb> {
    vec![Crumb::new(nav::NOTICES.get(lang), routes::NOTICES)]
}

/// Which notice a page is about, where its breadcrumbs are not printed: number and title.
fn about(number: Option<String>, title: String) -> String {
    [number, Some(title)].into_iter().flatten().collect::<Vec<_>>().join("　")
}

/// What the address of a list asks for.
#[derive(Clone, Debug, Default)]
struct ListQuery {
    filter: NoticeFilter,
    drafts: bool,
    cursor: Option<String>,
}

impl ListQuery {
    fn current() -> Self {
        let path = use_context::<RequestContext>().map(|context| context.path).unwrap_or_default();
        let query = path.split_once('?').map(|(_, query)| query).unwrap_or_default();
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let get = |name: &str| {
            pairs.iter().find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.clone())
        };
        let list = get("list").unwrap_or_default();
        Self {
            filter: NoticeFilter {
                state: InboxState::from_code(&list),
                kind: get("kind").and_then(|code| NoticeKind::from_code(&code)),
                year: get("year").and_then(|year| year.parse().ok()),
                tag: get("tag"),
                law: get("law"),
            },
            drafts: list == "drafts",
            cursor: get("cursor"),
        }
    }

    /// The code of the list that is shown.
    fn list(&self) -> &'static str {
        if self.drafts { "drafts" } else { self.filter.state.code() }
    }

    /// The same list without its conditions.
    fn unnarrowed(&self) -> Self {
        let filter = NoticeFilter { state: self.filter.state, ..NoticeFilter::default() };
        Self { filter, drafts: self.drafts, cursor: None }
    }

    /// The address of the same list from `cursor` on.
    fn address(&self, cursor: Option<&str>) -> String {
        let year = self.filter.year.map(|year| year.to_string());
        let pairs = [
            ("list", Some(self.list()).filter(|list| *list != "all")),
            ("kind", self.filter.kind.map(NoticeKind::code)),
            ("year", year.as_deref()),
            ("tag", self.filter.tag.as_deref()),
            ("law", self.filter.law.as_deref()),
            ("cursor", cursor),
        ];
        let given: Vec<(&str, &str)> = pairs.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        let query = serde_urlencoded::to_string(given).unwrap_or_default();
        if query.is_empty() { routes::NOTICES.to_owned() } else { format!("{}?{query}", routes::NOTICES) }
    }
}
