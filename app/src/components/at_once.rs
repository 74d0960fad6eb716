//! Parts of a page that need not wait for anything.

use leptos::tachys::{
    html::InertElement,
    view::{Position, RenderHtml},
};

/// Turns a view into HTML here and now.
///
/// The framework else carries every element as a tree through each component above it, asks each whether it waits for
/// something, and copies all of its attributes on the way: most of the work of a page. What is rendered at once has been
/// escaped like any view. It may neither react to anything nor wait for anything, which on the server only
/// [`load`](super::load::load) does.
pub fn at_once(view: impl RenderHtml) -> InertElement {
    InertElement::new(view.to_html())
}

/// The same for one view after another, of which never more than one exists: the view of a row is some kilobytes large.
pub fn each_at_once<V: RenderHtml>(views: impl IntoIterator<Item = V>) -> InertElement {
    InertElement::new(each_to_html(views))
}

/// The HTML of one view after another, to be kept.
pub fn each_to_html<V: RenderHtml>(views: impl IntoIterator<Item = V>) -> String {
    let mut html = String::new();
    for view in views {
        view.to_html_with_buf(&mut html, &mut Position::FirstChild, true, false, Vec::new());
    }
    html
}
