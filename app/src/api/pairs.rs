//! Forms whose fields are not known beforehand, such as the answers to a survey: the function gets them as they were
//! posted, in order, repeated names and names with dots included.

#[cfg(feature = "ssr")]
use crate::domain::{error::AppError, form_design::Typed};
use leptos::server_fn::{ContentType, codec::Encoding};

/// A posted form, as pairs of names and texts.
pub struct Pairs;

impl ContentType for Pairs {
    const CONTENT_TYPE: &'static str = "application/x-www-form-urlencoded";
}

impl Encoding for Pairs {
    const METHOD: http::Method = http::Method::POST;
}

/// Lets a server function with the one argument `fields: Vec<(String, String)>` be called with any form.
macro_rules! takes_pairs {
    ($($function:ident),+ $(,)?) => {$(
        impl<Request, E> leptos::server_fn::codec::FromReq<$crate::api::pairs::Pairs, Request, E> for $function
        where
            Request: leptos::server_fn::request::Req<E> + Send + 'static,
            E: leptos::server_fn::error::FromServerFnError,
        {
            async fn from_req(request: Request) -> Result<Self, E> {
                let text = request.try_into_string().await?;
                let fields = $crate::api::pairs::parse(&text).map_err(|error| {
                    let error = leptos::server_fn::error::ServerFnErrorErr::Args(error);
                    leptos::server_fn::error::IntoAppError::into_app_error(error)
                })?;
                Ok(Self { fields })
            }
        }

        impl<Request, E> leptos::server_fn::codec::IntoReq<$crate::api::pairs::Pairs, Request, E> for $function
        where
            Request: leptos::server_fn::request::ClientReq<E>,
            E: leptos::server_fn::error::FromServerFnError,
        {
            fn into_req(self, path: &str, accepts: &str) -> Result<Request, E> {
                use leptos::server_fn::ContentType;
                let body = $crate::api::pairs::write(&self.fields);
                Request::try_new_post(path, $crate::api::pairs::Pairs::CONTENT_TYPE, accepts, body)
            }
        }
    )+};
}
pub(crate) use takes_pairs;

/// Reads a posted form.
///
/// # Errors
/// Where it went wrong.
pub fn parse(text: &str) -> Result<Vec<(String, String)>, String> {
    serde_urlencoded::from_str(text).map_err(|error| error.to_string())
}

/// Writes a form as a browser posts it.
pub fn write(fields: &[(String, String)]) -> String {
    serde_urlencoded::to_string(fields).unwrap_or_default()
}

/// A field that must be there and readable, such as an identifier.
///
/// # Errors
/// [`AppError::Malformed`].
#[cfg(feature = "ssr")]
pub fn required<T: std::str::FromStr>(fields: &[(String, String)], name: &str) -> Result<T, AppError> {
    Typed(fields).text(name).parse().map_err(|_| AppError::Malformed { at: name.to_owned() })
}

/// Every text of a field.
#[cfg(feature = "ssr")]
pub fn every<'a>(fields: &'a [(String, String)], name: &'a str) -> impl Iterator<Item = &'a str> {
    fields.iter().filter(move |(field, _)| field == name).map(|(_, text)| text.as_str())
}

/// Everything that is readable of a field, such as the boxes that were checked.
///
/// # Errors
/// [`AppError::Malformed`].
#[cfg(feature = "ssr")]
pub fn all<T: std::str::FromStr>(fields: &[(String, String)], name: &str) -> Result<Vec<T>, AppError> {
    let texts = every(fields, name).filter(|text| !text.is_empty());
    texts.map(|text| text.parse().map_err(|_| AppError::Malformed { at: name.to_owned() })).collect()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn dots_brackets_and_repetitions_survive() {
        let fields = parse("q.list.0.name=%E7%94%B2&q.plan=&q.plan=a&q.plan=b&x%5B0%5D=1&note=a+b%26c").unwrap();
        let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["q.list.0.name", "q.plan", "q.plan", "q.plan", "x[0]", "note"]);
        assert_eq!(every(&fields, "q.plan").collect::<Vec<_>>(), ["", "a", "b"]);
        assert_eq!(fields.last().map(|(_, text)| text.as_str()), Some("a b&c"));
        assert_eq!(parse(&write(&fields)).as_deref(), Ok(fields.as_slice()));
    }

    #[test]
    fn what_is_missing_or_unreadable_is_malformed() {
        let fields = parse("version=x&ids=1&ids=2").unwrap();
        assert_eq!(required::<i32>(&fields, "version"), Err(AppError::Malformed { at: "version".into() }));
        assert!(required::<i32>(&fields, "id").is_err());
        assert_eq!(all::<i32>(&fields, "ids"), Ok(vec![1, 2]));
    }
}
