//! What was done, told on the page one comes to afterwards; see [`crate::routes::done`].

use super::Text;

/// Code in the address, and the sentence.
const DONE: &[(&str, Text)] = &[
    ("password_changed", Text { ja: "パスワードを変更しました", en: "Your password was changed" }),
    (
        "reset_sent",
        Text {
            ja: "登録があるメールアドレスには、再設定のリンクを送りました",
            en: "If the address is registered, a reset link was sent to it",
        },
    ),
    (
        "password_set",
        Text {
            ja: "パスワードを設定しました。ログインしてください", en: "Your password is set. Please sign in"
        },
    ),
    ("session_ended", Text { ja: "選んだ端末からログアウトしました", en: "The session was ended" }),
];

/// The sentence of a code; codes of other programs say nothing.
pub fn message(code: &str) -> Option<Text> {
    DONE.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
}
