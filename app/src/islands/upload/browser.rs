//! The browser's part of sending files.

use std::{cell::RefCell, rc::Rc};

use leptos::{html::Div, prelude::*};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{
    Element, Event, EventTarget, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, ProgressEvent, SubmitEvent,
    XmlHttpRequest,
};

/// What is being sent.
type Current = Rc<RefCell<Option<XmlHttpRequest>>>;

/// Watches the form of the file field beside `place`.
pub(super) fn start(place: NodeRef<Div>) {
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        let Ok(Some(upload)) = place.closest(".upload") else { return };
        if let Some((form, parts)) = form_of(&upload).zip(Parts::of(&place)) {
            watch(&form, &parts);
        }
    });
}

fn form_of(upload: &Element) -> Option<HtmlFormElement> {
    find(upload, "input[type='file']")?.dyn_into::<HtmlInputElement>().ok()?.form()
}

fn find(place: &Element, selector: &str) -> Option<Element> {
    place.query_selector(selector).ok().flatten()
}

fn show(element: &Element, shown: bool) {
    let _ = element.toggle_attribute_with_force("hidden", !shown);
}

/// The parts of the island.
#[derive(Clone)]
struct Parts {
    item: Element,
    value: Element,
    bar: Element,
    stop: Element,
    error: Element,
}

impl Parts {
    fn of(place: &Element) -> Option<Self> {
        Some(Self {
            item: find(place, ".upload__item")?,
            value: find(place, ".progress__value")?,
            bar: find(place, "progress")?,
            stop: find(place, "button")?,
            error: find(place, ".upload__error")?,
        })
    }

    /// So much of it has left; nothing when nothing is being sent.
    fn tell(&self, percent: Option<u32>, failed: bool) {
        show(&self.item, percent.is_some());
        show(&self.error, failed);
        let percent = percent.unwrap_or_default().to_string();
        let _ = self.bar.set_attribute("value", &percent);
        self.value.set_text_content(Some(&(percent + "%")));
    }
}

fn watch(form: &HtmlFormElement, parts: &Parts) {
    let current = Current::default();
    let (of, shown, sending) = (form.clone(), parts.clone(), Rc::clone(&current));
    listen(form, "submit", move |event| {
        let under_way = sending.try_borrow().is_ok_and(|sending| sending.is_some());
        if under_way {
            // Pressed once more: the files are on their way already.
            event.prevent_default();
        } else if has_files(&of) {
            // A browser that cannot send it this way sends it by itself.
            if let Some(request) = send(&of, &event, &shown, &sending) {
                event.prevent_default();
                sending.replace(Some(request));
            }
        }
    });
    let shown = parts.clone();
    listen(&parts.stop, "click", move |_| {
        if let Some(request) = current.take() {
            let _ = request.abort();
        }
        shown.tell(None, false);
    });
}

/// The file fields of a form.
fn file_fields(form: &HtmlFormElement) -> impl Iterator<Item = HtmlInputElement> + use<> {
    let list = form.query_selector_all("input[type='file']").ok();
    let count = list.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |index| list.as_ref()?.get(index)?.dyn_into().ok())
}

fn has_files(form: &HtmlFormElement) -> bool {
    file_fields(form).any(|field| field.files().is_some_and(|files| files.length() > 0))
}

/// Everything that the browser would send, the pressed button included.
fn content(form: &HtmlFormElement, event: &Event) -> Option<FormData> {
    let data = FormData::new_with_form(form).ok()?;
    let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
    if let Some((name, value)) =
        button.and_then(|button| button.get_attribute("name").zip(button.get_attribute("value")))
    {
        data.append_with_str(&name, &value).ok()?;
    }
    Some(data)
}

/// Sends the form and goes where the answer came from, which is where the browser would have gone.
fn send(form: &HtmlFormElement, event: &Event, parts: &Parts, current: &Current) -> Option<XmlHttpRequest> {
    let (request, data) = (XmlHttpRequest::new().ok()?, content(form, event)?);
    // Without its query, so that an answer from this very address is told from a redirect, which has one.
    let address = form.action().split(['?', '#']).next().unwrap_or_default().to_owned();
    request.open("POST", &address).ok()?;
    let shown = parts.clone();
    let upload = request.upload().ok()?;
    listen(&upload, "progress", move |event| {
        let Ok(event) = event.dyn_into::<ProgressEvent>() else { return };
        shown.tell(Some(share(event.loaded(), event.total())), false);
    });
    request.send_with_opt_form_data(Some(&data)).ok()?;
    parts.tell(Some(0), false);
    let held = Rc::new(Held::back(form, &parts.item, event));
    focus(&parts.item);
    let leaving = Rc::clone(&held);
    listen(&window(), "pagehide", move |_| leaving.release());
    let (answered, shown, form, current) = (request.clone(), parts.clone(), form.clone(), Rc::clone(current));
    listen(&request, "loadend", move |_| {
        current.take();
        let to = answered.response_url();
        if answered.status().unwrap_or_default() == 0 {
            shown.tell(None, true);
            held.release();
        } else if to == address {
            send_again(&form);
        } else {
            follow(&to, &form);
        }
    });
    Some(request)
}

/// The fields of a form that is on its way: a copy of it was sent, and what is typed now would be lost.
struct Held {
    fields: Vec<Element>,
    button: Option<Element>,
}

impl Held {
    /// Holds back everything of the form but the line of elements that `but` stands in.
    fn back(form: &HtmlFormElement, but: &Element, event: &Event) -> Self {
        let mut fields = Vec::new();
        let mut at = but.closest(".upload__state").ok().flatten().unwrap_or_else(|| but.clone());
        while !at.is_same_node(Some(form)) {
            let Some(parent) = at.parent_element() else { break };
            let mut child = parent.first_element_child();
            while let Some(one) = child {
                child = one.next_element_sibling();
                if one != at && one.set_attribute("inert", "").is_ok() {
                    fields.push(one);
                }
            }
            at = parent;
        }
        let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter).map(Element::from);
        Self { fields, button }
    }

    /// Gives the fields back, and the focus to the button that was pressed.
    fn release(&self) {
        for field in &self.fields {
            let _ = field.remove_attribute("inert");
        }
        self.button.iter().for_each(focus);
    }
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// The form was answered with a page of its own, such as what is wrong with it or the log-in. The files have arrived; the
/// rest goes once more, by the browser itself, which then shows that page.
fn send_again(form: &HtmlFormElement) {
    for field in file_fields(form) {
        field.set_value("");
    }
    let _ = form.submit();
}

/// Goes to a page, and there to the part of it that holds the files. Not when it is the page that is open: with a part,
/// the browser would only scroll.
fn follow(to: &str, form: &HtmlFormElement) {
    let location = window().location();
    let here = location.href().unwrap_or_default();
    let part = form.query_selector("section[id]:has(.upload)").ok().flatten().map(|part| part.id());
    let to = match part {
        Some(part) if here.split('#').next() != Some(to) => format!("{to}#{part}"),
        _ => to.to_owned(),
    };
    let _ = location.assign(&to);
}

/// Hundredths.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
fn share(done: f64, all: f64) -> u32 {
    (done / all.max(1.0) * 100.0).clamp(0.0, 100.0) as u32
}

fn listen(target: &EventTarget, event: &str, run: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(run);
    if target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref()).is_ok() {
        // The page and the listener end together.
        closure.forget();
    }
}
