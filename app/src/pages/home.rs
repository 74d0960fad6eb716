//! 今日やること: what the body has to do today.

use leptos::prelude::*;

use crate::{
    components::load::{load, use_lang},
    text::nav,
};

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    let lang = use_lang();
    load(
        async |_, caller| Ok(caller.actor),
        move |actor| view! { <main id="main"><h1>{nav::HOME.get(lang)}</h1><p>{actor.body_name}</p></main> },
    )
}
