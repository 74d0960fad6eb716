//! What a question shows besides its fields: its words, the line below it, and what the server has said of it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::fields::{found, is_option, of_question};

/// What the page brought of errors and of what somebody else has saved.
pub(super) const BROUGHT: &str = ".field__error, .field__kept, .question__warning";
/// What the page brought of what somebody else has saved.
pub(super) const BROUGHT_CONFLICT: &str = ".question__warning";

fn question(form: &HtmlFormElement, key: &str) -> Option<Element> {
    form.query_selector(&format!("#q-{key}")).ok().flatten()
}

/// The line below a question.
pub(super) fn slot(form: &HtmlFormElement, key: &str) -> Option<Element> {
    form.query_selector(&format!("[data-slot='{key}']")).ok().flatten()
}

/// The words of a question, without the mark behind them.
pub(super) fn label(form: &HtmlFormElement, key: &str) -> String {
    let label = question(form, key).and_then(|question| question.query_selector(".field__label").ok().flatten());
    label.and_then(|label| label.first_child()?.text_content()).unwrap_or_default()
}

/// What stands in the fields of a question, as a person reads it: the words of a choice, the place of a cell.
pub(super) fn words(form: &HtmlFormElement, key: &str) -> Vec<String> {
    let words = |field: Element| {
        let text = in_words(&field)?.trim().to_owned();
        let place = field.get_attribute("aria-label").map(|place| format!("{place}: ")).unwrap_or_default();
        (!text.is_empty()).then(|| place + &text)
    };
    of_question(form, key).filter_map(words).collect()
}

fn in_words(field: &Element) -> Option<String> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return match input.type_().as_str() {
            "hidden" | "file" => None,
            "checkbox" | "radio" if !input.checked() || input.value().is_empty() => None,
            "checkbox" | "radio" => {
                let choice = input.closest(".choice").ok()??;
                choice.query_selector(".choice__label").ok()??.text_content()
            }
            _ => Some(input.value()),
        };
    }
    if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        let value = select.value();
        return found(field, "option").find(|option| !value.is_empty() && is_option(option, &value))?.text_content();
    }
    field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value)
}

/// Whether the page brought an error of the question.
pub(super) fn was_refused(form: &HtmlFormElement, key: &str) -> bool {
    question(form, key).is_some_and(|question| found(&question, ".field__error").next().is_some())
}

/// Takes away what the page brought of the question and is true no more.
pub(super) fn take_off(form: &HtmlFormElement, key: &str, lines: &str) {
    let Some(question) = question(form, key) else { return };
    for line in found(&question, lines) {
        let id = line.id();
        for field in found(&question, &format!("[aria-describedby~='{id}']")) {
            describe(&field, &id, false);
        }
        line.remove();
    }
    if !was_refused(form, key) {
        found(&question, ".field--error").for_each(|field| field.set_class_name("field"));
    }
}

/// Marks the fields of a question as wrong, described by the line below it, or as right again.
pub(super) fn mark(form: &HtmlFormElement, key: &str, wrong: bool) {
    let Some(slot) = slot(form, key) else { return };
    for field in of_question(form, key).filter(|field| field.get_attribute("type").as_deref() != Some("hidden")) {
        let _ =
            if wrong { field.set_attribute("aria-invalid", "true") } else { field.remove_attribute("aria-invalid") };
        describe(&field, &slot.id(), wrong);
    }
}

/// Lets an element describe a field, or no more.
fn describe(field: &Element, id: &str, on: bool) {
    let described = field.get_attribute("aria-describedby").unwrap_or_default();
    let mut ids: Vec<&str> = described.split(' ').filter(|one| !one.is_empty() && *one != id).collect();
    if on {
        ids.push(id);
    }
    let _ = if ids.is_empty() {
        field.remove_attribute("aria-describedby")
    } else {
        field.set_attribute("aria-describedby", &ids.join(" "))
    };
}

/// Puts the focus into a question, before a button of it goes away.
pub(super) fn focus(form: &HtmlFormElement, key: &str) {
    let field = question(form, key).and_then(|question| {
        question.query_selector(":is(input:not([type='hidden']), select, textarea)").ok().flatten()
    });
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}
