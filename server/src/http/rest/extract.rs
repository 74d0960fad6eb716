//! What REST handlers take from a request, with our errors in place of the framework's.

use std::ops::Deref;

use app::{
    domain::{error::AppError, lang::Lang},
    ports::Caller,
};
use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

use super::super::{Identity, Problem};

/// What a handler answers.
pub type ApiResult<T> = Result<T, Problem>;

/// Whoever holds the token, and the language for errors.
#[derive(Clone, Debug)]
pub struct ApiCaller {
    caller: Caller,
    lang: Lang,
}

impl ApiCaller {
    /// Turns a refusal into its answer.
    pub fn problem(&self, error: AppError) -> Problem {
        Problem::new(error, self.lang)
    }

    /// Language of the answer.
    pub const fn lang(&self) -> Lang {
        self.lang
    }
}

impl Deref for ApiCaller {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.caller
    }
}

fn lang(parts: &Parts) -> Lang {
    parts.extensions.get::<Identity>().map(|identity| identity.lang).unwrap_or_default()
}

impl<S: Sync> FromRequestParts<S> for ApiCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let lang = lang(parts);
        let identity = parts.extensions.get::<Identity>().filter(|identity| identity.origin.token);
        let caller = identity.ok_or(AppError::Unauthenticated).and_then(Identity::caller);
        caller.map(|caller| Self { caller, lang }).map_err(|error| Problem::new(error, lang))
    }
}

/// A JSON body of type `T`; what cannot be read is a 400 that says where, never a 500.
pub struct ApiJson<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for ApiJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let lang = request.extensions().get::<Identity>().map(|identity| identity.lang).unwrap_or_default();
        let Json(value) = Json::<T>::from_request(request, state).await.map_err(|rejection| {
            let status = rejection.status().as_u16();
            let error = match status {
                413 => AppError::TooLarge { max_bytes: super::super::FORM_BYTES as u64 },
                _ => AppError::Malformed { at: place(&rejection.body_text()) },
            };
            Problem::with_status(error, if status == 422 { 400 } else { status }, lang)
        })?;
        Ok(Self(value))
    }
}

/// Where it went wrong. The parser's words may quote the input, so only its own part of the sentence is kept.
fn place(text: &str) -> String {
    let at = text.rsplit(": ").next().unwrap_or(text);
    at.chars().filter(|c| !c.is_control()).take(120).collect()
}

/// A typed part of the path; one that cannot be read is a thing that does not exist.
pub struct ApiPath<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for ApiPath<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let lang = lang(parts);
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(value)| Self(value)).map_err(|_| Problem::new(AppError::NotFound, lang))
    }
}

/// A typed query string.
pub struct ApiQuery<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let lang = lang(parts);
        let query = Query::<T>::from_request_parts(parts, state).await;
        query
            .map(|Query(value)| Self(value))
            .map_err(|_| Problem::new(AppError::Malformed { at: "query".to_owned() }, lang))
    }
}
