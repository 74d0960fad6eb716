//! The form itself.

use std::sync::Arc;

use leptos::{prelude::*, tachys::reactive_graph::OwnedView};

use super::{outcome::FormOutcome, scope::FormScope};

/// Name of the hidden field that tells apart several forms of one page.
pub(super) const KEY_FIELD: &str = "_form";

/// A form that posts to the address of its own page; the server runs the function `action`.
///
/// The browser checks nothing by itself (`novalidate`): the same errors then appear in the same place and words with
/// and without a script.
#[component]
pub fn PostForm(
    /// Path of the server function, such as `notices/save`.
    action: &'static str,
    /// Tells apart several forms of one page with the same function, such as one per row.
    #[prop(optional, into)]
    key: Option<String>,
    /// It carries files.
    #[prop(optional)]
    multipart: bool,
    /// What it is for, where no heading says so.
    #[prop(optional, into)]
    label: Option<String>,
    /// Its class: `form` lays fields below one another.
    #[prop(default = "form")]
    class: &'static str,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    let scope = FormScope { action: action.to_owned(), outcome: posted(action, key.as_deref()), key: key.clone() };
    let owner = Owner::current().unwrap_or_default().child();
    let children = owner.with(|| {
        provide_context(scope);
        children()
    });
    let children = OwnedView::new_with_owner(children, owner);
    view! {
        <form method="post" novalidate class=class aria-label=label enctype=multipart.then_some("multipart/form-data")>
            <input type="hidden" name="_action" value=action/>
            {key.map(|key| view! { <input type="hidden" name=KEY_FIELD value=key/> })}
            {children}
        </form>
    }
}

fn posted(action: &str, key: Option<&str>) -> Option<Arc<FormOutcome>> {
    FormOutcome::of(action).filter(|outcome| outcome.value(KEY_FIELD) == key).map(Arc::new)
}

/// A form that is nothing but a button: confirm, end, delete. Values go in as [`HiddenField`](super::HiddenField)s.
#[component]
pub fn ActionButton(
    /// Path of the server function.
    action: &'static str,
    /// What it does.
    #[prop(into)]
    label: String,
    /// What it does it to, read out only, where several buttons say the same.
    #[prop(optional, into)]
    subject: Option<String>,
    /// Class of the button.
    #[prop(default = "button")]
    class: &'static str,
    /// Tells apart several of them on one page.
    #[prop(optional, into)]
    key: Option<String>,
    /// Values that travel with it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let inside = view! {
        {children.map(|children| children())}
        <button class=class type="submit">
            {label}{subject.map(|subject| view! { <span class="visually-hidden">{format!(": {subject}")}</span> })}
        </button>
    };
    view! {
        <form method="post">
            <input type="hidden" name="_action" value=action/>
            {key.map(|key| view! { <input type="hidden" name=KEY_FIELD value=key/> })}
            {inside}
        </form>
    }
}
