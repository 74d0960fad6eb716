//! The browser's part of sending files.

use std::{cell::RefCell, rc::Rc};

use leptos::{html::Div, prelude::*};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{
    Element, Event, EventTarget, FormData, HtmlFormElement, HtmlInputElement, ProgressEvent, XmlHttpRequest,
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
        // A browser that cannot send it this way sends it by itself.
        if let Some(request) = send(&of, &shown) {
            event.prevent_default();
            sending.replace(Some(request));
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

/// Sends the form and goes where the answer came from, which is where the browser would have gone.
fn send(form: &HtmlFormElement, parts: &Parts) -> Option<XmlHttpRequest> {
    let (request, data) = (XmlHttpRequest::new().ok()?, FormData::new_with_form(form).ok()?);
    request.open("POST", &form.action()).ok()?;
    let shown = parts.clone();
    let upload = request.upload().ok()?;
    listen(&upload, "progress", move |event| {
        let Ok(event) = event.dyn_into::<ProgressEvent>() else { return };
        shown.tell(Some(share(event.loaded(), event.total())), false);
    });
    let (answered, shown) = (request.clone(), parts.clone());
    listen(&request, "loadend", move |_| {
        let to = answered.response_url();
        if answered.status().unwrap_or_default() == 0 || window().location().assign(&to).is_err() {
            shown.tell(None, true);
        }
    });
    request.send_with_opt_form_data(Some(&data)).ok()?;
    parts.tell(Some(0), false);
    Some(request)
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
