//! What a refused form has to say, above everything else.

use leptos::prelude::*;

use super::{
    index::{FieldIndex, Indexed},
    outcome::{FormOutcome, LOG_IN, is_part},
    post_form::KEY_FIELD,
};
use crate::{
    components::{
        banner::Banner,
        icon::{Icon, IconName},
        load::use_lang,
        tone::Tone,
    },
    domain::error::{AppError, FieldError},
    text::forms,
};

/// The summary of a refused form, the sentence of its error, or that it was not sent because the session had ended.
/// Nothing when no form was posted.
///
/// [`Page`](crate::components::layout::Page) shows it after it has built its fields, which register their labels.
#[component]
pub fn OutcomeNotice() -> impl IntoView {
    let outcome = use_context::<FormOutcome>()?;
    let lang = use_lang();
    match outcome.error.clone() {
        Some(AppError::Invalid { errors }) => Some(summary(&outcome, errors).into_any()),
        Some(other) => Some(view! { <Banner tone=Tone::Danger title=other.message(lang) news=true/> }.into_any()),
        // The log-in says itself what has become of the form that it carries.
        None if outcome.action == LOG_IN => None,
        None => Some(view! { <Banner tone=Tone::Warning title=forms::KEPT.get(lang) news=true/> }.into_any()),
    }
}

fn summary(outcome: &FormOutcome, errors: Vec<FieldError>) -> impl IntoView + use<> {
    let title = forms::SUMMARY.fill(use_lang(), &[("n", &errors.len().to_string())]);
    let fields = use_context::<FieldIndex>().unwrap_or_default().all();
    let items = in_page_order(errors, outcome, &fields).into_iter().map(item).collect_view();
    view! {
        <div class="error-summary" role="group" aria-labelledby="error-summary-title" tabindex="-1" autofocus>
            <h2 class="error-summary__title" id="error-summary-title"><Icon name=IconName::AlertCircle/>{title}</h2>
            <ul>{items}</ul>
        </div>
    }
}

/// Errors in the order of their fields; those of no field at the end.
fn in_page_order<'a>(
    errors: Vec<FieldError>,
    outcome: &FormOutcome,
    fields: &'a [Indexed],
) -> Vec<(FieldError, Option<&'a Indexed>)> {
    let key = outcome.value(KEY_FIELD);
    let of_form = |field: &Indexed| field.form.0 == outcome.action && field.form.1.as_deref() == key;
    let place = |error: &FieldError| {
        let named = fields.iter().position(|field| field.name == error.field && of_form(field));
        named.or_else(|| fields.iter().position(|field| is_part(&error.field, &field.name) && of_form(field)))
    };
    let mut placed: Vec<_> = errors.into_iter().map(|error| (place(&error), error)).collect();
    placed.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
    placed.into_iter().map(|(place, error)| (error, place.and_then(|place| fields.get(place)))).collect()
}

fn item((error, field): (FieldError, Option<&Indexed>)) -> impl IntoView + use<> {
    let lang = use_lang();
    let message = error.problem.message(lang);
    match field {
        Some(field) => {
            let text = forms::SUMMARY_ITEM.fill(lang, &[("label", &field.label), ("message", &message)]);
            view! { <li><a href=format!("#{}", field.id)>{text}</a></li> }.into_any()
        }
        None => view! { <li>{message}</li> }.into_any(),
    }
}
