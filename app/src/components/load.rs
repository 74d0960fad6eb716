//! Loading what a page shows, and what is shown when that fails.

use std::future::Future;

use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::{
    components::{at_once::at_once, error_view::ErrorView},
    domain::{error::AppError, lang::Lang},
    ports::{Caller, RequestContext},
};

/// Language of the page that is being rendered.
pub fn use_lang() -> Lang {
    with_context::<RequestContext, _>(|context| context.lang).or_else(use_context::<Lang>).unwrap_or_default()
}

/// A value of the page's query, unless it is blank.
pub fn query_value(name: &str) -> Option<String> {
    let path = use_context::<RequestContext>()?.path;
    let (_, query) = path.split_once('?')?;
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).ok()?;
    pairs.into_iter().find(|(key, value)| key == name && !value.trim().is_empty()).map(|(_, value)| value)
}

/// Renders `show` with what `fetch` answers, or the error with its status.
///
/// Pages render on the server alone (islands mode), so there is nothing to hydrate and no need for a resource. What was
/// fetched is all that the view needs, so it is rendered at once; that also keeps the type of a whole page from the
/// compiler, whom it takes minutes.
pub fn load<T, F, Fut, V>(fetch: F, show: impl FnOnce(T) -> V + Send + 'static) -> impl IntoView
where
    T: Send + 'static,
    F: FnOnce(RequestContext, Caller) -> Fut + Send + 'static,
    Fut: Future<Output = Result<T, AppError>> + Send + 'static,
    V: IntoView + 'static,
{
    let fetch = |context: RequestContext| async move {
        let caller = context.caller()?;
        fetch(context, caller).await
    };
    load_open(fetch, show)
}

/// The same for pages that may be seen without signing in.
pub fn load_open<T, F, Fut, V>(fetch: F, show: impl FnOnce(T) -> V + Send + 'static) -> impl IntoView
where
    T: Send + 'static,
    F: FnOnce(RequestContext) -> Fut + Send + 'static,
    Fut: Future<Output = Result<T, AppError>> + Send + 'static,
    V: IntoView + 'static,
{
    let context = RequestContext::current();
    Suspend::new(async move {
        let outcome = match context {
            Ok(context) => fetch(context).await,
            Err(error) => Err(error),
        };
        match outcome {
            Ok(value) => at_once(show(value).into_view()),
            Err(error) => {
                set_status(error.status());
                at_once(view! { <ErrorView error/> }.into_view())
            }
        }
    })
}

/// Sets the status of the answer.
pub fn set_status(status: u16) {
    if let (Some(options), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        options.set_status(status);
    }
}

/// A typed part of the page's path; one that cannot be read is a thing that does not exist.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn path_id<T: std::str::FromStr>(name: &str) -> Result<T, AppError> {
    let params = leptos_router::hooks::use_params_map().get_untracked();
    params.get(name).and_then(|text| text.parse().ok()).ok_or(AppError::NotFound)
}
