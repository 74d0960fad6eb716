//! How an [`AppError`] travels from a server function: as JSON with its code, never with the text of a cause.

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};

use crate::domain::error::AppError;

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            // What a browser cannot read does not come from this server, but from something on the way to it.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "hydrate") => Self::Unavailable,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_) => Self::Malformed { at: "arguments".to_owned() },
            // The texts of the other kinds name paths and addresses; they belong in no answer.
            _ => Self::Unavailable,
        }
    }
}
