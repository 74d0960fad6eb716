//! What can go wrong, as the user learns it: a code and a sentence that says what to do next.
//!
//! Causes stay in the server's log; what leaves the server is only what this file holds.

use serde::{Deserialize, Serialize};

use super::lang::{Lang, Text};
pub use super::problem::FieldProblem;

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Name of the field, as in the form and in REST, such as `title` or `q.staff`.
    pub field: String,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: FieldProblem,
}

impl FieldError {
    /// A problem of a field.
    pub fn new(field: impl Into<String>, problem: FieldProblem) -> Self {
        Self { field: field.into(), problem }
    }
}

/// Why a request was refused or failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum AppError {
    /// Nobody is signed in.
    #[error("unauthenticated")]
    Unauthenticated,
    /// The thing does not exist, or the actor may not know that it does (C-28).
    #[error("not found")]
    NotFound,
    /// The actor sees the thing but may not do this to it.
    #[error("forbidden")]
    Forbidden,
    /// Some fields are wrong.
    #[error("invalid: {errors:?}")]
    Invalid {
        /// What is wrong, field by field.
        errors: Vec<FieldError>,
    },
    /// The request could not be read at all (broken JSON, unknown field, wrong type).
    #[error("malformed request")]
    Malformed {
        /// Where it went wrong, without any value of the request.
        at: String,
    },
    /// Somebody else was faster: the thing has changed since it was read.
    #[error("conflict: {reason:?}")]
    Conflict {
        /// What kind of conflict.
        reason: ConflictReason,
    },
    /// The request came from another site or lacks the header that proves otherwise.
    #[error("cross-site request")]
    CrossSite,
    /// Nobody has shown the own password lately (C-08).
    #[error("password needed")]
    PasswordNeeded,
    /// Mail address or password is wrong. Says the same for an unknown account.
    #[error("bad credentials")]
    BadCredentials,
    /// The link was used before or is too old.
    #[error("link expired")]
    LinkExpired,
    /// Too many attempts.
    #[error("too many requests")]
    TooManyRequests {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// The file or request is too big.
    #[error("too large")]
    TooLarge {
        /// The limit in bytes.
        max_bytes: u64,
    },
    /// Bytes were asked for that the file does not have.
    #[error("range not satisfiable")]
    Range {
        /// Bytes of the file.
        size: u64,
    },
    /// A file of a kind that is not taken.
    #[error("file refused: {reason:?}")]
    FileRefused {
        /// Why.
        reason: FileRefusal,
    },
    /// Something the server needs does not answer; trying again helps.
    #[error("unavailable")]
    Unavailable,
    /// A fault of the server. The cause is in the log under `reference`.
    #[error("internal error {reference}")]
    Internal {
        /// What to quote when asking for help.
        reference: String,
    },
}

/// What kind of conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictReason {
    /// The version sent is not the newest.
    Stale,
    /// The state of the thing does not allow this any more.
    State,
    /// Something with this name, code or address exists.
    Duplicate,
}

/// Why a file was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileRefusal {
    /// The extension is not on the list.
    Kind,
    /// The content is not what the extension says.
    Mismatch,
    /// The archive or document cannot be opened.
    Broken,
    /// The file has no content.
    Empty,
    /// The archive would unpack to too much.
    Bomb,
}

impl AppError {
    /// One wrong field.
    pub fn field(field: impl Into<String>, problem: FieldProblem) -> Self {
        Self::Invalid { errors: vec![FieldError::new(field, problem)] }
    }

    /// `Ok` when there is nothing wrong, else [`AppError::Invalid`].
    ///
    /// # Errors
    /// The fields, if any.
    pub fn check(errors: Vec<FieldError>) -> Result<(), Self> {
        if errors.is_empty() { Ok(()) } else { Err(Self::Invalid { errors }) }
    }

    /// The machine-readable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated => "unauthenticated",
            Self::NotFound => "not_found",
            Self::Forbidden => "forbidden",
            Self::Invalid { .. } => "invalid",
            Self::Malformed { .. } => "malformed",
            Self::Conflict { reason: ConflictReason::Stale } => "conflict_stale",
            Self::Conflict { reason: ConflictReason::State } => "conflict_state",
            Self::Conflict { reason: ConflictReason::Duplicate } => "conflict_duplicate",
            Self::CrossSite => "cross_site",
            Self::PasswordNeeded => "password_needed",
            Self::BadCredentials => "bad_credentials",
            Self::LinkExpired => "link_expired",
            Self::TooManyRequests { .. } => "too_many_requests",
            Self::TooLarge { .. } => "too_large",
            Self::Range { .. } => "range",
            Self::FileRefused { .. } => "file_refused",
            Self::Unavailable => "unavailable",
            Self::Internal { .. } => "internal",
        }
    }

    /// The HTTP status (RFC 9110; 422 for fields, as RFC 4918 §11.2).
    pub const fn status(&self) -> u16 {
        match self {
            Self::Unauthenticated => 401,
            Self::NotFound | Self::LinkExpired => 404,
            Self::Forbidden | Self::PasswordNeeded | Self::CrossSite => 403,
            Self::Invalid { .. } | Self::BadCredentials => 422,
            Self::Malformed { .. } => 400,
            Self::Conflict { .. } => 409,
            Self::TooManyRequests { .. } => 429,
            Self::TooLarge { .. } => 413,
            Self::Range { .. } => 416,
            Self::FileRefused { .. } => 415,
            Self::Unavailable => 503,
            Self::Internal { .. } => 500,
        }
    }

    /// Seconds after which trying again may help, where that is known.
    pub const fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooManyRequests { retry_after } => Some(*retry_after),
            _ => None,
        }
    }

    /// The sentence for the user.
    pub fn message(&self, lang: Lang) -> String {
        let number = |n: u64| n.to_string();
        match self {
            Self::Invalid { errors } => INVALID.fill(lang, &[("n", &errors.len().to_string())]),
            Self::TooManyRequests { retry_after } => TOO_MANY.fill(lang, &[("seconds", &number(*retry_after))]),
            Self::TooLarge { max_bytes } => TOO_LARGE.fill(lang, &[("mb", &number(max_bytes / 1_048_576))]),
            Self::Internal { reference } => INTERNAL.fill(lang, &[("reference", reference)]),
            Self::Range { size } => RANGE.fill(lang, &[("bytes", &number(*size))]),
            Self::Malformed { at } => MALFORMED.fill(lang, &[("at", at)]),
            other => other.plain_text().get(lang).to_owned(),
        }
    }

    const fn plain_text(&self) -> Text {
        match self {
            Self::Unauthenticated => UNAUTHENTICATED,
            Self::NotFound => NOT_FOUND,
            Self::Forbidden => FORBIDDEN,
            Self::Conflict { reason: ConflictReason::Stale } => STALE,
            Self::Conflict { reason: ConflictReason::State } => STATE,
            Self::Conflict { reason: ConflictReason::Duplicate } => DUPLICATE,
            Self::CrossSite => CROSS_SITE,
            Self::PasswordNeeded => PASSWORD_NEEDED,
            Self::BadCredentials => BAD_CREDENTIALS,
            Self::LinkExpired => LINK_EXPIRED,
            Self::FileRefused { reason } => reason.text(),
            Self::Unavailable => UNAVAILABLE,
            Self::Invalid { .. } => INVALID,
            Self::TooManyRequests { .. } => TOO_MANY,
            Self::TooLarge { .. } => TOO_LARGE,
            Self::Range { .. } => RANGE,
            Self::Malformed { .. } => MALFORMED,
            Self::Internal { .. } => INTERNAL,
        }
    }
}

impl FileRefusal {
    /// The sentence for the user.
    pub const fn text(self) -> Text {
        match self {
            Self::Kind => Text {
                ja: "この種類のファイルは受け付けていません。Word、Excel、PowerPoint、PDF、テキスト、CSV、画像、動画（mp4）又はzipにして、もう一度選んでください。",
                en: "Files of this kind are not accepted. Please choose a Word, Excel, PowerPoint, PDF, text, CSV, image, mp4 or zip file.",
            },
            Self::Mismatch => Text {
                ja: "ファイルの中身が拡張子と合いません。元のファイルを開いて保存し直し、もう一度選んでください。",
                en: "The content of the file does not match its extension. Please save it again from its program and choose it once more.",
            },
            Self::Broken => Text {
                ja: "ファイルが壊れていて開けません。元のファイルを確かめて、もう一度選んでください。",
                en: "The file is damaged and cannot be opened. Please check the original and choose it again.",
            },
            Self::Empty => Text {
                ja: "ファイルの中身が空です。内容のあるファイルを選んでください。",
                en: "The file is empty. Please choose a file with content.",
            },
            Self::Bomb => Text {
                ja: "展開すると大きくなり過ぎるファイルです。分けて、もう一度選んでください。",
                en: "The file would unpack to too much data. Please split it and choose again.",
            },
        }
    }
}

const UNAUTHENTICATED: Text = Text {
    ja: "ログインしていないか、時間が過ぎました。もう一度ログインしてください。",
    en: "You are not signed in, or your session has ended. Please sign in again.",
};
const NOT_FOUND: Text = Text {
    ja: "お探しのものは見つかりません。移動又は削除されたか、あなたの団体には公開されていません。",
    en: "This does not exist, was moved or removed, or is not shared with your body.",
};
const FORBIDDEN: Text = Text {
    ja: "この操作をする権限がありません。団体の管理者に相談してください。",
    en: "You may not do this. Please ask the administrator of your body.",
};
const INVALID: Text = Text {
    ja: "入力内容に問題があります（{n}件）。各欄の説明を見て直してください。",
    en: "There is a problem with {n} field(s). Please correct them as described.",
};
const MALFORMED: Text = Text {
    ja: "送られた内容を読み取れません（{at}）。画面を開き直して、もう一度送ってください。",
    en: "The request could not be read ({at}). Please reopen the page and send it again.",
};
const STALE: Text = Text {
    ja: "ほかの人が先に変更しました。新しい内容を確かめて、もう一度保存してください。",
    en: "Somebody else changed this first. Please look at the new content and save again.",
};
const STATE: Text = Text {
    ja: "状態が変わったため、この操作はできません。画面を開き直してください。",
    en: "The state has changed, so this is no longer possible. Please reopen the page.",
};
const DUPLICATE: Text = Text {
    ja: "同じものが既にあります。別の値にしてください。",
    en: "This already exists. Please use another value.",
};
const CROSS_SITE: Text = Text {
    ja: "ほかのサイトから送られた可能性があるため、受け付けませんでした。回覧の画面を開き直して、もう一度送ってください。",
    en: "This request seems to come from another site and was refused. Please reopen the page in Kairan and send it again.",
};
const PASSWORD_NEEDED: Text = Text {
    ja: "この操作の前に、パスワードをもう一度入力してください。",
    en: "Please enter your password once more before you do this.",
};
const BAD_CREDENTIALS: Text = Text {
    ja: "メールアドレス又はパスワードが違います。確かめて、もう一度入力してください。",
    en: "The mail address or the password is wrong. Please check and try again.",
};
const LINK_EXPIRED: Text = Text {
    ja: "このリンクは使用済みか、期限が過ぎています。新しいリンクを申し込んでください。",
    en: "This link was used already or has expired. Please ask for a new one.",
};
const TOO_MANY: Text = Text {
    ja: "回数が多過ぎます。{seconds}秒待ってから、もう一度試してください。",
    en: "Too many attempts. Please wait {seconds} seconds and try again.",
};
const TOO_LARGE: Text = Text {
    ja: "大き過ぎます（上限{mb}MB）。分けて、もう一度送ってください。",
    en: "This is too large (limit {mb} MB). Please split it and send again.",
};
const RANGE: Text = Text {
    ja: "ファイルの範囲を外れています（全体で{bytes}バイト）。最初から取得し直してください。",
    en: "These bytes are outside the file ({bytes} bytes in all). Please download it again from the start.",
};
const UNAVAILABLE: Text = Text {
    ja: "ただいま混み合っています。しばらく待ってから、もう一度試してください。",
    en: "The service is busy. Please wait a moment and try again.",
};
const INTERNAL: Text = Text {
    ja: "処理できませんでした。もう一度試しても直らないときは、番号「{reference}」を添えて管理者に連絡してください。",
    en: "Something went wrong. If it happens again, please tell the administrator the reference {reference}.",
};
