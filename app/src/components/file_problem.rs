//! Why a file that was just sent was refused.

use leptos::prelude::*;

use super::{banner::Banner, load::use_lang, tone::Tone};
use crate::{
    domain::{
        error::{AppError, ConflictReason, FieldError, FileRefusal},
        lang::Lang,
    },
    ports::RequestContext,
    text::forms,
};

/// Why a file was not taken, by the code in the address: the form of a file posts to an address of its own, which sends
/// the browser back here.
#[component]
pub fn FileProblem() -> impl IntoView {
    let lang = use_lang();
    let path = use_context::<RequestContext>().map(|context| context.path)?;
    let query = path.split_once('?')?.1.to_owned();
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&query).unwrap_or_default();
    let get = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let wrong = get("wrong").and_then(|wrong| serde_json::from_str::<FieldError>(&wrong).ok());
    let sentence = match wrong {
        Some(wrong) => wrong_field(&wrong, lang),
        None => sentence(&get("problem")?, get("max").and_then(|max| max.parse().ok()), lang),
    };
    let name = get("name");
    Some(view! {
        <Banner tone=Tone::Danger title=forms::FILE_PROBLEM.get(lang) news=true>
            <p>{name.map(|name| format!("{name}: "))}{sentence}</p>
        </Banner>
    })
}

/// What is wrong with the name of the file, or with what was said about it.
fn wrong_field(wrong: &FieldError, lang: Lang) -> String {
    let problem = wrong.problem.message(lang);
    if wrong.field == "file_name" { forms::FILE_NAME_PROBLEM.fill(lang, &[("problem", &problem)]) } else { problem }
}

fn sentence(code: &str, max: Option<u64>, lang: Lang) -> String {
    let error = match code {
        "too_large" => AppError::TooLarge { max_bytes: max.unwrap_or_default() },
        "conflict_state" => AppError::Conflict { reason: ConflictReason::State },
        "kind" => AppError::FileRefused { reason: FileRefusal::Kind },
        "mismatch" => AppError::FileRefused { reason: FileRefusal::Mismatch },
        "broken" => AppError::FileRefused { reason: FileRefusal::Broken },
        "empty" => AppError::FileRefused { reason: FileRefusal::Empty },
        "bomb" => AppError::FileRefused { reason: FileRefusal::Bomb },
        "unavailable" => AppError::Unavailable,
        _ => AppError::Malformed { at: "file".to_owned() },
    };
    error.message(lang)
}
