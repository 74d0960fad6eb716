//! What the components write: safety of what users type, and what forms and tables owe to everybody.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod display;
mod forms;
mod frame;

use app::{
    components::form::FormOutcome,
    domain::error::{AppError, FieldError, FieldProblem},
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;

/// What somebody might type to break a page.
const ATTACK: &str = "</textarea></title><script>alert(1)</script>";

/// What a view becomes, under `context`.
fn render<V: IntoView>(context: impl FnOnce(), view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_meta_context();
        context();
        view().into_view().to_html()
    })
}

fn plain<V: IntoView>(view: impl FnOnce() -> V) -> String {
    render(|| (), view)
}

fn refused(action: &str, values: &[(&str, &str)], errors: &[(&str, FieldProblem)]) -> FormOutcome {
    FormOutcome {
        action: action.to_owned(),
        values: values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        error: Some(AppError::Invalid {
            errors: errors.iter().map(|(field, problem)| FieldError::new(*field, problem.clone())).collect(),
        }),
    }
}

/// The opening tag of the element with this id.
fn tag_of<'h>(html: &'h str, id: &str) -> &'h str {
    let at = html.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no element {id} in {html}"));
    let start = html.get(..at).unwrap().rfind('<').unwrap();
    let end = at + html.get(at..).unwrap().find('>').unwrap();
    html.get(start..=end).unwrap()
}
