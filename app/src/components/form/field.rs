//! Fields of one line.

use leptos::prelude::*;

use super::scope::{FieldState, Names};
use crate::{components::load::use_lang, text::forms};

/// What a field takes; the server checks it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Words.
    #[default]
    Text,
    /// A mail address.
    Email,
    /// A password. Never shown again, not even after an error.
    Password,
    /// A telephone number.
    Phone,
    /// A number. Stays a text, so that 「1,200」 and full-width digits can be typed.
    Number,
}

impl InputKind {
    const fn html_type(self) -> &'static str {
        match self {
            Self::Text | Self::Number => "text",
            Self::Email => "email",
            Self::Password => "password",
            Self::Phone => "tel",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Number => Some("decimal"),
            _ => None,
        }
    }
}

/// How wide a field is: as wide as what belongs into it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputWidth {
    /// As wide as the form.
    #[default]
    Full,
    /// 4 full-width characters: a year, a count.
    W4,
    /// 8: a number, an extension.
    W8,
    /// 12: a date, a telephone number, a document number.
    W12,
    /// 20: a name.
    W20,
    /// 30: a mail address.
    W30,
}

impl InputWidth {
    const fn class(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::W4 => " input--w4",
            Self::W8 => " input--w8",
            Self::W12 => " input--w12",
            Self::W20 => " input--w20",
            Self::W30 => " input--w30",
        }
    }
}

/// The mark behind a label.
pub(super) fn mark(required: bool, optional: bool) -> impl IntoView {
    let lang = use_lang();
    let mark = match (required, optional) {
        (true, _) => Some(("field__required", forms::REQUIRED)),
        (false, true) => Some(("field__optional", forms::OPTIONAL)),
        (false, false) => None,
    };
    mark.map(|(class, text)| view! { <span class=class>{text.get(lang)}</span> })
}

/// A field of one line.
#[component]
pub fn TextField(
    /// Its name, as the server function calls it.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What it asks that of, read out only, where several fields say the same.
    #[prop(optional, into)]
    subject: Option<String>,
    /// What stands in it before anything is typed.
    #[prop(optional, into)]
    value: String,
    /// What it takes.
    #[prop(optional)]
    kind: InputKind,
    /// How wide it is.
    #[prop(optional)]
    width: InputWidth,
    /// It must be filled in.
    #[prop(optional)]
    required: bool,
    /// It may stay empty, where the others must be filled in.
    #[prop(optional)]
    optional: bool,
    /// What to type, and how.
    #[prop(optional, into)]
    hint: String,
    /// What the browser may fill in, such as `username`; see the HTML standard.
    #[prop(optional, into)]
    autocomplete: Option<String>,
    /// Behind the field: a unit.
    #[prop(optional, into)]
    unit: Option<String>,
    /// What may be typed by choosing: elements of a `<datalist>`.
    #[prop(optional)]
    suggestions: Vec<String>,
) -> impl IntoView {
    let mut state = FieldState::of(&name, Names::default(), &label, !hint.is_empty());
    let value = if kind == InputKind::Password { String::new() } else { state.value(value) };
    let number = if kind == InputKind::Number { " input--num" } else { "" };
    let list = (!suggestions.is_empty()).then(|| format!("{}-list", state.id));
    view! {
        <div class=state.class()>
            {state.label_view(label, subject, mark(required, optional))}
            {state.hint_view(&hint)}
            {state.error_view()}
            <div class="field__control">
                <input
                    class=format!("input{}{number}", width.class())
                    type=kind.html_type()
                    id=state.id.clone()
                    name=name
                    value=value
                    inputmode=kind.input_mode()
                    autocomplete=autocomplete
                    list=list.clone()
                    aria-required=required.then_some("true")
                    aria-invalid=state.invalid()
                    aria-describedby=state.described_by.clone()
                />
                {unit.map(|unit| view! { <span class="field__unit">{unit}</span> })}
            </div>
            {list.map(|id| suggestions_view(id, suggestions))}
        </div>
    }
}

/// What a browser offers while one types.
fn suggestions_view(id: String, suggestions: Vec<String>) -> impl IntoView {
    let options = suggestions.into_iter().map(|value| view! { <option value=value></option> }).collect_view();
    view! { <datalist id=id>{options}</datalist> }
}

/// A date, typed in 和暦 or as numbers; [`crate::domain::calendar::parse_date`] reads it.
#[component]
pub fn DateField(
    /// Its name, as the server function calls it.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What stands in it before anything is typed.
    #[prop(optional, into)]
    value: String,
    /// It must be filled in.
    #[prop(optional)]
    required: bool,
    /// It may stay empty, where the others must be filled in.
    #[prop(optional)]
    optional: bool,
    /// What to type; else how dates are typed.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let hint = if hint.is_empty() { forms::DATE_HINT.get(use_lang()).to_owned() } else { hint };
    view! { <TextField name label value required optional hint width=InputWidth::W12/> }
}

/// A value that travels with the form.
#[component]
pub fn HiddenField(
    /// Its name.
    #[prop(into)]
    name: String,
    /// The value.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}
