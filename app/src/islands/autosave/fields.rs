//! Reading and writing the fields of a form in the browser.

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{
    Element, Event, EventTarget, FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
};

/// Names and texts, as a browser posts them.
pub(super) type Pairs = Vec<(String, String)>;

/// The question that a field belongs to.
pub(super) fn key_of(name: &str) -> Option<&str> {
    name.strip_prefix("q.")?.split('.').next()
}

/// Everything that is typed or chosen in fields of answers.
pub(super) fn read_all(form: &HtmlFormElement) -> Pairs {
    let Ok(data) = FormData::new_with_form(form) else { return Pairs::new() };
    let Ok(Some(entries)) = js_sys::try_iter(&data) else { return Pairs::new() };
    entries
        .filter_map(|entry| {
            let entry = js_sys::Array::from(&entry.ok()?);
            let name = entry.get(0).as_string()?;
            name.starts_with("q.").then_some(())?;
            Some((name, entry.get(1).as_string()?))
        })
        .collect()
}

/// The same for one question.
pub(super) fn read(form: &HtmlFormElement, key: &str) -> Pairs {
    read_all(form).into_iter().filter(|(name, _)| key_of(name) == Some(key)).collect()
}

/// Puts texts and choices into the fields of a question.
pub(super) fn write(form: &HtmlFormElement, key: &str, pairs: &Pairs) {
    let Ok(list) = form.query_selector_all(&format!("[name='q.{key}'], [name^='q.{key}.']")) else { return };
    for element in (0..list.length()).filter_map(|index| list.get(index)?.dyn_into::<Element>().ok()) {
        let name = element.get_attribute("name").unwrap_or_default();
        let first = || pairs.iter().find(|(at, _)| *at == name).map_or("", |(_, text)| text.as_str());
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "hidden" | "file" => {}
                "checkbox" | "radio" => {
                    let value = input.value();
                    input.set_checked(pairs.iter().any(|(at, text)| *at == name && *text == value));
                }
                _ => input.set_value(first()),
            }
        } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(first());
        } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            select.set_value(first());
        }
    }
}

fn version_field(form: &HtmlFormElement, key: &str) -> Option<HtmlInputElement> {
    form.query_selector(&format!("input[name='v.{key}']")).ok()??.dyn_into().ok()
}

/// The version of the value that stands in the form.
pub(super) fn version(form: &HtmlFormElement, key: &str) -> i32 {
    version_field(form, key).and_then(|field| field.value().parse().ok()).unwrap_or_default()
}

/// Notes a new version, so that the plain form begins from it too.
pub(super) fn set_version(form: &HtmlFormElement, key: &str, version: i32) {
    if let Some(field) = version_field(form, key) {
        field.set_value(&version.to_string());
    }
}

/// The line below a question.
pub(super) fn slot(form: &HtmlFormElement, key: &str) -> Option<Element> {
    form.query_selector(&format!("[data-slot='{key}']")).ok().flatten()
}

/// Runs `run` at every such event.
pub(super) fn listen(target: &EventTarget, event: &str, run: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(run);
    if target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref()).is_ok() {
        // The page and the listener end together.
        closure.forget();
    }
}
