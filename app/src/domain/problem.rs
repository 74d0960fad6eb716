//! What can be wrong with one field, and the sentence that tells how to put it right.

use serde::{Deserialize, Serialize};

use super::lang::{Lang, Text};

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum FieldProblem {
    /// Empty where something is needed.
    Required,
    /// More characters than `max`.
    TooLong {
        /// Characters allowed.
        max: usize,
    },
    /// Fewer characters than `min`.
    TooShort {
        /// Characters needed.
        min: usize,
    },
    /// Not in the form that is expected.
    Format,
    /// A choice that is not offered.
    UnknownChoice,
    /// Something with this value exists.
    Duplicate,
    /// A password that is known or easy to guess.
    WeakPassword,
    /// Two entries that should be the same are not.
    Mismatch,
}

impl FieldProblem {
    /// The sentence for the user.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::TooLong { max } => TOO_LONG.fill(lang, &[("max", &max.to_string())]),
            Self::TooShort { min } => TOO_SHORT.fill(lang, &[("min", &min.to_string())]),
            Self::Required => REQUIRED.get(lang).to_owned(),
            Self::Format => FORMAT.get(lang).to_owned(),
            Self::UnknownChoice => UNKNOWN_CHOICE.get(lang).to_owned(),
            Self::Duplicate => DUPLICATE.get(lang).to_owned(),
            Self::WeakPassword => WEAK_PASSWORD.get(lang).to_owned(),
            Self::Mismatch => MISMATCH.get(lang).to_owned(),
        }
    }
}

const REQUIRED: Text = Text { ja: "入力してください。", en: "Please fill this in." };
const TOO_LONG: Text =
    Text { ja: "{max}文字以内にしてください。", en: "Please use at most {max} characters." };
const TOO_SHORT: Text =
    Text { ja: "{min}文字以上にしてください。", en: "Please use at least {min} characters." };
const FORMAT: Text = Text {
    ja: "書き方を確かめて、入力し直してください。",
    en: "Please check the form of the entry and type it again.",
};
const UNKNOWN_CHOICE: Text =
    Text { ja: "一覧の中から選んでください。", en: "Please choose from the list." };
const DUPLICATE: Text = Text {
    ja: "既に使われています。別の値にしてください。",
    en: "This is in use already. Please choose another.",
};
const WEAK_PASSWORD: Text = Text {
    ja: "推測されやすいパスワードです。別のものにしてください。",
    en: "This password is easy to guess. Please choose another.",
};
const MISMATCH: Text = Text {
    ja: "二つの入力が一致しません。もう一度入力してください。",
    en: "The two entries differ. Please type them again.",
};
