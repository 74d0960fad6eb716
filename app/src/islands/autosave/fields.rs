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

/// The same as the page brought it, before anything was typed.
pub(super) fn read_brought(form: &HtmlFormElement) -> Pairs {
    let copy = form.clone_node_with_deep(true).ok().and_then(|copy| copy.dyn_into::<HtmlFormElement>().ok());
    let Some(copy) = copy else { return read_all(form) };
    copy.reset();
    read_all(&copy)
}

/// The same for one question.
pub(super) fn read(form: &HtmlFormElement, key: &str) -> Pairs {
    read_all(form).into_iter().filter(|(name, _)| key_of(name) == Some(key)).collect()
}

/// Everything in `place` that the selector names.
pub(super) fn found(place: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let list = place.query_selector_all(selector).ok();
    let count = list.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |index| list.as_ref()?.get(index)?.dyn_into().ok())
}

/// The fields of a question.
pub(super) fn of_question(form: &HtmlFormElement, key: &str) -> impl Iterator<Item = Element> + use<> {
    found(form, &format!("[name='q.{key}'], [name^='q.{key}.']"))
}

/// Puts texts and choices into the fields of a question; a table first gets the rows that they need.
///
/// Nothing is written unless everything has its field: what is left out would be deleted by the next save.
pub(super) fn write(form: &HtmlFormElement, key: &str, pairs: &Pairs) -> bool {
    add_rows(form, key, pairs);
    let fields: Vec<Element> = of_question(form, key).collect();
    let fits = |(name, text): &(String, String)| text.is_empty() || fields.iter().any(|field| takes(field, name, text));
    if version_field(form, key).is_none() || !pairs.iter().all(fits) {
        return false;
    }
    for field in &fields {
        set(field, pairs);
    }
    true
}

/// Whether a field can hold a text of this name.
fn takes(field: &Element, name: &str, text: &str) -> bool {
    if field.get_attribute("name").as_deref() != Some(name) {
        return false;
    }
    match field.dyn_ref::<HtmlInputElement>() {
        Some(input) => match input.type_().as_str() {
            "hidden" | "file" => false,
            "checkbox" | "radio" => input.value() == text,
            // A field of one line drops the breaks.
            _ => !text.contains('\n'),
        },
        None => !field.is_instance_of::<HtmlSelectElement>() || found(field, "option").any(|one| is_option(&one, text)),
    }
}

/// Whether this is the option of a value.
pub(super) fn is_option(option: &Element, text: &str) -> bool {
    option.get_attribute("value").as_deref() == Some(text)
}

fn set(field: &Element, pairs: &Pairs) {
    let name = field.get_attribute("name").unwrap_or_default();
    let first = || pairs.iter().find(|(at, _)| *at == name).map_or("", |(_, text)| text.as_str());
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        match input.type_().as_str() {
            "hidden" | "file" => {}
            "checkbox" | "radio" => {
                let value = input.value();
                input.set_checked(pairs.iter().any(|(at, text)| *at == name && *text == value));
            }
            _ => input.set_value(first()),
        }
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(first());
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        select.set_value(first());
    }
}

/// Row and column of a cell of the question.
fn cell<'n>(name: &'n str, key: &str) -> Option<(usize, &'n str)> {
    let (row, column) = name.strip_prefix("q.")?.strip_prefix(key)?.strip_prefix('.')?.split_once('.')?;
    Some((row.parse().ok()?, column))
}

/// Lets a table grow by copies of its last row.
fn add_rows(form: &HtmlFormElement, key: &str, pairs: &Pairs) {
    let Ok(Some(body)) = form.query_selector(&format!("#q-{key} table.rows > tbody")) else { return };
    let written = pairs.iter().filter(|(_, text)| !text.is_empty());
    let needed = written.filter_map(|(name, _)| cell(name, key)).map(|(row, _)| row + 1).max().unwrap_or_default();
    let mut rows = found(&body, "tr").count();
    while rows < needed {
        let Some(last) = body.last_element_child() else { return };
        let Some(copy) = last.clone_node_with_deep(true).ok().and_then(|node| node.dyn_into::<Element>().ok()) else {
            return;
        };
        number(&copy, key, rows);
        if body.append_child(&copy).is_err() {
            return;
        }
        rows += 1;
    }
}

/// Makes a copied row the one at `row`: what counts rows counts one more, and its fields are blank.
fn number(copy: &Element, key: &str, row: usize) {
    let (before, now) = (row.to_string(), (row + 1).to_string());
    for head in found(copy, "th") {
        head.set_text_content(Some(&now));
    }
    for field in found(copy, "[name]") {
        let name = field.get_attribute("name").unwrap_or_default();
        let Some((_, column)) = cell(&name, key) else { continue };
        let name = format!("q.{key}.{row}.{column}");
        let label = field.get_attribute("aria-label").unwrap_or_default().replacen(&before, &now, 1);
        for (attribute, value) in [("name", &name), ("id", &name), ("aria-label", &label)] {
            let _ = field.set_attribute(attribute, value);
        }
        set(&field, &Pairs::new());
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

/// Runs `run` at every such event.
pub(super) fn listen(target: &EventTarget, event: &str, run: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(run);
    if target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref()).is_ok() {
        // The page and the listener end together.
        closure.forget();
    }
}
