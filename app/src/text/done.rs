//! What was done, told on the page one comes to afterwards; see [`crate::routes::done`].

use super::Text;
use crate::domain::lang::Lang;

/// Code in the address, and the sentence.
const DONE: &[(&str, Text)] = &[
    ("password_changed", Text { ja: "パスワードを変更しました", en: "Your password was changed" }),
    (
        "password_confirmed",
        Text {
            ja: "パスワードを確認しました。回答の保存を続けられます（5分間）",
            en: "Your password was confirmed. You can save the answers now (for 5 minutes)",
        },
    ),
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
    ("contact_saved", Text { ja: "担当者を保存しました", en: "The contact was saved" }),
    ("contact_removed", Text { ja: "担当者を名簿から外しました", en: "The contact was removed" }),
    ("account_invited", Text { ja: "招待のメールを送りました", en: "The invitation was sent by mail" }),
    ("account_saved", Text { ja: "利用者の登録を変更しました", en: "The account was changed" }),
    (
        "account_disabled",
        Text {
            ja: "利用を停止し、ログアウトさせました", en: "The account was disabled and signed out"
        },
    ),
    ("account_enabled", Text { ja: "利用を再開しました", en: "The account may sign in again" }),
    ("account_left", Text { ja: "団体の利用者から外しました", en: "The account was removed from the body" }),
    (
        "link_sent",
        Text {
            ja: "パスワードを設定するリンクを送りました", en: "A link to set the password was sent"
        },
    ),
    (
        "account_sessions_ended",
        Text {
            ja: "ログアウトさせ、トークンを無効にしました", en: "The sessions and tokens were ended"
        },
    ),
    ("body_saved", Text { ja: "団体を保存しました", en: "The body was saved" }),
    ("body_closed", Text { ja: "団体を廃止しました", en: "The body was closed" }),
    ("body_reopened", Text { ja: "団体の廃止を取り消しました", en: "The body exists again" }),
    ("group_saved", Text { ja: "送付先グループを保存しました", en: "The list was saved" }),
    ("group_deleted", Text { ja: "送付先グループを削除しました", en: "The list was deleted" }),
    ("mail_retried", Text { ja: "もう一度送ります", en: "The mail will be sent again" }),
    ("token_revoked", Text { ja: "トークンを無効にしました", en: "The token was made void" }),
    ("session_ended", Text { ja: "選んだ端末からログアウトしました", en: "The session was ended" }),
    ("survey_saved", Text { ja: "調査を保存しました", en: "The survey was saved" }),
    (
        "survey_published",
        Text {
            ja: "調査を公開し、各団体に依頼しました", en: "The survey is open and the bodies were asked"
        },
    ),
    ("survey_closed", Text { ja: "調査の受付を終了しました", en: "The survey was closed" }),
    (
        "survey_copied",
        Text {
            ja: "写しを作りました。期限などを確かめてください", en: "A copy was made. Please check its deadline"
        },
    ),
    ("survey_removed", Text { ja: "下書きを削除しました", en: "The draft was deleted" }),
    ("sent_back", Text { ja: "回答を差し戻しました", en: "The answers were sent back" }),
    ("accepted", Text { ja: "回答を受理しました", en: "The answers were accepted" }),
    ("accepted_many", Text { ja: "{n}団体の回答を受理しました", en: "The answers of {n} bodies were accepted" }),
    ("draft_saved", Text { ja: "下書きを保存しました", en: "The draft was saved" }),
    ("answers_submitted", Text { ja: "回答を提出しました", en: "The answers were submitted" }),
    ("approval_asked", Text { ja: "決裁に回しました", en: "Approval was asked for" }),
    ("taken_back", Text { ja: "決裁から戻しました", en: "Taken back from approval" }),
    ("file_added", Text { ja: "ファイルを加えました", en: "The file was added" }),
    ("notice_saved", Text { ja: "下書きを保存しました", en: "The draft was saved" }),
    ("notice_discarded", Text { ja: "下書きを破棄しました", en: "The draft was thrown away" }),
    (
        "notice_published",
        Text {
            ja: "発出しました。送付先へのメールは順に送られます",
            en: "Published. The mails to the receivers go out one after the other",
        },
    ),
    ("notice_withdrawn", Text { ja: "取り下げました", en: "Withdrawn" }),
    ("notice_confirmed", Text { ja: "確認しました", en: "Confirmed" }),
    ("notices_confirmed", Text { ja: "{n}件の通知を確認しました", en: "{n} notices were confirmed" }),
    (
        "bodies_reminded",
        Text {
            ja: "{n}団体に督促しました。メールは順に送られます",
            en: "Bodies reminded: {n}. The mails go out one after the other",
        },
    ),
    (
        "nobody_reminded",
        Text {
            ja: "督促する団体はありません。確認済みか、今日すでに督促しています",
            en: "There is nobody to remind: they have confirmed, or were reminded today",
        },
    ),
    ("message_posted", Text { ja: "書き込みました", en: "Your message was posted" }),
    ("files_added", Text { ja: "ファイルを添付しました", en: "The files were attached" }),
    (
        "file_changed",
        Text {
            ja: "添付ファイルの説明や順番を変えました", en: "The description or order of the files was changed"
        },
    ),
    ("file_removed", Text { ja: "添付ファイルを外しました", en: "The file was removed" }),
];

/// The sentence of a code, with how many it was done to where that stands behind a dot (`accepted_many.3`); codes of
/// other programs say nothing.
pub fn message(code: &str, lang: Lang) -> Option<String> {
    let (code, count) = code.split_once('.').unwrap_or((code, ""));
    let (_, text) = DONE.iter().find(|(known, _)| *known == code)?;
    let counted = text.ja.contains("{n}");
    let right = if counted { count.parse::<u32>().is_ok() } else { count.is_empty() };
    right.then(|| text.fill(lang, &[("n", count)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_numbers_and_only_where_they_belong() {
        assert_eq!(message("accepted_many.3", Lang::Ja).as_deref(), Some("3団体の回答を受理しました"));
        assert_eq!(message("accepted", Lang::En).as_deref(), Some("The answers were accepted"));
        for odd in ["accepted_many", "accepted_many.<b>", "accepted.3", "no_such"] {
            assert_eq!(message(odd, Lang::Ja), None, "{odd}");
        }
    }
}
