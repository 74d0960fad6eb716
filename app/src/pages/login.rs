//! Log-in.

use leptos::prelude::*;

use crate::{components::load::use_lang, text::nav};

/// The log-in page.
#[component]
pub fn LoginPage() -> impl IntoView {
    let lang = use_lang();
    view! {
        <main id="main">
            <h1>{nav::PRODUCT.get(lang)}</h1>
            <form method="post">
                <input type="hidden" name="_action" value="session/log_in"/>
                <label for="email">"mail"</label><input id="email" name="email" type="email"/>
                <label for="password">"password"</label><input id="password" name="password" type="password"/>
                <button>"ok"</button>
            </form>
        </main>
    }
}
