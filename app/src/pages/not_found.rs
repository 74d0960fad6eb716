//! An address without a page.

use leptos::prelude::*;

use crate::{
    components::{error_view::ErrorView, load::set_status},
    domain::error::AppError,
};

/// Says that there is nothing here.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    set_status(AppError::NotFound.status());
    view! { <ErrorView error=AppError::NotFound/> }
}
